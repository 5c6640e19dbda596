public import Archive
import Dispatch
import GRDB

/// An archive in one folder: a SQLite database of events beside content-addressed files.
///
///     slipway-archive/
///         archive.sqlite          events, and the tables that follow from them
///         blobs/sha256/ab/cd/…    originals, rasters, layouts, reviews; read-only, never changed
///         blobs/tmp/              content in the making
///         log/                    signing key, newest checkpoint, tiles of the tree over the events
///         encryption              of an encrypted archive: its data key, encrypted with a key that is kept elsewhere
///         work.lock               empty; programs lock places in it for the inputs that they work on
///
/// Several programs may open one folder at once: SQLite’s locks order their transactions, and a slip that two of
/// them read is archived once.
public struct SQLiteArchive: Archive {
    let database: ArchiveDatabase
    let blobs: BlobStore
    /// The signing key, checkpoints and tiles of the log.
    let logFolder: LogFolder
    /// Which bytes this program works on.
    let work: WorkLocks
    /// Looks that wait to be recorded together.
    let looks = LookQueue()
    let clock: @Sendable () -> Timestamp
    /// What makes the reviews that are recorded; nil where their events are not to tell.
    let program: ThisProgram?
    /// What contents and tables are encrypted with; nil where they are not.
    let dataKey: DataKey?
    /// Contents of an encrypted archive while other processes read them.
    private let opened: OpenedContents?
    /// Where files are read and written, so that no thread of Swift’s tasks waits for a disk.
    private let files = DispatchQueue(label: "slipway.archive.files", attributes: .concurrent)

    /// What an archive is opened for.
    public enum Purpose: Sendable {
        /// To archive; the folder and what is missing in it are made.
        case writing
        /// To look things up; the archive must be there.
        case reading
        /// To verify it: as for reading, but one of an older format is left as it is and not opened.
        case inspecting
    }

    /// Opens the archive in a folder.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - purpose: What it is opened for.
    ///   - key: What opens an encrypted archive; one that is made is encrypted where it is given.
    ///   - program: What makes the reviews that are recorded; nil where their events are not to tell.
    ///   - clock: What time it is.
    /// - Throws: ``ArchiveError/missing(path:)``, ``ArchiveError/notAnArchive(path:reason:)``,
    ///   ``ArchiveError/newerFormat(path:found:known:)``, ``ArchiveError/olderFormat(path:found:known:)``,
    ///   ``ArchiveError/busy(path:)``,
    ///   ``ArchiveError/keyMissing(path:kind:)``, ``ArchiveError/keyWrong(path:kind:)``,
    ///   ``ArchiveError/notEncrypted(path:)``, or what the disk says.
    public init(
        at path: String, for purpose: Purpose, key: ArchiveKey? = nil, program: ThisProgram? = nil,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) throws(ArchiveError) {
        var isNew = false
        switch purpose {
        case .writing:
            isNew = try ArchiveDatabase.isVoid(inFolder: path)
            if isNew { try Self.checkRemains(in: path) }
        case .reading, .inspecting:
            guard ArchiveDatabase.isPresent(inFolder: path) else { throw .missing(path: path) }
        }
        // Only an archive that is made with a key is encrypted.
        let dataKey = try DataKey.open(inFolder: path, with: key, isNew: isNew)
        try self.init(at: path, for: purpose, with: dataKey, program: program, clock: clock)
        if purpose != .inspecting { try settleEncryption() }
        if dataKey == nil, key != nil { throw .notEncrypted(path: path) }
        if purpose == .writing, key != nil, dataKey != nil { try noteEncryption() }
    }

    /// No new archive is begun over what is left of another.
    private static func checkRemains(in path: String) throws(ArchiveError) {
        let remains = [
            ("log", LogFolder(at: "\(path)/log").isBegun()),
            ("blobs", try BlobStore(at: "\(path)/blobs").holdsSomething()),
        ].filter(\.1).map(\.0)
        guard remains.isEmpty else {
            throw .notAnArchive(
                path: path,
                reason: "archive.sqlite is missing or empty, though \(remains.joined(separator: " and ")) "
                    + "hold what was archived: restore it from a backup")
        }
    }

    /// Opens an archive with its data key.
    init(
        at path: String, for purpose: Purpose, with dataKey: DataKey?, program: ThisProgram? = nil,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) throws(ArchiveError) {
        self.dataKey = dataKey
        opened = dataKey == nil ? nil : try OpenedContents()
        blobs = BlobStore(at: "\(path)/blobs", dataKey: dataKey)
        logFolder = LogFolder(at: "\(path)/log")
        self.clock = clock
        self.program = program
        if purpose == .writing {
            try Folder.make(path)
            try blobs.prepare()
        }
        work = WorkLocks(path: "\(path)/work.lock")
        database = try ArchiveDatabase(
            inFolder: path, create: purpose == .writing, cipher: dataKey.map(TableCipher.init))
        // Nothing may be put in clear into an archive that lost the file that says how it is encrypted.
        if dataKey == nil, try database.readHere({ db in try LogTable(db: db).isEncrypted() }) {
            throw .encryption(
                path: "\(path)/encryption",
                reason: "it is missing, though the archive is encrypted: restore it from a backup")
        }
        if purpose == .inspecting {
            let format = try database.readHere { db in try Schema.format(of: db) }
            guard format == Schema.version else {
                throw .olderFormat(path: path, found: format, known: Schema.version)
            }
        }
        let (blobs, folder) = (blobs, logFolder)
        try database.renewHere { db, format in
            let projection = Projection(db: db, blobs: blobs)
            try projection.rebuild()
            // Formats before 9 signed checkpoints alone.
            guard format < 9 else { return }
            let log = EventLog(db: db, projection: projection, at: clock())
            try HeadTable(db: db, folder: folder).begin(after: format) { event in try log.append(event) }
        }
    }

    // MARK: Content

    public func keep(_ content: [UInt8]) async throws(ArchiveError) -> ContentDigest {
        try await onFiles { (blobs) throws(ArchiveError) in try blobs.keep(content) }
    }

    public func keep(fileAt path: String) async throws(ArchiveError) -> ContentDigest {
        try await onFiles { (blobs) throws(ArchiveError) in try blobs.keep(fileAt: path) }
    }

    public func content(of digest: ContentDigest) async throws(ArchiveError) -> [UInt8] {
        try await onFiles { (blobs) throws(ArchiveError) in try blobs.content(of: digest) }
    }

    public func path(of digest: ContentDigest) async throws(ArchiveError) -> String {
        guard let opened else { return try blobs.path(of: digest) }
        return try await onFiles { (blobs) throws(ArchiveError) in
            try opened.path(of: digest) { () throws(ArchiveError) in try blobs.content(of: digest) }
        }
    }

    public func close(_ digest: ContentDigest) async { opened?.giveBack(digest) }

    public func place(of digest: ContentDigest) async throws(ArchiveError) -> String {
        try blobs.path(of: digest)
    }

    func onFiles<Value: Sendable>(
        _ work: @escaping @Sendable (BlobStore) throws(ArchiveError) -> Value
    ) async throws(ArchiveError) -> Value {
        let blobs = blobs
        let result: Result<Value, ArchiveError> = await withCheckedContinuation { continuation in
            files.async {
                continuation.resume(returning: Result { () throws(ArchiveError) in try work(blobs) })
            }
        }
        return try result.get()
    }

    // MARK: Slips

    public func holdings(of original: ContentDigest) async throws(ArchiveError) -> [Holding] {
        try await database.read { db in try SlipTable(db: db).holdings(of: original) }
    }

    public func store(
        _ file: ReviewedFile, again: Bool, ending: InputEnding?
    ) async throws(ArchiveError) -> [StoreOutcome] {
        var records: [Record] = []
        var reviews: [ContentDigest: ReviewDocument] = [:]
        for slip in file.slips {
            let summary = try RecordSummary(of: slip.review)
            try check(slip, summary)
            let document = try await keep(slip.review.json)
            records.append(Record(slip: slip, catalog: summary.catalog, document: document))
            reviews[document] = slip.review
        }
        let recorded = records
        let program = try await programEdition()
        return try await append(with: reviews) { db, log in
            guard try log.append(ending) else { return recorded.map { _ in .alreadyArchived } }
            let outcomes = try recorded.map {
                try Self.store($0, by: program, again: again, isHandedIn: file.isHandedIn, db, log)
            }
            for page in file.lost { try log.append(.quarantine(page)) }
            return outcomes
        }
    }

    /// Which program makes the reviews, as their events tell it.
    func programEdition() async throws(ArchiveError) -> ProgramEdition? {
        guard let program else { return nil }
        return try await onFiles { (_) throws(ArchiveError) in try program.edition() }
    }

    /// A slip to be archived, its review kept.
    private struct Record {
        var slip: ReviewedSlip
        var catalog: CatalogEdition
        var document: ContentDigest
    }

    private static func store(
        _ record: Record, by program: ProgramEdition?, again: Bool, isHandedIn: Bool, _ db: Database,
        _ log: EventLog
    ) throws -> StoreOutcome {
        let submission = record.slip.submission
        let held = try SlipTable(db: db).holding(submission.original, part: submission.part)
        if isHandedIn || held == nil { try log.append(.submission(submission)) }
        try log.release(submission)
        if let held, !held.lacksPages, try SlipTable(db: db).isCorrected(held.id) { return .alreadyArchived }
        if let held, held.catalogSHA256 == record.catalog.sha256, !held.lacksPages, !again {
            return .alreadyArchived
        }
        let review = try log.append(
            .review(
                .init(
                    slip: submission.slipID, document: record.document, catalog: record.catalog,
                    program: program)))
        for page in record.slip.pages { try log.append(.page(.init(review: review, page: page))) }
        return held == nil ? .archived : .reviewedAgain
    }

    /// - Throws: ``ArchiveError`` when the review is not this slip’s, or something that it needs was not kept.
    private func check(_ slip: ReviewedSlip, _ summary: RecordSummary) throws(ArchiveError) {
        guard summary.id == slip.submission.slipID else {
            throw .unfitReview(
                reason: "its ID is ‘\(summary.id)’, the slip’s bytes give ‘\(slip.submission.slipID)’")
        }
        guard summary.pages == slip.pages.map(\.raster.hex) else {
            throw .unfitReview(reason: "its pages are not the rasters that are archived with it")
        }
        guard slip.pages.map(\.number) == Array(1..<(slip.pages.count + 1)) else {
            throw .unfitReview(reason: "its pages are not numbered from 1 in their order")
        }
        let content = [slip.submission.original] + slip.pages.flatMap { [$0.raster, $0.layout] }
        for digest in content where !blobs.holds(digest) { throw .contentMissing(digest) }
    }

    public func resubmit(
        _ submissions: [Submission], ending: InputEnding?
    ) async throws(ArchiveError) -> [ReviewDocument] {
        let found = try await append { db, log in
            let table = SlipTable(db: db)
            let isNew = try log.append(ending)
            return try submissions.map { submission in
                guard try table.holding(submission.original, part: submission.part) != nil else {
                    throw ArchiveError.unknownID(submission.slipID)
                }
                if isNew {
                    try log.append(.submission(submission))
                    try log.release(submission)
                }
                let number = try table.number(ofPrefix: submission.slipID)
                return (
                    submission.source, try table.newestReview(of: number), try table.submissions(of: number),
                    try RepetitionTable(db: db).repetitions(of: number)
                )
            }
        }
        var reviews: [ReviewDocument] = []
        for (source, document, submissions, repetitions) in found {
            reviews.append(try await review(document, submissions, repetitions).from(source: source))
        }
        return reviews
    }

    public func slip(_ prefix: String) async throws(ArchiveError) -> ArchivedSlip {
        let held = try await database.read { db in
            let table = SlipTable(db: db)
            let number = try table.number(ofPrefix: prefix)
            return (
                id: try table.id(of: number), original: try table.original(of: number),
                submissions: try table.submissions(of: number), reviews: try table.reviews(of: number),
                corrections: try table.corrections(of: number), opinions: try table.opinions(of: number),
                repetitions: try RepetitionTable(db: db).repetitions(of: number),
                stage: try WorkTable(db: db).stage(of: number),
                authors: try table.authorsSinceConfirmation(of: number)
            )
        }
        guard let newest = held.reviews.last, let stage = held.stage else {
            throw .database(reason: "slip \(held.id) has no review")
        }
        let review = try await review(newest.document, held.submissions, held.repetitions)
        return ArchivedSlip(
            id: held.id, original: held.original, review: review, summary: try RecordSummary(of: review),
            submissions: held.submissions, reviews: held.reviews, corrections: held.corrections,
            opinions: held.opinions, repetitions: held.repetitions, stage: stage, authors: held.authors)
    }

    /// An entry of the log has at most 64 kB (C2SP tlog-tiles).
    private static let slipsInOneEvent = 500

    public func recordExport(of slips: [String], by: String, reason: String?) async throws(ArchiveError) {
        try await append { _, log in
            for start in stride(from: 0, to: slips.count, by: Self.slipsInOneEvent) {
                let part = Array(slips[start..<min(start + Self.slipsInOneEvent, slips.count)])
                try log.append(.export(.init(slips: part, by: by, reason: reason)))
            }
        }
    }

    public func search(
        _ query: SearchQuery, after cursor: SearchCursor?, limit: Int
    ) async throws(ArchiveError) -> SearchPage {
        let statement = try statement(query, after: cursor, limit: limit)
        let (found, next) = try await database.read { db in try statement.run(in: db) }
        var hits: [SearchHit] = []
        for slip in found {
            let review = try await review(slip.document, slip.submissions, slip.repetitions)
            hits.append(SearchHit(review: review, summary: try RecordSummary(of: review)))
        }
        return SearchPage(hits: hits, next: next)
    }

    private func statement(
        _ query: SearchQuery, after cursor: SearchCursor?, limit: Int
    ) throws(ArchiveError) -> SearchStatement {
        try SearchStatement(query, after: cursor, limit: limit, cipher: dataKey.map(TableCipher.init))
    }

    public func sum(_ query: SearchQuery) async throws(ArchiveError) -> WorkSum {
        let statement = try statement(query, after: nil, limit: 1)
        return try await database.read { db in try statement.sum(in: db) }
    }

    public func list(
        _ query: SearchQuery, after cursor: SearchCursor?, limit: Int
    ) async throws(ArchiveError) -> ListedPage {
        let statement = try statement(query, after: cursor, limit: limit)
        return try await database.read { db in try statement.list(in: db) }
    }

    public func charges(
        of entry: String, on query: SearchQuery
    ) async throws(ArchiveError) -> ChargeSum {
        let statement = try statement(query, after: nil, limit: 1)
        return try await database.read { db in try statement.charges(of: entry, in: db) }
    }

    /// A kept review, flagged when its slip was handed in more than once, by these bytes or by others.
    private func review(
        _ document: ContentDigest, _ submissions: [RecordedSubmission], _ repetitions: [Repetition]
    ) async throws(ArchiveError) -> ReviewDocument {
        let review = ReviewDocument(json: try await content(of: document))
        guard let resubmission = Resubmission(submissions) else { return try review.flagged(repetitions) }
        return try review.flagged(resubmission).flagged(repetitions)
    }

    // MARK: Quarantine

    public func quarantine(
        _ inputs: [QuarantinedInput], ending: InputEnding?
    ) async throws(ArchiveError) {
        for case let original? in inputs.map(\.original) where !blobs.holds(original) {
            throw .contentMissing(original)
        }
        try await append { _, log in
            guard try log.append(ending) else { return }
            for input in inputs { try log.append(.quarantine(input)) }
        }
    }

    public func quarantined(source: String?) async throws(ArchiveError) -> [QuarantineEntry] {
        try await database.read { db in try QuarantineTable(db: db).entries(source: source) }
    }

    public func release(_ submission: Submission) async throws(ArchiveError) {
        guard blobs.holds(submission.original) else { throw .contentMissing(submission.original) }
        try await append { _, log in try log.release(submission) }
    }

    public func quarantinedOriginals() async throws(ArchiveError) -> [QuarantinedOriginal] {
        try await database.read { db in try QuarantineTable(db: db).originals() }
    }

    // MARK: Events

    /// Builds every table but the events anew from the events and the reviews that they name.
    ///
    /// The tables come out as they were, with their indexes and triggers; it mends what was damaged in them.
    public func rebuild() async throws(ArchiveError) {
        let blobs = blobs
        try await database.write { db in
            try Schema.renew(in: db)
            try Projection(db: db, blobs: blobs).rebuild()
        }
    }

    /// Records events in one transaction.
    ///
    /// - Parameters:
    ///   - documents: The reviews that the events name, which were kept before.
    ///   - record: What to record; runs in the transaction.
    /// - Returns: What `record` returns.
    /// - Throws: ``ArchiveError``; nothing is recorded then.
    func append<Value: Sendable>(
        with documents: [ContentDigest: ReviewDocument] = [:],
        _ record: @escaping @Sendable (Database, EventLog) throws -> Value
    ) async throws(ArchiveError) -> Value {
        let archive = self
        return try await database.write { db in try archive.record(in: db, with: documents, record) }
    }

    /// Records events within a transaction, and signs what the log has come to.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where the events before are not those that were signed; nothing is added to them.
    func record<Value>(
        in db: Database, with documents: [ContentDigest: ReviewDocument] = [:],
        _ record: (Database, EventLog) throws -> Value
    ) throws -> Value {
        let heads = HeadTable(db: db, folder: logFolder)
        let before = try heads.before()
        let projection = Projection(db: db, blobs: blobs, known: documents)
        let value = try record(db, EventLog(db: db, projection: projection, at: clock()))
        try heads.advance(from: before)
        return value
    }
}
