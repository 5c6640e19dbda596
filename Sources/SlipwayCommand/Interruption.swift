import Dispatch
import Glibc
import Synchronization

/// SIGINT and SIGTERM as a wish to stop, not as death.
final class Interruption: Sendable {
    private let received = Mutex<CInt?>(nil)

    /// The signal that came first; nil while none has come.
    var signal: CInt? { received.withLock { $0 } }

    /// Runs `work` so that the first signal cancels it; a second one ends the process at once.
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
                let isFirst = self.received.withLock { received in
                    defer { received = received ?? number }
                    return received == nil
                }
                if isFirst { task.cancel() } else { _exit(128 + number) }
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
