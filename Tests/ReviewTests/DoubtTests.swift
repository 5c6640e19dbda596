import Review
import Slips
import Testing

@Suite struct `What a person must look at` {
    @Test func `is nothing on a slip whose lines and sums are certain`() {
        let slip = Sample.slip([Sample.item(1, "住院诊查费", "2", "10.00", "20.00")], total: "20.00")
        let review = Sample.reviewer.review(slip, id: "1", source: "made")
        #expect(review.doubts.isEmpty, "\(review.doubts)")
    }

    @Test func `is each number that nothing proves, and the product that it should be`() {
        let item = Sample.item(1, "住院诊查费", "2", "10.00", "26.00", certain: false)
        let review = Sample.reviewer.review(
            Sample.slip([item], total: "26.00"), id: "1", source: "made")
        let doubts = review.items.flatMap(\.doubts)
        #expect(
            doubts.map(\.subject) == ["数量 quantity", "单价 unit price", "金额 amount", "金额 amount"])
        #expect(doubts.last?.reason == "数量×单价=20.00 quantity × unit price is 20.00")
        #expect(doubts.first?.reason == "未经证实，把握99% not proven, 99% sure")
        #expect(doubts.allSatisfy { $0.line == 1 })
    }

    @Test func `is an amount that was not found or makes no sense`() {
        var item = Sample.item(1, "住院诊查费", "2", nil, "20.00", certain: false)
        item.amount = Reading(value: nil, raw: "2O", confidence: 0, needsReview: true)
        item.quantity = Reading(value: nil, confidence: 0, needsReview: true)
        let review = Sample.reviewer.review(Sample.slip([item], total: nil), id: "1", source: "made")
        let reasons = review.items.flatMap(\.doubts).map(\.reason)
        #expect(reasons.contains("读不成值 no value can be made of it"))
        #expect(reasons.contains("没有找到 not found"))
    }

    @Test func `is a sum that the printed total does not bear out`() {
        let slip = Sample.slip([Sample.item(1, "住院诊查费", "2", "10.00", "20.00")], total: "21.00")
        let doubts = Sample.reviewer.review(slip, id: "1", source: "made").doubts
        #expect(doubts.map(\.subject) == ["合计 Total"])
        #expect(doubts.first?.reason.contains("相差1.00") == true, "\(doubts)")
    }

    @Test func `is a slip without items, but not a blank one`() {
        let empty = Sample.reviewer.review(Sample.slip([], total: nil), id: "1", source: "made")
        #expect(empty.doubts.contains { $0.reason.hasPrefix("没有读到明细") })
        let blank = Sample.reviewer.review(Slip(kind: .blank), id: "1", source: "made")
        #expect(blank.doubts.isEmpty)
    }
}
