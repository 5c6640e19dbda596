import Archive
import ArgumentParser
import Catalog
import Foundation
import Glibc
import Logging
import Processing
import Review
import RunReports

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
    private let memory: ArchiveMemory
    private let again: Bool
    private let movers: SourceMovers
    /// What workers read.
    private let readable: [String]
    private let metrics: MetricsWriter?
    private let reportPath: String?
    private let runLog: RunLog?
    private let statistics: RunStatistics
    private let begun: Timestamp
    private let reviewer: Reviewer
    private let unmoved = UnmovedFiles()
    /// Set to end the run soon.
    let stop = StopWish()
    private let log = Logger(label: "slipway") { _ in StandardErrorLog() }

    /// Loads the catalog, then opens the archive, which is not made for a run that cannot begin.
    ///
    /// - Parameters:
    ///   - options: How to process.
    ///   - again: Whether slips that are archived already are read and reviewed again.
    ///   - movers: Where files are moved when they are done with.
    ///   - readable: Files, and folders with all that is in them, in which what is read lies.
    ///   - metrics: Where the run's figures are written, if anywhere.
    ///   - report: Where the run's report is written, if anywhere.
    ///   - runLog: Where what happens is noted for machines, if anywhere.
    ///   - memory: What this machine remembers of the archive.
    ///   - archive: Opens the archive; gives nil where nothing is to be archived.
    /// - Throws: `ExitCode` 65 or 69, after what is wrong was reported on standard error.
    init(
        options: ProcessingOptions, again: Bool, movers: SourceMovers = SourceMovers(), readable: [String],
        metrics: String? = nil, report: String? = nil, log runLog: RunLog? = nil, memory: ArchiveMemory,
        archive: () throws -> (any Archive)?
    ) throws {
        self.options = options
        self.again = again
        self.memory = memory
        self.movers = movers
        self.readable = readable
        let (statistics, begun) = (RunStatistics(), Timestamp.now)
        self.statistics = statistics
        self.begun = begun
        self.metrics = metrics.map {
            MetricsWriter(path: $0, statistics: statistics, begun: begun.seconds)
        }
        reportPath = report
        self.runLog = runLog
        let (catalog, rules) = try options.catalog.loadWithRules()
        reviewer = Reviewer(catalog: catalog, rules: rules)
        self.archive = try archive()
    }

    /// Processes inputs as a batch, shows the progress, and reports; at the first SIGINT or SIGTERM the pages begun are finished.
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
        let interruption = Interruption(stop: stop)
        let progress = ProgressCounter()
        do {
            try await interruption.interrupting {
                try await batch(steps, paths: paths, progress: progress, count: count)
            }
        } catch {
            throw exitCode(of: error, after: interruption, progress)
        }
        guard isComplete(progress) else { throw ExitCode(1) }
    }

    /// Whether every page was read, and every file moved that was to be.
    func isComplete(_ progress: ProgressCounter) -> Bool {
        let state = progress.current
        return state.quarantined == 0 && state.pagesLost == 0 && unmoved.count == 0
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
        try writeMetrics(.running, progress, isFirst: true)
        let warnings = if let archive { await memory.warnings(of: archive) } else { [String]() }
        for warning in warnings { log.error("\(TerminalText.printable(warning))") }
        let begun = try await begin(paths)
        runLog?.write(
            .init(
                event: "run_begun", batch: begun?.number, jobs: options.workers.count,
                catalog: reviewer.catalog.identity.sha256))
        defer { StandardError.shared.draw("") }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { count(progress) }
                group.addTask { await ProgressDisplay(progress: progress, start: start).run() }
                if let metrics { group.addTask { await metrics.run(progress) } }
                defer { group.cancelAll() }
                try await work(steps, progress, batch: begun?.number)
            }
        } catch {
            // What was done until then is worth a report, too.
            let elapsed = start.duration(to: .now)
            logEnd("run_interrupted", progress, elapsed, begun?.number)
            await Task {
                try? writeMetrics(.interrupted, progress)
                await writeReport(
                    begun, paths, elapsed, progress,
                    interruption: error is CancellationError ? "" : "\(error)")
            }.value
            throw error
        }
        var ended: Batch?
        if let archive, let begun {
            let waiting = unmoved.count
            if waiting == 0 {
                ended = try await archive.end(batch: begun.number)
            } else {
                // Ended, it would leave them to be handed in anew by the next run, and called repetitions.
                log.error(
                    """
                    \(waiting) files are archived and were not moved: batch \(begun.number) stays open. Put right what was \
                    said of them, and run again
                    """)
            }
            // The end of a batch is signed, so that what can be rewritten unnoticed is never more than one.
            let signed = try await archive.checkpoint()
            if let fault = await memory.remember(signed, of: archive) {
                log.error("\(TerminalText.printable("what this machine saw of the archive \(fault)"))")
            }
        }
        StandardError.shared.draw("")
        let elapsed = start.duration(to: .now)
        logEnd("run_ended", progress, elapsed, begun?.number)
        try? close(progress.current, elapsed, ended)
        // Said again where nobody scrolls past it.
        for warning in warnings { log.error("\(TerminalText.printable(warning))") }
        try await tellClaims(of: begun?.number)
        try writeMetrics(.finished, progress)
        await writeReport(begun, paths, elapsed, progress, interruption: nil)
    }

    private func logEnd(
        _ event: String, _ progress: ProgressCounter, _ elapsed: Duration, _ batch: Int64?
    ) {
        let state = progress.current
        let seconds =
            Double(elapsed.components.seconds) + Double(
                elapsed.components.attoseconds / 1_000_000_000_000_000) / 1000
        runLog?.write(
            .init(
                event: event, batch: batch, pages: state.pagesRead, slips: state.slips,
                quarantined: state.quarantined, seconds: seconds))
    }

    /// Says what does not agree between the slips of the claims that this run handed in.
    private func tellClaims(of batch: Int64?) async throws {
        guard let archive, batch != nil else { return }
        for claim in statistics.current.claims.sorted() {
            let reading = try await ClaimReading(claim, in: archive)
            for finding in reading.findings {
                log.notice(
                    "\(TerminalText.printable("claim \(claim): \(finding.flag.message)")) [\(finding.flag.code.rawValue)]"
                )
            }
        }
    }

    /// Writes the run's figures, where that was asked for.
    ///
    /// - Parameters:
    ///   - phase: Where the run stands.
    ///   - progress: How far it has come.
    ///   - isFirst: Whether nothing was read yet, so that a file that cannot be written ends the run.
    /// - Throws: `ExitCode` 69 where it is the first and cannot be written.
    private func writeMetrics(
        _ phase: RunMetrics.Phase, _ progress: ProgressCounter, isFirst: Bool = false
    ) throws {
        do {
            try metrics?.write(phase, progress)
        } catch {
            let fault =
                "\(metrics?.path ?? ""): the run's figures cannot be written: \(error.systemReason)"
            if isFirst { throw ExitCode.reported(69, fault) }
            log.error("\(TerminalText.printable(fault))")
        }
    }

    /// Failures that a report shows a small picture of.
    private static let thumbnailsAtMost = 40

    private func writeReport(
        _ batch: Batch?, _ paths: [String], _ elapsed: Duration, _ progress: ProgressCounter,
        interruption: String?
    ) async {
        guard let reportPath else { return }
        let statistics = statistics.current
        let heading = RunReportPage.Heading(
            batch: batch?.number, begun: begun, elapsed: elapsed, paths: paths,
            catalog: "\(reviewer.catalog.identity.id) \(reviewer.catalog.identity.edition)",
            jobs: options.workers.count, interruption: interruption)
        var thumbnails: [Int: [UInt8]] = [:]
        // An interrupted run is to end at once.
        for (index, failure) in statistics.failures.prefix(Self.thumbnailsAtMost).enumerated()
        where interruption == nil {
            var path = failure.path
            let kept = failure.digest
            if let archive, let kept { path = (try? await archive.path(of: kept)) ?? path }
            thumbnails[index] = await ThumbnailCommand.thumbnail(
                ofPage: failure.reason.page ?? 1, ofFileAt: path)
            if let archive, let kept { await archive.close(kept) }
        }
        let page = RunReportPage(
            heading, statistics: statistics, times: self.statistics.times.current, progress: progress.current,
            thumbnails: thumbnails)
        do {
            try WholeFile.write(page.text, to: reportPath)
        } catch {
            log.error(
                "\(TerminalText.printable(reportPath)): the report cannot be written: \(error.systemReason)"
            )
        }
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
        let launch = WorkerLaunch.thisProgram("worker", reading: readable)
        try await WorkerPool.withWorkers(
            launch, count: options.workers.count, stop: stop, times: statistics.times,
            log: Logger(label: "slipway") { _ in SystemLog(runLog) }
        ) { pool in
            let processor = SlipProcessor(
                pages: pool, archive: archive, reviewer: reviewer, again: again, batch: batch,
                window: options.workers.count, progress: progress)
            // Twice as many slips as workers, so that these need not wait while a slip is archived.
            let run = ProcessingRun(
                processor: processor, window: options.workers.count * 2, progress: progress, log: log,
                stop: stop)
            try await run.process(steps) { report in
                runLog?.write(report, batch: batch)
                try self.report(report, progress)
                try self.move(report)
            }
        }
    }

    private func report(_ report: SlipReport, _ progress: ProgressCounter) throws {
        statistics.note(report)
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
            unmoved.note(report.path)
        }
    }

    private func write(_ reviews: [ReviewDocument], _ progress: ProgressCounter) throws {
        for review in reviews {
            let summary = try RecordSummary(of: review)
            progress.finish(needsReview: summary.decision != "accepted", isQuarantined: false)
            try StandardOutput.write(line: options.format == .jsonl ? review.text : summary.line())
        }
    }

    private func tell(_ reasons: [PageFailure], of source: String) {
        for reason in reasons {
            log.error("\(TerminalText.printable("\(source): \(reason)")) [\(reason.failureClass)]")
        }
    }

    /// The last words of a run.
    private func close(_ state: ProgressState, _ elapsed: Duration, _ batch: Batch?) throws {
        let accepted = state.accepted
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
        case let code as ExitCode: return code
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
