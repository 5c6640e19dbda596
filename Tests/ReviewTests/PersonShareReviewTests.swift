import Catalog
import Review
import Slips
import Testing

@Suite struct `Shares of insured persons` {
    private static let reviewer = Reviewer(
        catalog: Catalog(
            identity: CatalogIdentity(id: "test", edition: "1", sha256: String(repeating: "0", count: 64)),
            entries: Sample.entries,
            shares: [PersonShare(code: "X1", personClass: "居民", selfPayRatio: Ratio("0.3") ?? .one)]),
        calibration: .none)

    private func item(_ insurance: Reading<String>?) throws -> ReviewedItem {
        let line = Sample.item(1, "阿莫西林胶囊", "2", "10.00", "20.00", spec: "0.25g*24粒")
        let fields = insurance.map { [SlipField.insuranceType: $0] } ?? [:]
        let review = Self.reviewer.review(
            Sample.slip([line], total: "20.00", fields: fields), id: "b", source: "a.png")
        return try #require(review.items.first)
    }

    @Test func `the class that the slip prints pays its own share`() throws {
        #expect(try item(Sample.reading("城乡居民基本医疗保险")).split?.firstSelfPaid == Sample.money("6"))
        #expect(try item(Sample.reading("城镇职工基本医疗保险")).split?.firstSelfPaid == Sample.money("2"))
    }

    @Test func `without a class that was read for certain the share is a question`() throws {
        for insurance in [nil, Sample.reading("城乡居民", certain: false)] {
            let item = try item(insurance)
            #expect(item.split == nil)
            #expect(item.needsReview)
            #expect(item.match.status == .matched)
            #expect(item.splitNeeds == [.insurance])
            #expect(item.doubts.count == 1 && item.doubts[0].reason.contains("险种"))
        }
    }
}
