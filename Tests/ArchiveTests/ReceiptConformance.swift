import Archive
import Slips
import Testing

extension ArchiveConformance {
    /// What an archive must do with receipts that come again.
    static let receipts: [ArchiveConformance] = [
        .init(name: "a receipt that comes again is a definite finding on the later slip alone") { archive in
            let first = made("first")
            let again = made("again")
            try await first.store(in: archive)
            try await again.store(in: archive)
            try await made("other", number: "9999999999").store(in: archive)
            #expect(try await flags(of: first, in: archive) == [])
            #expect(try await flags(of: again, in: archive) == ["receipt_reused definite"])
            let slip = try await archive.slip(again.original.hex)
            #expect(slip.summary.decision == "needs_review")
            #expect(slip.reviews.last?.decision == "accepted", "the review itself is as it was made")
            #expect(try await archive.workSums().mapValues(\.slips) == [.clerk: 1, .done: 2])
            let work = try await archive.work(at: .clerk, by: .amount, offset: 0, limit: 5)
            #expect(work.map(\.flags) == [["out_of_catalog", "receipt_reused"]])
            for (query, ids) in [
                (SearchQuery(flag: "receipt_reused"), [again]),
                (SearchQuery(decision: "needs_review"), [again]),
                (SearchQuery(flag: "receipt_altered"), []),
            ] {
                let page = try await archive.search(query, after: nil, limit: 9)
                #expect(page.hits.map(\.summary.id) == ids.map(\.original.hex))
                let list = try await archive.list(query, after: nil, limit: 9)
                #expect(list.slips == page.hits.map { ListedSlip($0.summary) })
            }
            #expect(
                try await archive.openRepetitions().map(\.repetition.other) == [first.original.hex])
        },
        .init(
            name:
                "one receipt's number with another amount or check code is the graver finding, on both slips"
        ) {
            archive in
            let first = made("first", checkCode: "03c167")
            try await first.store(in: archive)
            let dearer = made("dearer", total: "375.00", checkCode: "03c167")
            try await dearer.store(in: archive)
            #expect(
                try await flags(of: dearer, in: archive)
                    == ["receipt_reused definite", "receipt_altered definite"])
            #expect(try await flags(of: first, in: archive) == ["receipt_altered suspect"])
            #expect(
                try await archive.workSums().mapValues(\.slips) == [.clerk: 2],
                "which of the two is the true one, a person must say")
            let accepted = SearchQuery(decision: "accepted")
            #expect(try await archive.sum(accepted).slips == 0)
            #expect(try await archive.slip(first.original.hex).summary.decision == "needs_review")
            let (earlier, later) = (first.original.hex, dearer.original.hex)
            try await archive.clear(later, of: earlier, by: "张", reason: "两张不同票据")
            #expect(try await archive.sum(accepted).slips == 2)
            for id in [earlier, later] {
                let slip = try await archive.slip(id)
                #expect(slip.stage == .second)
                #expect(slip.authors == ["张"])
            }
            try await made("forged", number: "7777777777", checkCode: "aaaaaa").store(in: archive)
            let forged = made("forged again", number: "7777777777", checkCode: "bbbbbb")
            try await forged.store(in: archive)
            #expect(
                try await flags(of: forged, in: archive)
                    == ["receipt_reused definite", "receipt_altered definite"])
            let found = try await archive.search(
                SearchQuery(flag: "receipt_altered"), after: nil, limit: 9)
            #expect(found.hits.count == 4)
        },
        .init(name: "a number or total that was read with doubt proves nothing") { archive in
            try await made("first").store(in: archive)
            var doubtful = made("doubtful", total: "57.50")
            doubtful.isReceiptCertain = false
            try await doubtful.store(in: archive)
            #expect(
                try await flags(of: doubtful, in: archive)
                    == ["receipt_reused suspect", "receipt_altered suspect"])
        },
        .init(name: "receipts of different codes, and a receipt and its fee list, do not repeat each other") {
            archive in
            try await made("first").store(in: archive)
            var otherCode = made("other code")
            otherCode.receiptCode = "11060124"
            var noCode = made("no code")
            noCode.receiptCode = nil
            var list = made("list")
            list.kind = "fee_list"
            for slip in [otherCode, list] {
                try await slip.store(in: archive)
                #expect(try await flags(of: slip, in: archive) == [])
            }
            // Which of the two receipts it is, nobody can tell from the paper.
            try await noCode.store(in: archive)
            #expect(
                try await flags(of: noCode, in: archive) == [
                    "receipt_reused suspect", "receipt_reused suspect",
                ])
            var part = list
            (part.content, part.total) = ("another part of the list", "12.00")
            try await part.store(in: archive)
            #expect(try await flags(of: part, in: archive) == [])
            await #expect(
                throws: ArchiveError.ambiguousReceipt("0256398378", codes: ["11060124", "33441541"])
            ) { try await archive.receipt("0256398378", code: nil) }
            #expect(try await archive.receipt("0256398378", code: "11060124").slips.count == 2)
            // A list bears the number of a receipt; what is paid is the receipt.
            var alone = made("a list alone", number: "8888888888")
            alone.kind = "fee_list"
            try await alone.store(in: archive)
            await #expect(throws: ArchiveError.noReceipt("33441541-8888888888")) {
                try await archive.change(
                    receipt: "8888888888", code: nil, to: .claimed, by: "张", reason: "付")
            }
            await #expect(throws: ArchiveError.unknownReceipt("55555555")) {
                try await archive.receipt("55555555", code: nil)
            }
        },
        .init(name: "a slip whose own bytes come again after its receipt was paid asks for a person") {
            archive in
            var paid = made("paid")
            paid.flags = []
            try await paid.store(in: archive)
            // Twice before anything was paid: shown, and no more.
            _ = try await archive.resubmit(paid.submission)
            let id = paid.original.hex
            #expect(try await archive.slip(id).summary.decision == "accepted")
            func change(_ state: ReceiptState) async throws {
                try await archive.change(receipt: "0256398378", code: nil, to: state, by: "张", reason: "r")
            }
            try await change(.claimed)
            #expect(try await archive.slip(id).summary.decision == "accepted", "it was paid as it stood")
            let again = try await archive.resubmit(paid.submission)
            #expect(try RecordSummary(of: again).decision == "needs_review")
            #expect(again.text.contains("已报销，此后同一扫描件又被提交"))
            let slip = try await archive.slip(id)
            #expect(slip.stage == .clerk && slip.summary.flags.contains("receipt_reused"))
            for query in [
                SearchQuery(flag: "receipt_reused"), SearchQuery(decision: "needs_review"),
                SearchQuery(stage: .clerk),
            ] {
                #expect(try await archive.sum(query).slips == 1)
            }
            #expect(try await archive.openRepetitions().map(\.repetition.sign) == [.again])
            // A person's word holds for what came before it.
            try await archive.clear(id, of: id, by: "张", reason: "补寄原件")
            let cleared = try await archive.slip(id)
            #expect(cleared.stage == .second && cleared.summary.decision == "accepted")
            #expect(cleared.authors == ["张"])
            #expect(try await archive.sum(SearchQuery(stage: .second)).slips == 1)
            try await change(.reversed)
            #expect(try await archive.openRepetitions().isEmpty)
            _ = try await archive.resubmit(paid.submission)
            #expect(try await archive.slip(id).stage == .clerk)
            #expect(try await archive.slip(id).review.text.contains("已冲销，此后同一扫描件又被提交"))
            #expect(try await archive.verify(against: nil).problems == [])
        },
        .init(name: "a receipt is paid once; taken back, it may come anew") { archive in
            let first = made("first")
            try await first.store(in: archive)
            #expect(try await archive.receipt("0256398378", code: nil).state == .unpaid)
            func change(_ state: ReceiptState) async throws {
                try await archive.change(receipt: "0256398378", code: nil, to: state, by: "张", reason: "r")
            }
            let receipt = "33441541-0256398378"
            await #expect(throws: ArchiveError.receiptIs(.unpaid, receipt: receipt)) {
                try await change(.reversed)
            }
            // A code that no slip shows would be that of another receipt, and this one could be paid again.
            let uncoded = MadeSlip(
                content: "uncoded", receiptCode: nil, receiptNumber: "0000000007", kind: "receipt")
            try await uncoded.store(in: archive)
            await #expect(throws: ArchiveError.unreadCode("99999999", receipt: "0000000007")) {
                try await archive.change(
                    receipt: "0000000007", code: "99999999", to: .claimed, by: "张", reason: "付")
            }
            try await change(.claimed)
            await #expect(throws: ArchiveError.receiptIs(.claimed, receipt: receipt)) {
                try await change(.claimed)
            }
            let again = made("again")
            try await again.store(in: archive)
            #expect(try await archive.slip(again.original.hex).review.text.contains("已报销"))
            try await change(.reversed)
            #expect(try await flags(of: again, in: archive) == ["receipt_reused slight"])
            #expect(try await archive.slip(again.original.hex).summary.decision == "accepted")
            #expect(
                try await archive.receipt("0256398378", code: nil).changes.map(\.fact.state) == [
                    .claimed, .reversed,
                ])
        },
        .init(name: "a repetition that a person cleared waits for another person") { archive in
            let (first, again) = (made("first"), made("again"))
            try await first.store(in: archive)
            try await again.store(in: archive)
            let (id, other) = (again.original.hex, first.original.hex)
            await #expect(throws: ArchiveError.noRepetition(id: other, earlier: id)) {
                try await archive.clear(other, of: id, by: "张", reason: "r")
            }
            try await archive.clear(id, of: other, by: "张", reason: "两张不同票据")
            #expect(try await archive.slip(id).summary.decision == "accepted")
            #expect(try await archive.slip(id).review.text.contains("\"ruling\":\"approved\""))
            #expect(try await archive.workSums().mapValues(\.slips) == [.second: 1, .done: 1])
            #expect(try await archive.slip(id).stage == .second)
            #expect(try await archive.slip(id).authors == ["张"])
            #expect(try await archive.slip(other).authors == [])
            await #expect(throws: ArchiveError.noRepetition(id: id, earlier: other), "it is cleared already")
            {
                try await archive.clear(id, of: other, by: "张", reason: "r")
            }
            let review = try #require(try await archive.slip(id).reviews.last?.document)
            await #expect(throws: ArchiveError.ownWork(id: id, by: "张")) {
                try await archive.record(.confirmed, of: id, review: review, by: "张", note: "")
            }
            try await archive.record(.confirmed, of: id, review: review, by: "李", note: "")
            #expect(try await archive.workSums().mapValues(\.slips) == [.done: 2])
        },
        .init(name: "a corrected number ends a repetition, or begins one") { archive in
            let (first, again) = (made("first"), made("again"))
            try await first.store(in: archive)
            try await again.store(in: archive)
            let base = try #require(try await archive.slip(again.original.hex).reviews.last?.document)
            var corrected = again
            corrected.receiptNumber = "0256398379"
            try await correct(corrected, from: base, by: "张", decision: "accepted", in: archive)
            #expect(try await flags(of: again, in: archive) == [])
            #expect(try await archive.workSums().mapValues(\.slips) == [.second: 1, .done: 1])
            let third = made("third", number: "0256398379")
            try await third.store(in: archive)
            #expect(try await flags(of: third, in: archive) == ["receipt_reused definite"])
        },
        .init(name: "the same sheet scanned again is a question, unless its receipt is certainly another") {
            archive in
            var first = made("first", number: nil)
            first.numbers = sheet { ($0, $1) }
            var moved = made("moved", number: nil)
            moved.numbers = sheet { ($0 * 97 / 100 + $1 / 50 + 14, $1 * 102 / 100 - $0 / 50 - 8) }
            // One number in eight is misread.
            for place in stride(from: 3, to: 24, by: 8) { moved.numbers?[place].0 = "\(90000 + place)" }
            var elsewhere = made("elsewhere", number: nil)
            elsewhere.numbers = sheet { ($1, $0 * $1 % 1000) }
            for slip in [first, moved, elsewhere] { try await slip.store(in: archive) }
            #expect(try await flags(of: first, in: archive) == [])
            #expect(try await flags(of: moved, in: archive) == ["resubmitted_scan suspect"])
            #expect(try await flags(of: elsewhere, in: archive) == [])
            #expect(
                try await archive.list(SearchQuery(flag: "resubmitted_scan"), after: nil, limit: 9).slips.map(
                    \.id)
                    == [moved.original.hex])
            var (one, another) = (made("one", number: "1111111111"), made("another", number: "2222222222"))
            one.numbers = sheet(from: 500) { ($0, $1) }
            another.numbers = one.numbers
            for slip in [one, another] { try await slip.store(in: archive) }
            #expect(try await flags(of: another, in: archive) == [])
        },
        .init(name: "a notice that comes with every slip makes none of them a second scan of another") {
            archive in
            for number in 1...12 {
                var slip = made("notice \(number)", number: nil)
                slip.numbers = sheet { ($0, $1) }
                try await slip.store(in: archive)
            }
            #expect(try await flags(of: made("notice 12"), in: archive) == [])
            let file = made("many pages", number: nil)
            var pages = file
            (pages.pageCount, pages.numbers) = (40, sheet(from: 900) { ($0, $1) })
            try await pages.store(in: archive)
            #expect(try await flags(of: file, in: archive) == [], "pages of one slip do not repeat it")
        },
    ]

    private static func made(
        _ content: String, number: String? = "0256398378", total: String = "37.50", checkCode: String? = nil
    ) -> MadeSlip {
        MadeSlip(
            content: content, source: "\(content).jpg", receiptNumber: number, checkCode: checkCode,
            kind: "receipt", total: total)
    }

    /// Twenty-four numbers in eight rows and three columns.
    private static func sheet(
        from first: Int = 0, _ place: (Int, Int) -> (Int, Int)
    ) -> [(String, x: Int, y: Int)] {
        (0..<24).map { number in
            let (x, y) = place(150 + number % 3 * 330, 120 + number / 3 * 95)
            return ("\(3001 + (first + number) * 37)", x: x, y: y)
        }
    }

    /// The codes and severities of the findings on a slip.
    private static func flags(of slip: MadeSlip, in archive: any Archive) async throws -> [String] {
        struct Review: Decodable {
            struct Flag: Decodable {
                var code: String
                var severity: String
            }
            var flags: [Flag]
        }
        let review = try await archive.slip(slip.original.hex).review
        return try review.decoded(as: Review.self).flags.map { "\($0.code) \($0.severity)" }
    }
}
