import Archive
import Foundation
import Layout
import Logging
import SQLiteArchive
import Slips
import Synchronization
import Testing

@testable import Processing

@Suite struct `Processing a slip` {
    private let folder: ScratchFolder
    private let archive: SQLiteArchive
    private let pages = TextPages()

    init() throws {
        folder = try ScratchFolder()
        archive = try SQLiteArchive(at: "\(folder.path)/archive", for: .writing)
    }

    private struct Review: Encodable {
        struct Edition: Encodable {
            var id = "test"
            var edition = "1"
            var sha256: String
        }
        struct Totals: Encodable {
            var items = "0"
            var closed = true
            var self_paid = "0"
            var over_cap = "0"
            var first_self_paid = "0"
            var in_scope = "0"
        }
        var schema = "slipway.review.v1"
        var id: String
        var source: String
        var kind: String
        var catalog: Edition
        var pages: [SlipPage]
        var fields: [String: String] = [:]
        var items: [String] = []
        var flags: [String] = []
        var totals = Totals()
        var decision = "accepted"
    }

    private func processor(
        catalog: String = "c1", again: Bool = false, archived: Bool = true, batch: Int64? = nil,
        in other: SQLiteArchive? = nil, progress: ProgressCounter = ProgressCounter(),
        reviewing: @escaping @Sendable (Slip) -> Void = { _ in }
    ) -> SlipProcessor {
        SlipProcessor(
            pages: pages, archive: archived ? other ?? archive : nil, catalogSHA256: catalog,
            review: { (slip, id, source) throws(ArchiveError) in
                reviewing(slip)
                return try ReviewDocument(
                    Review(
                        id: id, source: source, kind: slip.kind.rawValue, catalog: .init(sha256: catalog),
                        pages: slip.pages))
            }, again: again, batch: batch, window: 3, progress: progress)
    }

    private func isReviewed(_ report: SlipReport) -> Bool {
        if case .reviewed = report.outcome { true } else { false }
    }

    @Test func `its pages are archived in their order`() async throws {
        let path = try folder.write("ok\nok\nok\nok\nok", to: "five.tif")
        let report = try await processor().process(ProcessingInput(path: path, claim: "C-1"))
        #expect(isReviewed(report))
        #expect(report.pages == 5)
        let digest = try ContentDigest(ofFileAt: path)
        let slip = try await archive.slip(digest.hex)
        #expect(slip.submissions.map(\.claim) == ["C-1"])
        let kept = try #require(slip.reviews.first).pages
        #expect(kept.map(\.number) == [1, 2, 3, 4, 5])
        #expect(kept.map(\.raster) == (1...5).map { ContentDigest(of: Array("ok \($0)".utf8)) })
        #expect(try await archive.content(of: digest) == Array("ok\nok\nok\nok\nok".utf8))
    }

    @Test func `several slips on a page are archived as slips of their own, and found again by the file`()
        async throws
    {
        let path = try folder.write("ok/second", to: "two.jpg")
        let input = ProcessingInput(path: path)
        let first = try await processor().process(input)
        #expect(isReviewed(first))
        let digest = try ContentDigest(ofFileAt: path)
        let ids = [digest.slipID(part: 1), digest.slipID(part: 2)]
        #expect(Set(ids + [digest.hex]).count == 3)
        let summaries = try first.reviews.map { try RecordSummary(of: $0) }
        #expect(summaries.map(\.id) == ids)
        #expect(summaries.map(\.source) == ["\(path)#1", "\(path)#2"])
        for (id, raster) in zip(ids, ["ok 1", "second 1"]) {
            let pages = try #require(try await archive.slip(id).reviews.first).pages
            #expect(pages.map(\.raster) == [ContentDigest(of: Array(raster.utf8))])
        }
        let again = try await processor().process(input)
        #expect(!isReviewed(again))
        #expect(
            try again.reviews.map { try RecordSummary(of: $0).flags } == [
                ["resubmitted_scan"], ["resubmitted_scan"],
            ])
        #expect(pages.readPages == [1])
        #expect(isReviewed(try await processor(catalog: "c2").process(input)))
        #expect(try await archive.holdings(of: digest).map(\.part) == [1, 2])
    }

    @Test func `pages of one slip each stay together beside a page of several`() async throws {
        let path = try folder.write("ok\nok/second\nok", to: "pile.tif")
        let reviews = try await processor().process(ProcessingInput(path: path)).reviews
        #expect(try reviews.map { try RecordSummary(of: $0).pages.count } == [2, 1, 1])
    }

    @Test func `separator sheets part a stack into slips, cover sheets into claims`() async throws {
        let pages = [
            "ok", "ok slipway:separator", "ok", "ok", "ok slipway:cover?claim=C-2&pages=3", "ok", "ok blank",
            "ok slipway:separator", "ok", "ok",
        ]
        let path = try folder.write(pages.joined(separator: "\n"), to: "stack.tif")
        let counts = Mutex<[CoverCount?]>([])
        let batch = try await archive.begin(BatchPlan(paths: [path], again: false, catalog: "c1"))
        let processor = processor(batch: batch.number) { slip in
            counts.withLock { $0.append(slip.coverCount) }
        }
        let report = try await processor.process(ProcessingInput(path: path, claim: "C-1"))
        #expect(try report.reviews.map { try RecordSummary(of: $0).pages.count } == [1, 2, 1, 2])
        var claims: [String?] = []
        for review in report.reviews {
            let slip = try await archive.slip(try RecordSummary(of: review).id)
            claims += slip.submissions.map(\.claim)
        }
        #expect(claims == ["C-1", "C-1", "C-2", "C-2"])
        let count = CoverCount(announced: 3, found: 3)
        #expect(counts.withLock { $0 } == [nil, nil, count, count])
        let totals = try await archive.end(batch: batch.number).totals
        #expect(totals.pages == PageCounts(archived: 6, blank: 1, separator: 3))
    }

    @Test func `a page that was lost counts for the cover sheet before it`() async throws {
        let path = try folder.write("ok slipway:cover?claim=C-2&pages=3\nok\ncorrupt", to: "stack.tif")
        let counts = Mutex<[CoverCount?]>([])
        let processor = processor { slip in counts.withLock { $0.append(slip.coverCount) } }
        _ = try await processor.process(ProcessingInput(path: path))
        #expect(counts.withLock { $0 } == [CoverCount(announced: 3, found: 2)])
    }

    @Test func `a cover sheet that no page follows is kept in quarantine`() async throws {
        for content in ["ok slipway:cover?claim=C-2&pages=2", "ok\nok slipway:cover?claim=C-2"] {
            let path = try folder.write(content, to: "cover.tif")
            let batch = try await archive.begin(BatchPlan(paths: [content], again: false, catalog: "c1"))
            let report = try await processor(batch: batch.number).process(ProcessingInput(path: path))
            guard case .reviewed(_, let lost) = report.outcome else {
                Issue.record("it was not read")
                continue
            }
            #expect(lost.map(\.failureClass) == ["no_pages"])
            #expect(try await archive.quarantined(source: path).last?.input.failureClass == "no_pages")
            let pages = try await archive.end(batch: batch.number).totals.pages
            #expect(pages.quarantined == 1 && pages.separator == 0)
        }
    }

    @Test func `an input is the same however its path is written`() async throws {
        let path = try folder.write("ok", to: "in/a.png")
        let batch = try await archive.begin(BatchPlan(paths: ["/in"], again: false, catalog: "c1"))
        _ = try await processor(batch: batch.number).process(ProcessingInput(path: path))
        let other = ProcessingInput(path: "\(folder.path)/./in//a.png")
        guard case .doneBefore = try await processor(batch: batch.number).process(other).outcome else {
            Issue.record("it was handed in again")
            return
        }
    }

    @Test func `separator sheets alone are no slip`() async throws {
        let path = try folder.write("ok slipway:separator\nok blank", to: "sheets.tif")
        let batch = try await archive.begin(BatchPlan(paths: [path], again: false, catalog: "c1"))
        let report = try await processor(batch: batch.number).process(ProcessingInput(path: path))
        #expect(report.reviews.isEmpty)
        #expect(isReviewed(report))
        #expect(
            try await archive.end(batch: batch.number).totals.pages == PageCounts(blank: 1, separator: 1))
    }

    @Test func `blank pages of a file that has others belong to no slip`() async throws {
        let path = try folder.write("ok\nok blank\nok\nok blank", to: "duplex.tif")
        let report = try await processor().process(ProcessingInput(path: path))
        #expect(try report.reviews.map { try RecordSummary(of: $0).pages.count } == [2])
        let blank = try folder.write("ok blank\nok blank", to: "blank.tif")
        let other = try await processor().process(ProcessingInput(path: blank))
        #expect(try other.reviews.map { try RecordSummary(of: $0).pages.count } == [2])
    }

    @Test func `several slips on a page empty the quarantine of their file`() async throws {
        let path = try folder.write("corrupt", to: "a.png")
        _ = try await processor().process(ProcessingInput(path: path))
        try folder.write("ok/second", to: "a.png")
        _ = try await processor().process(ProcessingInput(path: path))
        #expect(try await archive.quarantined(source: nil).isEmpty)
        try await archive.rebuild()
        #expect(try await archive.quarantined(source: nil).isEmpty)
    }

    @Test func `the same bytes are read once and flagged the second time`() async throws {
        let path = try folder.write("ok", to: "a.png")
        let copy = try folder.write("ok", to: "b.png")
        let processor = processor()
        async let first = processor.process(ProcessingInput(path: path))
        async let second = processor.process(ProcessingInput(path: copy))
        let reports = try await [first, second]
        #expect(reports.count(where: isReviewed) == 1)
        let later = try #require(reports.first { !isReviewed($0) }?.reviews.first)
        #expect(try RecordSummary(of: later).flags == ["resubmitted_scan"])
        #expect(pages.readPages == [1])
    }

    @Test func `what is archived is read again only when asked to or by another catalog`() async throws {
        let input = ProcessingInput(path: try folder.write("ok", to: "a.png"))
        #expect(isReviewed(try await processor().process(input)))
        #expect(!isReviewed(try await processor().process(input)))
        #expect(isReviewed(try await processor(again: true).process(input)))
        #expect(isReviewed(try await processor(catalog: "c2").process(input)))
        #expect(!isReviewed(try await processor(catalog: "c2").process(input)))
        #expect(pages.readPages.count == 3)
        let again = processor(catalog: "c2", again: true)
        _ = try await again.process(input)
        #expect(!isReviewed(try await again.process(input)), "once a run is enough")
    }

    @Test(arguments: ["ok\nok\ncrash:SIGSEGV\nok\nok", "crash:SIGSEGV\nok\nok\nok\nok"])
    func `a bad page costs itself alone, and is kept in quarantine`(content: String) async throws {
        let path = try folder.write(content, to: "bad.tif")
        let bad = try #require(content.split(separator: "\n").firstIndex(of: "crash:SIGSEGV")) + 1
        let progress = ProgressCounter()
        progress.addFiles(1)
        let report = try await processor(progress: progress).process(ProcessingInput(path: path))
        guard case .reviewed(let reviews, let lost) = report.outcome else {
            Issue.record("it was not reviewed")
            return
        }
        #expect(lost.map(\.page) == [bad])
        #expect(try reviews.map { try RecordSummary(of: $0).pages.count } == [4])
        let digest = try ContentDigest(ofFileAt: path)
        let kept = try #require(try await archive.slip(digest.hex).reviews.first).pages
        let good = (1...5).filter { $0 != bad }
        #expect(kept.map(\.raster) == good.map { ContentDigest(of: Array("ok \($0)".utf8)) })
        let entry = try #require(try await archive.quarantined(source: path).first)
        #expect(entry.input.page == bad)
        #expect(entry.input.failureClass == "crash:SIGSEGV")
        #expect(entry.input.attempts == 2)
        #expect(progress.current.pagesDone == 5)
        #expect(progress.current.pages == 5)
    }

    @Test func `what is tried again from the quarantine is not handed in again`() async throws {
        let path = try folder.write("ok\ncorrupt", to: "two.tif")
        _ = try await processor().process(ProcessingInput(path: path))
        let digest = try ContentDigest(ofFileAt: path)
        let again = ProcessingInput(recorded: path, path: try await archive.path(of: digest), claim: nil)
        let report = try await processor(again: true).process(again)
        #expect(isReviewed(report))
        let slip = try await archive.slip(digest.hex)
        #expect(slip.submissions.count == 1)
        #expect(slip.reviews.count == 2)
        #expect(!slip.review.text.contains("resubmitted_scan"))
    }

    @Test func `slips get the claim of a claim file that was mended, and are not read again for it`()
        async throws
    {
        let file = try folder.write("{", to: "claim/claim.json")
        let path = try folder.write("ok", to: "claim/a.tif")
        func run(_ steps: some Sequence<InputWalk.Step>, again: Bool) async throws {
            try await ProcessingRun(
                processor: processor(again: again), window: 2, progress: ProgressCounter(),
                log: Logger(label: "test")
            ).process(steps) { _ in }
        }
        let walk = { InputWalk(["\(folder.path)/claim"]) }
        try await run(walk(), again: false)
        let byPath = RealPath.of("\(folder.path)/claim")
        #expect(try await archive.claims(limit: 9).map(\.claim) == [byPath])
        #expect(try await archive.quarantined(source: file).count == 1)
        // Still broken: it stays where it is, and so do the slips.
        try await run(try #require(InputWalk.again(claimFile: file)), again: true)
        #expect(try await archive.quarantined(source: file).map(\.input.attempts) == [2])

        try folder.write(#"{"claim_id": "C-7"}"#, to: "claim/claim.json")
        try await run(try #require(InputWalk.again(claimFile: file)), again: true)
        #expect(try await archive.quarantined(source: nil).isEmpty)
        let id = try ContentDigest(ofFileAt: path).hex
        #expect(try await archive.claims(limit: 9).map(\.claim) == ["C-7"])
        #expect(try await archive.slips(ofClaim: "C-7") == [id])
        #expect(try await archive.slips(ofClaim: byPath).isEmpty)
        let slip = try await archive.slip(id)
        #expect(slip.submissions.map(\.claim) == [byPath, "C-7"])
        #expect(slip.reviews.count == 1)
        #expect(!slip.review.text.contains("resubmitted_scan"))
        var flagged = SearchQuery()
        flagged.flag = "resubmitted_scan"
        #expect(try await archive.search(flagged, after: nil, limit: 9).hits.isEmpty)
        // Nothing is left to do, by whatever way it is tried.
        try await run(try #require(InputWalk.again(claimFile: file)), again: true)
        #expect(try await archive.slip(id).submissions.count == 2)
        #expect(InputWalk.again(claimFile: "\(folder.path)/claim/b.json") == nil)
    }

    @Test func `a file that lost a page is read again whenever it is given`() async throws {
        let input = ProcessingInput(path: try folder.write("ok\ncorrupt", to: "a.tif"))
        #expect(isReviewed(try await processor().process(input)))
        #expect(isReviewed(try await processor().process(input)))
        #expect(try await archive.quarantined(source: nil).map(\.input.attempts) == [2])
        let digest = try ContentDigest(ofFileAt: input.path)
        #expect(try await archive.holdings(of: digest).map(\.lacksPages) == [true])
        #expect(try await archive.slip(digest.hex).reviews.count == 2)
    }

    @Test func `the slip that lost pages knows which`() async throws {
        let path = try folder.write("corrupt\nok\ncorrupt", to: "a.tif")
        let lost = Mutex<[Int]>([])
        let processor = processor(archived: false) { slip in lost.withLock { $0 = slip.lostPages } }
        _ = try await processor.process(ProcessingInput(path: path))
        #expect(lost.withLock { $0 } == [1, 3])
    }

    @Test func `a file of which no page, or hardly any, can be read is quarantined whole`() async throws {
        let none = try folder.write("corrupt\ncorrupt\ncorrupt", to: "none.tif")
        let many = try folder.write(
            "ok\n" + Array(repeating: "corrupt", count: 100).joined(separator: "\n"), to: "many.tif")
        for (path, count) in [(none, 3), (many, SlipReader.failuresAtMost + 1)] {
            let report = try await processor().process(ProcessingInput(path: path))
            guard case .quarantined(let reasons) = report.outcome else {
                Issue.record("it was archived")
                continue
            }
            #expect(reasons.count >= count && reasons.count <= count + 3)
            let digest = try ContentDigest(ofFileAt: path)
            #expect(try await archive.holdings(of: digest).isEmpty)
            #expect(try await archive.quarantined(source: path).count == reasons.count)
        }
    }

    @Test func `an interrupted batch is gone on with, and does nothing twice`() async throws {
        let plan = BatchPlan(paths: ["/in"], again: false, catalog: "c1")
        let good = ProcessingInput(path: try folder.write("ok\ncorrupt", to: "a.tif"))
        let bad = ProcessingInput(path: try folder.write("corrupt", to: "b.tif"))
        var batch = try await archive.begin(plan)
        for input in [good, bad] { _ = try await processor(batch: batch.number).process(input) }
        let events = try await archive.checkpoint().checkpoint.size
        batch = try await archive.begin(plan)
        #expect(batch.totals.inputs == 2)
        let reports = [
            try await processor(batch: batch.number).process(good),
            try await processor(batch: batch.number).process(bad),
        ]
        #expect(pages.readPages.count == 3, "nothing was read again")
        guard case .doneBefore(let reviews) = reports[0].outcome,
            case .quarantined(let reasons) = reports[1].outcome
        else {
            Issue.record("something was done again")
            return
        }
        #expect(try reviews.map { try RecordSummary(of: $0).flags } == [[]], "it was not handed in again")
        #expect(reasons.map(\.failureClass) == ["corrupt"])
        #expect(try await archive.checkpoint().checkpoint.size == events, "nothing was recorded")
        batch = try await archive.end(batch: batch.number)
        #expect(batch.totals.pages == PageCounts(archived: 1, quarantined: 2))
        #expect(batch.totals.reviewed == 1 && batch.totals.quarantined == 1)
        #expect(try await archive.begin(plan).number > batch.number)
    }

    @Test func `a run that is wished to stop finishes the pages begun and leaves the rest to the next`()
        async throws
    {
        for number in 0..<20 { try folder.write("ok \(number)", to: "in/\(number).png") }
        let stop = StopWish()
        let run = ProcessingRun(
            processor: processor(), window: 3, progress: ProgressCounter(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, stop: stop)
        var reported = 0
        await #expect(throws: CancellationError.self) {
            try await run.process(InputWalk(["\(folder.path)/in"])) { _ in
                reported += 1
                stop.set()
            }
        }
        #expect((1...3).contains(reported))
        #expect(pages.readPages.count == reported, "no page was read for nothing")
        let found = try await archive.search(SearchQuery(), after: nil, limit: 99)
        #expect(found.hits.count == reported)
    }

    @Test func `bytes that another run has in work come last`() async throws {
        let path = try folder.write("ok", to: "a.png")
        let digest = try ContentDigest(ofFileAt: path)
        let other = try SQLiteArchive(at: "\(folder.path)/archive", for: .writing)
        #expect(try await other.take(digest))
        let input = ProcessingInput(path: path)
        #expect(try await processor().process(input).outcome == .busy)
        #expect(pages.readPages.isEmpty)
        await other.giveBack(digest)
        #expect(isReviewed(try await processor().process(input)))
        #expect(try await other.take(digest), "it was given back")
    }

    @Test func `two runs beside each other share the work`() async throws {
        for number in 0..<40 { try folder.write("ok \(number)", to: "in/\(number).png") }
        let plan = BatchPlan(paths: [folder.path + "/in"], again: false, catalog: "c1")
        let path = folder.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...2 {
                group.addTask {
                    let archive = try SQLiteArchive(at: "\(path)/archive", for: .writing)
                    let batch = try await archive.begin(plan)
                    let run = ProcessingRun(
                        processor: processor(batch: batch.number, in: archive), window: 3,
                        progress: ProgressCounter(),
                        log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
                    try await run.process(InputWalk(["\(path)/in"])) { _ in }
                    _ = try await archive.end(batch: batch.number)
                }
            }
            try await group.waitForAll()
        }
        #expect(pages.readPages.count == 40)
        let batches = try await archive.batches()
        #expect(batches.map(\.totals.reviewed) == [40])
        #expect(batches.allSatisfy { $0.ended != nil })
        #expect(try await archive.verify(against: nil).isSound)
    }

    @Test func `what failed once in a run is not read again in it`() async throws {
        let processor = processor()
        for name in ["a.png", "b.png"] {
            let path = try folder.write("corrupt", to: name)
            _ = try await processor.process(ProcessingInput(path: path))
        }
        #expect(pages.readPages == [1])
        #expect(try await archive.quarantined(source: nil).count == 2)
    }

    @Test func `success empties the quarantine`() async throws {
        let path = try folder.write("corrupt", to: "a.png")
        _ = try await processor().process(ProcessingInput(path: path))
        #expect(try await archive.quarantined(source: nil).count == 1)
        try folder.write("ok", to: "a.png")
        _ = try await processor().process(ProcessingInput(path: path))
        #expect(try await archive.quarantined(source: nil).isEmpty)
    }

    @Test func `paths that give no bytes are quarantined without them`() async throws {
        let large = try folder.write("", to: "large.tif")
        try #require(truncate(large, 200_000_001) == 0)
        for (path, expected) in [
            ("\(folder.path)/absent", "unreadable"), (folder.path, "unreadable"), (large, "too_large"),
        ] {
            _ = try await processor().process(ProcessingInput(path: path))
            let entry = try #require(try await archive.quarantined(source: path).first)
            #expect(entry.input.failureClass == expected)
            #expect(entry.input.original == nil)
        }
        #expect(pages.readPages.isEmpty)
    }

    @Test func `without an archive slips are reviewed and nothing is kept`() async throws {
        let path = try folder.write("ok\nok", to: "a.tif")
        let report = try await processor(archived: false).process(ProcessingInput(path: path))
        let review = try #require(report.reviews.first)
        let summary = try RecordSummary(of: review)
        #expect(summary.id == (try ContentDigest(ofFileAt: path)).hex)
        #expect(summary.pages == (1...2).map { ContentDigest(of: Array("ok \($0)".utf8)).hex })
        #expect(try await archive.holdings(of: ContentDigest(ofFileAt: path)).isEmpty)
    }

    @Test func `a run reports every input once and never works at more than its window`() async throws {
        let paths = try (0..<40).map { try folder.write("ok \($0)", to: "in/\($0).png") }
        try folder.write("", to: "in/README.md")
        let run = ProcessingRun(
            processor: processor(), window: 4, progress: ProgressCounter(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        var reported: [String] = []
        try await run.process(InputWalk([folder.path + "/in", folder.path + "/absent"])) {
            reported.append($0.source)
        }
        #expect(reported.sorted() == (paths + [folder.path + "/absent"]).sorted())
        #expect(pages.readPages.count == 40)
    }

    @Test func `what the report throws ends the run`() async throws {
        for number in 0..<20 { try folder.write("ok \(number)", to: "in/\(number).png") }
        let run = ProcessingRun(
            processor: processor(), window: 2, progress: ProgressCounter(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await run.process(InputWalk([folder.path + "/in"])) { _ in throw Enough() }
        }
        #expect(pages.readPages.count <= 4)
    }
}
