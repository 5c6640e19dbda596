import Slips
import Testing

@testable import Review

@Suite struct `The slips of a claim together` {
    private func reading(_ value: String, sure: Bool = true) -> ReviewReading {
        ReviewReading(value: value, raw: value, confidence: 0.99, place: nil, needsReview: !sure)
    }

    private func slip(
        _ id: String, _ kind: SlipKind, total: String, patient: String = "施敏秀", sure: Bool = true,
        hospital: String = "长岭医院", pages: [Int] = []
    ) -> ClaimedSlip {
        let fields = [
            SlipField.patient.rawValue: reading(patient, sure: sure),
            SlipField.hospital.rawValue: reading(hospital),
            SlipField.total.rawValue: reading(total, sure: sure),
        ]
        let sum = Money(total) ?? .zero
        let review = SlipReview(
            id: id, source: id, kind: kind,
            catalog: ReviewCatalog(id: "test", edition: "1", sha256: String(repeating: "0", count: 64)),
            pages: [],
            fields: fields, items: [], flags: [],
            totals: ReviewTotals(items: sum, printed: sum, isClosed: sure, split: .zero),
            decision: .accepted)
        return ClaimedSlip(
            review: review, pageNumbers: pages.map { PrintedPageNumber(number: $0, count: nil) })
    }

    private func codes(_ slips: [ClaimedSlip]) -> [FlagCode] {
        ClaimReviewer.findings(on: slips).map(\.flag.code)
    }

    @Test func `agree, and nothing is found`() {
        #expect(codes([]).isEmpty)
        #expect(
            codes([
                slip("a", .receipt, total: "12.30"), slip("b", .feeList, total: "12.30", pages: [1, 2]),
                slip("c", .eReceipt, total: "99.00"),
            ]).isEmpty)
    }

    @Test func `find a receipt that is not its list's total, with the difference`() throws {
        let findings = ClaimReviewer.findings(on: [
            slip("a", .receipt, total: "12.30"), slip("b", .feeList, total: "12.80"),
        ])
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && finding.flag.code == .claimTotalMismatch)
        #expect(finding.flag.amount == Money("0.50") && finding.slips == ["a", "b"])
        #expect(
            codes([
                slip("a", .receipt, total: "10.00"), slip("b", .feeList, total: "4.00"),
                slip("c", .feeList, total: "6.00"),
            ]).isEmpty, "one receipt for two lists")
    }

    @Test func `say nothing of totals while one is doubtful`() {
        #expect(
            codes([
                slip("a", .receipt, total: "12.30", sure: false), slip("b", .feeList, total: "12.80"),
            ]).isEmpty)
    }

    @Test func `find another patient, unless the name is doubtful`() {
        let other = slip("b", .pharmacy, total: "5.00", patient: "何文")
        #expect(codes([slip("a", .receipt, total: "1.00"), other]) == [.claimPatientMismatch])
        let doubtful = slip("b", .pharmacy, total: "5.00", patient: "何文", sure: false)
        #expect(codes([slip("a", .receipt, total: "1.00"), doubtful]).isEmpty)
    }

    @Test func `find a list of another hospital than its receipt`() {
        #expect(
            codes([
                slip("a", .receipt, total: "7.00"), slip("b", .feeList, total: "7.00", hospital: "松涛市中心医院"),
            ]) == [.claimHospitalMismatch])
    }

    @Test func `find pages out of order`() {
        #expect(codes([slip("a", .feeList, total: "7.00", pages: [2, 1])]) == [.claimPageOrder])
    }

    @Test func `have findings that are all explained`() {
        for code in FlagCode.known {
            #expect(FlagCode(rawValue: code).explanation?.english.isEmpty == false, "\(code)")
        }
    }
}
