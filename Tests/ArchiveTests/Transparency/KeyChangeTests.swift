import Archive
import Foundation
import SQLiteArchive
import Testing

@Suite struct `A change of the signing key` {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    private func slip(_ number: Int) -> MadeSlip {
        MadeSlip(content: "scan \(number)", receiptNumber: "000000000\(number)")
    }

    private func file(_ name: String) -> String { "\(path)/log/\(name)" }

    @Test func `is signed with both keys, and what the old one signed stays valid`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await slip(1).store(in: archive)
        let (old, kept) = (try await archive.verifierKeyAfterSigning(), try await archive.checkpoint())
        let change = try await archive.changeKey(by: "张", reason: "年度更换")
        let new = try await archive.verifierKey()
        #expect(old != new && old.name == new.name)
        #expect(change.isSigned(by: old) && change.isSigned(by: new))
        #expect(!FileManager.default.fileExists(atPath: file("next-key")))
        try await slip(2).store(in: archive)
        let newest = try await archive.checkpoint()
        #expect(newest.isSigned(by: new) && !newest.isSigned(by: old))
        for checkpoint in [kept, change, newest] {
            #expect(try await archive.verify(against: checkpoint).problems == [])
        }
        let again = try await archive.changeKey(by: "张", reason: "再换")
        #expect(again.isSigned(by: new))
        #expect(try await archive.verify(against: kept).problems == [])
        let copy = "\(folder.path)/copy"
        #expect(try await archive.copy(to: copy).isSound)
        #expect(try await SQLiteArchive(at: copy, for: .reading).verify(against: kept).isSound)
    }

    @Test func `is gone on with where the program died`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await slip(1).store(in: archive)
        let old = try await archive.verifierKeyAfterSigning()
        // Died after the new key was made, before the event.
        let log = LogFolder(at: "\(path)/log")
        let next = try log.nextKeyOrNew().verifier
        #expect(try await archive.verify(against: nil).problems == [])
        #expect(try await archive.changeKey(by: "张", reason: "r").isSigned(by: next))
        #expect(try await archive.verifierKey() == next)
        // Died after the checkpoint was signed, before the key took its place.
        let newer = try #require(SigningKey(newFor: old.name))
        #expect(try log.nextKey() == nil)
        try Data("\(newer.line)\n".utf8).write(to: URL(filePath: file("next-key")))
        #expect(try await archive.changeKey(by: "张", reason: "r").isSigned(by: next))
        #expect(try await archive.verifierKey() == newer.verifier)
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `a key gets its place with the first checkpoint, wherever the program dies before`()
        async throws
    {
        let archive = try SQLiteArchive(at: path, for: .writing)
        let first = try await archive.checkpoint()
        let key = try await archive.verifierKey()
        let files = FileManager.default
        // Died before the key got its place; then the checkpoint was never written either.
        try files.moveItem(atPath: file("signing-key"), toPath: file("next-key"))
        #expect(try await archive.verify(against: nil).problems == [])
        #expect(try await archive.checkpoint() == first)
        #expect(files.fileExists(atPath: file("signing-key")))
        try files.moveItem(atPath: file("signing-key"), toPath: file("next-key"))
        try files.removeItem(atPath: file("checkpoint"))
        let draft = file("checkpoint.new-17-4")
        try Data([1]).write(to: URL(filePath: draft))
        #expect(try await archive.verify(against: nil).problems == [])
        try await slip(1).store(in: archive)
        #expect(try await archive.verifierKey() == key)
        #expect(!files.fileExists(atPath: draft), "what was half-written is removed")
        #expect(try await archive.verify(against: first).problems == [])
    }

    @Test func `is named where its checkpoint is missing, altered, or signed by one key`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        try await slip(1).store(in: archive)
        let before = try await archive.checkpoint()
        let change = try await archive.changeKey(by: "张", reason: "r")
        let name = "rotation/\(change.checkpoint.size)"
        for text in [nil, "no checkpoint", before.note] {
            try FileManager.default.removeItem(atPath: file(name))
            if let text { try Data(text.utf8).write(to: URL(filePath: file(name))) }
            #expect(
                try await archive.verify(against: nil).problems.map(\.object).contains {
                    $0.hasPrefix("log")
                },
                "\(text ?? "missing")")
            try Data().write(to: URL(filePath: file(name)))
        }
        try FileManager.default.removeItem(atPath: file(name))
        try Data(change.note.utf8).write(to: URL(filePath: file(name)))
        #expect(try await archive.verify(against: nil).problems == [])
        try Data(change.note.utf8).write(to: URL(filePath: file("rotation/1")))
        #expect(try await archive.verify(against: nil).problems.map(\.object) == ["log/rotation/1"])
    }

    @Test func `is shown to a witness before anything that only the new key signed`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        let witness = Witness(at: "\(folder.path)/witness")
        try await slip(1).store(in: archive)
        let old = try await archive.verifierKeyAfterSigning()
        _ = try witness.cosigned(try await archive.witnessRequest(since: 0), logKey: old)
        let seen = try witness.size(of: old.name)
        _ = try await archive.changeKey(by: "张", reason: "r")
        let new = try await archive.verifierKey()
        try await slip(2).store(in: archive)
        let request = try await archive.witnessRequest(since: seen)
        let stranger = try #require(SigningKey(newFor: old.name)).verifier
        #expect(throws: Witness.Refusal.otherKey(origin: old.name)) {
            try witness.cosigned(request, logKey: stranger)
        }
        _ = try witness.cosigned(request, logKey: new)
        let rest = try await archive.witnessRequest(since: witness.size(of: old.name))
        #expect(rest.checkpoint == (try await archive.checkpoint()))
        _ = try witness.cosigned(rest, logKey: nil)
        #expect(try witness.size(of: old.name) == rest.checkpoint.checkpoint.size)
    }
}

extension Archive {
    /// The key by which the checkpoints are signed, made by signing the first one.
    fileprivate func verifierKeyAfterSigning() async throws -> VerifierKey {
        _ = try await checkpoint()
        return try await verifierKey()
    }
}
