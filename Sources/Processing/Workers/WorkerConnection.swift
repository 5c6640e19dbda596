internal import Archive
internal import Foundation
internal import Subprocess
internal import Synchronization

/// How long a worker may take for each thing that it does; more by the clock where the machine is busy.
public struct WorkerTimeouts: Hashable, Sendable {
    /// Starting the engines.
    public var start: Duration = .seconds(60)
    /// Decoding one page.
    public var decoding: Duration = .seconds(30)
    /// Reading one decoded page.
    public var reading: Duration = .seconds(60)

    public init() {}
}

/// The supervisor's end of the pipes to one running worker.
struct WorkerConnection {
    typealias Process = Execution<CustomWriteInput, SequenceOutput, FileDescriptorOutput>

    /// What a worker was at when it was lost.
    enum Stage: String {
        case starting
        case decoding
        case reading
    }

    /// A worker that is of no more use, and was killed unless it had ended.
    enum Loss: Error {
        /// It took longer than it may.
        case timeout(Stage, Duration)
        /// It ended, or closed its output.
        case ended(Stage)
        /// It said what it may not say.
        case brokenProtocol(String)
        /// Its engines did not start.
        case notReady(reason: String)
    }

    private let process: Process
    private let timeouts: WorkerTimeouts
    private var output: SubprocessOutputSequence.Iterator
    private var parser = FrameParser()
    /// Pages of the file of the last request, once the worker has said it.
    private(set) var pageCount: Int?
    private let log: WorkerLog
    /// Of the last request, or of starting.
    private var usage: WorkerUsage

    init(_ process: Process, log: WorkerLog, timeouts: WorkerTimeouts) {
        self.process = process
        self.log = log
        self.timeouts = timeouts
        usage = WorkerUsage(of: process.processIdentifier.value)
        output = process.standardOutput.makeAsyncIterator()
    }

    /// Waits for the engines to start.
    ///
    /// - Returns: What the system lacks to confine the worker.
    mutating func waitUntilReady() async throws(Loss) -> [String] {
        switch try await reply(while: .starting, within: timeouts.start).0 {
        case .ready(let lacking): return lacking
        case .notReady(let reason): throw .notReady(reason: reason)
        default: throw lost("it did not say that it is ready")
        }
    }

    /// Has the worker read a page.
    ///
    /// - Returns: The page, or why it cannot be read.
    /// - Throws: ``Loss`` of the worker.
    mutating func read(_ request: WorkerRequest) async throws(Loss) -> Result<ReadPage, PageFailure> {
        pageCount = nil
        log.clear()
        usage = WorkerUsage(of: process.processIdentifier.value)
        do {
            let frame = try Frame(request)
            _ = try await process.standardInputWriter.write(frame.prefixAndHead)
        } catch {
            kill()
            throw .ended(.decoding)
        }
        let first = try await reply(while: .decoding, within: timeouts.decoding)
        if case .failed(let failure) = first.0 { return .failure(failure) }
        guard case .decoded(let count) = first.0 else {
            throw lost("it did not say that the page is decoded")
        }
        pageCount = count
        let second = try await reply(while: .reading, within: timeouts.reading)
        switch second.0 {
        case .failed(let failure): return .failure(failure)
        case .read(let header):
            guard let page = ReadPage(header, content: second.1) else { throw lost("the page is cut short") }
            return .success(page)
        default: throw lost("it did not say what it read")
        }
    }

    /// What was seen of the worker since the last request.
    var trace: WorkerTrace { usage.trace(log: log.lastLines()) }

    private mutating func reply(
        while stage: Stage, within limit: Duration
    ) async throws(Loss) -> (WorkerReply, [UInt8]) {
        let isOver = Flag()
        let watch = watch(within: limit, isOver)
        let frame = await nextFrame()
        watch.cancel()
        _ = await watch.result
        switch frame {
        case .success(let frame?):
            guard let reply = try? frame.message(WorkerReply.self) else {
                throw lost("its reply has no sense")
            }
            return (reply, frame.content)
        case .success(nil):
            kill()
            throw isOver.isSet ? .timeout(stage, limit) : .ended(stage)
        case .failure: throw lost("its reply is too long")
        }
    }

    /// How often what the worker uses is looked at.
    private static let look = Duration.seconds(1)

    /// Kills the worker when its time is over, unless the task is cancelled before.
    private func watch(within limit: Duration, _ isOver: Flag) -> Task<Void, any Error> {
        let process = process
        let usage = usage
        let pid = process.processIdentifier.value
        let deadline = WorkerDeadline(limit: limit)
        let start = ContinuousClock.now
        let before = ProcessorTime.used(by: pid) ?? .zero
        return Task {
            while start.duration(to: .now) < limit {
                usage.look()
                try await Task.sleep(for: min(Self.look, limit - start.duration(to: .now)))
            }
            while !deadline.isOver(
                elapsed: start.duration(to: .now), used: ProcessorTime.used(by: pid).map { $0 - before })
            {
                try await Task.sleep(for: deadline.interval)
            }
            usage.look()
            isOver.set()
            try? process.send(signal: .kill, toProcessGroup: true)
        }
    }

    /// The next frame; nil when the output ends first.
    private mutating func nextFrame() async -> Result<Frame?, FrameParser.Overlong> {
        do throws(FrameParser.Overlong) {
            while true {
                if let frame = try parser.next() { return .success(frame) }
                guard let piece = try? await output.next() else { return .success(nil) }
                piece.withUnsafeBytes { parser.append($0) }
            }
        } catch {
            return .failure(error)
        }
    }

    private func lost(_ reason: String) -> Loss {
        kill()
        return .brokenProtocol(reason)
    }

    private func kill() {
        // The process may have ended already; then there is nothing to kill.
        try? process.send(signal: .kill, toProcessGroup: true)
    }

    /// Something that happens at most once, told across tasks.
    private final class Flag: Sendable {
        private let state = Mutex(false)

        func set() { state.withLock { $0 = true } }
        var isSet: Bool { state.withLock { $0 } }
    }
}
