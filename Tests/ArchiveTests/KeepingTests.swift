import Archive
import Foundation
import SQLiteArchive
import Slips
import Synchronization
import Testing

@Suite struct `Keeping and destroying slips` {
    private let folder: TemporaryFolder
    private let clock = Clock()
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    /// A clock that a test sets.
    private final class Clock: Sendable {
        private let time = Mutex(Timestamp.now)
        var now: Timestamp { time.withLock { $0 } }
        func set(_ text: String) {
            time.withLock { $0 = Timestamp(text) ?? $0 }
        }
    }

    private func archive() throws -> SQLiteArchive {
        let clock = clock
        clock.set("2026-12-31T15:00:00Z")
        return try SQLiteArchive(at: path, for: .writing) { clock.now }
    }

    private func destroyAll(in archive: any Archive) async throws -> Int64 {
        let number = try await archive.proposeDestruction(of: nil, by: "张", reason: "年度销毁")
        try await archive.decideDestruction(number, .approved, by: "李", note: "")
        return number
    }

    @Test func `time counts from the first of January by the calendar of Beijing`() throws {
        let lastHour = try #require(Timestamp("2026-12-31T15:59:59Z"))
        let newYear = try #require(Timestamp("2026-12-31T16:00:00Z"))
        #expect(RetentionClass.tenYears.firstDayAfter(lastHour) == CalendarDate("2037-01-01"))
        #expect(RetentionClass.tenYears.firstDayAfter(newYear) == CalendarDate("2038-01-01"))
        #expect(RetentionClass.permanent.firstDayAfter(lastHour) == nil)
        #expect(RetentionClass.allCases.sorted() == RetentionClass.allCases)
    }

    @Test func `a slip is kept for 30 years after it was last acted on, and longer if somebody says so`()
        async throws
    {
        let archive = try archive()
        let (slip, other) = (MadeSlip(), MadeSlip(content: "other", receiptNumber: "0000000001"))
        try await slip.store(in: archive)
        try await archive.setRetention(.tenYears, of: nil, by: "张", reason: "方案")
        try await other.store(in: archive)
        clock.set("2028-05-01T00:00:00Z")
        try await slip.store(in: archive)
        let (id, otherID) = (slip.original.hex, other.original.hex)
        var ledger = try await archive.retentionLedger()
        #expect(ledger.firstDayAfter(id) == CalendarDate("2059-01-01"))
        #expect(ledger.firstDayAfter(otherID) == CalendarDate("2037-01-01"))
        #expect(ledger.retentionOfNew == .tenYears)
        await #expect(throws: ArchiveError.retentionIs(.thirtyYears, id: id)) {
            try await archive.setRetention(.tenYears, of: id, by: "张", reason: "r")
        }
        try await archive.setRetention(.permanent, of: String(id.prefix(8)), by: "张", reason: "涉诉")
        ledger = try await archive.retentionLedger()
        #expect(ledger.firstDayAfter(id) == nil && ledger.retention(of: id) == .permanent)
        #expect(try ledger.due(on: #require(CalendarDate("2099-01-01"))).slips.map(\.id) == [otherID])
    }

    @Test func `nothing is destroyed before its time, or by one person`() async throws {
        let archive = try archive()
        let slip = MadeSlip()
        try await slip.store(in: archive)
        let id = slip.original.hex
        await #expect(throws: ArchiveError.nothingDue) {
            try await archive.proposeDestruction(of: nil, by: "张", reason: "r")
        }
        await #expect(throws: ArchiveError.keptUntil(CalendarDate("2057-01-01"), id: id)) {
            try await archive.proposeDestruction(of: [id], by: "张", reason: "r")
        }
        clock.set("2057-01-01T00:00:00Z")
        let number = try await archive.proposeDestruction(of: [id], by: "张", reason: "r")
        await #expect(throws: ArchiveError.ownProposal(number, by: "张")) {
            try await archive.decideDestruction(number, .approved, by: "张", note: "")
        }
        await #expect(throws: ArchiveError.ownProposal(number, by: " 张　")) {
            try await archive.decideDestruction(number, .approved, by: " 张　", note: "")
        }
        // Handed in again since: its time begins anew.
        try await slip.store(in: archive)
        await #expect(throws: ArchiveError.notDestructible(reason: "slip \(id) is kept until 2088-01-01")) {
            try await archive.decideDestruction(number, .approved, by: "李", note: "")
        }
        try await archive.decideDestruction(number, .rejected, by: "张", note: "又提交")
        await #expect(throws: ArchiveError.unknownProposal(number)) {
            try await archive.decideDestruction(number, .approved, by: "李", note: "")
        }
        #expect(try await archive.slip(id).submissions.count == 2)
        #expect(try await archive.verify(against: nil).isSound)
    }

    @Test func `of a destroyed slip nothing is left but its events, and the log stays whole`() async throws {
        let archive = try archive()
        let gone = MadeSlip(claim: "C-1", hospital: "长岭大学附属第一医院", patient: "欧阳锦瑟")
        let kept = MadeSlip(content: "kept", patient: "施敏秀", receiptNumber: "0000000001")
        try await gone.store(in: archive)
        try await archive.record(.init(by: "李", act: .view, slip: gone.original.hex, from: nil, detail: nil))
        try await archive.quarantine(
            [
                QuarantinedInput(
                    source: "in/slip.jpg", page: 2, failureClass: "timeout", reason: "r", attempts: 1,
                    original: gone.original)
            ], ending: nil)
        let before = try await archive.checkpoint()
        clock.set("2050-06-01T00:00:00Z")
        try await kept.store(in: archive)
        clock.set("2057-06-01T00:00:00Z")
        let number = try await destroyAll(in: archive)
        let report = try await archive.verify(against: before)
        #expect(report.problems == [])
        await #expect(throws: ArchiveError.unknownID(gone.original.hex)) {
            try await archive.slip(gone.original.hex)
        }
        #expect(try await archive.search(SearchQuery(words: "欧阳"), after: nil, limit: 5).hits.isEmpty)
        #expect(try await archive.search(SearchQuery(words: "施敏"), after: nil, limit: 5).hits.count == 1)
        #expect(try await archive.quarantined(source: nil).isEmpty)
        let names = Set(folder.files().compactMap { $0.split(separator: "/").last.map(String.init) })
        #expect(!names.contains(gone.original.hex) && names.contains(kept.original.hex))
        let database = try Data(contentsOf: URL(filePath: "\(path)/archive.sqlite"))
        #expect(database.range(of: Data("锦".utf8)) == nil, "the name is in no page of the database any more")
        let proposal = try #require(try await archive.retentionLedger().proposals[number])
        let list = try ReviewDocument(json: await archive.content(of: proposal.fact.list))
            .decoded(as: DestructionList.self)
        #expect(list.slips.map(\.id) == [gone.original.hex])
        try await archive.rebuild()
        #expect(try await archive.verify(against: before).isSound)
    }

    @Test func `a slip that comes again after it was destroyed is a new one`() async throws {
        let archive = try archive()
        let slip = MadeSlip()
        try await slip.store(in: archive)
        clock.set("2057-01-01T00:00:00Z")
        _ = try await destroyAll(in: archive)
        #expect(try await archive.holdings(of: slip.original) == [])
        #expect(try await slip.store(in: archive) == .archived)
        #expect(try await archive.slip(slip.original.hex).submissions.count == 1)
        #expect(
            try await archive.retentionLedger().firstDayAfter(slip.original.hex) == CalendarDate("2088-01-01")
        )
        try await archive.rebuild()
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `what other slips refer to stays, and what a crash left is named and removed`() async throws {
        let archive = try archive()
        var (first, second) = (MadeSlip(), MadeSlip(content: "second", receiptNumber: "0000000001"))
        (first.numbers, second.numbers) = (nil, nil)
        let pages = try await first.kept(in: archive).pages
        try await first.store(in: archive)
        try await archive.setRetention(.permanent, of: nil, by: "张", reason: "r")
        // Another slip whose page is, to the byte, the first one's.
        var twin = try await second.kept(in: archive)
        twin.pages = pages
        twin.review = try second.review(of: pages)
        _ = try await archive.store([twin], again: false)
        clock.set("2057-01-01T00:00:00Z")
        _ = try await destroyAll(in: archive)
        #expect(try await archive.content(of: pages[0].raster).count > 0)
        #expect(try await archive.verify(against: nil).problems == [])
        _ = try await archive.keep(Array(first.content.utf8))
        #expect(
            try await archive.verify(against: nil).problems.map(\.object) == ["blob \(first.original)"])
        #expect(try await archive.finishDestruction() == 1)
        #expect(try await archive.finishDestruction() == 0)
        #expect(try await archive.verify(against: nil).problems == [])
    }

    @Test func `a destruction that was not due, or one person's, is named`() throws {
        let slip = MadeSlip()
        let list = DestructionList(slips: [
            .init(id: slip.original.hex, retention: .thirtyYears, lastAct: Timestamp(seconds: 0))
        ])
        var ledger = RetentionLedger { _ in list }
        let at = try #require(Timestamp("2030-01-01T00:00:00Z"))
        func add(_ event: ArchiveEvent, _ sequence: Int64) throws {
            try ledger.add(event, sequence: sequence, at: at)
        }
        try add(.submission(slip.submission), 1)
        try add(.destructionProposed(.init(by: "张", reason: "r", count: 1, list: slip.original)), 2)
        try add(.destructionDecided(.init(proposal: 2, by: "张", outcome: .approved, note: "")), 3)
        try add(.destructionDecided(.init(proposal: 2, by: "李", outcome: .approved, note: "")), 4)
        #expect(ledger.violations.map(\.sequence) == [3, 3, 4])
        #expect(ledger.violations[1].reason == "slip \(slip.original.hex) is kept until 2061-01-01")
    }

    @Test func `a scrub reads every content in one of its parts, names what is damaged, and is recorded`()
        async throws
    {
        let archive = try archive()
        for number in 1...6 {
            try await MadeSlip(content: "scan \(number)", receiptNumber: "000000000\(number)").store(
                in: archive)
        }
        let total = try await archive.verify(against: nil).blobs
        let victim = MadeSlip(content: "scan 3").original.hex
        let file = "\(path)/blobs/sha256/\(victim.prefix(2))/\(victim.dropFirst(2).prefix(2))/\(victim)"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        try Data("scam 3".utf8).write(to: URL(filePath: file))
        var facts: [ArchiveEvent.Scrubbed] = []
        for part in 0..<4 { facts.append(try await archive.scrub(part: part, of: 4)) }
        #expect(facts.map(\.contents).reduce(0, +) == total)
        #expect(facts.flatMap(\.wrong) == [victim])
        #expect(facts.allSatisfy { $0.contents < total })
    }
}

extension MadeSlip {
    /// Archives a slip as of long ago: before anything else, since a clock that is set back makes no time of keeping shorter.
    static func keepOne(inArchiveAt path: String, key: ArchiveKey? = nil) async throws {
        let long = try SQLiteArchive(at: path, for: .writing, key: key) { Timestamp(seconds: 600_000_000) }
        try await MadeSlip(content: "old", source: "old.jpg", receiptNumber: "0000000009").store(in: long)
    }

    /// Destroys the slip of long ago.
    static func destroyOne(inArchiveAt path: String, key: ArchiveKey? = nil) async throws {
        let archive = try SQLiteArchive(at: path, for: .writing, key: key)
        let number = try await archive.proposeDestruction(of: nil, by: "张", reason: "年度销毁")
        try await archive.decideDestruction(number, .approved, by: "李", note: "")
    }
}
