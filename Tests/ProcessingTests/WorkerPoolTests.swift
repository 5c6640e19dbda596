import Archive
import Foundation
import Layout
import Testing

@testable import Processing

/// The worker that the tests bring.
enum FakeWorkerProgram {
    /// Beside the program that runs the tests.
    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "FakeWorker").path
}

@Suite(.timeLimit(.minutes(10))) struct `Reading pages in workers` {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private var launch: WorkerLaunch {
        WorkerLaunch(executable: FakeWorkerProgram.path, arguments: [folder.path])
    }

    private func read(_ path: String, from pool: WorkerPool, page: Int = 1) async throws -> ReadPage {
        try await pool.read(page: page, ofFileAt: path, sha256: ContentDigest(ofFileAt: path).hex)
    }

    private func failure(_ path: String, from pool: WorkerPool, page: Int = 1) async throws -> PageFailure? {
        do {
            _ = try await read(path, from: pool, page: page)
            return nil
        } catch let failure as PageFailure {
            return failure
        }
    }

    /// The process that read a page, as the fake worker tells it.
    private func process(of page: ReadPage) throws -> Int {
        try JSONDecoder().decode(PageLayout.self, from: Data(page.pictures[0].layout)).emHeight
    }

    @Test func `one worker reads page after page`() async throws {
        let paths = try (50..<60).map { try folder.writePage(width: $0, to: "\($0).png") }
        try await WorkerPool.withWorkers(launch, count: 1) { pool in
            var processes: Set<Int> = []
            for (width, path) in zip(50..., paths) {
                let page = try await read(path, from: pool)
                #expect(page.pictures[0].width == width)
                #expect(page.pageCount == 1)
                #expect(page.pictures[0].raster == (try Array(Data(contentsOf: URL(filePath: path)))))
                #expect(page.pictures[0].skew == 0.5)
                processes.insert(try process(of: page))
            }
            #expect(processes.count == 1)
        }
    }

    @Test(arguments: [
        (101, "crash:SIGSEGV"), (104, "crash:exit 3"), (108, "oom"),
    ])
    func `a page that kills two workers is given up, the others are read`(
        width: Int, failureClass: String
    ) async throws {
        let bad = try folder.writePage(width: width, to: "bad.png")
        let good = try (50..<54).map { try folder.writePage(width: $0, to: "\($0).png") }
        try await WorkerPool.withWorkers(launch, count: 2) { pool in
            async let failed = failure(bad, from: pool)
            for path in good { _ = try await read(path, from: pool) }
            let failure = try #require(try await failed)
            #expect(failure.failureClass == failureClass)
            #expect(failure.attempts == 2)
            #expect(failure.page == 1)
            #expect(failure.reason.contains("reading"))
        }
    }

    @Test func `a page that kills its workers leaves what it cost and the last lines of their log`()
        async throws
    {
        let bad = try folder.writePage(width: 109, to: "bad.png")
        try await WorkerPool.withWorkers(launch, count: 1) { pool in
            _ = try await read(try folder.writePage(width: 106, to: "other.png"), from: pool)
            let failure = try await failure(bad, from: pool)
            let trace = try #require(failure?.trace)
            #expect(trace.log == (82...100).map { "line \($0)" } + ["the end"])
            #expect(trace.clockMilliseconds >= 1200)
            #expect(try #require(trace.processorMilliseconds) < trace.clockMilliseconds)
            #expect(try #require(trace.peakBytes) > 64 << 20)
        }
    }

    @Test func `the most memory that a process held is told by its status`() {
        #expect(WorkerUsage.peakBytes(inStatus: "Name:\tworker\nVmHWM:\t   2048 kB\n") == 2 << 20)
        #expect(WorkerUsage.peakBytes(inStatus: "Name:\tworker\n") == nil)
    }

    @Test func `a page that kills one worker is read by a fresh one`() async throws {
        let first = try folder.writePage(width: 50, to: "first.png")
        let unlucky = try folder.writePage(width: 103, to: "unlucky.png")
        try await WorkerPool.withWorkers(launch, count: 1) { pool in
            let before = try process(of: await read(first, from: pool))
            let page = try await read(unlucky, from: pool)
            #expect(page.pictures[0].width == 103)
            #expect(try process(of: page) != before)
        }
    }

    @Test func `a pipe that breaks between two calls does not end the supervisor`() async throws {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_DFL)
            try await WorkerPool.withWorkers(WorkerLaunch(executable: "/bin/true", arguments: []), count: 1) {
                _ in
                var ends: [Int32] = [0, 0]
                try #require(pipe(&ends) == 0)
                close(ends[0])
                #expect(write(ends[1], "page", 4) == -1)
                #expect(errno == EPIPE)
            }
        }
    }

    @Test func `a worker that takes too long is killed`() async throws {
        let slow = try folder.writePage(width: 102, to: "slow.png")
        let good = try folder.writePage(width: 50, to: "good.png")
        var timeouts = WorkerTimeouts()
        timeouts.reading = .milliseconds(300)
        try await WorkerPool.withWorkers(launch, count: 1, timeouts: timeouts) { pool in
            let failure = try #require(try await failure(slow, from: pool))
            #expect(failure.failureClass == "timeout")
            #expect(failure.attempts == 2)
            _ = try await read(good, from: pool)
        }
    }

    @Test func `what a worker says of a page is final`() async throws {
        let refused = try folder.writePage(width: 105, to: "refused.png")
        let text = try folder.write("no image", to: "text.png")
        let good = try folder.writePage(width: 50, to: "good.png")
        try await WorkerPool.withWorkers(launch, count: 1) { pool in
            let first = try #require(try await failure(refused, from: pool))
            #expect(first.failureClass == "recognition")
            #expect(first.attempts == 1)
            #expect(try await failure(text, from: pool)?.failureClass == "not_image")
            #expect(try await failure(good, from: pool, page: 2)?.failureClass == "corrupt")
            let changed = try await failure(changedSince: good, from: pool)
            #expect(changed?.failureClass == "unreadable")
        }
    }

    private func failure(changedSince path: String, from pool: WorkerPool) async throws -> PageFailure? {
        let copy = try folder.write(Array(Data(contentsOf: URL(filePath: path))) + [0], to: "copy.png")
        do {
            _ = try await pool.read(
                page: 1, ofFileAt: copy, sha256: ContentDigest(ofFileAt: path).hex)
            return nil
        } catch let failure as PageFailure {
            return failure
        }
    }

    @Test func `a worker is limited, and what its libraries print does no harm`() async throws {
        let chatty = try folder.writePage(width: 106, to: "chatty.png")
        let hungry = try folder.writePage(width: 107, to: "hungry.png")
        try await WorkerPool.withWorkers(launch, count: 1) { pool in
            _ = try await read(chatty, from: pool)
            #expect(try await read(hungry, from: pool).pictures[0].rotation == 90, "5 GB were allowed")
        }
    }

    @Test(arguments: ["/bin/true", "/bin/echo", "/nonexistent/worker"])
    func `what is no worker ends the reading with a reason`(executable: String) async throws {
        let path = try folder.writePage(width: 50, to: "page.png")
        let other = try folder.writePage(width: 51, to: "other.png")
        try await WorkerPool.withWorkers(
            WorkerLaunch(executable: executable, arguments: ["hello"]), count: 2
        ) { pool in
            for path in [path, other] {
                await #expect(throws: WorkerStartFailure.self) { try await read(path, from: pool) }
            }
        }
    }

    @Test func `engines that do not start end the reading with their reason`() async throws {
        let path = try folder.writePage(width: 50, to: "page.png")
        try await WorkerPool.withWorkers(
            WorkerLaunch(executable: FakeWorkerProgram.path, arguments: ["not-ready"]), count: 1
        ) { pool in
            let error = await #expect(throws: WorkerStartFailure.self) { try await read(path, from: pool) }
            #expect(error?.reason.contains("Refusal") == true)
        }
    }

    @Test func `workers that are killed while they start are started again and cost no page an attempt`()
        async throws
    {
        let path = try folder.writePage(width: 50, to: "page.png")
        let launch = WorkerLaunch(
            executable: FakeWorkerProgram.path, arguments: ["killed-at-start", folder.path, "2"])
        try await WorkerPool.withWorkers(launch, count: 1) { pool in
            let page = try await read(path, from: pool)
            #expect(page.pictures[0].width == 50)
        }
    }

    @Test func `a worker that is killed at each start ends the reading and names the signal`() async throws {
        let path = try folder.writePage(width: 50, to: "page.png")
        let launch = WorkerLaunch(
            executable: FakeWorkerProgram.path, arguments: ["killed-at-start", folder.path, "3"])
        try await WorkerPool.withWorkers(launch, count: 1) { pool in
            let error = await #expect(throws: WorkerStartFailure.self) { try await read(path, from: pool) }
            #expect(error?.reason.contains("SIGKILL") == true)
        }
    }

    @Test func `a pool that is wished to stop reads the page begun to its end and begins no other`()
        async throws
    {
        let stop = StopWish()
        let begun = try folder.writePage(width: 110, to: "begun.png")
        let waiting = try folder.writePage(width: 50, to: "waiting.png")
        try await WorkerPool.withWorkers(launch, count: 1, stop: stop) { pool in
            async let first = read(begun, from: pool)
            while !FileManager.default.fileExists(atPath: "\(folder.path)/reading") {
                try await Task.sleep(for: .milliseconds(10))
            }
            let second = Task { try await read(waiting, from: pool) }
            stop.set()
            let page = try await first
            #expect(page.pictures[0].width == 110)
            await #expect(throws: Stopped.self) { try await second.value }
        }
    }

    @Test func `cancelling ends the reading and its workers at once`() async throws {
        let slow = try folder.writePage(width: 102, to: "slow.png")
        let launch = launch
        // Longer than the test may take: nothing but the cancelling ends the page.
        var timeouts = WorkerTimeouts()
        timeouts.reading = .seconds(3600)
        let task = Task { [timeouts] in
            try await WorkerPool.withWorkers(launch, count: 1, timeouts: timeouts) { pool in
                _ = try await pool.read(page: 1, ofFileAt: slow, sha256: ContentDigest(ofFileAt: slow).hex)
            }
        }
        let process = try await workerThatReads()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(kill(process, 0) == -1 && errno == ESRCH, "the worker has ended and was waited for")
    }

    /// The process that has begun a page which takes long, as soon as it has.
    private func workerThatReads() async throws -> pid_t {
        while true {
            if let text = try? String(contentsOfFile: "\(folder.path)/slow", encoding: .utf8),
                text.hasSuffix("\n"), let process = pid_t(text.dropLast())
            {
                return process
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
