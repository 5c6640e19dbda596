import Catalog
import Foundation
import Review
import Slips
import Testing

@Suite struct `Reviewing a slip` {
    private static let fair = [
        Sample.item(1, "阿莫西林胶囊", "2", "10.00", "20.00"), Sample.item(2, "住院诊查费", "3", "8.00", "24.00"),
    ]

    @Test func `a slip whose every sum holds is accepted`() {
        let review = Sample.review(Sample.slip(Self.fair, total: "44", capitals: "肆拾肆元整"))
        #expect(review.decision == .accepted)
        #expect(review.totals.isClosed)
        #expect(review.flags.isEmpty)
        #expect(review.totals.items == Sample.money("44"))
        #expect(review.totals.split.sum == Sample.money("44"))
        #expect(review.fields["total"]?.value == "44.00")
        #expect(review.fields["total_capitals"]?.value == "肆拾肆元整")
    }

    @Test(arguments: [
        (SlipKind.feeList, SlipField.hospital), (.feeList, .patient), (.receipt, .hospital),
        (.receipt, .patient),
        (.eReceipt, .hospital), (.eReceipt, .patient), (.pharmacy, .hospital), (.other, .patient),
    ])
    func `a field that its kind always prints and that was not found asks for a person`(
        kind: SlipKind, field: SlipField
    ) {
        var slip = Sample.slip(Self.fair, total: "44", capitals: "肆拾肆元整", kind: kind)
        #expect(Sample.review(slip).decision == .accepted)
        slip.fields[field] = nil
        let review = Sample.review(slip)
        #expect(review.decision == .needsReview)
        #expect(review.fields[field.rawValue]?.value == nil)
        #expect(review.fields[field.rawValue]?.needsReview == true)
        #expect(
            review.doubts.map(\.subject) == ["\(field.chineseName) \(field.englishName)"],
            "\(review.doubts)")
        #expect(review.doubts.map(\.reason) == ["没有找到 not found"])
    }

    @Test(arguments: [
        (SlipKind.feeList, SlipField.issueDate), (.receipt, .issueDate), (.receipt, .receiptNumber),
        (.eReceipt, .receiptNumber), (.pharmacy, .issueDate), (.pharmacy, .receiptNumber),
    ])
    func `the day of a slip and the number of a receipt are asked for where they were not found`(
        kind: SlipKind, field: SlipField
    ) {
        var slip = Sample.slip(Self.fair, total: "44", capitals: "肆拾肆元整", kind: kind)
        slip.fields[field] = nil
        #expect(Sample.review(slip).fields[field.rawValue]?.needsReview == true)
        #expect(Sample.review(slip).decision == .needsReview)
    }

    @Test func `a till slip needs no patient, a letter and a blank page nothing`() {
        var till = Sample.slip(Self.fair, total: "44", kind: .pharmacy)
        till.fields[.patient] = nil
        #expect(Sample.review(till).decision == .accepted)
        #expect(Sample.review(till).fields["patient"] == nil)
        for kind in [SlipKind.other, .blank] {
            #expect(Sample.review(Slip(kind: kind)).fields.isEmpty, "\(kind)")
        }
    }

    @Test func `a wrong total on proven lines and capitals is definite and needs nobody`() {
        let review = Sample.review(Sample.slip(Self.fair, total: "54", capitals: "伍拾肆元整"))
        #expect(review.codes == [.totalMismatch])
        #expect(review.flags.first?.severity == .definite)
        #expect(review.flags.first?.amount == Sample.money("10"))
        #expect(review.decision == .accepted)
        #expect(!review.totals.isClosed)
    }

    @Test func `a wrong total beside print that was left unread is suspected only`() {
        for change in [{ (slip: inout Slip) in slip.hasUnreadLines = true }, { $0.lostPages = [2] }] {
            var slip = Sample.slip(Self.fair, total: "54", capitals: "伍拾肆元整")
            change(&slip)
            let flag = Sample.review(slip).flags.first { $0.code == .totalMismatch }
            #expect(flag?.severity == .suspect)
            #expect(Sample.review(slip).decision == .needsReview)
        }
    }

    @Test func `a wrong total that only capitals say is suspected where no misread character explains it`() {
        func review(_ total: String, _ capitals: String) -> SlipReview {
            var slip = Sample.slip(Self.fair, total: total, capitals: capitals)
            slip.total?.needsReview = true
            return Sample.review(slip)
        }
        let wrong = review("1044", "壹仟零肆拾肆元整")
        #expect(wrong.flags.map(\.severity) == [.suspect] && wrong.codes == [.totalMismatch])
        #expect(wrong.decision == .needsReview)
        // 陆 for 肆, and two characters that were lost.
        for doubtful in [review("64", "陆拾肆元整"), review("4", "肆元整")] {
            #expect(doubtful.codes.isEmpty && doubtful.decision == .needsReview)
        }
    }

    @Test func `a wrong total is found beside many lines in doubt that their prices bear out`() {
        let lines = (1...5).map { Sample.item($0, "住院诊查费", "2", "10", "20", certain: false) }
        let whole = Sample.item(6, "住院诊查费", "7", "10", "30", certain: false)
        func codes(_ items: [Item]) -> [FlagCode] {
            let review = Sample.review(Sample.slip(items, total: "230", capitals: "贰佰叁拾元整"))
            #expect(review.decision == .needsReview)
            return review.codes.filter { $0 == .totalMismatch }
        }
        #expect(codes(lines) == [.totalMismatch])
        // Of the sixth line only the quantity was misread.
        #expect(codes(lines + [whole]) == [.totalMismatch])
        var pale = lines
        for i in pale.indices {
            pale[i].amount.confidence = 0.8
            pale[i].unitPrice?.confidence = 0.8
        }
        #expect(codes(pale).isEmpty)
    }

    @Test(arguments: [
        ("54", 0.96, [FlagCode.totalMismatch]), ("20", 0.96, []), ("51", 0.96, []),
        ("51", 0.99, [.totalMismatch]),
    ])
    func `a wrong total is found beside a line in doubt only where that line cannot explain it`(
        total: String, confidence: Double, codes: [FlagCode]
    ) {
        // 2 × 10 = 20, of which 11 was read.
        var doubtful = Sample.item(3, "住院诊查费", "2", "10", "11", certain: false)
        doubtful.amount.confidence = confidence
        let review = Sample.review(Sample.slip([doubtful], total: total))
        #expect(review.codes == codes)
        #expect(review.decision == .needsReview)
    }

    @Test func `a wrong total that may hide a lost line asks for a person`() {
        for slip in [
            Sample.slip(Self.fair, total: "54"),
            Sample.slip([Sample.item(1, "住院诊查费", "3", nil, "24")], total: "54", capitals: "伍拾肆元整"),
        ] {
            let review = Sample.review(slip)
            #expect(review.codes == [.totalMismatch])
            #expect(review.flags.first?.severity == .suspect)
            #expect(review.decision == .needsReview)
        }
    }

    @Test func `a slip that charges something and has no line asks for a person, and closes nothing`() {
        let review = Sample.review(Sample.slip([], total: "44", capitals: "肆拾肆元整"))
        #expect(review.decision == .needsReview)
        #expect(!review.totals.isClosed)
    }

    @Test func `a slip whose file lost a page asks for a person, whatever closes`() throws {
        var slip = Sample.slip(Self.fair, total: "44", capitals: "肆拾肆元整")
        slip.lostPages = [3]
        let review = Sample.review(slip)
        #expect(review.codes == [.unreadable])
        #expect(review.decision == .needsReview)
        #expect(!review.totals.isClosed)
        let copy = try JSONDecoder().decode(SlipReview.self, from: JSONEncoder().encode(review))
        #expect(copy.lostPages == [3])
    }

    @Test(arguments: [(3, [FlagCode]()), (4, [FlagCode.pageCountMismatch])])
    func `a cover sheet that announces other pages than came is a finding`(found: Int, codes: [FlagCode]) {
        var slip = Sample.slip(Self.fair, total: "44", capitals: "肆拾肆元整")
        slip.coverCount = CoverCount(announced: 3, found: found)
        let review = Sample.review(slip)
        #expect(review.codes == codes)
        #expect(review.decision == (codes.isEmpty ? .accepted : .needsReview))
        #expect(review.coverCount == slip.coverCount)
    }

    @Test func `pages that name different patients are a finding, and ask for a person`() throws {
        var slip = Sample.slip(Self.fair, total: "44", capitals: "肆拾肆元整")
        slip.pageConflict = PageConflict(
            field: .patient, page: 1, value: "王小明", otherPage: 3, otherValue: "陈丽华")
        let review = Sample.review(slip)
        #expect(review.codes == [.pagesDisagree])
        #expect(review.decision == .needsReview)
        let flag = try #require(review.flags.first)
        // Messages are shown where names are masked.
        #expect(!flag.message.contains("王小明") && !flag.message.contains("陈丽华"))
        #expect(flag.message.contains("第1页与第3页"))
    }

    @Test func `a total that was read badly is no finding`() {
        var slip = Sample.slip(Self.fair, total: "54")
        slip.total?.needsReview = true
        let review = Sample.review(slip)
        #expect(review.flags.isEmpty)
        #expect(review.decision == .needsReview)
    }

    @Test func `capitals that say something else are a finding`() {
        let review = Sample.review(Sample.slip(Self.fair, total: "44", capitals: "肆拾伍元整"))
        #expect(review.codes == [.capitalsMismatch])
        #expect(!review.totals.isClosed)
    }

    @Test
    func `a subtotal that does not hold is a finding for a person where nothing but the print explains it`() {
        func review(_ sums: [(String, [Int])], total: String = "44") -> SlipReview {
            var slip = Sample.slip(Self.fair, total: total)
            slip.subtotals = sums.map {
                Subtotal(
                    kind: .category, label: "小计", amount: Sample.reading(Sample.money($0)), lines: $1)
            }
            return Sample.review(slip)
        }
        #expect(review([("20", [1]), ("24", [2])]).decision == .accepted)
        let wrong = review([("35", [1]), ("24", [2])])
        #expect(wrong.codes == [.subtotalMismatch])
        #expect(wrong.decision == .needsReview)
        for (sums, total) in [
            // Another figure, a figure lost, lines that stand under no sum, a second sum that fails, a line lost.
            ([("26", [1]), ("24", [2])], "44"), ([("0.20", [1]), ("24", [2])], "44"), ([("35", [1])], "44"),
            ([("35", [1]), ("39", [2])], "44"), ([("35", [1]), ("24", [2])], "59"),
        ] {
            let doubtful = review(sums, total: total)
            #expect(!doubtful.codes.contains(.subtotalMismatch), "\(sums)")
            #expect(doubtful.decision == .needsReview, "\(sums)")
        }
    }

    @Test func `no total, unread lines or a doubtful field ask for a person`() {
        #expect(Sample.review(Sample.slip(Self.fair, total: nil)).decision == .needsReview)
        var slip = Sample.slip(Self.fair, total: "44")
        slip.hasUnreadLines = true
        #expect(Sample.review(slip).decision == .needsReview)
        #expect(!Sample.review(slip).totals.isClosed)
        slip = Sample.slip(
            Self.fair, total: "44", fields: [.hospital: Sample.reading("长岭医院", certain: false)])
        #expect(Sample.review(slip).decision == .needsReview)
    }

    @Test func `nothing read is unreadable, and a blank page is blank`() {
        let nothing = Sample.review(Slip(kind: .other))
        #expect(nothing.decision == .unreadable)
        #expect(nothing.codes == [.unreadable])
        let blank = Sample.review(Slip(kind: .blank))
        #expect(blank.codes == [.blank])
        #expect(blank.decision == .accepted)
    }

    @Test func `a line printed twice is flagged on both`() {
        let twice = [1, 2].map { Sample.item($0, "住院诊查费", "3", "8.00", "24.00", date: "2024-04-30") }
        let review = Sample.review(Sample.slip(twice, total: "48"))
        #expect(review.items.map(\.codes) == [[.duplicateCharge], [.duplicateCharge]])
        #expect(review.items.first?.flags.first?.related == [2])
        #expect(review.decision == .accepted)
    }

    @Test func `a line that was hardly read is a duplicate of a certain one that it equals in all numbers`() {
        func review(price: String, quantity: String, isAmountProven: Bool) -> SlipReview {
            var doubtful = Sample.item(2, "住院诊查费", quantity, price, "24.00", certain: false)
            doubtful.amount.needsReview = !isAmountProven
            return Sample.review(
                Sample.slip([Sample.item(1, "住院诊查费", "3", "8.00", "24.00"), doubtful], total: nil))
        }
        let alike = review(price: "8.00", quantity: "3", isAmountProven: true)
        #expect(alike.items.allSatisfy { $0.codes.contains(.duplicateCharge) })
        let others = [
            review(price: "4.00", quantity: "6", isAmountProven: true),
            review(price: "8.00", quantity: "3", isAmountProven: false),
        ]
        for other in others {
            #expect(!other.items.contains { $0.codes.contains(.duplicateCharge) })
        }
    }

    @Test func `a line printed twice under a name of several entries is suspected on both`() {
        let others = [("X2", "0.5g*12粒"), ("X3", "0.125g*36粒")].map { code, spec in
            CatalogEntry(
                kind: .drug, code: code, name: "阿莫西林胶囊", spec: spec, unit: "盒", insuranceClass: .a)
        }
        let reviewer = Reviewer(
            catalog: Catalog(identity: Sample.catalog.identity, entries: Sample.entries + others),
            calibration: .none)
        func findings(_ specs: [String?]) -> [Flag] {
            let items = specs.enumerated().map {
                Sample.item($0 + 1, "阿莫西林胶囊", "2", "10.00", "20.00", spec: $1)
            }
            let review = reviewer.review(Sample.slip(items, total: "40"), id: "1", source: "a.png")
            #expect(review.items.contains { $0.match.status == .ambiguous })
            return review.items.flatMap(\.flags).filter { $0.code == .duplicateCharge }
        }
        #expect(findings([nil, nil]).map(\.severity) == [.suspect, .suspect])
        #expect(findings([nil, "1g*3粒"]).isEmpty)
    }

    @Test func `another day, quantity or a refund makes no duplicate`() {
        let otherDay = [
            Sample.item(1, "住院诊查费", "3", "8.00", "24.00", date: "2024-04-29"),
            Sample.item(2, "住院诊查费", "3", "8.00", "24.00", date: "2024-04-30"),
        ]
        let otherQuantity = [
            Sample.item(1, "住院诊查费", "3", "8.00", "24.00"), Sample.item(2, "住院诊查费", "6", "4.00", "24.00"),
        ]
        let refunded = [
            Sample.item(1, "住院诊查费", "3", "8.00", "24.00"), Sample.item(2, "住院诊查费", "3", "8.00", "24.00"),
            Sample.item(3, "住院诊查费", "-3", "8.00", "-24.00"),
        ]
        for items in [otherDay, otherQuantity, refunded] {
            let review = Sample.review(Sample.slip(items, total: nil))
            #expect(review.items.allSatisfy { !$0.codes.contains(.duplicateCharge) })
        }
    }

    @Test func `a wrong identity number is a finding only when it was read for certain`() {
        for (text, certain, isFlagged) in [
            ("11010519491231002X", true, false), ("110105194912310021", true, true),
            ("110105194912310021", false, false), ("110105********002X", true, false),
            // E-receipts print the code of a paying organisation in the same place.
            ("91350100M000100Y43", true, false), ("91350100M000100Y44", true, true),
        ] {
            let slip = Sample.slip(
                Self.fair, total: "44", fields: [.idNumber: Sample.reading(text, certain: certain)])
            #expect(Sample.review(slip).codes.contains(.badIDNumber) == isFlagged)
        }
    }

    @Test func `a receipt code is a finding only on an e-receipt whose QR code proves it`() {
        let cases: [(text: String, kind: SlipKind, confidence: Double, isFlagged: Bool)] = [
            ("33060224", .eReceipt, 1, false), ("33070224", .eReceipt, 1, true),
            ("33070224", .eReceipt, 0.98, false),
            ("3306022", .eReceipt, 0.99, false), ("3306022", .eReceipt, 1, true),
            ("33060324", .eReceipt, 1, true), ("144031909110", .receipt, 0.99, false),
            ("33070224", .feeList, 1, false),
        ]
        for (text, kind, confidence, isFlagged) in cases {
            var slip = Sample.slip(
                Self.fair, total: "44", fields: [.receiptCode: Sample.reading(text, confidence: confidence)])
            slip.kind = kind
            #expect(Sample.review(slip).codes.contains(.badReceiptCode) == isFlagged, "\(text)")
        }
    }

    @Test func `a further submission is flagged once`() {
        let review = Sample.review(Sample.slip(Self.fair, total: "44"))
        let again = review.resubmitted(from: "b.png", firstSource: "a.png", firstAt: "2026-01-01T00:00:00Z")
            .resubmitted(from: "c.png", firstSource: "a.png", firstAt: "2026-01-01T00:00:00Z")
        #expect(again.codes == [.resubmittedScan])
        #expect(again.source == "c.png")
        #expect(again.id == review.id)
    }
}
