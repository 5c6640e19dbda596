import Archive
import Foundation
import Layout
import Logging
import SQLiteArchive
import Slips
import Synchronization
import Testing

@testable import Processing

/// Pages as a text file says: a line a page, `ok` or the class of a failure.
private final class TextPages: PageReadingService {
    private let reads = Mutex<[Int]>([])
    var readPages: [Int] { reads.withLock { $0 } }

    func read(page number: Int, ofFileAt path: String, sha256: String) async throws -> ReadPage {
        reads.withLock { $0.append(number) }
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let line = lines[number - 1]
        // Later pages come sooner, so that order is not had by chance.
        try await Task.sleep(for: .milliseconds(max(1, 20 - 5 * number)))
        guard line.hasPrefix("ok") else {
            throw PageFailure(failureClass: String(line), page: number, reason: "it says so", attempts: 2)
        }
        let layout = PageLayout(width: 100 + number, height: 50, emHeight: 0)
        let encoded = Array(try JSONEncoder().encode(layout))
        // A line with slashes is a page of several slips.
        let pictures = line.split(separator: "/").map { slip in
            ReadPicture(
                width: layout.width, height: 50, dpi: 300, rotation: 0, skew: 0, layout: encoded,
                raster: Array("\(slip) \(number)".utf8))
        }
        return ReadPage(pageCount: lines.count, pictures: pictures)
    }
}

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
        catalog: String = "c1", again: Bool = false, archived: Bool = true,
        progress: ProgressCounter = ProgressCounter()
    ) -> SlipProcessor {
        SlipProcessor(
            pages: pages, archive: archived ? archive : nil, catalogSHA256: catalog,
            review: { (slip, id, source) throws(ArchiveError) in
                try ReviewDocument(
                    Review(
                        id: id, source: source, kind: slip.kind.rawValue, catalog: .init(sha256: catalog),
                        pages: slip.pages))
            }, again: again, window: 3, progress: progress)
    }

    private func isReviewed(_ report: SlipReport) -> Bool {
        if case .reviewed = report.outcome { true } else { false }
    }

    @Test func `its pages are archived in their order`() async throws {
        let path = try folder.write("ok\nok\nok\nok\nok", to: "five.tif")
        let report = try await processor().process(ProcessingInput(source: path, claim: "C-1"))
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
        let input = ProcessingInput(source: path)
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
        let reviews = try await processor().process(ProcessingInput(source: path)).reviews
        #expect(try reviews.map { try RecordSummary(of: $0).pages.count } == [2, 1, 1])
    }

    @Test func `several slips on a page empty the quarantine of their file`() async throws {
        let path = try folder.write("corrupt", to: "a.png")
        _ = try await processor().process(ProcessingInput(source: path))
        try folder.write("ok/second", to: "a.png")
        _ = try await processor().process(ProcessingInput(source: path))
        #expect(try await archive.quarantined(source: nil).isEmpty)
        try await archive.rebuild()
        #expect(try await archive.quarantined(source: nil).isEmpty)
    }

    @Test func `the same bytes are read once and flagged the second time`() async throws {
        let path = try folder.write("ok", to: "a.png")
        let copy = try folder.write("ok", to: "b.png")
        let processor = processor()
        async let first = processor.process(ProcessingInput(source: path))
        async let second = processor.process(ProcessingInput(source: copy))
        let reports = try await [first, second]
        #expect(reports.count(where: isReviewed) == 1)
        let later = try #require(reports.first { !isReviewed($0) }?.reviews.first)
        #expect(try RecordSummary(of: later).flags == ["resubmitted_scan"])
        #expect(pages.readPages == [1])
    }

    @Test func `what is archived is read again only when asked to or by another catalog`() async throws {
        let input = ProcessingInput(source: try folder.write("ok", to: "a.png"))
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

    @Test func `a bad page costs the slip, which is kept in quarantine naming the page`() async throws {
        let path = try folder.write("ok\nok\ncrash:SIGSEGV\nok", to: "bad.tif")
        let progress = ProgressCounter()
        progress.addFiles(1)
        let report = try await processor(progress: progress).process(ProcessingInput(source: path))
        guard case .quarantined(let reasons) = report.outcome else {
            Issue.record("it was archived")
            return
        }
        #expect(reasons.map(\.page) == [3])
        let digest = try ContentDigest(ofFileAt: path)
        #expect(try await archive.holdings(of: digest).isEmpty)
        let entry = try #require(try await archive.quarantined(source: path).first)
        #expect(entry.input.page == 3)
        #expect(entry.input.failureClass == "crash:SIGSEGV")
        #expect(entry.input.attempts == 2)
        #expect(try await archive.content(of: digest) == Array("ok\nok\ncrash:SIGSEGV\nok".utf8))
        #expect(progress.current.pagesDone == 4)
        #expect(progress.current.pages == 4)
    }

    @Test func `what failed once in a run is not read again in it`() async throws {
        let processor = processor()
        for name in ["a.png", "b.png"] {
            let path = try folder.write("corrupt", to: name)
            _ = try await processor.process(ProcessingInput(source: path))
        }
        #expect(pages.readPages == [1])
        #expect(try await archive.quarantined(source: nil).count == 2)
    }

    @Test func `success empties the quarantine`() async throws {
        let path = try folder.write("corrupt", to: "a.png")
        _ = try await processor().process(ProcessingInput(source: path))
        #expect(try await archive.quarantined(source: nil).count == 1)
        try folder.write("ok", to: "a.png")
        _ = try await processor().process(ProcessingInput(source: path))
        #expect(try await archive.quarantined(source: nil).isEmpty)
    }

    @Test func `paths that give no bytes are quarantined without them`() async throws {
        let large = try folder.write("", to: "large.tif")
        try #require(truncate(large, 200_000_001) == 0)
        for (path, expected) in [
            ("\(folder.path)/absent", "unreadable"), (folder.path, "unreadable"), (large, "too_large"),
        ] {
            _ = try await processor().process(ProcessingInput(source: path))
            let entry = try #require(try await archive.quarantined(source: path).first)
            #expect(entry.input.failureClass == expected)
            #expect(entry.input.original == nil)
        }
        #expect(pages.readPages.isEmpty)
    }

    @Test func `without an archive slips are reviewed and nothing is kept`() async throws {
        let path = try folder.write("ok\nok", to: "a.tif")
        let report = try await processor(archived: false).process(ProcessingInput(source: path))
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
