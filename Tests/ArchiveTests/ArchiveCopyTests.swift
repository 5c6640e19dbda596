import Archive
import Foundation
import GRDB
import SQLiteArchive
import Testing

@Suite struct `A copy of an archive` {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/archive" }
    private var copy: String { "\(folder.path)/copy" }

    init() throws { folder = try TemporaryFolder() }

    private func archive() async throws -> SQLiteArchive {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await MadeSlip(content: "one", pageCount: 2).store(in: archive)
        _ = try await archive.checkpoint()
        try await MadeSlip(content: "two").store(in: archive)
        return archive
    }

    @Test func `is sound, holds every slip, and continues the checkpoint`() async throws {
        let archive = try await archive()
        let kept = try await archive.checkpoint()
        let report = try await archive.copy(to: copy)
        #expect(report.isSound)
        let opened = try SQLiteArchive(at: copy, for: .reading)
        #expect(try await opened.verify(against: kept).problems == [])
        for content in ["one", "two"] {
            let id = MadeSlip(content: content).original.hex
            #expect(try await opened.slip(id) == archive.slip(id))
        }
        #expect(try await opened.checkpoint() == kept)
        #expect(try await opened.verifierKey() == archive.verifierKey())
    }

    @Test func `of a copy is the archive again`() async throws {
        let first = try await archive().copy(to: copy)
        let second = try await SQLiteArchive(at: copy, for: .reading).copy(to: "\(folder.path)/restored")
        #expect(first == second)
    }

    @Test func `holds the accounts of the web page, with nobody signed in`() async throws {
        let archive = try await archive()
        let accounts = try DatabaseQueue(path: "\(path)/accounts.sqlite")
        try await accounts.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE account (name TEXT); INSERT INTO account VALUES ('张');
                    CREATE TABLE session (token TEXT); INSERT INTO session VALUES ('t')
                    """)
        }
        _ = try await archive.copy(to: copy)
        let copied = try DatabaseQueue(path: "\(copy)/accounts.sqlite")
        let (names, sessions) = try await copied.read { db in
            (
                try String.fetchAll(db, sql: "SELECT name FROM account"),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM session")
            )
        }
        #expect(names == ["张"] && sessions == 0)
        let permissions = try FileManager.default.attributesOfItem(atPath: "\(copy)/accounts.sqlite")[
            .posixPermissions]
        #expect((permissions as? Int).map { $0 & 0o007 } == 0)
    }

    @Test func `is never made inside the archive itself`() async throws {
        let archive = try await archive()
        for place in [
            "\(path)/copy", "\(path)/blobs/copy", "\(path)/../\(URL(filePath: path).lastPathComponent)/copy",
        ] {
            await #expect(throws: ArchiveError.insideItself(path: place)) {
                try await archive.copy(to: place)
            }
        }
        #expect(try await archive.verify(against: nil).isSound)
    }

    @Test func `is recorded in the log of the archive that was copied`() async throws {
        let archive = try await archive()
        let report = try await archive.copy(to: copy)
        try await archive.recordBackup(report)
        let after = try await archive.verify(against: nil)
        #expect(after.isSound)
        #expect(after.events == report.events + 1)
        // So is that it was verified, against what, and by whom.
        let kept = try await archive.checkpoint()
        try await archive.recordVerification(after, against: kept, by: "李")
        let body = try await DatabaseQueue(path: "\(path)/archive.sqlite").read { db in
            try String.fetchOne(db, sql: "SELECT body FROM event WHERE type = 'verification'")
        }
        #expect(
            body == """
                {"against":"\(kept.checkpoint.root)","by":"李","contents":\(after.blobs),"events":\(after.events),"wrong":[]}
                """)
        #expect(try await archive.verify(against: kept).problems == [])
    }

    @Test func `is not made over something, and leaves nothing where it fails`() async throws {
        let archive = try await archive()
        _ = try folder.file("copy", [1])
        await #expect(throws: ArchiveError.occupied(path: copy)) { try await archive.copy(to: copy) }
        #expect(try Data(contentsOf: URL(filePath: copy)) == Data([1]))

        let original = MadeSlip(content: "one").original
        let blob = try await archive.path(of: original)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: blob)
        try Data("other".utf8).write(to: URL(filePath: blob))
        let other = "\(folder.path)/other"
        await #expect(throws: ArchiveError.contentDamaged(original, path: blob)) {
            try await archive.copy(to: other)
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["archive", "copy"])
    }

    @Test func `may be made while slips are archived, and holds a whole number of them`() async throws {
        let archive = try await archive()
        let writer = Task { [path] in
            let other = try SQLiteArchive(at: path, for: .writing)
            for number in 0..<20 { try await MadeSlip(content: "more \(number)").store(in: other) }
        }
        let report = try await archive.copy(to: copy)
        try await writer.value
        #expect(report.isSound)
        let opened = try SQLiteArchive(at: copy, for: .reading)
        let found = try await opened.search(SearchQuery(), after: nil, limit: 100).hits.count
        #expect((2...22).contains(found))
    }
}
