import Archive
import GRDB
import SQLiteArchive
import Slips
import Testing

@Suite struct `The events of an archive` {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    @Test func `give every other table anew, row by row, whatever became of them`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        let before = try dump()
        #expect(before.filter { $0.rows.isEmpty }.map(\.table) == [])
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE review SET decision = 'accepted', date = NULL;
                    DELETE FROM page; DELETE FROM review_flag; DELETE FROM review_search;
                    UPDATE quarantine SET attempts = 99;
                    DROP TABLE charge; DROP INDEX work_by_date; DROP TRIGGER work_is_moved;
                    DROP TRIGGER event_is_never_changed; DROP INDEX event_of_encryption;
                    UPDATE slip SET submissions = 1;
                    """)
        }
        #expect(try dump() != before)
        #expect(try await !archive.verify(against: nil).isSound)
        try await archive.rebuild()
        #expect(try dump() == before)
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `are believed rather than a table that names another review`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        let (one, other) = (MadeSlip(content: "1"), MadeSlip(content: "2"))
        for slip in [one, other] { try await slip.store(in: archive) }
        #expect(try await archive.slip(one.original.hex).id == one.original.hex)
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE review SET document = (SELECT document FROM review ORDER BY sequence DESC LIMIT 1)
                    WHERE sequence = (SELECT min(sequence) FROM review)
                    """)
        }
        await #expect(throws: ArchiveError.self) { try await archive.slip(one.original.hex) }
        #expect(try await archive.slip(other.original.hex).id == other.original.hex)
    }

    @Test func `are numbered from 1 without gaps, and can be neither changed nor deleted`() async throws {
        try await fill(SQLiteArchive(at: path, for: .writing))
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        let sequences = try await database.read { db in
            try Int.fetchAll(db, sql: "SELECT sequence FROM event ORDER BY sequence")
        }
        #expect(sequences == Array(1...sequences.count))
        for sql in ["UPDATE event SET body = '{}'", "DELETE FROM event WHERE sequence = 1"] {
            await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.execute(sql: sql) }
            }
        }
    }

    @Test func `of a slip that is refused are not recorded in part`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        let before = try dump()
        var made = MadeSlip(content: "another")
        // Fails within the transaction, when the review's event is found too large.
        made.catalogSHA256 = String(repeating: "c", count: 70_000)
        await #expect(throws: ArchiveError.self) { try await made.store(in: archive) }
        #expect(try dump() == before)
    }

    @Test func `of a newer format are left to a newer program`() async throws {
        try await fill(SQLiteArchive(at: path, for: .writing))
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        try await database.write { db in try db.execute(sql: "PRAGMA user_version = 99") }
        for purpose in [SQLiteArchive.Purpose.reading, .writing] {
            let error = #expect(throws: ArchiveError.self) { try SQLiteArchive(at: path, for: purpose) }
            #expect(error == .newerFormat(path: path, found: 99, known: 9))
        }
    }

    @Test func `of a batch end once, and its totals are their sums`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        let batch = try #require(try await archive.batches().first)
        #expect(batch.totals.pages == PageCounts(archived: 1, quarantined: 1))
        #expect(batch.ended != nil)
        let size = try await archive.checkpoint().checkpoint.size
        #expect(try await archive.end(batch: batch.number) == batch)
        let ending = try #require(try await archive.endings(in: batch.number).first)
        try await archive.quarantine([], ending: ending)
        #expect(try await archive.checkpoint().checkpoint.size == size)
        await #expect(throws: ArchiveError.unknownBatch(99_999)) { try await archive.end(batch: 99_999) }
        await #expect(throws: ArchiveError.unknownBatch(99_999)) { try await archive.endings(in: 99_999) }
    }

    @Test func `are not looked for in the database of another program`() async throws {
        _ = try SQLiteArchive(at: path, for: .writing)
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        try await database.write { db in try db.execute(sql: "PRAGMA application_id = 1") }
        let error = #expect(throws: ArchiveError.self) { try SQLiteArchive(at: path, for: .writing) }
        #expect(error == .notAnArchive(path: path, reason: "its database belongs to another program"))
    }

    /// Everything that can happen to an archive.
    private func fill(_ archive: SQLiteArchive) async throws {
        try await MadeSlip.keepOne(inArchiveAt: path)
        try await archive.setSecondPersonAmounts(
            SecondPersonAmounts(slips: Money(fen: 1_000_000), findings: nil), by: "系统", reason: "制度")
        var made = MadeSlip(claim: "C-1", flags: ["total_mismatch"], pageCount: 2)
        let failure = QuarantinedInput(
            source: made.source, page: 2, failureClass: "timeout", reason: "r", attempts: 2,
            original: try await archive.keep([1]))
        try await archive.quarantine(failure)
        try await made.store(in: archive)
        _ = try await archive.resubmit(made.submission)
        try await archive.quarantine(failure)
        var other = failure
        other.source = "elsewhere"
        try await archive.quarantine(other)
        made.catalogSHA256 = String(repeating: "b", count: 64)
        made.patient = "王小明"
        try await made.store(in: archive)
        try await MadeSlip(content: "second", source: "b.jpg").store(in: archive)
        let batch = try await archive.begin(BatchPlan(paths: ["/in"], again: false, catalog: "c"))
        let lost = QuarantinedInput(
            source: "c.tif", page: 3, failureClass: "corrupt", reason: "r", attempts: 1, original: nil)
        let third = MadeSlip(content: "third", source: "c.tif")
        _ = try await archive.store(
            ReviewedFile(slips: [try await third.kept(in: archive)], lost: [lost]), again: false,
            ending: InputEnding(
                batch: batch.number, source: "c.tif", original: third.original, outcome: .reviewed,
                pages: PageCounts(archived: 1, quarantined: 1)))
        _ = try await archive.end(batch: batch.number)
        let base = try #require(try await archive.slip(made.original.hex).reviews.last)
        try await ArchiveConformance.correct(
            made, from: base.document, by: "张", decision: "accepted", in: archive)
        let corrected = try #require(try await archive.slip(made.original.hex).reviews.last)
        try await archive.record(
            .confirmed, of: made.original.hex, review: corrected.document, by: "李", note: "")
        try await archive.record(
            ArchiveEvent.Access(by: "李", act: .view, slip: made.original.hex))
        let sheet = (1...9).map { ("\(1000 + $0 * 7)", x: $0 * 100, y: $0 * $0 * 10) }
        let receipt = MadeSlip(
            content: "receipt", source: "r.jpg", checkCode: "03c167", kind: "receipt", total: "37.50",
            numbers: sheet)
        var again = receipt
        again.content = "receipt again"
        try await receipt.store(in: archive)
        try await again.store(in: archive)
        try await archive.clear(again.original.hex, of: receipt.original.hex, by: "张", reason: "两联")
        try await archive.change(receipt: "0256398378", code: nil, to: .claimed, by: "张", reason: "付")
        try await MadeSlip(content: "third time", kind: "receipt", total: "37.50").store(in: archive)
        _ = try await archive.draw(SamplePlan(seed: "s", strata: [.hospital], count: 2), by: "王")
        let future = SamplePlan(seed: "s", strata: [], count: 2, events: 99_999)
        await #expect(throws: ArchiveError.self) { try await archive.draw(future, by: "王") }
        try await MadeSlip.destroyOne(inArchiveAt: path)
    }

    @Test func `of the first format fill the tables of this one`() async throws {
        try await fill(SQLiteArchive(at: path, for: .writing))
        let before = try dump()
        try await OldFormat.setBack(
            archiveAt: path, to: 1,
            without: [
                "work", "access", "opinion", "batch_input", "batch", "repetition", "page_band", "receipt",
            ])
        let archive = try SQLiteArchive(at: path, for: .reading)
        let log = ["event", "head"]
        #expect(try dump().filter { !log.contains($0.table) } == before.filter { !log.contains($0.table) })
        #expect(try await archive.verify(against: nil).isSound)
    }

    private struct Table: Equatable {
        var table: String
        var rows: [Row]
    }

    /// The rows of every table in their order, the shadow tables of the full-text index left out.
    private func dump() throws -> [Table] {
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        return try database.read { db in
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'review_search_%'
                    ORDER BY name
                    """)
            return try tables.map { table in
                Table(
                    table: table,
                    rows: try Row.fetchAll(db, sql: "SELECT rowid, * FROM \(table) ORDER BY rowid"))
            }
        }
    }
}
