/// Pages that wait to be read, and workers that wait for pages.
actor PageQueue {
    /// A page that someone waits for.
    struct Job: Sendable {
        var request: WorkerRequest
        /// Attempts that failed so far.
        var attempts = 0
        /// Workers that were lost before they could begin with it.
        var lostStarts = 0
        fileprivate let continuation: CheckedContinuation<Result<ReadPage, any Error>, Never>

        /// Gives the outcome to whom it waits for; called exactly once.
        func finish(_ outcome: Result<ReadPage, any Error>) {
            continuation.resume(returning: outcome)
        }
    }

    private var waiting: [Job] = []
    private var idle: [CheckedContinuation<Job?, Never>] = []
    /// Why no page is read any more; nil while pages are read.
    private var end: (any Error)?
    private let stop: StopWish

    /// - Parameter stop: From when it is set, no page is begun.
    init(stop: StopWish) { self.stop = stop }

    /// Has a page read.
    ///
    /// - Throws: ``PageFailure`` of the page, or why no page is read any more.
    func read(_ request: WorkerRequest) async throws -> ReadPage {
        if stop.isSet { close(because: Stopped()) }
        let outcome = await withCheckedContinuation { continuation in
            let job = Job(request: request, continuation: continuation)
            if let end {
                job.finish(.failure(end))
            } else if idle.isEmpty {
                waiting.append(job)
            } else {
                idle.removeFirst().resume(returning: job)
            }
        }
        return try outcome.get()
    }

    /// The next page to read; nil when there will be none.
    func next() async -> Job? {
        if stop.isSet { close(because: Stopped()) }
        if !waiting.isEmpty { return waiting.removeFirst() }
        guard end == nil else { return nil }
        return await withCheckedContinuation { idle.append($0) }
    }

    /// Ends the reading: workers get no more pages, and whoever waits gets the reason.
    func close(because reason: any Error) {
        guard end == nil else { return }
        end = reason
        for job in waiting { job.finish(.failure(reason)) }
        waiting = []
        for worker in idle { worker.resume(returning: nil) }
        idle = []
    }
}
