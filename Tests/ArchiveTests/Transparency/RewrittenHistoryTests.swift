import Archive
import Foundation
import GRDB
import Glibc
import SQLiteArchive
import Testing

/// What an insider does who can write to the archive's folder.
@Suite struct `A history that was rewritten` {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    private func slip(_ number: Int) -> MadeSlip {
        MadeSlip(content: "scan \(number)", receiptNumber: "000000000\(number)")
    }

    /// An archive with three slips, two of them behind its first checkpoint.
    private func archive() async throws -> SQLiteArchive {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await slip(1).store(in: archive)
        _ = try await archive.checkpoint()
        try keep("log", as: "older")
        for number in 2...3 { try await slip(number).store(in: archive) }
        return archive
    }

    private func keep(_ part: String, as name: String) throws {
        try FileManager.default.copyItem(atPath: "\(path)/\(part)", toPath: "\(folder.path)/\(name)")
    }

    private func put(back name: String, as part: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(part)")
        try FileManager.default.copyItem(atPath: "\(folder.path)/\(name)", toPath: "\(path)/\(part)")
    }

    private func execute(_ sql: String) async throws {
        try await DatabaseQueue(path: "\(path)/archive.sqlite").write { db in
            for trigger in ["event_is_never_changed", "event_is_never_deleted"] {
                try db.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)")
            }
            try db.execute(sql: sql)
        }
        // The triggers as they were, so that only what was done is found.
        let archive = try SQLiteArchive(at: path, for: .reading)
        try? await archive.rebuild()
    }

    private func problems(_ archive: SQLiteArchive) async throws -> [String] {
        try await archive.verify(against: nil).problems.map(\.object)
    }

    @Test func `behind the newest checkpoint is found out, and nothing is added to it or signed`()
        async throws
    {
        let changes = [
            "UPDATE event SET at = '2026-01-01T00:00:00Z' WHERE sequence = (SELECT max(sequence) FROM event)",
            "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)",
            """
            INSERT INTO event SELECT sequence + 1, 'backup', at, '{"contents":1,"events":1}' FROM event
            ORDER BY sequence DESC LIMIT 1
            """,
            "DELETE FROM head",
        ]
        _ = try await archive()
        try keep("archive.sqlite", as: "sound")
        for change in changes {
            try put(back: "sound", as: "archive.sqlite")
            try await execute(change)
            let changed = try SQLiteArchive(at: path, for: .writing)
            #expect(try await problems(changed).contains("archive.sqlite: head"), "\(change)")
            await #expect(throws: ArchiveError.self) { _ = try await changed.checkpoint() }
            // What only alters an event is found by whoever derives the tree: here, when the checkpoint is signed.
            if !change.hasPrefix("UPDATE") {
                await #expect(throws: ArchiveError.self) { try await slip(9).store(in: changed) }
            }
        }
    }

    @Test(arguments: [
        ("receipt", "number"), ("slip_field", "value"), ("event", "body"), ("disclosure", "value"),
        ("head", "note"),
    ])
    func `is found out where a text goes on behind a NUL`(table: String, column: String) async throws {
        let archive = try await archive()
        try await DatabaseQueue(path: "\(path)/archive.sqlite").write { db in
            let triggers = try Row.fetchAll(
                db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try db.execute(
                sql: """
                    UPDATE \(table) SET \(column) = \(column) || char(0)
                    WHERE rowid = (SELECT min(rowid) FROM \(table))
                    """)
            for trigger in triggers { try db.execute(sql: trigger["sql"]) }
        }
        let found = try await problems(archive)
        #expect(found.count == 1 && found[0].hasPrefix("\(table), row "), "\(found)")
    }

    @Test(arguments: ["event SET body", "event SET at", "head SET frontier", "head SET note"])
    func `is named where its table was made anew without its conditions`(value: String) async throws {
        let archive = try await archive()
        let table = String(value.prefix { $0 != " " })
        let path = path
        try await DatabaseQueue(path: "\(path)/archive.sqlite").writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    DROP TRIGGER event_is_never_changed;
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_schema SET sql = replace(replace(sql, ' STRICT', ''), ' NOT NULL', '')
                    WHERE name = '\(table)';
                    PRAGMA writable_schema = RESET;
                    """)
        }
        try await DatabaseQueue(path: "\(path)/archive.sqlite").write { db in
            try db.execute(sql: "UPDATE \(value) = NULL")
        }
        let found = try await problems(archive)
        #expect(found.contains("archive.sqlite: table \(table)"))
        #expect(found.contains { $0.hasPrefix("\(table), row 1, ") }, "\(found)")
        if table == "head" {
            await #expect(throws: ArchiveError.self) { try await slip(9).store(in: archive) }
        }
    }

    @Test(arguments: [Int64.max, Int64.min, -1, 0])
    func `is named where an event has a number that none has`(number: Int64) async throws {
        let archive = try await archive()
        try await execute("INSERT INTO event SELECT \(number), type, at, body FROM event WHERE sequence = 1")
        #expect(try await problems(archive).contains("archive.sqlite: head"))
        // Numbers below the first are never signed: what is recorded goes on behind the newest.
        if number > 0 {
            await #expect(throws: ArchiveError.self) { try await slip(9).store(in: archive) }
        }
    }

    @Test func `is named where a file claims a size that none has`() async throws {
        let archive = try await archive()
        for name in try ["log/checkpoint", "blobs/sha256/" + firstBlob()] {
            let file = "\(path)/\(name)"
            let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64
            #expect(chmod(file, 0o640) == 0 && truncate(file, 1 << 40) == 0)
            let found = try await problems(archive)
            #expect(found.contains { $0.hasSuffix(URL(filePath: name).lastPathComponent) }, "\(found)")
            #expect(truncate(file, Int(try #require(size))) == 0)
        }
        #expect(try await problems(archive) == [])
    }

    /// A content's path below those of all.
    private func firstBlob() throws -> String {
        let all = FileManager.default.enumerator(atPath: "\(path)/blobs/sha256")?.compactMap { $0 as? String }
        return try #require(all?.first { $0.count > 64 })
    }

    @Test func `is made easy by rights and links, which are remarked`() async throws {
        let archive = try await archive()
        func remarks() async throws -> [String] {
            try await archive.verify(against: nil).remarks.map(\.object)
        }
        #expect(try await remarks() == [])
        #expect(chmod("\(path)/log/signing-key", 0o444) == 0 && chmod("\(path)/blobs", 0o777) == 0)
        let blob = try firstBlob()
        let part = "blobs/sha256/\(blob.prefix(2))"
        try FileManager.default.moveItem(atPath: "\(path)/\(part)", toPath: "\(folder.path)/elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/\(part)", withDestinationPath: "\(folder.path)/elsewhere")
        #expect(try await remarks() == [part, "log/signing-key", "blobs"])
        #expect(try await problems(archive) == [])
    }

    @Test func `gets no new key where key and checkpoint are gone`() async throws {
        let archive = try await archive()
        for name in ["signing-key", "checkpoint"] {
            try FileManager.default.removeItem(atPath: "\(path)/log/\(name)")
        }
        #expect(try await problems(archive).contains("log/signing-key"))
        #expect(try await problems(archive).contains("log/checkpoint"))
        await #expect(throws: ArchiveError.self) { _ = try await archive.checkpoint() }
        await #expect(throws: ArchiveError.self) { try await slip(9).store(in: archive) }
        try FileManager.default.removeItem(atPath: "\(path)/log")
        #expect(try await problems(archive) == ["log/signing-key", "log/checkpoint"])
        await #expect(throws: ArchiveError.self) { _ = try await archive.checkpoint() }
        #expect(!FileManager.default.fileExists(atPath: "\(path)/log/signing-key"))
    }

    @Test func `is found out where an older checkpoint took the newest one's place`() async throws {
        let archive = try await archive()
        _ = try await archive.checkpoint()
        #expect(try await problems(archive) == [])
        try put(back: "older", as: "log")
        #expect(try await problems(archive) == ["log/checkpoint"])
    }

    @Test func `is found out where the database is said to be of an older format`() async throws {
        _ = try await archive()
        try await DatabaseQueue(path: "\(path)/archive.sqlite").write { db in
            try db.execute(sql: "DROP TABLE head; PRAGMA user_version = 8")
        }
        let error = #expect(throws: ArchiveError.self) { try SQLiteArchive(at: path, for: .reading) }
        #expect("\(error, default: "")".contains("it was set back"))
    }

    @Test(arguments: [["log", "blobs"], ["log"], ["blobs"]])
    func `is not begun anew over what is left of it`(left: [String]) async throws {
        _ = try await archive()
        for part in ["archive.sqlite", "log", "blobs"] where !left.contains(part) {
            try FileManager.default.removeItem(atPath: "\(path)/\(part)")
        }
        #expect(throws: ArchiveError.self) { try SQLiteArchive(at: path, for: .writing) }
        #expect(!FileManager.default.fileExists(atPath: "\(path)/archive.sqlite"))
    }

    @Test func `of an older format is not signed where it does not continue its checkpoint`() async throws {
        _ = try await archive()
        try await OldFormat.setBack(archiveAt: path, to: 8, without: [], signed: 2)
        try keep("archive.sqlite", as: "old")
        #expect(throws: ArchiveError.olderFormat(path: path, found: 8, known: 9)) {
            try SQLiteArchive(at: path, for: .inspecting)
        }
        let renewed = try SQLiteArchive(at: path, for: .reading)
        let report = try await renewed.verify(against: nil)
        #expect(report.problems == [])
        let events = report.events - 1
        // The key of the archive that is made here can be read by others: that is remarked, too.
        let signed = "events 3 to \(events) were signed only when"
        #expect(report.remarks.contains { $0.reason.hasPrefix(signed) }, "\(report.remarks)")
        try put(back: "old", as: "archive.sqlite")
        try await DatabaseQueue(path: "\(path)/archive.sqlite").write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER event_is_never_changed;
                    UPDATE event SET at = '2026-01-01T00:00:00Z' WHERE sequence = 1
                    """)
        }
        #expect(throws: ArchiveError.self) { try SQLiteArchive(at: path, for: .reading) }
    }

    @Test func `by a clock that was ahead is no destruction that was due`() async throws {
        let now = Timestamp.now
        let years = Timestamp(seconds: now.seconds + 40 * 366 * 86400)
        let archive = try await archive()
        let ahead = try SQLiteArchive(at: path, for: .writing) { years }
        let number = try await ahead.proposeDestruction(of: nil, by: "张", reason: "年度销毁")
        try await ahead.decideDestruction(number, .approved, by: "李", note: "")
        let decision = "event \(number + 1)"
        #expect(try await ahead.verify(against: nil).isSound, "as long as the clock stays ahead")
        #expect(try await problems(archive) == [decision])
        try await slip(8).store(in: archive)
        #expect(try await ahead.verify(against: nil).problems.map(\.object) == [decision])
        // Nor does a clock that was set back make a slip old.
        let back = try SQLiteArchive(at: path, for: .writing) { Timestamp(seconds: 600_000_000) }
        try await slip(7).store(in: back)
        await #expect(throws: ArchiveError.nothingDue) {
            _ = try await archive.proposeDestruction(of: nil, by: "张", reason: "r")
        }
        #expect(try await !archive.verify(against: nil).remarks.isEmpty)
    }

    @Test func `is found out where words were taken from the index that a search begins with`() async throws {
        let archive = try await archive()
        try await DatabaseQueue(path: "\(path)/archive.sqlite").write { db in
            try db.execute(sql: "DELETE FROM review_search_idx")
        }
        #expect(try await problems(archive).contains("archive.sqlite: review_search"))
        try await archive.rebuild()
        #expect(try await problems(archive) == [])
    }

    @Test func `shows where what opens an encrypted archive was put back`() async throws {
        let key = ArchiveKey.make()
        let archive = try SQLiteArchive(at: path, for: .writing, key: key)
        try await slip(1).store(in: archive)
        try keep("encryption", as: "encryption")
        let passphrase = ArchiveKey.passphrase("山高月小水落石出清风徐来")
        try await archive.rekey(to: passphrase, by: "张", reason: "r")
        #expect(try await problems(archive) == [])
        // A program that died before the new one got its place: whoever opens it next finishes that.
        try FileManager.default.moveItem(
            atPath: "\(path)/encryption", toPath: "\(path)/encryption.next")
        try keep("encryption.next", as: "next")
        try FileManager.default.copyItem(atPath: "\(folder.path)/encryption", toPath: "\(path)/encryption")
        #expect(try await problems(SQLiteArchive(at: path, for: .inspecting, key: key)) == [])
        _ = try SQLiteArchive(at: path, for: .reading, key: key)
        #expect(try await problems(SQLiteArchive(at: path, for: .reading, key: passphrase)) == [])
        try put(back: "encryption", as: "encryption")
        #expect(try await problems(SQLiteArchive(at: path, for: .reading, key: key)) == ["encryption"])
    }
}
