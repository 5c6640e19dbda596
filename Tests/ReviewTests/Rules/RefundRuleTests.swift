import Slips
import Testing

@testable import Review

@Suite struct `Rules on what was partly taken back` {
    private static let bed = "001109000010000"

    private func line(_ quantity: String, _ date: String? = nil) -> SampleLine {
        SampleLine(code: Self.bed, quantity: quantity, date: date)
    }

    private func judge(
        _ cells: [String: String], _ lines: [SampleLine], fields: [String: String] = JudgedSample.stay
    ) throws -> SlipReview {
        try JudgedSample.judge(
            ServiceFrequency.self, [cells.merging(["code": Self.bed]) { $1 }],
            JudgedSample.review(lines, fields: fields))
    }

    @Test(arguments: [["1", "1", "1", "-1"], ["2", "3", "-3"], ["1", "-1", "1", "1"], ["2", "-2"]])
    func `count what is left, so that nothing is over a limit of two a stay`(quantities: [String]) throws {
        let judged = try judge(["max": "2"], quantities.map { line($0) })
        #expect(judged.found(by: ServiceFrequency.self).isEmpty)
        #expect(judged.totals.split.selfPaid == .zero)
    }

    @Test func `deduct what is over of what is left`() throws {
        let judged = try judge(["max": "2"], [line("2"), line("3"), line("-2")])
        #expect(judged.found(by: ServiceFrequency.self) == ["2 over_frequency definite"])
        #expect(judged.totals.split.selfPaid == Sample.money("10"))
        #expect(judged.totals.split.sum == Sample.money("30"))
    }

    @Test func `take a refund from the day that it prints`() throws {
        let daily = ["max": "1", "days": "1"]
        let days = ["2024-03-02", "2024-03-03", "2024-03-03"]
        let charged = days.map { line("1", $0) }
        #expect(
            try judge(daily, charged + [line("-1", "2024-03-03")]).found(by: ServiceFrequency.self).isEmpty)
        #expect(
            try judge(daily, charged + [line("-1", "2024-03-02")]).found(by: ServiceFrequency.self)
                == ["3 over_frequency definite"])
    }

    @Test func `make self-paid no more than what is left of a line`() throws {
        let slice = "T001700233"
        let lines = ["3", "-1"].map { SampleLine(code: slice, quantity: $0) }
        let judged = try JudgedSample.judge(
            UnpaidSlice.self, [["code": slice]], JudgedSample.review(lines))
        #expect(judged.found(by: UnpaidSlice.self) == ["1 out_of_scope definite"])
        #expect(judged.totals.split.selfPaid == Sample.money("20"))
        #expect(judged.totals.split.sum == Sample.money("20"))
    }

    @Test func `say nothing of quantities where nobody knows how much was taken back`() throws {
        var refund = line("-1")
        refund.price = nil
        let charged = [line("3"), refund]
        var review = JudgedSample.review(charged, fields: JudgedSample.stay)
        review.items[1].quantity.needsReview = true
        review.items[1].amount = ReviewReading(
            value: "-10.00", raw: "-10.00", confidence: 0.99, place: nil, needsReview: false)
        let judged = try JudgedSample.judge(
            ServiceFrequency.self, [["code": Self.bed, "max": "2"]], review)
        #expect(judged.found(by: ServiceFrequency.self).isEmpty)
    }
}

@Suite struct `Limits that several lines break` {
    private static let bed = "001109000010000"

    private func selfPaid(_ cells: [String: String], _ lines: [SampleLine]) throws -> Money {
        try JudgedSample.judge(
            ServiceFrequency.self, [cells.merging(["code": Self.bed]) { $1 }],
            JudgedSample.review(lines, fields: JudgedSample.stay)
        ).totals.split.selfPaid
    }

    /// As many units are paid as the limit allows, however they are spread over lines and days of a stay of ten days.
    @Test func `deduct all that is over, and nothing else`() throws {
        var seed: UInt64 = 7
        func next(_ count: UInt64) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33 % count)
        }
        for _ in 0..<60 {
            let max = 1 + next(3)
            let lines = (0..<(1 + next(7))).map { _ in
                // No line alone is over the limit: such a one may sum several days.
                SampleLine(
                    code: Self.bed, quantity: "\(1 + next(UInt64(max)))", date: "2024-03-0\(1 + next(4))")
            }
            let byDay = Dictionary(grouping: lines) { $0.date ?? "" }.mapValues { day in
                day.reduce(0) { $0 + (Int($1.quantity) ?? 0) }
            }
            let over = byDay.values.reduce(0) { $0 + Swift.max(0, $1 - max) }
            #expect(
                try selfPaid(["max": "\(max)", "days": "1"], lines) == Money(fen: Int64(over) * 1000),
                "\(max) a day of \(lines.map { "\($0.date ?? "") \($0.quantity)" })")
            let total = byDay.values.reduce(0, +)
            #expect(
                try selfPaid(["max": "\(max)"], lines)
                    == Money(fen: Int64(Swift.max(0, total - max)) * 1000))
        }
    }

    @Test func `deduct the quantities of drugs over all lines`() throws {
        let drug = "XB01AXA223B002010100156"
        let lines = ["6", "6", "6"].map { SampleLine(code: drug, quantity: $0) }
        let judged = try JudgedSample.judge(
            DrugSupplyLimit.self, [["code": drug, "max": "5", "per": "slip"]], JudgedSample.review(lines))
        #expect(
            judged.found(by: DrugSupplyLimit.self) == [
                "1 over_quantity definite", "2 over_quantity definite", "3 over_quantity definite",
            ])
        #expect(judged.totals.split.selfPaid == Sample.money("130"))
    }

    @Test func `of contained services deduct only as many as are covered on their day`() throws {
        let pair = [["code": "0031", "other": "0011"]]
        func judged(_ quantity: String) throws -> SlipReview {
            try JudgedSample.judge(
                ContainedService.self, pair,
                JudgedSample.review([
                    SampleLine(code: "001109000010000", quantity: quantity, date: "2024-03-02"),
                    SampleLine(code: "003109000010000", date: "2024-03-02"),
                ]))
        }
        #expect(try judged("1").totals.split.selfPaid == Sample.money("10"))
        #expect(try judged("3").totals.split.selfPaid == Sample.money("10"))
        #expect(try judged("3").found(by: ContainedService.self) == ["1 mutually_exclusive definite"])
    }
}
