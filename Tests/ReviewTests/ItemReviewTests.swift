import Catalog
import Review
import Slips
import Testing

@Suite struct `Reviewing a line` {
    private func review(_ item: Item) throws -> ReviewedItem {
        let review = Sample.review(Sample.slip([item], total: item.amount.value?.description))
        return try #require(review.items.first)
    }

    @Test(arguments: [("3.0013", "10.81", "32.43"), ("5", "137.17", "68.59"), ("15", "4.00", "6.00")])
    func `a line that closes once its quantity is read otherwise is no finding`(
        quantity: String, price: String, amount: String
    ) throws {
        var item = Sample.item(1, "住院诊查费", quantity, price, amount)
        item.quantity.needsReview = true
        item.needsReview = true
        let review = Sample.review(Sample.slip([item], total: amount))
        #expect(review.items[0].codes.isEmpty)
        #expect(review.items[0].needsReview)
        item.amount = Sample.reading(Sample.money("99.00"))
        #expect(Sample.review(Sample.slip([item], total: "99.00")).items[0].codes == [.amountMismatch])
    }

    @Test func `lines of which many do not close are under no suspicion to be printed wrong`() {
        func codes(closing: Int, failing: Int) -> [FlagCode] {
            let items = (1...(closing + failing)).map { line -> Item in
                var item = Sample.item(
                    line, "住院诊查费", "2", "\(line).00", line > closing ? "99.00" : "\(2 * line).00")
                if line > closing { item.quantity.needsReview = true }
                return item
            }
            return Sample.review(Sample.slip(items, total: nil)).items.flatMap(\.codes)
        }
        #expect(codes(closing: 6, failing: 2) == [.amountMismatch, .amountMismatch])
        #expect(codes(closing: 4, failing: 3).isEmpty)
    }

    @Test func `a listed line at a fair price is split and needs nobody`() throws {
        let item = try review(Sample.item(1, "(乙)阿莫西林胶囊", "2", "10.00", "20.00", spec: "0.25g*24粒"))
        #expect(item.match.status == .matched)
        #expect(item.match.code == "X1")
        #expect(item.flags.isEmpty)
        #expect(!item.needsReview)
        #expect(item.split?.firstSelfPaid == Sample.money("2"))
        #expect(item.split?.inScope == Sample.money("18"))
    }

    @Test func `a price over the cap is a finding, and the excess is self-paid`() throws {
        let item = try review(Sample.item(1, "阿莫西林胶囊", "2", "15.00", "30.00"))
        #expect(item.codes == [.overCap])
        #expect(item.flags.first?.amount == Sample.money("5"))
        #expect(item.flags.first?.severity == .definite)
        #expect(item.split?.overCap == Sample.money("5"))
        #expect(item.split?.firstSelfPaid == Sample.money("2.5"))
        #expect(item.split?.inScope == Sample.money("22.5"))
        #expect(!item.needsReview)
    }

    @Test func `without a printed price the amount is held against the cap`() throws {
        #expect(try review(Sample.item(1, "阿莫西林胶囊", "3", nil, "37.50")).codes.isEmpty)
        let over = try review(Sample.item(1, "阿莫西林胶囊", "3", nil, "37.51"))
        #expect(over.codes == [.overCap])
        #expect(over.split?.overCap == Sample.money("0.01"))
    }

    @Test func `a line outside the catalog is self-paid and needs nobody`() throws {
        let item = try review(Sample.item(1, "陪护费", "3", "80.00", "240.00"))
        #expect(item.codes == [.outOfCatalog])
        #expect(item.match.status == .outOfCatalog)
        #expect(item.match.code == nil)
        #expect(item.split == AmountSplit(selfPaid: Sample.money("240")))
        #expect(!item.needsReview)
    }

    @Test func `a line outside the catalog whose numbers are in doubt is suspected to be one`() throws {
        let item = try review(Sample.item(1, "陪护费", "3", "80.00", "240.00", certain: false))
        #expect(item.flags.map(\.severity) == [.suspect])
        #expect(item.needsReview)
    }

    @Test func `class 丙 is self-paid wholly`() throws {
        let item = try review(Sample.item(1, "睾丸鞘膜翻转术", "1", "90", "90"))
        #expect(item.split == AmountSplit(selfPaid: Sample.money("90")))
        #expect(try review(Sample.item(1, "睾丸鞘膜翻转术", "1", "190", "190")).codes == [.overCap])
    }

    @Test func `an entry whose period has ended is a finding`() throws {
        let item = try review(Sample.item(1, "旧式护理项目", "1", "9", "9", date: "2024-04-30"))
        #expect(item.codes == [.expiredEntry])
        #expect(item.split?.selfPaid == Sample.money("9"))
        #expect(try review(Sample.item(1, "旧式护理项目", "1", "9", "9", date: "2023-12-31")).codes.isEmpty)
    }

    @Test func `a mismatch of certain numbers is a finding and needs nobody`() throws {
        let item = try review(Sample.item(1, "住院诊查费", "3", "10.00", "31.00"))
        #expect(item.codes == [.amountMismatch])
        #expect(item.flags.first?.amount == Sample.money("1"))
        #expect(!item.needsReview)
    }

    @Test func `a mismatch that may be a misreading is no definite finding but asks for a person`() throws {
        let item = try review(Sample.item(1, "住院诊查费", "3", "10.00", "31.00", certain: false))
        #expect(!item.flags.contains { $0.severity == .definite })
        #expect(item.needsReview)
    }

    @Test func `doubtful numbers over a cap are no finding`() throws {
        let item = try review(Sample.item(1, "阿莫西林胶囊", "2", "15.00", "30.00", certain: false))
        #expect(item.codes.isEmpty)
        #expect(item.needsReview)
    }

    @Test func `an unmatched line has no split`() throws {
        let item = try review(Sample.item(1, "阿西", "2", "10.00", "20.00"))
        #expect(item.match.status == .ambiguous)
        #expect(item.split == nil)
        #expect(item.needsReview)
    }

    @Test func `without any date a person is asked which row holds`() throws {
        var slip = Sample.slip([Sample.item(1, "住院诊查费", "1", "10", "10")], total: "10")
        slip.fields[.issueDate] = nil
        let review = Sample.review(slip)
        let item = try #require(review.items.first)
        #expect(item.match.status == .matched)
        #expect(item.needsReview)
    }
}

@Suite struct `Splitting an amount` {
    @Test func `the four parts add up, also on refunds, whatever the cap and share`() {
        for micros in stride(from: Int64(-2_000_000), through: 2_000_000, by: 370_000) {
            let amount = Money(micros: micros).roundedToFen
            for excess in [-3, -0.5, 0, 0.33, 1, 5].map({ Money(micros: Int64($0 * 1_000_000)) }) {
                for share in ["0", "0.05", "0.1", "0.333333", "1"].compactMap({ Ratio($0) }) {
                    let split = AmountSplit(amount: amount, excess: excess, ratio: share)
                    #expect(split.sum == amount)
                    let parts = [split.overCap, split.firstSelfPaid, split.inScope]
                    #expect(parts.allSatisfy { amount < .zero ? $0 <= .zero : $0 >= .zero })
                }
            }
        }
    }

    @Test func `a refund takes back what the charge was split into`() throws {
        let charge = AmountSplit(
            amount: Sample.money("30"), excess: Sample.money("5"), ratio: Ratio("0.1") ?? .zero)
        let refund = AmountSplit(
            amount: Sample.money("-30"), excess: Sample.money("-5"), ratio: Ratio("0.1") ?? .zero)
        #expect(charge + refund == .zero)
    }
}
