import Archive
import Foundation
import GRDB
import SQLiteArchive
import Slips
import Testing

@Suite struct `Verifying an archive` {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    @Test func `finds a sound one sound, before and after its first checkpoint`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        #expect(try await archive.verify(against: nil).isSound)
        let checkpoint = try await archive.checkpoint()
        let report = try await archive.verify(against: checkpoint)
        #expect(report.problems == [])
        #expect(report.checkpoint == checkpoint)
        #expect(report.events == Int(checkpoint.checkpoint.size))
        #expect(report.blobs > 5)
        #expect(report.rows > 5)
    }

    @Test func `goes on from a checkpoint to the next, each consistent with the one before`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        let first = try await archive.checkpoint()
        #expect(try await archive.checkpoint() == first)
        for number in 1...300 {
            try await MadeSlip(content: "more \(number)", source: "\(number).jpg").store(in: archive)
        }
        let second = try await archive.checkpoint()
        #expect(second.checkpoint.size > first.checkpoint.size + 256)
        #expect(try await archive.verify(against: first).problems == [])
        #expect(second.isSigned(by: try await archive.verifierKey()))
    }

    @Test func `is done against what was scanned from a sheet, however its lines end`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        let wanted = try await archive.checkpoint()
        let note = wanted.note
        for text in [
            note, String(note.dropLast()), note.replacing("\n", with: "\r\n"), "\u{FEFF}" + note,
            "\n\n\(note)\n\n",
        ] {
            let scanned = try #require(SignedCheckpoint(scanned: text), "\(text.debugDescription)")
            #expect(scanned == wanted)
            #expect(try await archive.verify(against: scanned).problems == [])
        }
        // What is not signed proves nothing.
        #expect(SignedCheckpoint(scanned: wanted.checkpoint.text) == nil)
        #expect(SignedCheckpoint(scanned: "\n") == nil)
    }

    @Test func `proves a slip's newest review to those who hold the key alone`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        let slip = MadeSlip(content: "second", source: "b.jpg")
        let (proof, entry) = try await archive.proof(of: slip.original.hex)
        let key = try await archive.verifierKey()
        let read = try #require(LogProof(proof.text))
        #expect(read == proof)
        #expect(read.proves(entry.bytes, by: key))
        #expect(!read.proves(entry.bytes + [0x20], by: key))
        let other = try #require(SigningKey(newFor: key.name))
        #expect(!read.proves(entry.bytes, by: other.verifier))
        let json = try JSONSerialization.jsonObject(with: Data(entry.bytes)) as? [String: Any]
        #expect(json?["type"] as? String == "review")
        #expect((json?["body"] as? [String: Any])?["slip"] as? String == slip.original.hex)
    }

    /// An archive that is encrypted, and one that is not.
    static let keys: [ArchiveKey?] = [nil, .make()]

    @Test(arguments: keys)
    func `names whatever an insider does to a table`(key: ArchiveKey?) async throws {
        let kept = try await sealed(key)
        // Encrypted values are compared as they lie there: of that archive, the table that is read is enough.
        let rows = try await tables().filter { key == nil || $0.table == "disclosure" }
        var tried = 0
        for (table, columns) in rows {
            var changes = [
                "delete a row of \(table)":
                    "DELETE FROM \(table) WHERE rowid = (SELECT max(rowid) FROM \(table))",
                "delete all of \(table)": "DELETE FROM \(table)",
            ]
            for column in columns {
                changes["alter \(column) of \(table)"] =
                    "UPDATE \(table) SET \(column) = CASE typeof(\(column)) WHEN 'integer' THEN \(column) + 1000 "
                    + "ELSE 'a' || ifnull(\(column), '') END WHERE rowid = (SELECT min(rowid) FROM \(table))"
            }
            let first = "(SELECT min(rowid) FROM \(table))"
            let last = "(SELECT max(rowid) FROM \(table))"
            for column in columns {
                // Another row takes the value of this one, and this one that of the other.
                changes["swap \(column) of \(table)"] = """
                    CREATE TEMP TABLE two AS SELECT rowid AS place, \(column) AS value FROM \(table)
                        WHERE rowid IN (\(first), \(last));
                    DELETE FROM two WHERE (SELECT count(DISTINCT quote(value)) FROM two) < 2;
                    UPDATE \(table) SET \(column) = (SELECT value FROM two WHERE place <> \(table).rowid)
                        WHERE rowid IN (SELECT place FROM two)
                    """
            }
            // A row that resembles the last but for its key.
            let identity = columns[0]
            let values =
                [
                    "CASE typeof(\(identity)) WHEN 'integer' THEN \(identity) + 2000 ELSE 'b' || \(identity) END"
                ]
                + columns.dropFirst()
            changes["insert into \(table)"] =
                "INSERT INTO \(table) (\(columns.joined(separator: ", "))) "
                + "SELECT \(values.joined(separator: ", ")) FROM \(table) WHERE rowid = \(last)"
            for (name, sql) in changes {
                let report = try await afterChange(sql, kept, key)
                if report != nil { tried += 1 }
                #expect(report.map { !$0.isSound } ?? true, "\(name)")
            }
        }
        print("tamper matrix: \(tried) changes of tables were possible, each named")
        #expect(rows.map(\.table).contains("disclosure"))
        #expect(tried > (key == nil ? 220 : 7))
    }

    @Test(arguments: keys)
    func `names whatever an insider does to a file`(key: ArchiveKey?) async throws {
        let kept = try await sealed(key)
        let files = folder.files().filter { $0.hasPrefix("archive/") && !$0.hasSuffix("lock") }
            .filter { !$0.hasSuffix(".sqlite") }
            // A tile of an older size may be removed: the tile of the new one holds its hashes.
            .filter { !$0.contains(".p/") || $0.hasSuffix(".p/\(kept.checkpoint.size % 256)") }
        #expect(files.contains("archive/log/signing-key"))
        #expect(files.contains("archive/encryption") == (key != nil))
        var tried = 0
        for file in files {
            let original = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(file)"))
            var flipped = original
            flipped[flipped.count / 2] ^= 1
            for (name, bytes) in [
                ("flip", flipped), ("truncate", original.dropLast()), ("delete", nil as Data?),
            ] {
                tried += 1
                let isNamed = try await withFile("\(folder.path)/\(file)", bytes) {
                    try await !isSound(key, kept)
                }
                #expect(isNamed, "\(name) \(file)")
            }
        }
        // The contents of two files exchanged.
        let blobs = files.filter { $0.contains("/sha256/") }
        for (one, two) in zip(blobs, blobs.dropFirst()) {
            tried += 1
            let other = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(two)"))
            let isNamed = try await withFile("\(folder.path)/\(one)", other) {
                try await !isSound(key, kept)
            }
            #expect(isNamed, "\(one) with the bytes of \(two)")
        }
        print("tamper matrix: \(tried) changes of files, each named")
        #expect(try await isSound(key, kept))
    }

    /// Whether verifying finds nothing; an archive that cannot be opened, where that names what is wrong, is not sound.
    private func isSound(_ key: ArchiveKey?, _ kept: SignedCheckpoint) async throws -> Bool {
        do {
            return try await SQLiteArchive(at: path, for: .reading, key: key).verify(against: kept).isSound
        } catch {
            switch error {
            case .keyWrong, .notEncrypted, .encryption: return false
            default: throw error
            }
        }
    }

    @Test func `names a return to an older copy, to those who kept a checkpoint elsewhere`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await fill(archive)
        _ = try await archive.checkpoint()
        let copy = "\(folder.path)/copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try await MadeSlip(content: "third", source: "c.jpg").store(in: archive)
        let kept = try await archive.checkpoint()
        let older = try SQLiteArchive(at: copy, for: .reading)
        #expect(try await older.verify(against: nil).isSound)
        #expect(!(try await older.verify(against: kept).isSound))
    }

    @Test func `names a checkpoint of another archive as one`() async throws {
        _ = try await sealed()
        let other = try SQLiteArchive(at: "\(folder.path)/other", for: .writing)
        try await MadeSlip().store(in: other)
        let foreign = try await other.checkpoint()
        let archive = try SQLiteArchive(at: path, for: .reading)
        let problem = try #require(try await archive.verify(against: foreign).problems.first)
        #expect(problem.object == "the checkpoint kept elsewhere")
        #expect(problem.reason.hasPrefix("it is of the log ‘\(foreign.checkpoint.origin)’"))
    }

    @Test func `signs nothing over events that contradict the newest checkpoint`() async throws {
        let kept = try await sealed()
        let report = try await afterChange(
            "UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE sequence = 2", kept, nil)
        #expect(report?.problems.contains { $0.object == "log/checkpoint" } == true)
    }

    @Test func `takes a lock or a newer format for no damage`() {
        #expect(!ArchiveError.busy(path: "a").showsDamage)
        #expect(!ArchiveError.newerFormat(path: "a", found: 2, known: 1).showsDamage)
        #expect(ArchiveError.missing(path: "a").showsDamage)
        #expect(ArchiveError.notAnArchive(path: "a", reason: "r").showsDamage)
        #expect(ArchiveError.database(reason: "r").showsDamage)
    }

    // MARK: Making

    private func fill(_ archive: SQLiteArchive, _ key: ArchiveKey? = nil) async throws {
        try await MadeSlip.keepOne(inArchiveAt: path, key: key)
        try await archive.setSecondPersonAmounts(
            SecondPersonAmounts(slips: Money(fen: 1_000_000), findings: nil), by: "系统", reason: "制度")
        let made = MadeSlip(claim: "C-1", flags: ["total_mismatch"], pageCount: 2)
        try await made.store(in: archive)
        _ = try await archive.resubmit(made.submission)
        try await archive.quarantine(
            QuarantinedInput(
                source: "bad.jpg", page: 2, failureClass: "timeout", reason: "r", attempts: 2,
                original: try await archive.keep([1])))
        try await MadeSlip(content: "second", source: "b.jpg").store(in: archive)
        let batch = try await archive.begin(BatchPlan(paths: ["/in"], again: false, catalog: "c"))
        try await archive.quarantine(
            [],
            ending: InputEnding(
                batch: batch.number, source: "bad.jpg", original: made.original, outcome: .quarantined,
                pages: PageCounts(quarantined: 1)))
        _ = try await archive.end(batch: batch.number)
        let (id, base) = (
            made.original.hex, try #require(try await archive.slip(made.original.hex).reviews.last)
        )
        try await ArchiveConformance.correct(
            made, from: base.document, by: "张", decision: "accepted", in: archive)
        let corrected = try #require(try await archive.slip(id).reviews.last?.document)
        try await archive.record(.confirmed, of: id, review: corrected, by: "李", note: "好")
        try await archive.record(ArchiveEvent.Access(by: "李", act: .view, slip: id))
        let sheet = (1...9).map { ("\(1000 + $0 * 7)", x: $0 * 100, y: $0 * $0 * 10) }
        for content in ["receipt", "receipt again", "third time"] {
            try await MadeSlip(
                content: content, source: "r.jpg", checkCode: "03c167", kind: "receipt", total: "37.50",
                numbers: sheet
            ).store(in: archive)
        }
        let receipts = ["receipt again", "receipt"].map { MadeSlip(content: $0).original.hex }
        try await archive.clear(receipts[0], of: receipts[1], by: "张", reason: "两联")
        try await archive.change(receipt: "0256398378", code: nil, to: .claimed, by: "张", reason: "付")
        try await MadeSlip.destroyOne(inArchiveAt: path, key: key)
        _ = try await archive.changeKey(by: "张", reason: "年度更换")
    }

    /// A filled archive with a checkpoint, which is given as if it had been kept elsewhere.
    private func sealed(_ key: ArchiveKey? = nil) async throws -> SignedCheckpoint {
        let archive = try SQLiteArchive(at: path, for: .writing, key: key)
        try await fill(archive, key)
        return try await archive.checkpoint()
    }

    /// The tables that hold something, with their columns; of the full-text index, the tables that it is kept in.
    private func tables() async throws -> [(table: String, columns: [String])] {
        try await DatabaseQueue(path: "\(path)/archive.sqlite").read { db in
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'review_search'")
            return try names.map { name in
                (name, try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(name)')"))
            }
        }
    }

    /// What verifying says after a change by somebody who owns the file; nil where the change itself was refused.
    private func afterChange(
        _ sql: String, _ kept: SignedCheckpoint, _ key: ArchiveKey?
    ) async throws -> VerificationReport? {
        // The database alone is changed: the rest of the copy serves all changes.
        let copy = "\(folder.path)/copy"
        if !FileManager.default.fileExists(atPath: copy) {
            try FileManager.default.copyItem(atPath: path, toPath: copy)
        }
        try Data(contentsOf: URL(filePath: "\(path)/archive.sqlite"))
            .write(to: URL(filePath: "\(copy)/archive.sqlite"))
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(path: "\(copy)/archive.sqlite", configuration: configuration)
        do {
            try await database.write { db in
                let triggers = try Row.fetchAll(
                    db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
                for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
                try db.execute(sql: sql)
                // Where both rows hold the same, nothing is swapped.
                guard db.changesCount > 0 else { throw DatabaseError(message: "nothing changes") }
                for trigger in triggers { try db.execute(sql: trigger["sql"]) }
            }
        } catch is DatabaseError {
            return nil
        }
        return try await SQLiteArchive(at: copy, for: .reading, key: key).verify(against: kept)
    }

    /// Runs with a file's bytes changed, or without it, and puts it back.
    private func withFile<Value>(
        _ file: String, _ bytes: Data?, _ body: () async throws -> Value
    ) async throws -> Value {
        let aside = "\(folder.path)/aside"
        try FileManager.default.moveItem(atPath: file, toPath: aside)
        defer {
            try? FileManager.default.removeItem(atPath: file)
            try? FileManager.default.moveItem(atPath: aside, toPath: file)
        }
        if let bytes { try bytes.write(to: URL(fileURLWithPath: file)) }
        return try await body()
    }
}
