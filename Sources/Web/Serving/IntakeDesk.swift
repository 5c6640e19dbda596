import Archive
import Foundation
import Logging
import Processing

/// What people handed in and what became of it.
///
/// A file lies on the disk from the moment it was taken until it was processed, so that neither a stop nor a crash loses one.
actor IntakeDesk {
    typealias Process = @Sendable (ProcessingInput, ProgressCounter) async throws -> SlipReport

    /// A file that was handed in, as it stands.
    struct Job: Sendable {
        enum State: Sendable {
            case waiting, reading
            case done(SlipReport)
            /// It could not be processed for no fault of its own; it is tried again when the server starts.
            case failed
        }

        /// From 1 since the server started.
        var number: Int
        var account: String
        /// As the archive records it.
        var source: String
        var state: State
        /// Pages that were read or given up, and pages known so far.
        var pages: (done: Int, all: Int)

        var isOpen: Bool {
            switch state {
            case .waiting, .reading: true
            case .done, .failed: false
            }
        }
    }

    /// A file that waits on the disk.
    struct Taken: Sendable {
        var account: String
        var source: String
        /// The folder of its own in which it lies.
        var folder: String

        var path: String { "\(folder)/input" }
    }

    private struct Entry {
        var job: Job
        var taken: Taken
        var progress = ProgressCounter()
        var waiters: [CheckedContinuation<Job, Never>] = []
    }

    private let folder: String
    private let archive: any Archive
    private let process: Process
    private let log = Logger(label: "slipway")
    private var entries: [Int: Entry] = [:]
    private var order: [Int] = []
    private var queue: [Int] = []
    private var reading = 0
    /// Files that are processed at the same time; each gives the workers all its pages.
    private static let together = 2
    /// What is done is told of so many.
    private static let remembered = 200

    init(folder: String, archive: any Archive, process: @escaping Process) {
        self.folder = folder
        self.archive = archive
        self.process = process
    }

    // MARK: Handing in

    /// Takes a file; it is on the disk when this returns.
    ///
    /// - Returns: The job's number.
    /// - Throws: `ArchiveError` where it cannot be written; then nothing was taken.
    func take(_ file: UploadedFile, by account: String) async throws -> Int {
        let source = ProcessingInput(path: "web:\(account)/\(file.name)").source
        return add(try await written(file, account, source))
    }

    nonisolated private func written(
        _ file: UploadedFile, _ account: String, _ source: String
    ) async throws -> Taken {
        let taken = Taken(account: account, source: source, folder: "\(folder)/\(UUID().uuidString)")
        do {
            // The source last: a folder without one was never taken.
            try DurableFile.write(file.bytes, to: taken.path, mode: 0o600)
            try DurableFile.write(
                Array("\(account)\n\(source)".utf8), to: "\(taken.folder)/source", mode: 0o600)
        } catch {
            try? FileManager.default.removeItem(atPath: taken.folder)
            throw error
        }
        return taken
    }

    private func add(_ taken: Taken) -> Int {
        let number = (order.last ?? 0) + 1
        entries[number] = Entry(
            job: Job(
                number: number, account: taken.account, source: taken.source, state: .waiting, pages: (0, 1)),
            taken: taken)
        entries[number]?.progress.addFiles(1)
        order.append(number)
        queue.append(number)
        forget()
        start()
        return number
    }

    private func start() {
        while reading < Self.together, !queue.isEmpty {
            let number = queue.removeFirst()
            guard let entry = entries[number] else { continue }
            reading += 1
            entries[number]?.job.state = .reading
            Task { await run(number, entry.taken, entry.progress) }
        }
    }

    private func run(_ number: Int, _ taken: Taken, _ progress: ProgressCounter) async {
        do {
            let report = try await process(
                ProcessingInput(recorded: taken.source, path: taken.path, claim: nil), progress)
            // Bytes that another run has in work are not ours yet.
            if case .busy = report.outcome {} else { discard(taken) }
            end(number, .done(report))
        } catch {
            log.error("\(taken.source): \(error)")
            end(number, .failed)
        }
        reading -= 1
        start()
    }

    private func end(_ number: Int, _ state: Job.State) {
        guard var entry = entries[number] else { return }
        entry.job.state = state
        entry.job.pages = Self.pages(entry.progress)
        let waiters = entry.waiters
        entry.waiters = []
        entries[number] = entry
        for waiter in waiters { waiter.resume(returning: entry.job) }
    }

    private func discard(_ taken: Taken) {
        do {
            try FileManager.default.removeItem(atPath: taken.folder)
        } catch {
            log.error("\(taken.folder) could not be removed: \(error.localizedDescription)")
        }
    }

    private func forget() {
        while order.count > Self.remembered, let first = order.first, entries[first]?.job.isOpen != true {
            order.removeFirst()
            entries[first] = nil
        }
    }

    private static func pages(_ progress: ProgressCounter) -> (done: Int, all: Int) {
        let state = progress.current
        return (min(state.pagesDone, state.pages), state.pages)
    }

    /// Processes what the archive holds already, such as an input in quarantine.
    nonisolated func processNow(_ input: ProcessingInput) async throws -> SlipReport {
        try await process(input, ProgressCounter())
    }

    // MARK: Looking

    /// What an account handed in, the newest first.
    func jobs(of account: String) -> [Job] {
        order.reversed().compactMap { number in
            guard var job = entries[number]?.job, job.account == account else { return nil }
            if let progress = entries[number]?.progress { job.pages = Self.pages(progress) }
            return job
        }
    }

    /// A job once it is done with; nil where there is none of this number.
    func finished(_ number: Int) async -> Job? {
        guard let job = entries[number]?.job else { return nil }
        guard job.isOpen else { return job }
        return await withCheckedContinuation { entries[number]?.waiters.append($0) }
    }

    // MARK: After a stop

    /// Goes on with what was taken and not processed when the server last ended.
    func resume() async {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() {
            let own = "\(folder)/\(name)"
            guard let text = try? String(contentsOfFile: "\(own)/source", encoding: .utf8),
                let end = text.firstIndex(of: "\n")
            else { continue }
            let taken = Taken(
                account: String(text[..<end]), source: String(text[text.index(after: end)...]), folder: own)
            if await isProcessed(taken) { discard(taken) } else { _ = add(taken) }
        }
    }

    /// Whether the archive had recorded what came of a file before its copy could be removed.
    private func isProcessed(_ taken: Taken) async -> Bool {
        guard let digest = try? await archive.keep(fileAt: taken.path) else { return false }
        let isQuarantined = try? await archive.quarantined(source: taken.source).contains {
            $0.input.original == digest
        }
        if isQuarantined == true { return true }
        guard let held = try? await archive.holdings(of: digest).first,
            let slip = try? await archive.slip(held.id)
        else { return false }
        return slip.submissions.contains {
            $0.source == taken.source || $0.source.hasPrefix("\(taken.source)#")
        }
    }
}

/// Pictures of pages that are too small to be read, made once and kept for a while.
actor Thumbnails {
    private let make: @Sendable (String, Int) async -> [UInt8]?
    private var made: [String: [UInt8]?] = [:]
    /// Some kilobytes each.
    private static let kept = 400

    init(make: @escaping @Sendable (String, Int) async -> [UInt8]?) { self.make = make }

    /// A page of an original as PNG; nil where none can be made.
    func picture(ofPage page: Int, of original: ContentDigest, at path: String) async -> [UInt8]? {
        let key = "\(original.hex)/\(page)"
        if let known = made[key] { return known }
        let picture = await make(path, page)
        if made.count >= Self.kept { made.removeAll() }
        made[key] = .some(picture)
        return picture
    }
}
