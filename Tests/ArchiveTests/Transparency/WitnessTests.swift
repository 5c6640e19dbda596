import Archive
import Foundation
import SQLiteArchive
import Testing

@Suite struct `A witness` {
    private let folder: TemporaryFolder
    private let witness: Witness

    init() throws {
        folder = try TemporaryFolder()
        witness = Witness(at: "\(folder.path)/witness") { Timestamp(seconds: 1_800_000_000) }
    }

    private func archive(_ name: String, slips: Range<Int>) async throws -> SQLiteArchive {
        let archive = try SQLiteArchive(at: "\(folder.path)/\(name)", for: .writing)
        for number in slips { try await MadeSlip(content: "slip \(number)").store(in: archive) }
        return archive
    }

    @Test func `cosigns a log that grows, step by step, and says when it saw it`() async throws {
        let archive = try await archive("a", slips: 0..<1)
        let key = try await archive.verifierKeyAfterCheckpoint()
        let origin = key.name
        #expect(try witness.size(of: origin) == 0)
        let first = try witness.cosigned(try await archive.witnessRequest(since: 0), logKey: key)
        #expect(SignedCheckpoint(first)?.isSigned(by: key) == true)
        #expect(
            try witness.key().verifier.time(ofCosignatureOn: #require(SignedCheckpoint(first)))
                == Timestamp(seconds: 1_800_000_000))
        let size = try witness.size(of: origin)
        for number in 1..<6 { try await MadeSlip(content: "slip \(number)").store(in: archive) }
        let second = try witness.cosigned(try await archive.witnessRequest(since: size), logKey: nil)
        #expect(try witness.size(of: origin) > size)
        let kept = try #require(SignedCheckpoint(second))
        #expect(try await archive.verify(against: kept).problems == [])
    }

    @Test func `asks for the log's key the first time, and takes no other later`() async throws {
        let archive = try await archive("a", slips: 0..<1)
        let key = try await archive.verifierKeyAfterCheckpoint()
        let request = try await archive.witnessRequest(since: 0)
        #expect(throws: Witness.Refusal.unknownLog(origin: key.name)) {
            try witness.cosigned(request, logKey: nil)
        }
        let other = try #require(SigningKey(newFor: key.name)).verifier
        #expect(throws: Witness.Refusal.notSigned) { try witness.cosigned(request, logKey: other) }
        _ = try witness.cosigned(request, logKey: key)
        #expect(throws: Witness.Refusal.otherKey(origin: key.name)) {
            try witness.cosigned(request, logKey: other)
        }
    }

    @Test func `refuses an archive that was put back to an older state and went another way`() async throws {
        let archive = try await archive("a", slips: 0..<3)
        let key = try await archive.verifierKeyAfterCheckpoint()
        _ = try await archive.copy(to: "\(folder.path)/old")
        try await MadeSlip(content: "more").store(in: archive)
        _ = try witness.cosigned(try await archive.witnessRequest(since: 0), logKey: key)
        let seen = try witness.size(of: key.name)

        let old = try SQLiteArchive(at: "\(folder.path)/old", for: .writing)
        let shorter = try await old.witnessRequest(since: 0)
        #expect(throws: Witness.Refusal.inconsistent(witnessed: seen)) {
            try witness.cosigned(shorter, logKey: nil)
        }
        for number in 10..<13 { try await MadeSlip(content: "slip \(number)").store(in: old) }
        let longer = try await old.witnessRequest(since: seen)
        #expect(throws: Witness.Refusal.inconsistent(witnessed: seen)) {
            try witness.cosigned(longer, logKey: nil)
        }
        #expect(try witness.size(of: key.name) == seen)
    }

    @Test func `tells at which size a proof must begin`() async throws {
        let archive = try await archive("a", slips: 0..<2)
        let key = try await archive.verifierKeyAfterCheckpoint()
        _ = try witness.cosigned(try await archive.witnessRequest(since: 0), logKey: key)
        let seen = try witness.size(of: key.name)
        try await MadeSlip(content: "more").store(in: archive)
        let request = try await archive.witnessRequest(since: 1)
        #expect(throws: Witness.Refusal.otherSize(witnessed: seen)) {
            try witness.cosigned(request, logKey: nil)
        }
    }

    @Test func `reads its requests again as they were written, and nothing else`() async throws {
        let archive = try await archive("a", slips: 0..<5)
        let request = try await archive.witnessRequest(since: 3)
        #expect(WitnessRequest(request.text) == request)
        for text in [
            "", "old 3", "old x\n\n" + request.checkpoint.note, "old 03\n\n" + request.checkpoint.note,
        ] {
            #expect(WitnessRequest(text) == nil)
        }
    }
}

extension SQLiteArchive {
    /// The log's key, which is made with its first checkpoint.
    fileprivate func verifierKeyAfterCheckpoint() async throws -> VerifierKey {
        _ = try await checkpoint()
        return try await verifierKey()
    }
}
