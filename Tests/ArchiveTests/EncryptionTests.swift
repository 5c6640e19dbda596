import Archive
import Foundation
import GRDB
import SQLiteArchive
import Testing

@Suite struct `An encrypted archive` {
    private let folder: TemporaryFolder
    private let key = ArchiveKey.make()
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    private func archive(_ purpose: SQLiteArchive.Purpose = .writing) throws -> SQLiteArchive {
        try SQLiteArchive(at: path, for: purpose, key: key)
    }

    /// Of which every text that names a person can be told from others.
    private static let slip = MadeSlip(
        source: "in/欧阳锦瑟.jpg", claim: "锦瑟的申请", patient: "欧阳锦瑟", idNumber: "430682196702245577")

    private func filled() async throws -> SQLiteArchive {
        let archive = try archive()
        let made = Self.slip
        let batch = try await archive.begin(BatchPlan(paths: ["/in/锦瑟"], again: false, catalog: "c"))
        _ = try await archive.store(
            ReviewedFile(slips: [try await made.kept(in: archive)]), again: false,
            ending: InputEnding(
                batch: batch.number, source: "/\(made.source)", original: made.original, outcome: .reviewed,
                pages: PageCounts(archived: 1)))
        _ = try await archive.end(batch: batch.number)
        try await archive.quarantine(
            QuarantinedInput(
                source: "in/锦瑟2.jpg", page: nil, failureClass: "timeout", reason: "锦瑟的页", attempts: 1,
                original: try await archive.keep(Array("锦瑟的原件".utf8)), claim: "锦瑟"))
        let base = try #require(try await archive.slip(made.original.hex).reviews.last)
        try await ArchiveConformance.correct(
            made, from: base.document, by: "张", decision: "accepted", reason: "姓名是锦瑟", in: archive)
        let corrected = try #require(try await archive.slip(made.original.hex).reviews.last)
        try await archive.record(
            .sentBack, of: made.original.hex, review: corrected.document, by: "李", note: "再看锦瑟")
        try await MadeSlip(
            content: "other", source: "other.jpg", patient: "施敏秀", idNumber: "11010519491231002X",
            receiptNumber: "0000000001"
        ).store(in: archive)
        return archive
    }

    /// The path of the file that keeps a content.
    private func file(of digest: ContentDigest) -> String {
        "\(path)/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2).prefix(2))/\(digest.hex)"
    }

    private func overwrite(_ file: String, _ bytes: Data) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        try bytes.write(to: URL(filePath: file))
    }

    @Test(arguments: ArchiveConformance.encrypted)
    func `does what every archive must`(_ conformance: ArchiveConformance) async throws {
        try await conformance.run(archive())
        #expect(try await archive().verify(against: nil).problems == [])
    }

    @Test func `holds no name, number or file name in any of its files, and gives them all back`()
        async throws
    {
        let archive = try await filled()
        _ = try await archive.checkpoint()
        for name in folder.files() where !name.hasSuffix("lock") {
            let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
            for secret in ["锦瑟", "瑟", "施敏秀", "196702245577", "19491231", "other.jpg"] {
                #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) in \(name)")
            }
        }
        let slip = try await archive.slip(Self.slip.original.hex)
        #expect(slip.submissions[0].source == Self.slip.source && slip.submissions[0].claim == "锦瑟的申请")
        #expect(slip.corrections[0].fact.reason == "姓名是锦瑟" && slip.opinions[0].fact.note == "再看锦瑟")
        #expect(try await archive.claims(limit: 5).map(\.claim) == ["锦瑟的申请"])
        #expect(try await archive.slips(ofClaim: "锦瑟的申请") == [slip.id])
        #expect(try await archive.quarantined(source: "in/锦瑟2.jpg").first?.input.reason == "锦瑟的页")
        #expect(try await archive.work(at: .clerk, by: .oldest, offset: 0, limit: 9).first?.patient == "欧阳锦瑟")
        #expect(try await archive.batches().first?.plan.paths == ["/in/锦瑟"])
        let report = try await archive.verify(against: nil)
        #expect(report.problems == [] && report.openings > 5)
        try await archive.rebuild()
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `finds persons by their whole names and numbers, and all else as ever`() async throws {
        let archive = try await filled()
        func found(_ query: SearchQuery) async throws -> [String?] {
            try await archive.list(query, after: nil, limit: 9).slips.map(\.patient)
        }
        #expect(try await found(SearchQuery(patient: "欧阳锦瑟")) == ["欧阳锦瑟"])
        #expect(try await found(SearchQuery(words: "欧阳锦瑟 阿莫西林")) == ["欧阳锦瑟"])
        #expect(try await found(SearchQuery(patient: "锦瑟")) == [])
        #expect(try await found(SearchQuery(words: "阿莫西林")).count == 2)
        #expect(try await found(SearchQuery(hospital: "长岭")).count == 2)
        #expect(try await found(SearchQuery(idNumber: "430682196702245577")) == ["欧阳锦瑟"])
        #expect(try await found(SearchQuery(idNumber: "4306821967")) == [])
        #expect(try await found(SearchQuery(receipt: "00000")) == ["施敏秀"])
        #expect(try await found(SearchQuery(claim: "锦瑟的申请")) == ["欧阳锦瑟"])
    }

    @Test func `is opened with its key alone, and says what is wanting`() async throws {
        _ = try await filled()
        #expect(throws: ArchiveError.keyMissing(path: path, kind: .file)) {
            try SQLiteArchive(at: path, for: .reading)
        }
        for wrong in [ArchiveKey.make(), .passphrase("a passphrase of some length")] {
            #expect(throws: ArchiveError.keyWrong(path: path, kind: .file)) {
                try SQLiteArchive(at: path, for: .reading, key: wrong)
            }
        }
        #expect("\(ArchiveError.keyMissing(path: "a", kind: .file))".contains("--archive-key"))
        let plain = "\(folder.path)/plain"
        _ = try SQLiteArchive(at: plain, for: .writing)
        for purpose in [SQLiteArchive.Purpose.reading, .writing] {
            #expect(throws: ArchiveError.notEncrypted(path: plain)) {
                try SQLiteArchive(at: plain, for: purpose, key: key)
            }
        }
    }

    @Test func `is opened with another key after its key was changed, and nothing is encrypted anew`()
        async throws
    {
        let archive = try await filled()
        let content = try Data(contentsOf: URL(filePath: file(of: Self.slip.original)))
        let passphrase = ArchiveKey.passphrase("山高月小水落石出清风徐来")
        await #expect(throws: ArchiveError.self) {
            try await archive.rekey(to: .passphrase("short"), by: "张", reason: "r")
        }
        try await archive.rekey(to: passphrase, by: "张", reason: "年度更换")
        #expect(throws: ArchiveError.keyWrong(path: path, kind: .passphrase)) {
            try SQLiteArchive(at: path, for: .reading, key: key)
        }
        let opened = try SQLiteArchive(at: path, for: .reading, key: passphrase)
        #expect(try await opened.verify(against: nil).problems == [])
        #expect(try Data(contentsOf: URL(filePath: file(of: Self.slip.original))) == content)
        #expect(try await opened.content(of: Self.slip.original) == Array(Self.slip.content.utf8))
    }

    @Test func `gives copies that are encrypted as it is`() async throws {
        let archive = try await filled()
        let copy = "\(folder.path)/copy"
        #expect(try await archive.copy(to: copy).problems == [])
        #expect(throws: ArchiveError.keyMissing(path: copy, kind: .file)) {
            try SQLiteArchive(at: copy, for: .reading)
        }
        let opened = try SQLiteArchive(at: copy, for: .reading, key: key)
        #expect(try await opened.slip(Self.slip.original.hex).submissions[0].source == Self.slip.source)
        for name in folder.files() where name.hasPrefix("copy/") {
            let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
            #expect(bytes.range(of: Data("锦瑟".utf8)) == nil, "\(name)")
        }
    }

    @Test func `names each content that was altered, cut, exchanged, or put there in clear`() async throws {
        let archive = try await filled()
        let (digest, other) = (Self.slip.original, MadeSlip(content: "other").original)
        let file = file(of: digest)
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.starts(with: Data("SLPWENC1".utf8)))
        var flips = 0
        for place in bytes.indices {
            var flipped = bytes
            flipped[place] ^= 1
            try overwrite(file, flipped)
            await #expect(throws: ArchiveError.self, "byte \(place)") {
                try await archive.content(of: digest)
            }
            flips += 1
        }
        #expect(flips == 8 + Self.slip.content.utf8.count + 16)
        for (name, wrong) in [
            ("cut", bytes.dropLast()), ("the mark alone", bytes.prefix(8)), ("longer", bytes + Data([0])),
            ("exchanged", try Data(contentsOf: URL(filePath: self.file(of: other)))),
            ("in clear", Data(Self.slip.content.utf8)),
        ] {
            try overwrite(file, wrong)
            let error = await #expect(throws: ArchiveError.self, "\(name)") {
                try await archive.content(of: digest)
            }
            guard case .contentCipher(digest, file, _)? = error else {
                Issue.record("\(name): \(String(describing: error))")
                continue
            }
            #expect(
                try await archive.verify(against: nil).problems.map(\.object) == ["blob \(digest)"], "\(name)"
            )
        }
        try overwrite(file, bytes)
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `of many pieces is read as it was written, and misses none`() async throws {
        let archive = try archive()
        for length in [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20] {
            let content = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            let source = try folder.file("source", content)
            let digest = try await archive.keep(fileAt: source)
            #expect(digest == ContentDigest(of: content))
            #expect(try await archive.content(of: digest) == content)
            #expect(try await archive.keep(content) == digest)
            let opened = try await archive.path(of: digest)
            #expect(try Data(contentsOf: URL(filePath: opened)) == Data(content))
            #expect(!opened.hasPrefix(path))
            await archive.close(digest)
            #expect(!FileManager.default.fileExists(atPath: opened))
            let file = file(of: digest)
            let bytes = try Data(contentsOf: URL(filePath: file))
            guard length > 1 << 20 else { continue }
            // Without its last piece, and without its first.
            for wrong in [
                bytes.prefix(8 + (1 << 20) + 16), bytes.prefix(8) + bytes.dropFirst(8 + (1 << 20) + 16),
            ] {
                try overwrite(file, wrong)
                await #expect(throws: ArchiveError.self) { try await archive.content(of: digest) }
            }
            try overwrite(file, bytes)
        }
    }

    @Test func `names what somebody does to the file that says how it is encrypted`() async throws {
        let archive = try await filled()
        let header = "\(path)/encryption"
        let bytes = try Data(contentsOf: URL(filePath: header))
        for place in bytes.indices.dropLast() {
            var flipped = bytes
            flipped[place] ^= 2
            try overwrite(header, flipped)
            #expect(throws: ArchiveError.self, "byte \(place)") { try self.archive(.reading) }
        }
        // Another archive's file, with its key.
        let other = "\(folder.path)/other"
        let otherKey = ArchiveKey.make()
        _ = try SQLiteArchive(at: other, for: .writing, key: otherKey)
        try overwrite(header, try Data(contentsOf: URL(filePath: "\(other)/encryption")))
        let exchanged = try SQLiteArchive(at: path, for: .reading, key: otherKey)
        #expect(try await exchanged.verify(against: nil).problems.contains { $0.object == "encryption" })
        try FileManager.default.removeItem(atPath: header)
        for key in [nil, key] {
            let error = #expect(throws: ArchiveError.self) {
                try SQLiteArchive(at: path, for: .writing, key: key)
            }
            #expect(
                error?.showsDamage == true && error?.description.contains("encryption: it is missing") == true
            )
        }
        try bytes.write(to: URL(filePath: header))
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `keeps its key in a file of one line, or a passphrase in its first`() throws {
        let text = try #require(key.fileText)
        #expect(ArchiveKey(file: text) == key && text.hasPrefix("slipway-archive-key-v1:"))
        #expect(ArchiveKey(file: "山高月小水落石出\nrest") == .passphrase("山高月小水落石出"))
        #expect(ArchiveKey(file: "\n") == nil && ArchiveKey(file: "slipway-archive-key-v1:AAAA\n") == nil)
        #expect(ArchiveKey.passphrase("x").fileText == nil)
    }

    @Test
    func
        `is made of one that lies in clear, with the same log and nothing readable, and whole or not at all`()
        async throws
    {
        let plain = try SQLiteArchive(at: "\(folder.path)/plain", for: .writing)
        let made = Self.slip
        try await made.store(in: plain)
        try await plain.quarantine(
            QuarantinedInput(
                source: "in/锦瑟2.jpg", failureClass: "timeout", reason: "锦瑟的页", attempts: 1,
                original: try await plain.keep(Array("锦瑟的原件".utf8)), claim: "锦瑟"))
        let before = try await plain.checkpoint()
        let report = try await plain.encrypted(to: path, with: key, by: "张", reason: "个人信息保护")
        #expect(report.isSound, "\(report.problems)")
        let archive = try archive(.reading)
        #expect(archive.isEncrypted)
        #expect(try await archive.slip(made.original.hex).summary.patient == "欧阳锦瑟")
        #expect(try await archive.quarantined(source: nil).map(\.input.reason) == ["锦瑟的页"])
        #expect(try await archive.content(of: made.original) == Array("scan".utf8))
        // What was signed before holds for it.
        #expect(try await archive.verify(against: before).problems == [])
        #expect(try await archive.verifierKey() == plain.verifierKey())
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()
            for text in ["锦瑟", "430682196702245577"] {
                #expect(bytes.range(of: Data(text.utf8)) == nil, "\(name)")
            }
        }
        // It opens with its key alone, also where the file that says so is gone.
        #expect(throws: ArchiveError.keyMissing(path: path, kind: .file)) {
            try SQLiteArchive(at: path, for: .reading)
        }
        try FileManager.default.removeItem(atPath: "\(path)/encryption")
        #expect(throws: ArchiveError.self) { try SQLiteArchive(at: path, for: .writing) }
        // The old one is as it was.
        #expect(try await plain.verify(against: before).problems == [])
        #expect(try await !plain.slip(made.original.hex).reviews.isEmpty)
        // Damage is found before anything is there to rely on.
        let damaged = "\(folder.path)/plain/blobs/sha256/\(made.original.hex.prefix(2))"
        try FileManager.default.removeItem(atPath: damaged)
        await #expect(throws: ArchiveError.self) {
            try await plain.encrypted(to: "\(folder.path)/second", with: key, by: "张", reason: "r")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(left == ["archive", "plain"])
    }
}
