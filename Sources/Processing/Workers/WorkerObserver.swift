internal import Archive
internal import Logging
internal import Synchronization

/// Is told what workers do, beside the pages that they give.
final class WorkerObserver: Sendable {
    private let times: PageTimes?
    private let log: Logger?
    private let hasTold = Mutex(false)

    /// - Parameters:
    ///   - times: Told how long pages took.
    ///   - log: Told once what the system lacks to confine workers.
    init(times: PageTimes?, log: Logger?) {
        self.times = times
        self.log = log
    }

    /// A worker has started.
    func started(lacking: [String]) {
        guard !lacking.isEmpty, let log else { return }
        let isFirst = hasTold.withLock { told in
            defer { told = true }
            return !told
        }
        if isFirst {
            log.warning(
                "workers run with less protection than they could: this system lacks \(lacking.joined(separator: ", "))"
            )
        }
    }

    /// A worker is done with a page, or was lost with it.
    func pageIsDone(_ request: WorkerRequest, time: Duration, isRead: Bool) {
        guard let times, let file = ContentDigest(request.sha256) else { return }
        times.note(.init(file: file, number: request.page, time: time, isRead: isRead))
    }
}
