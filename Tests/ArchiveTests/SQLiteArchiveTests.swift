import Archive
import Foundation
import SQLiteArchive
import Testing

@Suite struct `An archive in a folder with SQLite` {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: ArchiveConformance.all)
    func `does what every archive must`(_ conformance: ArchiveConformance) async throws {
        try await conformance.run(SQLiteArchive(at: path, for: .writing))
    }

    @Test func `is there for the next program as it was left`() async throws {
        let made = MadeSlip()
        try await made.store(in: SQLiteArchive(at: path, for: .writing))
        for purpose in [SQLiteArchive.Purpose.reading, .writing] {
            let archive = try SQLiteArchive(at: path, for: purpose)
            #expect(try await archive.slip(made.original.hex).summary.patient == "施敏秀")
            #expect(try await archive.search(SearchQuery(words: "血糖"), after: nil, limit: 5).hits.count == 1)
        }
    }

    @Test func `is not made by looking for it`() throws {
        #expect(throws: ArchiveError.missing(path: path)) { try SQLiteArchive(at: path, for: .reading) }
        #expect(folder.files().isEmpty)
        // Left by a program that died right after opening it.
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        _ = try folder.file("archive/archive.sqlite", [])
        #expect(throws: ArchiveError.missing(path: path)) { try SQLiteArchive(at: path, for: .reading) }
        _ = try SQLiteArchive(at: path, for: .writing)
        _ = try SQLiteArchive(at: path, for: .reading)
    }

    @Test(arguments: [SQLiteArchive.Purpose.reading, .writing])
    func `is not taken for one when it is a text file`(_ purpose: SQLiteArchive.Purpose) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let text = Array(String(repeating: "This is not a database. ", count: 100).utf8)
        _ = try folder.file("archive/archive.sqlite", text)
        let error = #expect(throws: ArchiveError.self) { try SQLiteArchive(at: path, for: purpose) }
        #expect(error == .notAnArchive(path: path, reason: "file is not a database"))
    }

    @Test func `is readable and writable by its owner alone, and its content never changes`() async throws {
        try await MadeSlip().store(in: SQLiteArchive(at: path, for: .writing))
        let blobs = folder.files().filter { $0.hasPrefix("archive/blobs/") }
        #expect(blobs.count == 4)
        for blob in blobs {
            let parts = blob.split(separator: "/").map(String.init)
            #expect(parts[2] == "sha256" && parts[5].hasPrefix(parts[3] + parts[4]))
            #expect(try mode("\(folder.path)/\(blob)") == 0o440)
        }
        #expect(try mode(path) & 0o007 == 0)
        #expect(try mode("\(path)/archive.sqlite") & 0o007 == 0)
    }

    @Test func `removes what a program that died left half-written, and not what another writes now`() throws
    {
        _ = try SQLiteArchive(at: path, for: .writing)
        let old = try folder.file("archive/blobs/tmp/4711-1", [1, 2])
        let new = try folder.file("archive/blobs/tmp/4711-2", [3])
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -4000)], ofItemAtPath: old)
        _ = try SQLiteArchive(at: path, for: .writing)
        #expect(!FileManager.default.fileExists(atPath: old))
        #expect(FileManager.default.fileExists(atPath: new))
    }

    @Test func `leaves nothing half-written behind`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        for _ in 1...2 { try await MadeSlip().store(in: archive, again: true) }
        let source = try folder.file("source", [1])
        for _ in 1...2 { _ = try await archive.keep(fileAt: source) }
        #expect(folder.files().allSatisfy { !$0.contains("/tmp/") })
    }

    @Test func `takes a run up where it was killed between content and record`() async throws {
        // What the killed run kept is found again; nothing of the slip is to be seen.
        let made = MadeSlip()
        _ = try await made.kept(in: SQLiteArchive(at: path, for: .writing))
        let archive = try SQLiteArchive(at: path, for: .writing)
        #expect(try await archive.holdings(of: made.original).isEmpty)
        #expect(try await archive.search(SearchQuery(), after: nil, limit: 5).hits.isEmpty)
        #expect(try await made.store(in: archive) == .archived)
        #expect(folder.files().count { $0.hasPrefix("archive/blobs/") } == 4)
    }

    @Test func `notices content that was altered, when it is read and when it is kept again`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        let digest = try await archive.keep([1, 2, 3])
        let file = try await archive.path(of: digest)
        try FileManager.default.removeItem(atPath: file)
        try Data([1, 2]).write(to: URL(fileURLWithPath: file))
        let damaged = ArchiveError.contentDamaged(digest, path: file)
        await #expect(throws: damaged) { try await archive.content(of: digest) }
        await #expect(throws: damaged) { try await archive.keep([1, 2, 3]) }
    }

    @Test func `is read while it is written to, by connections of their own`() async throws {
        let writer = try SQLiteArchive(at: path, for: .writing)
        let second = try SQLiteArchive(at: path, for: .writing)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, archive) in [writer, second].enumerated() {
                group.addTask {
                    for slip in 0..<15 { try await MadeSlip(content: "\(slip + index)").store(in: archive) }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    let reader = try SQLiteArchive(at: path, for: .reading)
                    var last = 0
                    while last < 16, !Task.isCancelled {
                        let page = try await reader.search(SearchQuery(words: "血糖"), after: nil, limit: 50)
                        #expect(page.hits.count >= last)
                        last = page.hits.count
                        for hit in page.hits {
                            #expect(try await reader.slip(hit.summary.id).reviews.count == 1)
                        }
                    }
                }
            }
            while try await group.next() != nil {}
        }
    }

    @Test func `gives times in UTC from its clock`() async throws {
        let moment = try #require(Timestamp("2026-11-22T03:55:00Z"))
        let archive = try SQLiteArchive(at: path, for: .writing) { moment }
        let made = MadeSlip()
        try await made.store(in: archive)
        let slip = try await archive.slip(made.original.hex)
        #expect(slip.submissions.map(\.at) == [moment] && slip.reviews.map(\.at) == [moment])
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }
}
