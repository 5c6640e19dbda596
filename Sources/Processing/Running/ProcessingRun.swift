public import Logging

/// Processes many inputs, a few at a time, and reports each as it is done.
public struct ProcessingRun: Sendable {
    private let processor: SlipProcessor
    /// Inputs in work at the same time.
    private let window: Int
    private let progress: ProgressCounter
    private let log: Logger

    /// - Parameters:
    ///   - processor: Processes one input.
    ///   - window: Inputs in work at the same time.
    ///   - progress: Told of inputs as they are done.
    ///   - log: Told of what is skipped.
    public init(processor: SlipProcessor, window: Int, progress: ProgressCounter, log: Logger) {
        self.processor = processor
        self.window = window
        self.progress = progress
        self.log = log
    }

    /// Processes all inputs.
    ///
    /// - Parameters:
    ///   - steps: What to process, and what is met on the way to it.
    ///   - report: Called for one input after another, in the order in which they are done.
    /// - Throws: What makes it senseless to go on: of the archive, of the workers, of `report`; cancellation.
    public func process(
        _ steps: some Sequence<InputWalk.Step>, report: (SlipReport) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: SlipReport.self) { group in
            var iterator = steps.makeIterator()
            var running = 0
            while true {
                try Task.checkCancellation()
                while running < window, let work = nextWork(&iterator) {
                    group.addTask { try await work() }
                    running += 1
                }
                guard let done = try await group.next() else { return }
                running -= 1
                try await report(done)
            }
        }
    }

    private func nextWork(
        _ steps: inout some IteratorProtocol<InputWalk.Step>
    ) -> (@Sendable () async throws -> SlipReport)? {
        while let step = steps.next() {
            switch step {
            case .input(let input): return { try await processor.process(input) }
            case .unreadable(let input, let reason):
                return { try await processor.refuse(input, reason: reason) }
            case .skipped(let path, let reason): log.info("skipped \(path): \(reason)")
            }
        }
        return nil
    }
}
