import Archive
import Foundation
import Slips
import Testing

/// What every archive must do, to be run against a fresh, empty one.
///
/// A store passes when it passes all of ``all``; nothing here knows what the store is made of.
struct ArchiveConformance: Sendable, CustomTestStringConvertible {
    let name: String
    let run: @Sendable (any Archive) async throws -> Void

    var testDescription: String { name }

    static let all: [ArchiveConformance] =
        content + slips + identifiers + quarantine + SearchConformance.all + people + receipts

    /// What an archive must that is encrypted: persons are found in it by their whole names alone.
    static let encrypted: [ArchiveConformance] =
        content + slips + identifiers + quarantine + people + receipts

    private static let content: [ArchiveConformance] = [
        .init(name: "content is given back as it was kept, from bytes and from a file") { archive in
            let folder = try TemporaryFolder()
            let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            for bytes in [[], [7], large] {
                let digest = try await archive.keep(bytes)
                #expect(digest == ContentDigest(of: bytes))
                #expect(try await archive.keep(fileAt: folder.file("f", bytes)) == digest)
                #expect(try await archive.content(of: digest) == bytes)
                let path = try await archive.path(of: digest)
                #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
            }
        },
        .init(name: "content that was never kept is missing") { archive in
            let digest = ContentDigest(of: [1, 2, 3])
            await #expect(throws: ArchiveError.contentMissing(digest)) {
                try await archive.content(of: digest)
            }
            await #expect(throws: ArchiveError.contentMissing(digest)) { try await archive.path(of: digest) }
        },
        .init(name: "a folder, a pipe and a missing file are not kept") { archive in
            let folder = try TemporaryFolder()
            #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
            for path in [folder.path, "\(folder.path)/pipe", "\(folder.path)/none"] {
                await #expect(throws: ArchiveError.self) { try await archive.keep(fileAt: path) }
            }
        },
    ]

    private static let slips: [ArchiveConformance] = [
        .init(name: "a stored slip is found again with all that was stored") { archive in
            let made = MadeSlip(claim: "C-7", pageCount: 3)
            let reviewed = try await made.kept(in: archive)
            #expect(try await archive.holdings(of: made.original).isEmpty)
            #expect(try await archive.store([reviewed], again: false) == [.archived])
            let holding = Holding(
                id: made.original.hex, submissions: 1, catalogSHA256: made.catalogSHA256, pages: 3)
            #expect(try await archive.holdings(of: made.original) == [holding])
            let slip = try await archive.slip(made.original.hex)
            #expect(slip.id == made.original.hex)
            #expect(slip.original == made.original)
            #expect(slip.review == reviewed.review)
            #expect(slip.submissions.map(\.source) == ["in/slip.jpg"])
            #expect(slip.submissions.map(\.claim) == ["C-7"])
            #expect(slip.reviews.map(\.pages) == [reviewed.pages])
            #expect(slip.reviews.map(\.document) == [reviewed.review.digest])
            #expect(slip.summary.patient == "施敏秀")
            #expect(slip.summary.date == CalendarDate(year: 2024, month: 3, day: 12))
            #expect(slip.summary.itemsTotal == Money(fen: 37_50))
        },
        .init(name: "the same bytes stored twice by one catalog are one slip and two submissions") {
            archive in
            var made = MadeSlip()
            try await made.store(in: archive)
            made.source = "elsewhere/copy.jpg"
            #expect(try await made.store(in: archive) == .alreadyArchived)
            let slip = try await archive.slip(made.original.hex)
            #expect(slip.reviews.count == 1)
            #expect(slip.submissions.map(\.source) == ["in/slip.jpg", "elsewhere/copy.jpg"])
            #expect(slip.summary.source == "in/slip.jpg")
            #expect(slip.summary.flags.contains("resubmitted_scan"))
            #expect(try await archive.search(SearchQuery(), after: nil, limit: 10).hits.count == 1)
        },
        .init(name: "a slip resubmitted is recorded, flagged, and not reviewed again") { archive in
            let made = MadeSlip(flags: ["total_mismatch"])
            try await made.store(in: archive)
            let again = Submission(original: made.original, source: "二/次.jpg", claim: "C-9")
            let review = try await archive.resubmit(again)
            let summary = try RecordSummary(of: review)
            #expect(summary.source == "二/次.jpg")
            #expect(summary.flags == ["out_of_catalog", "resubmitted_scan", "total_mismatch"])
            let slip = try await archive.slip(made.original.hex)
            #expect(slip.submissions.count == 2 && slip.reviews.count == 1)
            #expect(try await archive.holdings(of: made.original).map(\.submissions) == [2])
        },
        .init(name: "bytes that are not archived cannot be resubmitted") { archive in
            let made = MadeSlip()
            await #expect(throws: ArchiveError.unknownID(made.original.hex)) {
                try await archive.resubmit(made.submission)
            }
            let holdings = try await archive.holdings(of: made.original)
            #expect(holdings.isEmpty)
        },
        .init(name: "a review by another catalog, or one that is asked for, supersedes the one before") {
            archive in
            var made = MadeSlip()
            try await made.store(in: archive)
            made.catalogSHA256 = String(repeating: "b", count: 64)
            made.decision = "needs_review"
            #expect(try await made.store(in: archive) == .reviewedAgain)
            made.patient = "王小明"
            #expect(try await made.store(in: archive, again: true) == .reviewedAgain)
            let slip = try await archive.slip(made.original.hex)
            #expect(slip.reviews.map(\.decision) == ["accepted", "needs_review", "needs_review"])
            #expect(slip.summary.patient == "王小明")
            for (patient, hits) in [("施敏秀", 0), ("王小明", 1)] {
                let page = try await archive.search(SearchQuery(patient: patient), after: nil, limit: 10)
                #expect(page.hits.count == hits)
            }
        },
        .init(name: "a slip whose content was not kept is refused and leaves nothing behind") { archive in
            let made = MadeSlip()
            let page = KeptPage(
                number: 1, raster: ContentDigest(of: [1]), layout: try await archive.keep([2]))
            let slip = ReviewedSlip(
                submission: made.submission, pages: [page], review: try made.review(of: [page]))
            await #expect(throws: ArchiveError.contentMissing(made.original)) {
                try await archive.store([slip], again: false)
            }
            _ = try await archive.keep(Array(made.content.utf8))
            await #expect(throws: ArchiveError.contentMissing(page.raster)) {
                try await archive.store([slip], again: false)
            }
            #expect(try await archive.holdings(of: made.original).isEmpty)
        },
        .init(name: "a review of other bytes, of other pages, or of no contract is refused") { archive in
            let slip = try await MadeSlip().kept(in: archive)
            var otherBytes = slip
            otherBytes.submission.original = try await archive.keep([9])
            var otherPages = slip
            otherPages.pages[0].raster = otherPages.pages[0].layout
            var noPages = slip
            noPages.pages = []
            var noContract = slip
            noContract.review = ReviewDocument(json: Array(#"{"schema":"other"}"#.utf8))
            for unfit in [otherBytes, otherPages, noPages, noContract] {
                let error = await #expect(throws: ArchiveError.self) {
                    try await archive.store([unfit], again: false)
                }
                guard case .unfitReview = error else {
                    Issue.record("refused for another reason: \(String(describing: error))")
                    continue
                }
            }
            #expect(try await archive.search(SearchQuery(), after: nil, limit: 10).hits.isEmpty)
        },
        .init(name: "many tasks that store the same slips archive each once") { archive in
            let outcomes = try await withThrowingTaskGroup(of: StoreOutcome.self) { group in
                for task in 0..<24 {
                    group.addTask { try await MadeSlip(content: "scan \(task % 6)").store(in: archive) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .archived } == 6)
            #expect(outcomes.count { $0 == .alreadyArchived } == 18)
            #expect(try await archive.search(SearchQuery(), after: nil, limit: 100).hits.count == 6)
        },
    ]

    private static let identifiers: [ArchiveConformance] = [
        .init(name: "a slip is found by as much of its ID as no other has, in either case") { archive in
            let made = (0..<40).map { MadeSlip(content: "scan \($0)") }
            for slip in made { try await slip.store(in: archive) }
            let ids = made.map(\.original.hex)
            for id in ids {
                for length in [1, 2, 3, 8, 64] {
                    let prefix = String(id.prefix(length))
                    let fitting = ids.filter { $0.hasPrefix(prefix) }
                    if fitting.count == 1 {
                        #expect(try await archive.slip(prefix.uppercased()).id == id)
                    } else {
                        await #expect(
                            throws: ArchiveError.ambiguousID(
                                prefix, candidates: Array(fitting.sorted().prefix(5)))
                        ) { try await archive.slip(prefix) }
                    }
                }
            }
        },
        .init(name: "an ID that no slip has, or that is none, is unknown") { archive in
            try await MadeSlip().store(in: archive)
            for id in ["", "xyz", "%", "' OR 1=1 --", String(repeating: "0", count: 64), "施"] {
                await #expect(throws: ArchiveError.unknownID(id)) { try await archive.slip(id) }
            }
        },
    ]

    private static let quarantine: [ArchiveConformance] = [
        .init(name: "the same failure again is one entry, and its attempts add up") { archive in
            let original = try await archive.keep([1])
            var input = QuarantinedInput(
                source: "in/bad.tif", failureClass: "timeout", reason: "first", attempts: 2,
                original: original)
            try await archive.quarantine(input)
            let first = try await archive.quarantined(source: nil)
            input.reason = "second"
            input.failureClass = "crash:SIGSEGV"
            try await archive.quarantine(input)
            let entries = try await archive.quarantined(source: nil)
            #expect(entries.count == 1)
            #expect(entries[0].number == first[0].number)
            #expect(entries[0].input.attempts == 4)
            #expect(entries[0].input.reason == "second")
            #expect(entries[0].input.failureClass == "crash:SIGSEGV")
        },
        .init(name: "other pages, other bytes and other sources are entries of their own") { archive in
            let one = try await archive.keep([1])
            let two = try await archive.keep([2])
            let inputs: [(String, Int?, ContentDigest?)] = [
                ("a", nil, one), ("a", 1, one), ("a", 2, one), ("a", nil, two), ("b", nil, one),
                ("c", nil, nil),
            ]
            for _ in 1...2 {
                for (source, page, original) in inputs {
                    try await archive.quarantine(
                        QuarantinedInput(
                            source: source, page: page, failureClass: "corrupt", reason: "r", attempts: 1,
                            original: original))
                }
            }
            let entries = try await archive.quarantined(source: nil)
            #expect(entries.map(\.input.source) == inputs.map(\.0))
            #expect(entries.map(\.input.page) == inputs.map(\.1))
            #expect(entries.map(\.input.original) == inputs.map(\.2))
            #expect(try await archive.quarantined(source: "a").count == 4)
            #expect(try await archive.quarantined(source: "d").isEmpty)
            let originals = try await archive.quarantinedOriginals()
            #expect(originals.map(\.original) == [one, two, nil])
            #expect(originals.map(\.source) == ["a", "a", "c"])
        },
        .init(name: "an input that succeeds leaves the quarantine, by its bytes and by its source") {
            archive in
            let made = MadeSlip()
            let original = try await archive.keep(Array(made.content.utf8))
            let other = try await archive.keep([3])
            for (source, bytes) in [("x", original), (made.source, other), ("y", other)] {
                try await archive.quarantine(
                    QuarantinedInput(
                        source: source, failureClass: "oom", reason: "r", attempts: 1, original: bytes))
            }
            try await made.store(in: archive)
            #expect(try await archive.quarantined(source: nil).map(\.input.source) == ["y"])
            try await archive.quarantine(
                QuarantinedInput(
                    source: made.source, failureClass: "oom", reason: "r", attempts: 1, original: original))
            _ = try await archive.resubmit(made.submission)
            #expect(try await archive.quarantined(source: nil).map(\.input.source) == ["y"])
        },
        .init(name: "bytes that were not kept are not put into quarantine") { archive in
            let digest = ContentDigest(of: [4])
            let input = QuarantinedInput(
                source: "s", failureClass: "corrupt", reason: "r", attempts: 1, original: digest)
            await #expect(throws: ArchiveError.contentMissing(digest)) { try await archive.quarantine(input) }
        },
    ]
}
