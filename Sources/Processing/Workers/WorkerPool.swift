internal import Glibc
public import Logging
internal import Subprocess

/// How a worker process is started.
public struct WorkerLaunch: Hashable, Sendable {
    /// A path.
    public var executable: String
    public var arguments: [String]

    public init(executable: String, arguments: [String]) {
        self.executable = executable
        self.arguments = arguments
    }

    /// An inner command of the program that runs.
    ///
    /// - Parameters:
    ///   - command: Its name.
    ///   - paths: Files and folders that it may read, beside the program's own.
    /// - Returns: How it is started.
    public static func thisProgram(_ command: String, reading paths: [String] = []) -> WorkerLaunch {
        WorkerLaunch(
            executable: "/proc/self/exe", arguments: [command] + paths.map { "--reading=\($0)" })
    }

    /// What a worker finds in its environment beside what the supervisor has in its own.
    static let environment: [Environment.Key: String?] = [
        // Pages are read in parallel, not parts of a page.
        "OMP_THREAD_LIMIT": "1",
        // A crash is ordinary here and must be over quickly.
        "SWIFT_BACKTRACE": "enable=no",
        // Each arena of malloc takes address space, which is limited.
        "MALLOC_ARENA_MAX": "2",
    ]
}

/// Why no worker could be started: not a page's fault, so nothing more is read.
public struct WorkerStartFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    public var description: String { "the worker process did not start: \(reason)" }
}

/// Reads pages, wherever that is done.
public protocol PageReadingService: Sendable {
    /// Reads a page of a file.
    ///
    /// - Parameters:
    ///   - number: From 1.
    ///   - path: The file's path.
    ///   - sha256: The digest that its bytes must have, in hexadecimal.
    /// - Returns: The page; with it, how many the file has.
    /// - Throws: ``PageFailure`` of the page or the file; any other error when no page can be read any more.
    func read(page number: Int, ofFileAt path: String, sha256: String) async throws -> ReadPage
}

/// Worker processes that read pages in parallel; a page that one of them dies of is tried once more by another.
public struct WorkerPool: PageReadingService {
    private let queue: PageQueue

    /// Keeps workers while `body` runs; they start when there are pages for them.
    ///
    /// From then on this process ignores SIGPIPE: a worker may die at any moment, also while a page is written to it,
    /// and the write must fail instead of ending the supervisor.
    ///
    /// - Parameters:
    ///   - command: How a worker is started.
    ///   - count: How many there are at most.
    ///   - timeouts: How long they may take.
    ///   - stop: From when it is set, no page is begun; those that wait to be read fail.
    ///   - times: Told how long pages took.
    ///   - log: Told what the system lacks to confine workers.
    ///   - body: Gets the pool, which is of no use after it returns.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    public static func withWorkers<Value: Sendable>(
        _ command: WorkerLaunch, count: Int, timeouts: WorkerTimeouts = WorkerTimeouts(),
        stop: StopWish = StopWish(), times: PageTimes? = nil, log: Logger? = nil,
        body: (WorkerPool) async throws -> Value
    ) async throws -> Value {
        signal(SIGPIPE, SIG_IGN)
        let queue = PageQueue(stop: stop)
        let observer = WorkerObserver(times: times, log: log)
        return try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<count {
                    group.addTask {
                        await WorkerLane(
                            command: command, timeouts: timeouts, queue: queue, observer: observer
                        ).run()
                    }
                }
                do {
                    let value = try await body(WorkerPool(queue: queue))
                    await queue.close(because: CancellationError())
                    return value
                } catch {
                    group.cancelAll()
                    await queue.close(because: error)
                    throw error
                }
            }
        } onCancel: {
            Task { await queue.close(because: CancellationError()) }
        }
    }

    public func read(page number: Int, ofFileAt path: String, sha256: String) async throws -> ReadPage {
        try await queue.read(WorkerRequest(path: path, sha256: sha256, page: number))
    }
}
