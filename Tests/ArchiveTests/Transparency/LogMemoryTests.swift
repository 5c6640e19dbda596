import Archive
import Foundation
import Glibc
import SQLiteArchive
import Testing

@Suite struct `What a machine saw of an archive` {
    private let folder: TemporaryFolder
    private let memory: LogMemory
    private var path: String { "\(folder.path)/archive" }
    private let now = Timestamp(seconds: 1_795_000_000)

    init() throws {
        folder = try TemporaryFolder()
        memory = LogMemory(folder: "\(folder.path)/state")
    }

    private func slip(_ number: Int) -> MadeSlip { MadeSlip(content: "scan \(number)") }

    /// An archive with one slip, a copy of it under the name `older`, and two more slips that were seen.
    private func archive() async throws -> SQLiteArchive {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await slip(1).store(in: archive)
        _ = try await archive.copy(to: "\(folder.path)/older")
        for number in 2...3 { try await slip(number).store(in: archive) }
        #expect(try await look(at: path).problems == [])
        return archive
    }

    private func opened(_ path: String) throws -> SQLiteArchive { try SQLiteArchive(at: path, for: .reading) }

    private func recalled(at path: String) async throws -> RecalledLog {
        memory.recalled(try? await opened(path).verifierKey().name, at: path)
    }

    /// Verifies an archive, and remembers it where it is sound.
    private func look(at path: String) async throws -> VerificationReport {
        let recalled = try await recalled(at: path)
        let report = try await opened(path).verify(against: nil, recalling: recalled)
        if report.isSound, let head = report.head {
            try memory.remember(head, at: path, after: recalled, now: now)
        }
        return report
    }

    private func putOlderBack() throws {
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: "\(folder.path)/older", toPath: path)
    }

    @Test func `is what it holds, events behind the newest checkpoint too, as it grows`() async throws {
        let archive = try await archive()
        let seen = try #require(try await recalled(at: path).here)
        #expect(seen.size == UInt64(try await archive.verify(against: nil).events))
        #expect(seen.at == "\(now)" && seen.accepted == [])
        try await slip(4).store(in: archive)
        #expect(try await look(at: path).problems == [])
        #expect(try #require(try await recalled(at: path).here).size > seen.size)
    }

    @Test func `names an older copy in its place, and another history as long as it`() async throws {
        _ = try await archive()
        try putOlderBack()
        for number in 5...7 {
            let report = try await look(at: path)
            #expect(report.problems.map(\.object) == [RecalledLog.object], "before slip \(number)")
            try await slip(number).store(in: opened(path))
        }
        let report = try await look(at: path)
        #expect(report.problems.count == 1)
        #expect(report.problems[0].reason.contains("are not those that it was signed over"))
    }

    @Test func `is given up when somebody says that the archive was restored, which is told from then on`()
        async throws
    {
        _ = try await archive()
        let before = try #require(try await recalled(at: path).here)
        try putOlderBack()
        let recalled = try await recalled(at: path)
        let head = try #require(try await opened(path).verify(against: nil).head)
        try memory.accept(head, at: path, after: recalled, by: "李", now: now)
        let report = try await look(at: path)
        #expect(report.problems == [])
        #expect(report.remarks.count == 1)
        for words in ["李 accepted \(head.checkpoint.size)", "of \(before.size) events"] {
            #expect(report.remarks[0].reason.contains(words))
        }
        try await slip(9).store(in: opened(path))
        #expect(try await look(at: path).problems == [])
        #expect(try await self.recalled(at: path).here?.accepted.count == 1)
    }

    @Test func `is only remarked of a backup, which lies in another place`() async throws {
        _ = try await archive()
        let report = try await look(at: "\(folder.path)/older")
        #expect(report.problems == [])
        #expect(report.remarks.map(\.object) == [RecalledLog.object])
        #expect(report.remarks[0].reason.contains("of the same log in \(path)"))
        #expect(try await look(at: path).remarks == [], "the archive has all that its backup has")
    }

    @Test func `is remarked where another archive lies in its place`() async throws {
        let origin = try await archive().verifierKey().name
        try FileManager.default.removeItem(atPath: path)
        try await slip(1).store(in: SQLiteArchive(at: path, for: .writing))
        for _ in 1...2 {
            let report = try await look(at: path)
            #expect(report.problems == [])
            #expect(report.remarks.count == 1 && report.remarks[0].reason.contains(origin))
        }
        let head = try #require(try await opened(path).verify(against: nil).head)
        try memory.accept(head, at: path, after: try await recalled(at: path), by: "李", now: now)
        #expect(try await recalled(at: path).others == [])
        #expect(try await recalled(at: path).here?.accepted.map(\.origin) == [origin])
    }

    @Test func `is not what another program saw less of`() async throws {
        let archive = try await archive()
        let recalled = try await recalled(at: path)
        let early = try await archive.checkpoint()
        try await slip(4).store(in: archive)
        try memory.remember(try await archive.checkpoint(), at: path, after: recalled, now: now)
        let newest = try await self.recalled(at: path).here
        #expect(try #require(newest).size > early.checkpoint.size)
        try memory.remember(early, at: path, after: recalled, now: now)
        #expect(try await self.recalled(at: path).here == newest)
    }

    @Test func `that cannot be read is told, and is not written over`() async throws {
        let archive = try await archive()
        let seen = "\(folder.path)/state/seen"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: seen).first { $0.hasSuffix(".json") })
        #expect(chmod("\(seen)/\(name)", 0o600) == 0)
        try Data("{}".utf8).write(to: URL(filePath: "\(seen)/\(name)"))
        try await slip(4).store(in: archive)
        for _ in 1...2 {
            let report = try await look(at: path)
            #expect(report.problems == [])
            #expect(report.remarks.count == 1 && report.remarks[0].reason.contains("is damaged"))
        }
    }

    @Test func `that cannot be kept is an error that names the file`() async throws {
        _ = try await archive()
        let head = try #require(try await opened(path).verify(against: nil).head)
        try Data().write(to: URL(filePath: "\(folder.path)/file"))
        let nowhere = LogMemory(folder: "\(folder.path)/file")
        #expect(nowhere.recalled(head.checkpoint.origin, at: path) == RecalledLog())
        let error = #expect(throws: ArchiveError.self) {
            try nowhere.remember(head, at: path, after: RecalledLog(), now: now)
        }
        #expect("\(error, default: "")".contains("\(folder.path)/file/seen"))
    }

    @Test func `is kept where the environment says`() async throws {
        _ = try await archive()
        let head = try #require(try await opened(path).verify(against: nil).head)
        func isKept(_ environment: [String: String], in place: String) throws -> Bool {
            try #require(LogMemory.named(by: environment))
                .remember(head, at: path, after: RecalledLog(), now: now)
            return FileManager.default.fileExists(atPath: "\(folder.path)/\(place)/seen")
        }
        let root = folder.path
        #expect(try isKept(["SLIPWAY_STATE": "\(root)/a", "HOME": "\(root)/b"], in: "a"))
        #expect(try isKept(["XDG_STATE_HOME": "\(root)/c", "HOME": "\(root)/b"], in: "c/slipway"))
        #expect(try isKept(["XDG_STATE_HOME": "d", "HOME": "\(root)/e"], in: "e/.local/state/slipway"))
        #expect(LogMemory.named(by: ["SLIPWAY_STATE": "none", "HOME": root]) == nil)
        #expect(LogMemory.named(by: [:]) == nil)
    }
}
