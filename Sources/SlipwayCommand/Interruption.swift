import Dispatch
import Glibc
import Processing
import Synchronization

/// SIGINT and SIGTERM as a wish to stop, not as death.
final class Interruption: Sendable {
    private let received = Mutex<(first: CInt?, count: Int)>((nil, 0))
    private let stop: StopWish

    /// - Parameter stop: Set by the first signal.
    init(stop: StopWish) { self.stop = stop }

    /// The signal that came first; nil while none has come.
    var signal: CInt? { received.withLock { $0.first } }

    /// Runs `work`: the first signal wishes it to stop, which lets it finish what it has begun; a second one cancels it, a third
    /// one ends the process at once.
    ///
    /// - Returns: What `work` returns.
    /// - Throws: What `work` throws.
    func interrupting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws
        -> Value
    {
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM].map { number in
            Glibc.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let count = self.received.withLock { received in
                    received = (received.first ?? number, received.count + 1)
                    return received.count
                }
                switch count {
                case 1:
                    self.stop.set()
                    StandardError.shared.write(
                        line: "slipway: the pages begun are finished; once more stops at once")
                case 2: task.cancel()
                default: _exit(128 + number)
                }
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
