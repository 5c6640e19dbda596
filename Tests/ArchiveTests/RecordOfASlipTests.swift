import Archive
import Foundation
import GRDB
import Slips
import Testing

@testable import SQLiteArchive

@Suite struct `All that the log tells of a slip` {
    @Test func `its record has every event that concerns it, and none of another slip`() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let archive = try SQLiteArchive(at: folder.path, for: .writing)
        let batch = try await archive.begin(BatchPlan(paths: ["/in"], again: false, catalog: "c"))
        try await archive.setRetention(.thirtyYears, of: nil, by: "张", reason: "分类方案")
        let made = MadeSlip(kind: "receipt", pageCount: 2)
        let other = MadeSlip(content: "other", receiptNumber: "0256398379")
        let ending = InputEnding(
            batch: batch.number, source: made.source, original: made.original, outcome: .reviewed,
            pages: PageCounts(archived: 2))
        _ = try await archive.store(
            ReviewedFile(slips: [try await made.kept(in: archive)]), again: false, ending: ending)
        try await other.store(in: archive)
        let id = made.submission.slipID
        try await archive.record([
            ArchiveEvent.Access(by: "李", act: .unmask, slip: id, detail: "核对"),
            ArchiveEvent.Access(by: "李", act: .unmask, slip: other.submission.slipID, detail: "核对"),
        ])
        try await archive.change(receipt: "0256398378", code: nil, to: .claimed, by: "张", reason: "支付")
        try await archive.recordExport(of: [id], by: "王", reason: "移送")
        try await archive.setRetention(.permanent, of: id, by: "张", reason: "涉诉")
        let history = try await archive.provenHistory(of: id)
        let types = try history.map { event in
            try #require(
                JSONSerialization.jsonObject(with: Data(event.entry.bytes)) as? [String: Any])["type"]
                as? String
        }
        #expect(
            types == [
                "retention", "input", "submission", "review", "page", "page", "access", "receipt", "export",
                "retention",
            ])
        let key = try await archive.verifierKey()
        for event in history {
            #expect(event.proof.proves(event.entry.bytes, by: key))
            #expect(!String(decoding: event.entry.bytes, as: UTF8.self).contains(other.submission.slipID))
        }
    }

    @Test func `each act is signed by its end`() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let archive = try SQLiteArchive(at: folder.path, for: .writing)
        let made = MadeSlip(kind: "receipt")
        try await made.store(in: archive)
        let id = made.submission.slipID
        let acts: [(String, () async throws -> Void)] = [
            ("show", { try await archive.record(ArchiveEvent.Access(by: "a", act: .unmask, slip: id)) }),
            ("search", { try await archive.record(ArchiveEvent.Access(by: "a", act: .search)) }),
            ("search --unmask", { try await archive.record([.init(by: "a", act: .unmask, slip: id)]) }),
            (
                "receipt claim",
                {
                    try await archive.change(
                        receipt: "0256398378", code: nil, to: .claimed, by: "a", reason: "b")
                }
            ),
            ("retention", { try await archive.setRetention(.permanent, of: id, by: "a", reason: "b") }),
            (
                "sample",
                {
                    _ = try await archive.draw(SamplePlan(seed: "s", strata: [], count: 1), by: "a")
                }
            ),
            ("scrub", { _ = try await archive.scrub(part: 0, of: 2) }),
            (
                "verify --record",
                {
                    let report = try await archive.verify(against: nil)
                    try await archive.recordVerification(report, against: nil, by: "a")
                }
            ),
            (
                "second-person",
                {
                    try await archive.setSecondPersonAmounts(
                        .init(slips: nil, findings: nil), by: "a", reason: "b")
                }
            ),
            (
                "user add",
                {
                    try await archive.record(
                        ArchiveEvent.AccountChange(by: "a", account: "z", change: .added, roles: []))
                }
            ),
            ("export", { try await archive.recordExport(of: [id], by: "a", reason: nil) }),
        ]
        for (name, act) in acts {
            let before = try await Self.signed(archive)
            try await act()
            let (events, signed) = try await Self.signed(archive)
            #expect(events > before.events, "\(name) records nothing")
            #expect(signed == events, "\(name)")
        }
    }

    /// How many events there are, and how many the newest signature is over.
    private static func signed(_ archive: SQLiteArchive) async throws -> (events: Int, signed: Int) {
        let folder = archive.logFolder
        return try await archive.database.read { db in
            let head = try HeadTable(db: db, folder: folder).head()
            return (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM event") ?? 0, head.map { Int($0.size) } ?? -1
            )
        }
    }

    @Test func `a review's event names the program and the models that made it`() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/models", withIntermediateDirectories: true)
        try Data("model".utf8).write(to: URL(filePath: "\(folder.path)/models/a.traineddata"))
        try Data("program".utf8).write(to: URL(filePath: "\(folder.path)/program"))
        let program = ThisProgram(
            version: "7.1", file: "\(folder.path)/program", models: "\(folder.path)/models")
        let archive = try SQLiteArchive(at: "\(folder.path)/archive", for: .writing, program: program)
        let made = MadeSlip()
        try await made.store(in: archive)
        let review = try #require(try await archive.slip(made.submission.slipID).reviews.last)
        let model = ContentDigest(of: "model".utf8)
        #expect(review.program?.version == "7.1")
        #expect(review.program?.build == ContentDigest(of: "program".utf8))
        #expect(review.program?.models == ContentDigest(of: "\(model)  a.traineddata\n".utf8))
        let text = try ReadableReview(try await archive.slip(made.submission.slipID)).text
        #expect(text.contains("程序 program 7.1 \(ContentDigest(of: "program".utf8).hex.prefix(12))"))
        #expect(try await archive.verify(against: nil).isSound)
    }

    @Test func `a masked review tells no name and no number, and all else as before`() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let archive = try SQLiteArchive(at: folder.path, for: .writing)
        let review = try await MadeSlip().kept(in: archive).review
        let masked = try review.masking([.patient, .idNumber, .recordNumber])
        #expect(masked.text.contains("施**"))
        #expect(masked.text.contains("430***********5577"))
        for value in ["施敏秀", "430682196702245577"] { #expect(!masked.text.contains(value)) }
        #expect(
            masked.text.replacing("施**", with: "施敏秀")
                .replacing("430***********5577", with: "430682196702245577") == review.text)
    }
}
