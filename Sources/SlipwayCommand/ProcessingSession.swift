import Archive
import ArgumentParser
import Catalog
import Foundation
import Glibc
import Logging
import Processing
import Review

/// Where files are moved when they are done with; nil where they stay.
struct SourceMovers: Sendable {
    /// Files that are archived.
    var done: SourceMover?
    /// Files that are in quarantine.
    var failed: SourceMover?
}

/// One run of processing at the terminal: its catalog, its archive, its report.
struct ProcessingSession: Sendable {
    private let options: ProcessingOptions
    private let archive: (any Archive)?
    private let again: Bool
    private let movers: SourceMovers
    private let reviewer: Reviewer
    private let log = Logger(label: "slipway") { _ in StandardErrorLog() }

    /// Loads the catalog, then opens the archive, which is not made for a run that cannot begin.
    ///
    /// - Parameters:
    ///   - options: How to process.
    ///   - again: Whether slips that are archived already are read and reviewed again.
    ///   - movers: Where files are moved when they are done with.
    ///   - archive: Opens the archive; gives nil where nothing is to be archived.
    /// - Throws: `ExitCode` 65 or 69, after what is wrong was reported on standard error.
    init(
        options: ProcessingOptions, again: Bool, movers: SourceMovers = SourceMovers(),
        archive: () throws -> (any Archive)?
    ) throws {
        self.options = options
        self.again = again
        self.movers = movers
        let (catalog, rules) = try options.catalog.loadWithRules()
        reviewer = Reviewer(catalog: catalog, rules: rules)
        self.archive = try archive()
    }

    /// Processes inputs as a batch, shows the progress, and reports; the first SIGINT or SIGTERM stops it.
    ///
    /// - Parameters:
    ///   - steps: The inputs.
    ///   - paths: What names the batch: a run that is given the same goes on with one that was interrupted.
    ///   - count: Tells the progress how many inputs there are, beside the work.
    /// - Throws: `ExitCode` unless everything was processed.
    func run(
        _ steps: some Sequence<InputWalk.Step> & Sendable, paths: [String],
        count: @escaping @Sendable (ProgressCounter) -> Void
    ) async throws {
        let interruption = Interruption()
        let progress = ProgressCounter()
        do {
            try await interruption.interrupting {
                try await batch(steps, paths: paths, progress: progress, count: count)
            }
        } catch {
            throw exitCode(of: error, after: interruption, progress)
        }
        guard progress.current.quarantined == 0, progress.current.pagesLost == 0 else { throw ExitCode(1) }
    }

    /// Processes inputs as a batch, shows the progress, and reports.
    ///
    /// - Parameters:
    ///   - steps: The inputs.
    ///   - paths: What names the batch.
    ///   - progress: Told how far it has come.
    ///   - count: Tells the progress how many inputs there are, beside the work.
    /// - Throws: What makes it senseless to go on; cancellation.
    func batch(
        _ steps: some Sequence<InputWalk.Step> & Sendable, paths: [String], progress: ProgressCounter,
        count: @escaping @Sendable (ProgressCounter) -> Void
    ) async throws {
        signal(SIGPIPE, SIG_IGN)
        let start = ContinuousClock.now
        let begun = try await begin(paths)
        defer { StandardError.shared.draw("") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { count(progress) }
            group.addTask { await ProgressDisplay(progress: progress, start: start).run() }
            defer { group.cancelAll() }
            try await work(steps, progress, batch: begun?.number)
        }
        var ended: Batch?
        if let archive, let begun {
            ended = try await archive.end(batch: begun.number)
            // The end of a batch is signed, so that what can be rewritten unnoticed is never more than one.
            _ = try await archive.checkpoint()
        }
        StandardError.shared.draw("")
        try? close(progress.current, start.duration(to: .now), ended)
    }

    /// The status to end with, after the reason was said on standard error.
    func exitCode(
        of error: any Error, after interruption: Interruption, _ progress: ProgressCounter
    ) -> ExitCode {
        guard let signal = interruption.signal else { return exitCode(of: error) }
        StandardError.shared.write(
            line: "slipway: interrupted after \(progress.current.slips) slips; run again to go on")
        return ExitCode(128 + signal)
    }

    /// Begins the batch, or goes on with it; nil where nothing is archived.
    private func begin(_ paths: [String]) async throws -> Batch? {
        guard let archive else { return nil }
        let plan = BatchPlan(
            paths: paths.map(RealPath.of), again: again,
            catalog: reviewer.catalog.identity.sha256)
        let batch = try await archive.begin(plan)
        if batch.totals.inputs > 0 {
            StandardError.shared.write(
                line: """
                    slipway: going on with batch \(batch.number) of \(batch.begun), \
                    in which \(batch.totals.inputs) inputs are done
                    """)
        }
        return batch
    }

    private func work(
        _ steps: some Sequence<InputWalk.Step>, _ progress: ProgressCounter, batch: Int64?
    ) async throws {
        let launch = WorkerLaunch.thisProgram("worker")
        try await WorkerPool.withWorkers(launch, count: options.workers.count) { pool in
            let processor = SlipProcessor(
                pages: pool, archive: archive, catalogSHA256: reviewer.catalog.identity.sha256,
                review: { (slip, id, source) throws(ArchiveError) in
                    try ReviewDocument(reviewer.review(slip, id: id, source: source))
                }, again: again, batch: batch, window: options.workers.count, progress: progress)
            // Twice as many slips as workers, so that these need not wait while a slip is archived.
            let run = ProcessingRun(
                processor: processor, window: options.workers.count * 2, progress: progress, log: log)
            try await run.process(steps) { report in
                try self.report(report, progress)
                try self.move(report)
            }
        }
    }

    private func report(_ report: SlipReport, _ progress: ProgressCounter) throws {
        switch report.outcome {
        case .quarantined(let reasons):
            progress.finish(needsReview: false, isQuarantined: true)
            tell(reasons, of: report.source)
        case .reviewed(let reviews, let lost):
            try write(reviews, progress)
            tell(lost, of: report.source)
            progress.lose(pages: lost.count)
        case .resubmitted(let reviews), .doneBefore(let reviews): try write(reviews, progress)
        case .busy: break
        }
    }

    /// Moves the file of an input that ended, where that was asked for.
    private func move(_ report: SlipReport) throws {
        let mover: SourceMover?
        switch report.outcome {
        case .busy: return
        case .quarantined: mover = movers.failed
        case .reviewed, .resubmitted, .doneBefore: mover = movers.done
        }
        do {
            try mover?.move(report.path)
        } catch {
            // The archive has it: the file is in the way, no more.
            log.error("\(TerminalText.printable("\(error)"))")
        }
    }

    private func write(_ reviews: [ReviewDocument], _ progress: ProgressCounter) throws {
        for review in reviews {
            let summary = try RecordSummary(of: review)
            progress.finish(needsReview: summary.decision != "accepted", isQuarantined: false)
            try StandardOutput.write(line: options.format == .jsonl ? review.text : summary.line)
        }
    }

    private func tell(_ reasons: [PageFailure], of source: String) {
        for reason in reasons {
            log.error("\(TerminalText.printable("\(source): \(reason)")) [\(reason.failureClass)]")
        }
    }

    /// The last words of a run.
    private func close(_ state: ProgressState, _ elapsed: Duration, _ batch: Batch?) throws {
        let accepted = state.slips - state.forReview - state.quarantined
        let time = elapsed.formatted(.units(allowed: [.hours, .minutes, .seconds], width: .narrow))
        var text = """
            共\(state.slips)份\(state.pagesRead)页：通过\(accepted)，待核对\(state.forReview)，\
            隔离\(state.quarantined)，用时\(time)；\
            \(state.slips) slips, \(state.pagesRead) pages read: \(accepted) accepted, \
            \(state.forReview) for review, \(state.quarantined) quarantined, in \(time)
            """
        if let batch { text += "\n" + batch.line }
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
