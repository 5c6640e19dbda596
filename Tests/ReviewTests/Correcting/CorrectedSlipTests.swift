import Catalog
import Foundation
import Review
import Slips
import Testing

@Suite struct `A slip that a person corrects` {
    /// A slip with a misread amount and a name that could be no entry.
    private let read = Sample.slip(
        [
            Sample.item(1, "阿莫西林胶囊", "2", "10.00", "26.00", certain: false),
            Sample.item(2, "住院诊查费", "3", "8.00", "24.00"),
        ], total: "44")

    private static func blank(_ column: String, _ text: String) -> SlipChangeError {
        .noValue(
            column: column, text: text, wanted: "what is printed, or null where the paper prints nothing")
    }

    private func reviewed(_ changes: [SlipChange], of slip: Slip? = nil) throws -> SlipReview {
        var state = CorrectedSlip(slip ?? read)
        let before = Sample.review(slip ?? read)
        for change in changes { try state.apply(change, on: before, catalog: Sample.catalog) }
        // What is kept of a correction is what the next one goes on from.
        let kept = try JSONDecoder().decode(CorrectedSlip.self, from: JSONEncoder().encode(state))
        #expect(kept == state)
        return Sample.reviewer.review(
            kept.slip, id: before.id, source: before.source, rulings: kept.rulings)
    }

    @Test func `is accepted once the misread amount is right and its line confirmed`() throws {
        #expect(Sample.review(read).decision == .needsReview)
        let review = try reviewed([.column(line: 1, .amount, "¥20.00"), .confirm(line: 1)])
        #expect(review.decision == .accepted)
        #expect(review.totals.isClosed)
        #expect(review.items[0].amount.value == "20.00")
        #expect(review.items[0].amount.raw == "26.00")
        #expect(review.items[0].amount.confidence == 1)
        #expect(review.items[0].split?.sum == Sample.money("20"))
    }

    @Test func `keeps what is printed wrong as a finding`() throws {
        let review = try reviewed([.confirm(line: 1)])
        #expect(review.items[0].codes == [.amountMismatch])
        #expect(review.items[0].flags.first?.severity == .definite)
        #expect(review.items[0].amount.value == "26.00")
    }

    @Test func `is judged by the entry that the person names, or as out of catalog`() throws {
        let capped = try reviewed([.entry(line: 2, code: "S2")])
        #expect(capped.items[1].match.code == "S2")
        #expect(capped.items[1].split?.selfPaid == Sample.money("24"))
        let outside = try reviewed([.outOfCatalog(line: 2)])
        #expect(outside.items[1].codes == [.outOfCatalog])
        #expect(outside.items[1].split?.selfPaid == Sample.money("24"))
    }

    @Test func `loses lines that are none and gains lines that were not read`() throws {
        let more = Sample.slip(read.items, total: "52")
        let review = try reviewed(
            [
                .remove(line: 1),
                .add(page: 1, [.name: "住院诊查费", .quantity: "1", .unitPrice: "28", .amount: "28.00"]),
            ], of: more)
        #expect(review.items.map(\.line) == [2, 3])
        #expect(review.totals.isClosed)
        #expect(review.decision == .accepted)
    }

    @Test func `needs no printed total when a person has compared its lines`() throws {
        let fair = Sample.slip([Sample.item(1, "住院诊查费", "3", "8.00", "24.00")], total: nil)
        #expect(Sample.review(fair).decision == .needsReview)
        let review = try reviewed([.complete], of: fair)
        #expect(review.decision == .accepted)
        #expect(!review.totals.isClosed)
    }

    @Test func `takes fields as they are typed, and gives up those that are not printed`() throws {
        let review = try reviewed([
            .field(.patient, "施敏秀"), .field(.issueDate, "2024年5月3日"), .field(.total, "46.00"),
            .field(.totalCapitals, "肆拾陆元整"),
        ])
        #expect(review.fields["patient"]?.value == "施敏秀")
        #expect(review.fields["issue_date"]?.value == "2024-05-03")
        #expect(review.totals.printed == Sample.money("46"))
        #expect(review.fields["total_capitals"]?.value == "肆拾陆元整")
        #expect(try reviewed([.field(.issueDate, nil)]).fields["issue_date"] == nil)
    }

    @Test func `is accepted once a field that was not found is typed, or said not to be printed`() throws {
        var lacking = Sample.slip([Sample.item(1, "住院诊查费", "3", "8.00", "24.00")], total: "24")
        lacking.fields[.patient] = nil
        #expect(Sample.review(lacking).decision == .needsReview)
        let typed = try reviewed([.field(.patient, "施敏秀")], of: lacking)
        #expect(typed.decision == .accepted)
        #expect(typed.fields["patient"]?.value == "施敏秀")
        var unread = lacking
        unread.fields[.patient] = Sample.reading(nil, certain: false)
        #expect(try reviewed([.field(.patient, nil)], of: unread).decision == .accepted)
        let absent = try reviewed([.field(.patient, nil)], of: lacking)
        #expect(absent.decision == .accepted)
        #expect(absent.fields["patient"] == nil)
        let found = try reviewed([.field(.patient, nil), .field(.patient, "施敏秀")], of: lacking)
        #expect(found.fields["patient"]?.value == "施敏秀")
        // Whether the lines are all there says nothing of whose they are.
        #expect(try reviewed([.complete], of: lacking).decision == .needsReview)
    }

    private static let stay: [SlipChange] = [
        .field(.admissionDate, "2024-05-03"), .field(.dischargeDate, "2024-05-06"),
        .field(.issueDate, "2024-05-06"),
    ]

    @Test(
        arguments: [
            ([], nil), ([.field(.dischargeDate, "2024-05-02")], 3), ([.field(.issueDate, "2024-05-02")], 3),
            ([.field(.issueDate, "2027-01-02")], 3), ([.column(line: 2, .date, "2027-01-02")], 3),
            ([.column(line: 2, .date, "2024-05-04")], nil), ([.column(line: 2, .date, nil)], nil),
            ([.field(.dischargeDate, nil), .field(.admissionDate, "2024-05-09")], 4),
            ([.field(.idNumber, "11010519491231002X")], nil),
            ([.field(.idNumber, "110105202405040026")], 3),
            ([.column(line: 1, .date, "1949-12-30"), .field(.idNumber, "11010519491231002X")], 4),
            (
                [
                    .confirm(line: 1),
                    .add(page: 1, [.name: "x", .quantity: "1", .amount: "1", .date: "2030-01-01"]),
                    .add(page: 1, [.name: "y", .quantity: "1", .amount: "1", .date: "2024-05-03"]),
                ], 4
            ),
        ] as [([SlipChange], Int?)])
    func `has no days that cannot be, and it is told which change sets them`(
        further: [SlipChange], index: Int?
    ) throws {
        var state = CorrectedSlip(read)
        let changes = Self.stay + further
        for change in changes { try state.apply(change, on: Sample.review(read), catalog: Sample.catalog) }
        let found = state.impossibleDays(typedBy: changes, today: CalendarDate("2026-11-26"))
        #expect(found?.index == index, "\(found?.days.english ?? "")")
    }

    @Test func `is not held up by days that nobody typed, or that are in doubt`() throws {
        var wrong = read
        wrong.fields[.admissionDate] = Sample.reading("2024-05-09")
        var state = CorrectedSlip(wrong)
        let other: [SlipChange] = [.field(.patient, "施敏秀")]
        try state.apply(other[0], on: Sample.review(wrong), catalog: Sample.catalog)
        #expect(state.impossibleDays(typedBy: other, today: nil) == nil)
        let issued: [SlipChange] = [.field(.issueDate, "2024-05-01")]
        try state.apply(issued[0], on: Sample.review(wrong), catalog: Sample.catalog)
        let days = state.impossibleDays(typedBy: issued, today: nil)?.days
        #expect(days?.english == "the issue date 2024-05-01 is before the admission 2024-05-09")
        wrong.fields[.admissionDate] = Sample.reading("2024-05-09", certain: false)
        state = CorrectedSlip(wrong)
        try state.apply(issued[0], on: Sample.review(wrong), catalog: Sample.catalog)
        #expect(state.impossibleDays(typedBy: issued, today: nil) == nil)
    }

    @Test func `can be read where an earlier edition archived it`() throws {
        var written = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(CorrectedSlip(read))) as? [String: Any])
        var rulings = try #require(written["rulings"] as? [String: Any])
        #expect(rulings.removeValue(forKey: "absentFields") != nil)
        written["rulings"] = rulings
        let old = try JSONSerialization.data(withJSONObject: written)
        #expect(try JSONDecoder().decode(CorrectedSlip.self, from: old) == CorrectedSlip(read))
    }

    @Test(arguments: [
        (SlipChange.column(line: 9, .name, "x"), SlipChangeError.noSuchLine(9)),
        (.column(line: 1, .quantity, ""), .required(column: "quantity")),
        (.column(line: 1, .spec, " "), blank("spec", " ")), (.field(.patient, ""), blank("patient", "")),
        (
            .column(line: 1, .amount, "1,2"),
            .noValue(column: "amount", text: "1,2", wanted: "yuan such as 12.50")
        ),
        (.entry(line: 1, code: "X9"), .unknownEntry(code: "X9", catalog: "test 1")),
        (.add(page: 1, [.name: "x", .quantity: "1"]), .required(column: "amount")),
        (
            .finding(
                line: 1,
                FindingRuling(outcome: .approved, code: .limitUnproved, rule: "A1", reason: "住院证明")),
            .noSuchFinding(code: "limit_unproved", line: 1)
        ),
    ])
    func `is left as it is by a change that has no sense`(
        change: SlipChange, error: SlipChangeError
    ) {
        var state = CorrectedSlip(read)
        #expect(throws: error) { try state.apply(change, on: Sample.review(read), catalog: Sample.catalog) }
        #expect(state == CorrectedSlip(read))
    }
}
