import Archive
import ArgumentParser
import Catalog
import Foundation
import Glibc
import Logging
import Processing
import Review

/// One run of processing at the terminal: its catalog, its archive, its report.
struct ProcessingSession: Sendable {
    private let options: ProcessingOptions
    private let archive: (any Archive)?
    private let again: Bool
    private let reviewer: Reviewer
    private let log = Logger(label: "slipway") { _ in StandardErrorLog() }

    /// Loads the catalog, then opens the archive, which is not made for a run that cannot begin.
    ///
    /// - Parameters:
    ///   - options: How to process.
    ///   - again: Whether slips that are archived already are read and reviewed again.
    ///   - archive: Opens the archive; gives nil where nothing is to be archived.
    /// - Throws: `ExitCode` 65 or 69, after what is wrong was reported on standard error.
    init(options: ProcessingOptions, again: Bool, archive: () throws -> (any Archive)?) throws {
        self.options = options
        self.again = again
        let (catalog, rules) = try options.catalog.loadWithRules()
        reviewer = Reviewer(catalog: catalog, rules: rules)
        self.archive = try archive()
    }

    /// Processes inputs, shows the progress, and reports.
    ///
    /// - Parameters:
    ///   - steps: The inputs.
    ///   - count: Tells the progress how many inputs there are, beside the work.
    /// - Throws: `ExitCode` unless everything was processed.
    func run(
        _ steps: some Sequence<InputWalk.Step> & Sendable,
        count: @escaping @Sendable (ProgressCounter) -> Void
    ) async throws {
        signal(SIGPIPE, SIG_IGN)
        let progress = ProgressCounter()
        let start = ContinuousClock.now
        let interruption = Interruption()
        do {
            try await interruption.interrupting {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { count(progress) }
                    group.addTask { await ProgressDisplay(progress: progress, start: start).run() }
                    defer { group.cancelAll() }
                    try await work(steps, progress)
                    // The end of a batch is signed, so that what can be rewritten unnoticed is never more than one.
                    _ = try await archive?.checkpoint()
                }
            }
        } catch {
            StandardError.shared.draw("")
            if let signal = interruption.signal {
                StandardError.shared.write(
                    line: "slipway: interrupted after \(progress.current.slips) slips; run again to go on")
                throw ExitCode(128 + signal)
            }
            throw exitCode(of: error)
        }
        StandardError.shared.draw("")
        try? close(progress.current, start.duration(to: .now))
        guard progress.current.quarantined == 0 else { throw ExitCode(1) }
    }

    private func work(_ steps: some Sequence<InputWalk.Step>, _ progress: ProgressCounter) async throws {
        let launch = WorkerLaunch(executable: "/proc/self/exe", arguments: ["worker"])
        try await WorkerPool.withWorkers(launch, count: options.workers) { pool in
            let processor = SlipProcessor(
                pages: pool, archive: archive, catalogSHA256: reviewer.catalog.identity.sha256,
                review: { (slip, id, source) throws(ArchiveError) in
                    try ReviewDocument(reviewer.review(slip, id: id, source: source))
                }, again: again, window: options.workers, progress: progress)
            // Twice as many slips as workers, so that these need not wait while a slip is archived.
            let run = ProcessingRun(
                processor: processor, window: options.workers * 2, progress: progress, log: log)
            try await run.process(steps) { report in try self.report(report, progress) }
        }
    }

    private func report(_ report: SlipReport, _ progress: ProgressCounter) throws {
        switch report.outcome {
        case .quarantined(let reasons):
            progress.finish(needsReview: false, isQuarantined: true)
            for reason in reasons {
                log.error(
                    "\(TerminalText.printable("\(report.source): \(reason)")) [\(reason.failureClass)]")
            }
        case .reviewed(let reviews), .resubmitted(let reviews):
            for review in reviews {
                let summary = try RecordSummary(of: review)
                progress.finish(needsReview: summary.decision != "accepted", isQuarantined: false)
                try StandardOutput.write(line: options.format == .jsonl ? review.text : summary.line)
            }
        }
    }

    /// The last words of a run.
    private func close(_ state: ProgressState, _ elapsed: Duration) throws {
        let accepted = state.slips - state.forReview - state.quarantined
        let time = elapsed.formatted(.units(allowed: [.hours, .minutes, .seconds], width: .narrow))
        let text = """
            共\(state.slips)份\(state.pagesRead)页：通过\(accepted)，待复核\(state.forReview)，\
            隔离\(state.quarantined)，用时\(time)；\
            \(state.slips) slips, \(state.pagesRead) pages read: \(accepted) accepted, \
            \(state.forReview) for review, \(state.quarantined) quarantined, in \(time)
            """
        if options.format == .text {
            try StandardOutput.write(line: text)
        } else {
            StandardError.shared.write(line: text)
        }
    }

    private func exitCode(of error: any Error) -> ExitCode {
        switch error {
        case let error as ArchiveError:
            StandardError.shared.write(line: "slipway: \(error)")
            return error.exitCode
        case let error as WorkerStartFailure:
            StandardError.shared.write(line: "slipway: \(error)")
            return ExitCode(69)
        case is StandardOutput.Closed:
            // As if SIGPIPE had ended the program, but with its workers and its archive in order.
            return ExitCode(128 + SIGPIPE)
        default:
            StandardError.shared.write(line: "slipway: \(error)")
            return ExitCode(1)
        }
    }
}
