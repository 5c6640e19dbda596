import Archive
import Catalog
import Foundation
import Logging
import Processing

/// What people handed in and what became of it.
///
/// A file lies on the disk from the moment it was taken until it was processed, so that neither a stop nor a crash loses one.
/// What is handed in at once is a batch, whose control totals the archive keeps; so is each entry of the quarantine that is tried again.
actor IntakeDesk {
    typealias Process = WebService.Intake

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
        /// The number of its batch; nil for files of a server that recorded none.
        var batch: Int64?

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
    /// The catalog's SHA-256.
    private let catalog: String
    private let process: Process
    private let log = Logger(label: "slipway")
    private var entries: [Int: Entry] = [:]
    private var order: [Int] = []
    private var queue: [Int] = []
    private var reading = 0
    /// How many files of each batch lie on the disk still.
    private var waiting: [Int64: Int] = [:]
    /// Files that are processed at the same time; each gives the workers all its pages.
    private static let together = 2
    /// What is done is told of so many.
    private static let remembered = 200

    init(folder: String, archive: any Archive, catalog: String, process: @escaping Process) {
        self.folder = folder
        self.archive = archive
        self.catalog = catalog
        self.process = process
    }

    // MARK: Handing in

    /// Takes files that are handed in together, as a batch; they are on the disk when this returns.
    ///
    /// - Returns: The jobs' numbers.
    /// - Throws: `ArchiveError` where one cannot be written; then nothing was taken.
    func take(_ files: [UploadedFile], by account: String) async throws -> [Int] {
        let id = UUID().uuidString.prefix(8).lowercased()
        let batch = try await archive.begin(plan("\(Self.mark)\(account)/\(id)")).number
        var taken: [Taken] = []
        do {
            for file in files {
                taken.append(try await written(file, account, taken.map(\.source), batch))
            }
        } catch {
            for written in taken { discard(written) }
            await end(batch)
            throw error
        }
        return taken.map(add)
    }

    /// What the sources of files begin with that were handed in on the page.
    private static let mark = "web:"

    private func plan(_ path: String) -> BatchPlan {
        BatchPlan(paths: [path], again: false, catalog: catalog)
    }

    /// Writes a file to the disk.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - account: Who hands it in.
    ///   - sources: Those of the batch's other files: each input of a batch has a name of its own.
    ///   - batch: The batch's number.
    /// - Returns: The file as it lies there.
    /// - Throws: `ArchiveError`; then nothing of it is there.
    nonisolated private func written(
        _ file: UploadedFile, _ account: String, _ sources: [String], _ batch: Int64
    ) async throws -> Taken {
        let plain = ProcessingInput(path: "\(Self.mark)\(account)/\(file.name)").source
        var (source, number) = (plain, 1)
        while sources.contains(source) {
            number += 1
            source = "\(plain) (\(number))"
        }
        let taken = Taken(
            account: account, source: source, folder: "\(folder)/\(UUID().uuidString)", batch: batch)
        do {
            // The source last: a folder without one was never taken.
            try DurableFile.write(file.bytes, to: taken.path, mode: 0o600)
            try DurableFile.write(
                Array("\(account)\n\(source)\n\(batch)".utf8), to: "\(taken.folder)/source", mode: 0o600)
        } catch {
            try? FileManager.default.removeItem(atPath: taken.folder)
            throw error
        }
        return taken
    }

    /// Ends a batch of which nothing is left to be processed.
    private func end(_ batch: Int64) async {
        do {
            _ = try await archive.end(batch: batch)
        } catch {
            log.error("batch \(batch) could not be ended: \(error)")
        }
    }

    private func add(_ taken: Taken) -> Int {
        if let batch = taken.batch { waiting[batch, default: 0] += 1 }
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
                ProcessingInput(handedIn: taken.source, at: taken.path), progress, taken.batch)
            // Bytes that another run has in work are not ours yet.
            if case .busy = report.outcome {} else { await settle(taken) }
            end(number, .done(report))
        } catch {
            log.error("job \(number): \(error)")
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

    /// Removes a file that was processed, and ends its batch where it was the last.
    private func settle(_ taken: Taken) async {
        discard(taken)
        guard let batch = taken.batch, let left = waiting[batch] else { return }
        waiting[batch] = left > 1 ? left - 1 : nil
        if left == 1 { await end(batch) }
    }

    private func discard(_ taken: Taken) {
        do {
            try FileManager.default.removeItem(atPath: taken.folder)
        } catch {
            log.error("\(taken.folder) could not be removed: \(error.systemReason)")
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

    /// Processes again what is in quarantine under a number, as a batch.
    func retry(_ number: Int64, _ input: ProcessingInput) async throws -> SlipReport {
        let batch = try await archive.begin(plan("\(Self.mark)quarantine/\(number)")).number
        waiting[batch, default: 0] += 1
        do {
            let report = try await process(input, ProgressCounter(), batch)
            waiting[batch] = nil
            await end(batch)
            return report
        } catch {
            waiting[batch] = nil
            throw error
        }
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
            guard let text = try? String(contentsOfFile: "\(own)/source", encoding: .utf8) else { continue }
            let lines = text.split(separator: "\n", maxSplits: 2).map(String.init)
            guard lines.count >= 2 else { continue }
            let taken = Taken(
                account: lines[0], source: lines[1], folder: own,
                batch: lines.count > 2 ? Int64(lines[2]) : nil)
            if await isProcessed(taken) { discard(taken) } else { _ = add(taken) }
        }
        // Batches whose last file was processed just before the stop, or of which none was written.
        for batch in (try? await archive.batches()) ?? []
        where batch.ended == nil && batch.plan.paths.first?.hasPrefix(Self.mark) == true {
            if waiting[batch.number] == nil { await end(batch.number) }
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
