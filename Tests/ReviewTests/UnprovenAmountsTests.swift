import Review
import Slips
import Testing

@Suite struct `An amount beside which no price is printed` {
    private func review(
        _ amounts: [String], total: String?, capitals: String? = nil,
        _ change: (inout Slip) -> Void = { _ in }
    ) -> SlipReview {
        let items = amounts.enumerated().map { Sample.item($0 + 1, "住院诊查费", "1", nil, $1) }
        var slip = Sample.slip(items, total: total, capitals: capitals)
        change(&slip)
        return Sample.review(slip)
    }

    @Test func `is certain where the lines add up to the total`() {
        #expect(review(["12.00", "30.50"], total: "42.50").items.allSatisfy { !$0.needsReview })
        let inCapitals = review(["12.00", "30.50"], total: nil, capitals: "肆拾贰元伍角整")
        #expect(inCapitals.items.allSatisfy { !$0.amount.needsReview })
    }

    @Test func `asks where no sum in which it stands holds, however surely it was read`() {
        let cut = review(["66.96", "30.50"], total: "2297.46", capitals: "贰仟贰佰玖拾柒元肆角陆分")
        #expect(cut.items.allSatisfy { $0.needsReview && $0.amount.needsReview })
        #expect(cut.codes.contains(.totalMismatch), "which may be the paper's own")
        #expect(review(["66.96"], total: nil).items.allSatisfy { $0.needsReview })
    }

    @Test func `is certain where the sum of its group holds`() {
        let review = review(["12.00", "30.50", "66.96"], total: "2309.46") { slip in
            slip.subtotals = [
                Subtotal(
                    kind: .category, label: "小计", amount: Sample.reading(Money("42.50")), lines: [1, 2]),
                Subtotal(kind: .category, label: "小计", amount: Sample.reading(Money("2266.96")), lines: [3]),
            ]
        }
        #expect(review.items.map(\.amount.needsReview) == [false, false, true])
    }

    @Test func `is certain where a person typed it`() {
        let review = review(["66.96", "30.50"], total: "99.00") { slip in
            slip.items[0].amount.confidence = 1
        }
        #expect(review.items.map(\.amount.needsReview) == [false, true])
    }

    @Test func `makes no suspicion definite`() {
        let slip = Sample.slip([Sample.item(1, "睾丸鞘膜翻转术", "1", nil, "266.96")], total: "99.00")
        let review = Sample.review(slip)
        #expect(review.items[0].codes == [.overCap] && review.items[0].flags[0].severity == .suspect)
    }
}
