import Slips
import Testing

@testable import Review

@Suite struct `Rules on days, quantities and sums` {
    private static let bed = "001109000010000"
    private static let drug = "XB01AXA223B002010100156"

    private func judge<Rule: RuleClass>(
        _ rule: Rule.Type, _ cells: [String: String], _ lines: [SampleLine], fields: [String: String] = [:],
        kind: SlipKind = .feeList
    ) throws -> SlipReview {
        let code = cells["code"] ?? String((lines.first?.code ?? "").prefix(14))
        return try JudgedSample.judge(
            rule, [cells.merging(["code": code]) { $1 }],
            JudgedSample.review(lines, fields: fields, kind: kind))
    }

    @Test
    func `DrugCourse: days past the course are self-paid, and without days a longer stay is asked about`()
        throws
    {
        let lines = (1...4).map { SampleLine(code: Self.drug, date: "2024-03-0\($0)") }
        let judged = try judge(DrugCourse.self, ["max_days": "3"], lines)
        #expect(judged.found(by: DrugCourse.self) == ["4 over_course definite"])
        #expect(judged.totals.split.selfPaid == Sample.money("10"))
        #expect(try judge(DrugCourse.self, ["max_days": "4"], lines).found(by: DrugCourse.self).isEmpty)
        let undated = [SampleLine(code: Self.drug, quantity: "20")]
        let long = try judge(DrugCourse.self, ["max_days": "7"], undated, fields: JudgedSample.stay)
        #expect(long.found(by: DrugCourse.self) == ["1 over_course slight"])
        let short = try judge(DrugCourse.self, ["max_days": "10"], undated, fields: JudgedSample.stay)
        #expect(short.found(by: DrugCourse.self).isEmpty)
        #expect(try judge(DrugCourse.self, ["max_days": "7"], undated).found(by: DrugCourse.self).isEmpty)
    }

    @Test func `ServiceCourse: as for drugs`() throws {
        let lines = (1...2).map { SampleLine(code: "003402000210000", date: "2024-03-0\($0)") }
        let judged = try judge(ServiceCourse.self, ["max_days": "1"], lines)
        #expect(judged.found(by: ServiceCourse.self) == ["2 over_course definite"])
    }

    @Test func `ServiceFrequency: more than the days of a stay hold is definite, and the excess self-paid`()
        throws
    {
        let daily = ["max": "1", "days": "1", "units": "日|天"]
        let lines = [SampleLine(code: Self.bed, quantity: "12", unit: "日")]
        let judged = try judge(ServiceFrequency.self, daily, lines, fields: JudgedSample.stay)
        #expect(judged.found(by: ServiceFrequency.self) == ["1 over_frequency definite"])
        #expect(judged.items.first?.split?.selfPaid == Sample.money("20"))
        #expect(judged.items.first?.split?.sum == Sample.money("120"))
        let fits = [SampleLine(code: Self.bed, quantity: "10", unit: "日")]
        #expect(
            try judge(ServiceFrequency.self, daily, fits, fields: JudgedSample.stay).found(
                by: ServiceFrequency.self
            )
            .isEmpty)
    }

    @Test func `ServiceFrequency: two lines of one day are definite, one line of one day may sum several`()
        throws
    {
        let daily = ["max": "1", "days": "1", "units": ""]
        let twice = (1...2).map { _ in SampleLine(code: Self.bed, date: "2024-03-02") }
        #expect(
            try judge(ServiceFrequency.self, daily, twice).found(by: ServiceFrequency.self)
                == ["2 over_frequency definite"])
        let sum = [SampleLine(code: Self.bed, quantity: "7", date: "2024-03-02")]
        #expect(
            try judge(ServiceFrequency.self, daily, sum).found(by: ServiceFrequency.self) == [
                "1 over_frequency suspect"
            ])
    }

    @Test func `ServiceFrequency: more than a stay allows asks where the stay is not proven`() throws {
        let stay = ["code": "001109000010000", "max": "1"]
        let lines = [SampleLine(code: "001109000010000", quantity: "7")]
        let proven = try judge(ServiceFrequency.self, stay, lines, fields: JudgedSample.stay)
        #expect(proven.found(by: ServiceFrequency.self) == ["1 over_frequency definite"])
        let unproven = try judge(ServiceFrequency.self, stay, lines)
        #expect(unproven.found(by: ServiceFrequency.self) == ["1 over_frequency suspect"])
        #expect(unproven.items[0].split == JudgedSample.review(lines).items[0].split, "it deducts nothing")
        let visits = try judge(ServiceFrequency.self, stay, lines, kind: .pharmacy)
        #expect(visits.found(by: ServiceFrequency.self).isEmpty)
    }

    @Test func `ServiceFrequency: rows for several units of one code count by the line's own`() throws {
        let points = [
            ["code": "001109000010000", "max": "1", "days": "1", "units": "人次"],
            ["code": "001109000010000", "max": "3", "days": "1", "units": "部位"],
        ]
        func found(_ unit: String, _ count: Int) throws -> [String] {
            let line = SampleLine(code: "001109000010000", date: "2024-03-02", unit: unit)
            let review = JudgedSample.review(Array(repeating: line, count: count))
            let judged = try JudgedSample.judge(ServiceFrequency.self, points, review)
            return judged.found(by: ServiceFrequency.self)
        }
        #expect(try found("人次", 1).isEmpty && found("部位", 3).isEmpty)
        #expect(try found("人次", 2) == ["2 over_frequency definite"])
        #expect(try found("部位", 4) == ["4 over_frequency definite"])
    }

    @Test func `ServiceFrequency: without days and stay, or in another unit, nothing is said`() throws {
        let hourly = ["max": "24", "days": "1", "units": "小时"]
        let lines = [SampleLine(code: Self.bed, quantity: "400", unit: "小时")]
        #expect(try judge(ServiceFrequency.self, hourly, lines).found(by: ServiceFrequency.self).isEmpty)
        let other = [SampleLine(code: Self.bed, quantity: "400", unit: "次")]
        #expect(
            try judge(ServiceFrequency.self, hourly, other, fields: JudgedSample.stay).found(
                by: ServiceFrequency.self
            )
            .isEmpty)
    }

    @Test func `ServiceCycle: two tests nearer than the cycle, and more than a short stay holds`() throws {
        let cycle = ["max": "1", "days": "14"]
        let code = "002503020030100"
        let near = ["2024-03-01", "2024-03-14"].map { SampleLine(code: code, date: $0) }
        let apart = ["2024-03-01", "2024-03-15"].map { SampleLine(code: code, date: $0) }
        #expect(
            try judge(ServiceCycle.self, cycle, near).found(by: ServiceCycle.self) == [
                "2 over_frequency definite"
            ])
        #expect(try judge(ServiceCycle.self, cycle, apart).found(by: ServiceCycle.self).isEmpty)
        let inStay = try judge(
            ServiceCycle.self, cycle, [SampleLine(code: code, quantity: "2")], fields: JudgedSample.stay)
        #expect(inStay.found(by: ServiceCycle.self) == ["1 over_frequency definite"])
    }

    @Test func `DrugSupplyLimit: more than the days allow is self-paid`() throws {
        let limit = ["max": "2", "per": "day", "days": "7"]
        let lines = [SampleLine(code: Self.drug, quantity: "16")]
        let judged = try judge(
            DrugSupplyLimit.self, limit, lines, fields: ["receipt_code": "31060124"], kind: .eReceipt)
        #expect(judged.found(by: DrugSupplyLimit.self) == ["1 over_quantity definite"])
        #expect(judged.items.first?.split?.selfPaid == Sample.money("20"))
    }

    @Test func `DrugDosage: more than a stay can use asks`() throws {
        let limit = ["max": "1", "per": "day"]
        let lines = [SampleLine(code: Self.drug, quantity: "11")]
        let judged = try judge(DrugDosage.self, limit, lines, fields: JudgedSample.stay)
        #expect(judged.found(by: DrugDosage.self) == ["1 over_quantity suspect"])
        #expect(judged.totals.split.selfPaid == .zero)
        #expect(try judge(DrugDosage.self, limit, lines).found(by: DrugDosage.self).isEmpty)
    }

    @Test func `SliceQuantity: grams over what the days can use ask`() throws {
        let limit = ["max": "3", "per": "day", "days": "7"]
        let lines = [SampleLine(code: "T000100057", quantity: "30", price: "0.10")]
        #expect(
            try judge(SliceQuantity.self, limit, lines).found(by: SliceQuantity.self) == [
                "1 over_quantity suspect"
            ])
    }

    @Test func `ConsumableQuantity: more than a slip can use asks`() throws {
        let limit = ["code": "C12345", "max": "2", "per": "slip"]
        let lines = [SampleLine(code: "C1234567890123456789", quantity: "3")]
        #expect(
            try judge(ConsumableQuantity.self, limit, lines).found(by: ConsumableQuantity.self)
                == ["1 over_quantity suspect"])
    }

    @Test func `ServiceTotal: what is over the sum is self-paid`() throws {
        let lines = (1...3).map { _ in SampleLine(code: Self.bed) }
        let judged = try judge(ServiceTotal.self, ["max_amount": "15"], lines)
        #expect(judged.found(by: ServiceTotal.self) == ["2 over_total definite", "3 over_total definite"])
        #expect(judged.totals.split.selfPaid == Sample.money("15"))
        #expect(judged.totals.split.sum == Sample.money("30"))
    }

    @Test func `ConsumableTotal: what is over the sum is self-paid`() throws {
        let lines = [SampleLine(code: "C1234567890123456789")]
        let judged = try judge(ConsumableTotal.self, ["max_amount": "4"], lines)
        #expect(judged.found(by: ConsumableTotal.self) == ["1 over_total definite"])
        #expect(judged.totals.split.selfPaid == Sample.money("6"))
    }

    @Test func `ServicePrice: what is over the price is self-paid`() throws {
        let judged = try judge(
            ServicePrice.self, ["max_price": "8"], [SampleLine(code: Self.bed, quantity: "2")])
        #expect(judged.found(by: ServicePrice.self) == ["1 over_cap definite"])
        #expect(judged.totals.split.selfPaid == Sample.money("4"))
    }

    @Test func `DrugKinds: too many on one outpatient day, not in a stay`() throws {
        let lines = ["XA02BCA084", "XB01AXA223", "XN05CDM084"].map { SampleLine(code: $0 + "A001010100001") }
        let limit = ["code": "X", "max_kinds": "2"]
        #expect(
            try judge(DrugKinds.self, limit, lines).found(by: DrugKinds.self) == ["3 too_many_kinds slight"])
        let inStay = try judge(DrugKinds.self, limit, lines, fields: JudgedSample.stay)
        #expect(inStay.found(by: DrugKinds.self).isEmpty)
    }

    @Test func `SliceKinds: too many slices on one day`() throws {
        let lines = (1...3).map { SampleLine(code: "T00010000\($0)") }
        let limit = ["code": "T", "max_kinds": "2"]
        #expect(
            try judge(SliceKinds.self, limit, lines).found(by: SliceKinds.self) == ["3 too_many_kinds slight"]
        )
    }

    @Test func `ChargeOutsideStay: days before the admission are a finding on the slip`() throws {
        let lines = ["2024-02-28", "2024-03-01", "2024-03-10"].map { SampleLine(code: Self.bed, date: $0) }
        let judged = try judge(ChargeOutsideStay.self, [:], lines, fields: JudgedSample.stay)
        #expect(judged.found(by: ChargeOutsideStay.self) == ["– outside_stay definite"])
        #expect(judged.flags.first?.related == [1])
        let inside = try judge(
            ChargeOutsideStay.self, [:], Array(lines.dropFirst()), fields: JudgedSample.stay)
        #expect(inside.found(by: ChargeOutsideStay.self).isEmpty)
    }

    @Test(arguments: [
        ("57", 57, nil), ("57岁", 57, nil), ("3岁5月", 3, nil), ("5个月", 0, nil), ("12天", 0, 12),
        ("成人", nil, nil),
        ("157", nil, nil), ("40岁7岁", nil, nil),
    ]) func `an age is read as papers print it`(text: String, years: Int?, days: Int?) {
        #expect(PatientAge(printed: text)?.years == years)
        #expect(PatientAge(printed: text)?.days == days)
    }

    @Test func `an age by birth counts completed years`() throws {
        let birth = try #require(CalendarDate("2020-03-10"))
        let before = try #require(CalendarDate("2024-03-09"))
        let after = try #require(CalendarDate("2024-03-10"))
        #expect(PatientAge(born: birth, on: before)?.years == 3)
        #expect(PatientAge(born: birth, on: after)?.years == 4)
        #expect(PatientAge(born: after, on: before) == nil)
    }

    @Test func `taking a part of a split leaves the sum`() {
        let split = AmountSplit(
            amount: Sample.money("100"), excess: Sample.money("33.33"), ratio: Ratio("0.1") ?? .zero)
        let less = split.deducting(Sample.money("33.34"))
        #expect(less.selfPaid == Sample.money("33.34"))
        #expect(less.sum == split.sum)
        #expect(split.deducting(Sample.money("500")) == AmountSplit(selfPaid: Sample.money("100")))
    }
}
