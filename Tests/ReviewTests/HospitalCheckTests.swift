import Catalog
import Review
import Slips
import Testing

@Suite struct `The hospital of a slip` {
    private static let reviewer = Reviewer(
        catalog: Catalog(
            identity: Sample.catalog.identity, entries: Sample.entries,
            overrides: [
                PriceOverride(
                    code: "X1", hospitalLevel: 3, region: nil, priceCap: Money("8"), validFrom: nil,
                    validTo: nil)
            ],
            providers: [
                Provider(
                    code: "H1", name: "青云市人民医院", level: 3, kind: .hospital, region: nil, validFrom: nil,
                    validTo: nil)
            ]), calibration: .none)

    private func review(_ hospital: Reading<String>) -> SlipReview {
        let slip = Sample.slip(
            [Sample.item(1, "阿莫西林胶囊", "2", "10.00", "20.00")], total: "20", capitals: "贰拾元整",
            fields: [.hospital: hospital])
        return Self.reviewer.review(slip, id: String(repeating: "b", count: 64), source: "in/a.png")
    }

    @Test func `selects by its level the price cap that holds there`() {
        let review = review(Sample.reading("青云市人民医院"))
        #expect(review.items.first?.codes == [.overCap])
        #expect(review.items.first?.split?.overCap == Money("4"))
        #expect(review.decision == .accepted)
    }

    @Test func `is settled by the list when it was read badly, and keeps what was seen`() {
        var reading = Sample.reading("青去市人民医院", certain: false, confidence: 0.5)
        reading.characterConfidences = [0.99, 0.3, 0.99, 0.99, 0.99, 0.99, 0.99]
        let field = review(reading).fields["hospital"]
        #expect(field?.value == "青云市人民医院")
        #expect(field?.raw == "青去市人民医院")
        #expect(field?.needsReview == false)
    }

    @Test(arguments: [
        ("青去市人民医院", "青云市人民医院", "青去市人民医院"), ("医院：青云市人民医院（章）", "青云市人民医院", nil),
        ("青 云 市人民医院", "青云市人民医院", nil), ("某某(东区)医院", "某某（东区）医院", nil), ("", "青云市人民医院", nil),
    ])
    func `is told as seen only where that says something else`(raw: String, value: String, told: String?) {
        #expect(ReviewReading.seenOtherwise(raw, than: value) == told)
        #expect(ReviewReading.seenOtherwise(raw, than: nil) == nil)
        #expect(ReviewReading.seenOtherwise(nil, than: value) == nil)
    }

    @Test func `is a finding, and no more, when the list does not have it`() {
        let review = review(Sample.reading("别处医院"))
        #expect(review.codes == [.providerNotDesignated])
        #expect(review.flags.first?.severity == .suspect)
        // Without a level the cap of such an entry is not known.
        #expect(review.items.first?.split == nil)
    }

    @Test func `that is one character off the list is told with the name that is near`() {
        let message = review(Sample.reading("青石市人民医院")).flags.first?.message ?? ""
        #expect(
            message.contains("最相近的是“青云市人民医院”") && message.contains("nearest name on the list is “青云市人民医院”"))
        #expect(review(Sample.reading("别处医院")).flags.first?.message.contains("相近") == false)
    }

    @Test func `is a question where the list counts and none was read`() {
        var slip = Sample.slip(
            [Sample.item(1, "住院诊查费", "3", "8.00", "24.00")], total: "24", capitals: "贰拾肆元整")
        slip.fields[.hospital] = nil
        let review = Self.reviewer.review(slip, id: String(repeating: "b", count: 64), source: "in/a.png")
        #expect(review.flags.isEmpty && review.decision == .needsReview)
        #expect(review.fields["hospital"]?.value == nil && review.fields["hospital"]?.needsReview == true)
    }

    @Test func `is no finding where the catalog has no list`() {
        let slip = Sample.slip(
            [Sample.item(1, "住院诊查费", "3", "8.00", "24.00")], total: "24",
            fields: [.hospital: Sample.reading("别处医院")])
        #expect(Sample.review(slip).flags.isEmpty)
    }
}
