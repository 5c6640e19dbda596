import Catalog
import Slips
import Testing

@testable import Review

@Suite struct `Rules on what is charged together` {
    private func find<Rule: RuleClass>(
        _ rule: Rule.Type, _ points: [[String: String]], _ lines: [SampleLine],
        fields: [String: String] = [:],
        kind: SlipKind = .feeList, isClosed: Bool = true
    ) throws -> [String] {
        let review = JudgedSample.review(lines, fields: fields, kind: kind, isClosed: isClosed)
        return try JudgedSample.judge(rule, points, review).found(by: rule)
    }

    private static let watch = "001103000010000"
    private static let bed = "001109000010000"
    private static let outpatient = ["receipt_code": "31060124"]

    @Test func `ContainedService: the contained one is self-paid on the same day, and only that way round`()
        throws
    {
        let pair = [["code": Self.watch, "other": Self.bed]]
        let sameDay = [Self.bed, Self.watch].map { SampleLine(code: $0, date: "2024-03-02") }
        #expect(try find(ContainedService.self, pair, sameDay) == ["1 mutually_exclusive definite"])
        let otherDay = [
            SampleLine(code: Self.watch, date: "2024-03-02"), SampleLine(code: Self.bed, date: "2024-03-03"),
        ]
        #expect(try find(ContainedService.self, pair, otherDay).isEmpty)
        let judged = try JudgedSample.judge(ContainedService.self, pair, JudgedSample.review(sameDay))
        #expect(judged.items.map { $0.split?.selfPaid } == [Sample.money("10"), .zero])
        #expect(judged.items.first?.flags.first?.related == [2])
    }

    @Test func `ContainedService: two that each contain the other ask once, and deduct nothing`() throws {
        let rules = try JudgedSample.library(
            ContainedService.self, [["code": "0031", "other": "0011"], ["code": "0011", "other": "0031"]])
        let lines = ["003100000000000", "001100000000000"].map { SampleLine(code: $0, date: "2024-03-02") }
        let review = rules.applied(to: JudgedSample.review(lines), catalog: JudgedSample.catalog)
        #expect(review.found(by: ContainedService.self) == ["2 mutually_exclusive suspect"])
        #expect(review.totals.split.selfPaid == .zero)
        #expect(throws: CatalogError.self) {
            try JudgedSample.library(ContainedService.self, [["code": "0031", "other": "0031"]])
        }
    }

    @Test func `ContainedService: without days it asks, unless the stay has days enough for both`() throws {
        let pair = [["code": Self.watch, "other": Self.bed]]
        let lines = [Self.bed, Self.watch].map { SampleLine(code: $0, quantity: "3", unit: "日") }
        #expect(try find(ContainedService.self, pair, lines) == ["1 mutually_exclusive suspect"])
        #expect(try find(ContainedService.self, pair, lines, fields: JudgedSample.stay).isEmpty)
        let many = [Self.bed, Self.watch].map { SampleLine(code: $0, quantity: "6", unit: "日") }
        #expect(
            try find(ContainedService.self, pair, many, fields: JudgedSample.stay) == [
                "1 mutually_exclusive suspect"
            ])
    }

    @Test func `ServiceWithConsumable: a consumable that the service includes`() throws {
        let lines = ["003110000060000", "C1234567890123456789"].map {
            SampleLine(code: $0, date: "2024-03-02")
        }
        let pair = [["code": "003110000060000", "other": "C12345"]]
        #expect(try find(ServiceWithConsumable.self, pair, lines) == ["2 mutually_exclusive definite"])
    }

    @Test func `DecomposedService: parts of one day that make a whole ask`() throws {
        let points = ["002103000010000", "002103000020000"].map {
            ["code": $0, "whole": "平扫加增强", "least": "2"]
        }
        let lines = ["002103000010000", "002103000020000"].map { SampleLine(code: $0) }
        #expect(try find(DecomposedService.self, points, lines) == ["2 decomposed_charge suspect"])
        #expect(try find(DecomposedService.self, points, [lines[0], lines[0]]).isEmpty)
    }

    @Test func `SecondOperation: all but the dearest of a group ask, surcharges do not`() throws {
        let points = ["003310020080000", "003310030080000"].map {
            ["code": $0, "group": "胃肠", "share": "0.5"]
        }
        let lines = [
            SampleLine(code: "003310020080000", price: "100.00"),
            SampleLine(code: "003310030080000", price: "300.00"),
        ]
        let review = JudgedSample.review(lines)
        let judged = try JudgedSample.judge(SecondOperation.self, points, review)
        #expect(judged.found(by: SecondOperation.self) == ["1 full_price_operation suspect"])
        #expect(judged.items.first?.flags.first?.amount == Sample.money("50"))
        #expect(judged.totals.split == review.totals.split)
        #expect(try find(SecondOperation.self, points, [lines[0]]).isEmpty)
    }

    @Test func `SliceNotPaidAlone: all of the slip is definite, all of a day asks, others clear it`() throws {
        let points = ["T000700200", "T001700643"].map { ["code": $0] }
        let alone = ["T000700200", "T001700643"].map { SampleLine(code: $0) }
        #expect(
            try find(SliceNotPaidAlone.self, points, alone) == [
                "1 out_of_scope definite", "2 out_of_scope definite",
            ])
        #expect(try find(SliceNotPaidAlone.self, points, alone + [SampleLine(code: "T000100057")]).isEmpty)
        let days = [
            SampleLine(code: "T000700200", date: "2024-03-01"),
            SampleLine(code: "T000100057", date: "2024-03-02"),
        ]
        #expect(try find(SliceNotPaidAlone.self, points, days) == ["1 out_of_scope suspect"])
        let unsure = alone + [SampleLine(code: "T000100057", isCertain: false)]
        #expect(try find(SliceNotPaidAlone.self, points, unsure).isEmpty)
    }

    @Test func `DuplicateDrugs: two substances of a group on one day, not two forms of one`() throws {
        let points = [["code": "XA02BC", "group": "抑酸药"]]
        let two = ["XA02BCA084A012010100453", "XA02BCB100B001010100453"].map { SampleLine(code: $0) }
        let found = try find(DuplicateDrugs.self, points, two, fields: Self.outpatient, kind: .eReceipt)
        #expect(found == ["2 duplicate_prescription slight"])
        #expect(try find(DuplicateDrugs.self, points, two, fields: JudgedSample.stay).isEmpty)
        let forms = ["XA02BCA084A012010100453", "XA02BCA084B001010100453"].map { SampleLine(code: $0) }
        #expect(
            try find(DuplicateDrugs.self, points, forms, fields: Self.outpatient, kind: .eReceipt).isEmpty)
    }

    @Test func `DrugInteraction: two drugs of one day, not of a stay without days`() throws {
        let points = [["code": "XA02BC", "other": "XB01AC"]]
        let lines = ["XA02BCA084A012010100453", "XB01ACS050A001010100864"].map { SampleLine(code: $0) }
        let found = try find(DrugInteraction.self, points, lines, fields: Self.outpatient, kind: .eReceipt)
        #expect(found == ["2 incompatible slight"])
        #expect(try find(DrugInteraction.self, points, lines, fields: JudgedSample.stay).isEmpty)
    }

    @Test func `IncompatibleSlices: two slices that are kept apart`() throws {
        let points = [["code": "T000100057", "other": "T000100170"]]
        let lines = ["T000100057", "T000100170"].map { SampleLine(code: $0) }
        #expect(try find(IncompatibleSlices.self, points, lines) == ["2 incompatible slight"])
    }

    @Test func `DrugNeedsService: asks on a complete slip only`() throws {
        let points = [["code": "XV08C", "needs": "002102"]]
        let drug = SampleLine(code: "XV08CAG001B002010100001")
        #expect(try find(DrugNeedsService.self, points, [drug]) == ["1 missing_main_item suspect"])
        #expect(try find(DrugNeedsService.self, points, [drug], isClosed: false).isEmpty)
        let image = SampleLine(code: "002102000010000")
        #expect(try find(DrugNeedsService.self, points, [drug, image]).isEmpty)
        let unsure = SampleLine(code: "002102000010000", isCertain: false)
        #expect(try find(DrugNeedsService.self, points, [drug, unsure]).isEmpty)
    }

    @Test func `ConsumableNeedsService: asks without its service`() throws {
        let points = [["code": "C12345", "needs": "001216"]]
        let lines = [SampleLine(code: "C1234567890123456789")]
        #expect(try find(ConsumableNeedsService.self, points, lines) == ["1 missing_main_item suspect"])
    }

    @Test func `SurchargeAlone: asks without the service that it is added to`() throws {
        let points = [["code": "003307020020001", "needs": "00330702002"]]
        let surcharge = SampleLine(code: "003307020020001")
        #expect(try find(SurchargeAlone.self, points, [surcharge]) == ["1 missing_main_item suspect"])
        #expect(
            try find(SurchargeAlone.self, points, [surcharge, SampleLine(code: "003307020020000")]).isEmpty)
    }
}
