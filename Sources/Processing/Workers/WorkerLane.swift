internal import Archive
internal import Glibc
internal import Imaging
internal import Subprocess
internal import SystemPackage

/// One worker after another, reading page after page.
struct WorkerLane: Sendable {
    /// Attempts at one page; the second is made by a worker that has read nothing before.
    static let attempts = 2
    /// Workers that are started for one page, one after another, before starting is given up: a worker may be killed, or the
    /// machine be busy, while its engines start, which is no reason to end a run.
    static let starts = 3

    let command: WorkerLaunch
    let timeouts: WorkerTimeouts
    let queue: PageQueue
    let observer: WorkerObserver

    /// Reads pages until there are none.
    func run() async {
        var again: PageQueue.Job?
        while true {
            guard let job = await next(again) else { return }
            again = await serve(job)
        }
    }

    private func next(_ again: PageQueue.Job?) async -> PageQueue.Job? {
        if let again { again } else { await queue.next() }
    }

    /// What became of a worker.
    private enum Ending {
        /// There were no more pages.
        case done
        /// It was lost with a page that it did not finish.
        case lost(PageQueue.Job, WorkerConnection.Loss, pageCount: Int?, WorkerTrace)
        /// It failed at a page that another worker may read.
        case failed(PageQueue.Job, PageFailure)
    }

    /// Starts a worker for a page and, while it lives, for the pages after it.
    ///
    /// - Returns: The page that another worker is to try again.
    private func serve(_ first: PageQueue.Job) async -> PageQueue.Job? {
        var options = PlatformOptions()
        // Its own group, so that Ctrl-C at the terminal reaches the supervisor alone.
        options.processGroupID = 0
        let ending: Ending
        let status: TerminationStatus
        do {
            guard let log = WorkerLog() else {
                throw WorkerStartFailure(
                    "there is no memory for its log: \(String(cString: strerror(errno)))")
            }
            let result = try await Subprocess.run(
                .path(FilePath(command.executable)), arguments: Arguments(command.arguments),
                environment: .inherit.updating(WorkerLaunch.environment), platformOptions: options,
                input: .inputWriter, output: .sequence,
                error: .fileDescriptor(log.descriptor, closeAfterSpawningProcess: false)
            ) { process in
                try await withTaskCancellationHandler {
                    try await converse(with: process, log, from: first)
                } onCancel: {
                    try? process.send(signal: .kill, toProcessGroup: true)
                }
            }
            ending = result.closureResult
            status = result.terminationStatus
        } catch {
            let failure = error as? WorkerStartFailure ?? WorkerStartFailure("\(error)")
            let reason: any Error = Task.isCancelled ? CancellationError() : failure
            first.finish(.failure(reason))
            await queue.close(because: reason)
            return nil
        }
        switch ending {
        case .done: return nil
        case .failed(let job, let failure): return retry(job, failure)
        case .lost(let job, let loss, let pageCount, let trace):
            if Task.isCancelled {
                job.finish(.failure(CancellationError()))
                return nil
            }
            if let reason = Self.startFailure(loss, status) {
                if Self.isWorthAnotherStart(loss, status), job.lostStarts + 1 < Self.starts {
                    var job = job
                    job.lostStarts += 1
                    return job
                }
                job.finish(.failure(reason))
                await queue.close(because: reason)
                return nil
            }
            var failure = Self.failure(of: job.request.page, loss, status)
            failure.pageCount = pageCount
            failure.trace = trace
            return retry(job, failure)
        }
    }

    private func converse(
        with process: WorkerConnection.Process, _ log: WorkerLog, from first: PageQueue.Job
    ) async throws -> Ending {
        var connection = WorkerConnection(process, log: log, timeouts: timeouts)
        var current: PageQueue.Job? = first
        do throws(WorkerConnection.Loss) {
            observer.started(lacking: try await connection.waitUntilReady())
        } catch {
            return .lost(first, error, pageCount: nil, connection.trace)
        }
        while let job = current {
            let start = ContinuousClock.now
            func isDone(isRead: Bool) {
                observer.pageIsDone(job.request, time: start.duration(to: .now), isRead: isRead)
            }
            do throws(WorkerConnection.Loss) {
                switch try await connection.read(job.request) {
                case .success(let page):
                    isDone(isRead: true)
                    job.finish(.success(page))
                case .failure(var failure):
                    isDone(isRead: false)
                    guard !failure.isWorthAnotherAttempt else {
                        failure.trace = connection.trace
                        try? process.send(signal: .kill, toProcessGroup: true)
                        return .failed(job, failure)
                    }
                    job.finish(.failure(failure))
                }
            } catch {
                isDone(isRead: false)
                return .lost(job, error, pageCount: connection.pageCount, connection.trace)
            }
            current = await queue.next()
        }
        return .done
    }

    private func retry(_ job: PageQueue.Job, _ failure: PageFailure) -> PageQueue.Job? {
        var job = job
        job.attempts += 1
        guard job.attempts < Self.attempts else {
            var failure = failure
            failure.attempts = job.attempts
            job.finish(.failure(failure))
            return nil
        }
        return job
    }

    /// Why no worker can be started; nil for a loss that a page may have caused.
    private static func startFailure(
        _ loss: WorkerConnection.Loss, _ status: TerminationStatus
    ) -> WorkerStartFailure? {
        switch loss {
        case .notReady(let reason): WorkerStartFailure(reason)
        case .ended(.starting): WorkerStartFailure("it ended at once (\(name(of: status)))")
        case .timeout(.starting, let limit): WorkerStartFailure("it was not ready after \(limit)")
        default: nil
        }
    }

    /// Whether the next worker may well start: this one was killed or too slow, and did not refuse.
    private static func isWorthAnotherStart(
        _ loss: WorkerConnection.Loss, _ status: TerminationStatus
    ) -> Bool {
        switch (loss, status) {
        case (.ended(.starting), .signaled), (.timeout(.starting, _), _): true
        default: false
        }
    }

    private static func failure(
        of page: Int, _ loss: WorkerConnection.Loss, _ status: TerminationStatus
    ) -> PageFailure {
        let advice = "save or scan the page again at 300 dpi"
        switch loss {
        case .timeout(let stage, let limit):
            return PageFailure(
                failureClass: "timeout", page: page,
                reason: "\(stage.rawValue) took more than \(limit): \(advice)")
        case .brokenProtocol(let what):
            return PageFailure(
                failureClass: "protocol", page: page, reason: "the worker broke off, \(what): \(advice)")
        case .ended(let stage):
            if status == .signaled(SIGXCPU) {
                return PageFailure(
                    failureClass: "timeout", page: page,
                    reason:
                        "\(stage.rawValue) took more than \(WorkerLimits.processorSeconds) s of processor time: "
                        + advice)
            }
            if status == .signaled(SIGKILL) {
                return PageFailure(
                    failureClass: DecodingError.Class.outOfMemory.rawValue, page: page,
                    reason: "\(stage.rawValue) was killed (SIGKILL), as where memory runs short: \(advice)")
            }
            return PageFailure(
                failureClass: "crash:\(name(of: status))", page: page,
                reason: "\(stage.rawValue) crashed (\(name(of: status))): \(advice)")
        case .notReady(let reason):
            return PageFailure(failureClass: "protocol", page: page, reason: reason)
        }
    }

    private static func name(of status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "exit \(code)"
        case .signaled(let number): signals[number] ?? "signal \(number)"
        }
    }

    private static let signals: [CInt: String] = [
        SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL",
        SIGTRAP: "SIGTRAP", SIGKILL: "SIGKILL", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGTERM: "SIGTERM",
        SIGPIPE: "SIGPIPE", SIGSYS: "SIGSYS",
    ]
}
