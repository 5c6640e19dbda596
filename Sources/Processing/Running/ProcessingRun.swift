public import Logging

/// Processes many inputs, a few at a time, and reports each as it is done.
public struct ProcessingRun: Sendable {
    private let processor: SlipProcessor
    /// Inputs in work at the same time.
    private let window: Int
    private let progress: ProgressCounter
    private let log: Logger
    private let stop: StopWish

    /// - Parameters:
    ///   - processor: Processes one input.
    ///   - window: Inputs in work at the same time.
    ///   - progress: Told of inputs as they are done.
    ///   - log: Told of what is skipped.
    ///   - stop: From when it is set, no input is begun.
    public init(
        processor: SlipProcessor, window: Int, progress: ProgressCounter, log: Logger,
        stop: StopWish = StopWish()
    ) {
        self.processor = processor
        self.window = window
        self.progress = progress
        self.log = log
        self.stop = stop
    }

    /// How long to wait before inputs that other runs have in work are looked at again.
    private static let patience: Duration = .milliseconds(500)

    /// Processes all inputs; those that another run has in work come last, when that is done with them.
    ///
    /// - Parameters:
    ///   - steps: What to process, and what is met on the way to it.
    ///   - report: Called for one input after another, in the order in which they are done.
    /// - Throws: What makes it senseless to go on: of the archive, of the workers, of `report`; cancellation, also when the run
    ///   was wished to end.
    public func process(
        _ steps: some Sequence<InputWalk.Step>, report: (SlipReport) async throws -> Void
    ) async throws {
        var busy = try await pass(steps, report)
        while !busy.isEmpty {
            try await Task.sleep(for: Self.patience)
            busy = try await pass(busy.map(InputWalk.Step.input), report)
        }
    }

    /// What became of one step.
    private struct Ending: Sendable {
        var input: ProcessingInput
        var report: SlipReport
    }

    /// - Returns: The inputs that another run has in work.
    private func pass(
        _ steps: some Sequence<InputWalk.Step>, _ report: (SlipReport) async throws -> Void
    ) async throws -> [ProcessingInput] {
        var busy: [ProcessingInput] = []
        try await withThrowingTaskGroup(of: Ending?.self) { group in
            var iterator = steps.makeIterator()
            var running = 0
            while true {
                try Task.checkCancellation()
                while running < window, !stop.isSet, let work = nextWork(&iterator) {
                    group.addTask {
                        do {
                            return try await work()
                        } catch is Stopped {
                            // A page of it was not begun: the next run takes it up.
                            return nil
                        }
                    }
                    running += 1
                }
                guard let done = try await group.next() else { break }
                running -= 1
                guard let done else { continue }
                if done.report.outcome == .busy {
                    busy.append(done.input)
                } else {
                    try await report(done.report)
                }
            }
        }
        if stop.isSet { throw CancellationError() }
        return busy
    }

    private func nextWork(
        _ steps: inout some IteratorProtocol<InputWalk.Step>
    ) -> (@Sendable () async throws -> Ending?)? {
        while let step = steps.next() {
            switch step {
            case .input(let input):
                return { Ending(input: input, report: try await processor.process(input)) }
            case .unreadable(let input, let reason):
                return { Ending(input: input, report: try await processor.refuse(input, reason: reason)) }
            case .claimFile(let file):
                return {
                    try await processor.settle(claimFile: file)
                    return nil
                }
            case .skipped(let path, let reason): log.info("skipped \(path): \(reason)")
            }
        }
        return nil
    }
}
