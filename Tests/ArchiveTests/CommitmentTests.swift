import Archive
import Foundation
import GRDB
import SQLiteArchive
import Synchronization
import Testing

@Suite struct `Commitments to personal values` {
    private let folder: TemporaryFolder
    private let clock = Clock()
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    /// A clock that a test sets.
    private final class Clock: Sendable {
        private let time = Mutex(Timestamp(seconds: 600_000_000))
        var now: Timestamp { time.withLock { $0 } }
        func set(_ seconds: Int64) { time.withLock { $0 = Timestamp(seconds: seconds) } }
    }

    private func archive() throws -> SQLiteArchive {
        let clock = clock
        return try SQLiteArchive(at: path, for: .writing) { clock.now }
    }

    /// Stands in every text that somebody types or that a file is named by, with a number of its own.
    private static let name = "欧阳锦瑟"

    /// An archive in which every text that can name a person does.
    private func filled() async throws -> SQLiteArchive {
        let archive = try archive()
        var count = 0
        func text() -> String {
            count += 1
            return "\(Self.name)\(count)"
        }
        let made = MadeSlip(source: "in/\(text()).jpg", claim: text())
        try await archive.quarantine(
            QuarantinedInput(
                source: made.source, page: 2, failureClass: "timeout", reason: text(), attempts: 1,
                original: made.original.kept(as: made.content, in: archive), claim: made.claim))
        let batch = try await archive.begin(BatchPlan(paths: ["/in/\(text())"], again: false, catalog: "c"))
        _ = try await archive.store(
            ReviewedFile(slips: [try await made.kept(in: archive)]), again: false,
            ending: InputEnding(
                batch: batch.number, source: "/\(made.source)", original: made.original, outcome: .reviewed,
                pages: PageCounts(archived: 1)))
        _ = try await archive.end(batch: batch.number)
        let id = made.original.hex
        let base = try #require(try await archive.slip(id).reviews.last)
        try await ArchiveConformance.correct(
            made, from: base.document, by: "张", decision: "accepted", reason: text(), in: archive)
        let corrected = try #require(try await archive.slip(id).reviews.last)
        try await archive.record(.sentBack, of: id, review: corrected.document, by: "李", note: text())
        try await archive.record(.init(by: "李", act: .unmask, slip: id, from: "::1", detail: text()))
        try await archive.setRetention(.fiftyYears, of: id, by: "张", reason: text())
        return archive
    }

    private func bodies() throws -> [String] {
        try DatabaseQueue(path: "\(path)/archive.sqlite").read { db in
            try String.fetchAll(db, sql: "SELECT body FROM event ORDER BY sequence")
        }
    }

    private struct StoredOpening {
        var event: Int64
        var salt: Data
        var value: String
    }

    private func firstSource() throws -> StoredOpening {
        try DatabaseQueue(path: "\(path)/archive.sqlite").read { db in
            let row = try #require(
                try Row.fetchOne(db, sql: "SELECT * FROM disclosure WHERE field = 'source' ORDER BY event"))
            return StoredOpening(event: row["event"], salt: row["salt"], value: row["value"])
        }
    }

    private func insert(_ opening: StoredOpening) throws {
        try DatabaseQueue(path: "\(path)/archive.sqlite").write { db in
            try db.execute(
                sql: "INSERT INTO disclosure (event, field, salt, value) VALUES (?, 'source', ?, ?)",
                arguments: [opening.event, opening.salt, opening.value])
        }
    }

    private func change(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite", configuration: configuration)
        try database.write { db in
            for trigger in try Row.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            {
                try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
            }
            try db.execute(sql: sql)
        }
    }

    @Test func `leave no file's name, claim, reason or note in the log, and all of them in the records`()
        async throws
    {
        let archive = try await filled()
        #expect(try bodies().filter { $0.contains("锦瑟") } == [])
        #expect(try bodies().filter { $0.contains("{\"commitment\":\"") }.count >= 8)
        let slip = try await archive.slip(MadeSlip().original.hex)
        #expect(slip.submissions[0].source.contains(Self.name) && slip.submissions[0].claim != nil)
        #expect(slip.corrections[0].fact.reason.contains(Self.name))
        #expect(slip.opinions[0].fact.note.contains(Self.name))
        #expect(
            try await archive.accesses(to: slip.id, limit: 9).first?.fact.detail?.contains(Self.name) == true)
        let report = try await archive.verify(against: nil)
        #expect(report.problems == [])
        #expect(report.openings >= 10 && report.erased == 0 && report.clearEvents == 0)
        try await archive.rebuild()
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `hide equal values by salts of their own, and can be checked with SHA-256 alone`() throws {
        let digest = ContentDigest(of: [1])
        let event = ArchiveEvent.submission(Submission(original: digest, source: "张三.jpg"))
        let (first, second) = (try event.committed(), try event.committed())
        #expect(first.body != second.body)
        let opening = try #require(first.openings.first)
        #expect(opening.salt.count == 32 && opening.value == "\"张三.jpg\"" && opening.field == "source")
        let text = Array("slipway.commitment.v1\n".utf8) + opening.salt + Array("\"张三.jpg\"".utf8)
        #expect(first.body.contains("\"source\":{\"commitment\":\"\(ContentDigest(of: text).hex)\"}"))
        let body = try RecordedBody(type: "submission", text: first.body)
        #expect(throws: ArchiveError.self) { try body.opened(with: second.openings) }
        #expect(try body.opened(with: []).contains("已销毁 destroyed \(opening.commitment.hex.prefix(12))"))
        for damaged in [
            "", "{", "{}x", "{\"source\":{\"commitment\":\"12\"}}", "{\"source\":{}}", "{\"source\"}",
        ] {
            #expect(throws: ArchiveError.self, "\(damaged)") {
                try RecordedBody(type: "submission", text: damaged)
            }
        }
    }

    @Test(
        arguments: [
            "UPDATE disclosure SET value = '\"' || substr(value, 3) WHERE rowid = 3",
            "UPDATE disclosure SET salt = zeroblob(32) WHERE rowid = 3",
            "DELETE FROM disclosure WHERE rowid = 3",
            "UPDATE disclosure SET field = 'claim' WHERE field = 'note'",
            "UPDATE disclosure SET event = event + 900 WHERE rowid = 3",
            "INSERT INTO disclosure SELECT event, 'other', salt, value FROM disclosure WHERE rowid = 3",
            """
            CREATE TEMP TABLE two AS SELECT rowid AS place, salt, value FROM disclosure WHERE rowid IN (1, 2);
            UPDATE disclosure SET salt = (SELECT salt FROM two WHERE place <> disclosure.rowid),
                value = (SELECT value FROM two WHERE place <> disclosure.rowid) WHERE rowid IN (1, 2)
            """,
        ])
    func `name the event and the value whose opening somebody altered`(sql: String) async throws {
        let archive = try await filled()
        let kept = try await archive.checkpoint()
        try change(sql)
        let report = try await archive.verify(against: kept)
        #expect(report.problems.contains { $0.object.hasPrefix("disclosure, event ") }, "\(sql)")
    }

    @Test func `are opened no more when the slip was destroyed, and the log stays whole`() async throws {
        let archive = try await filled()
        let other = MadeSlip(content: "other", source: "other.jpg", receiptNumber: "0000000001")
        let kept = try await archive.checkpoint()
        clock.set(2_300_000_000)
        try await other.store(in: archive)
        let number = try await archive.proposeDestruction(of: nil, by: "张", reason: "年度销毁")
        try await archive.decideDestruction(number, .approved, by: "李", note: "同意")
        let report = try await archive.verify(against: kept)
        #expect(report.problems == [])
        #expect(report.erased >= 10 && report.openings > 0)
        let file = try Data(contentsOf: URL(filePath: "\(path)/archive.sqlite"))
        #expect(file.range(of: Data("锦瑟".utf8)) == nil, "the name is in no page of the database any more")
        #expect(try await archive.slip(other.original.hex).submissions[0].source == "other.jpg")
        let batch = try #require(try await archive.batches().first)
        #expect(batch.plan.paths.first?.contains("destroyed") == true && batch.totals.pages.archived == 1)
        #expect(
            try await archive.endings(in: batch.number).first?.source.contains("destroyed") == true)
        try await archive.rebuild()
        #expect(try await archive.verify(against: kept).problems == [])
        // The same bytes come again: what was destroyed stays destroyed.
        try await MadeSlip().store(in: archive)
        try await archive.rebuild()
        #expect(try await archive.verify(against: kept).problems == [])
        #expect(try await archive.quarantined(source: nil).isEmpty)
    }

    @Test func `of a destroyed slip that somebody put back are named`() async throws {
        let archive = try await filled()
        let opening = try firstSource()
        clock.set(2_300_000_000)
        let number = try await archive.proposeDestruction(of: nil, by: "张", reason: "年度销毁")
        try await archive.decideDestruction(number, .approved, by: "李", note: "同意")
        try insert(opening)
        let problems = try await archive.verify(against: nil).problems
        #expect(problems.map(\.object) == ["disclosure, event \(opening.event), source"])
        #expect(problems[0].reason.contains("destroyed"))
    }

    @Test func `are missing in archives of the format before, which are read on and say so`() async throws {
        // An archive as format 4 has it: the values stand in the events.
        let slip = MadeSlip(source: "in/\(Self.name).jpg")
        _ = try await slip.kept(in: try archive())
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        let source = QuarantinedInput(
            source: slip.source, page: nil, failureClass: "timeout", reason: "r", attempts: 1,
            original: slip.original)
        let summary = try RecordSummary(of: await slip.kept(in: try archive()).review)
        let reviewed = try await slip.kept(in: try archive())
        let document = try await archive().keep(reviewed.review.json)
        let facts: [(String, String)] = [
            ("quarantine", try ArchiveEvent.quarantine(source).body()),
            ("submission", try ArchiveEvent.submission(slip.submission).body()),
            ("release", try ArchiveEvent.submission(slip.submission).body()),
            (
                "review",
                try ArchiveEvent.review(
                    .init(slip: slip.original.hex, document: document, catalog: summary.catalog)
                ).body()
            ),
            ("page", try ArchiveEvent.page(.init(review: 4, page: reviewed.pages[0])).body()),
        ]
        try await database.write { db in
            for (index, fact) in facts.enumerated() {
                try db.execute(
                    sql:
                        "INSERT INTO event (sequence, type, at, body) VALUES (?, ?, '2026-01-01T00:00:00Z', ?)",
                    arguments: [index + 1, fact.0, fact.1])
            }
        }
        try await OldFormat.setBack(archiveAt: path, to: 4, without: ["disclosure"])
        let opened = try SQLiteArchive(at: path, for: .reading)
        #expect(try await opened.slip(slip.original.hex).submissions[0].source == slip.source)
        #expect(try await opened.quarantined(source: nil).isEmpty)
        _ = try await opened.resubmit(slip.submission)
        let report = try await opened.verify(against: nil)
        #expect(report.problems == [])
        #expect(report.clearEvents == 3 && report.openings == 1)
        #expect(try bodies().filter { $0.contains("锦瑟") }.count == 3)
    }

    @Test func `are not needed for corrections, whose own salt keeps them from being guessed`() throws {
        let document = try ReviewDocument(["review": "r", "schema": "s", "to": "施敏秀"])
        let (first, second) = (
            try SaltedDocument.salted(document), try SaltedDocument.salted(document)
        )
        #expect(first.digest != second.digest)
        let read = try first.decoded(as: [String: String].self)
        #expect(read["to"] == "施敏秀" && read["salt"]?.count == 64)
        #expect(try ReviewDocument(read).json == first.json, "the members are sorted")
        #expect(throws: ArchiveError.self) { try SaltedDocument.salted(ReviewDocument(json: [1])) }
    }
}

extension ContentDigest {
    /// The digest, once the bytes were given to an archive.
    fileprivate func kept(as content: String, in archive: any Archive) async throws -> ContentDigest {
        try await archive.keep(Array(content.utf8))
    }
}
