import Catalog
import Review
import Slips
import Testing

@Suite struct `A specification that was lost` {
    private static let reviewer = Reviewer(
        catalog: Catalog(
            identity: CatalogIdentity(id: "test", edition: "1", sha256: String(repeating: "0", count: 64)),
            entries: [
                ("X1", "阿莫西林胶囊", "0.25g*24粒"), ("X2", "阿莫西林胶囊", "0.5g*20粒"), ("X3", "西洛他唑片", "50mg*12片"),
                ("X4", "金锁固精丸", "6g*10袋"), ("X5", "醋酸钙片", "0.667g*36片"),
            ].map { CatalogEntry(kind: .drug, code: $0, name: $1, spec: $2, insuranceClass: .a) }),
        calibration: .none)

    private static func review(_ specs: [String?]) -> SlipReview {
        let names = ["阿莫西林胶囊", "西洛他唑片", "金锁固精丸", "醋酸钙片"]
        let items = zip(1..., zip(names, specs)).map { line, printed in
            Sample.item(line, printed.0, "2", "10.00", "20.00", spec: printed.1)
        }
        return reviewer.review(
            Sample.slip(items, total: "80", capitals: "捌拾元整"), id: String(repeating: "b", count: 64),
            source: "in/a.png")
    }

    @Test func `leaves the row in doubt where the other lines print theirs`() {
        let review = Self.review([nil, "50mg*12片", "6g*10袋", "0.667g*36片"])
        #expect(review.items.map(\.needsReview) == [true, false, false, false])
        #expect(review.items[0].spec?.needsReview == true)
        #expect(review.decision == .needsReview)
        #expect(review.doubts.map(\.line) == [1])
        #expect(review.items[0].split?.sum == Sample.money("20"), "the rows are paid alike")
        let mark = Self.review(["乙", "50mg*12片", "6g*10袋", "0.667g*36片"])
        #expect(mark.items.map(\.needsReview) == [true, false, false, false])
        #expect(mark.items[0].spec?.raw == "乙")
        #expect(mark.items[0].spec?.value == "乙", "a correction finds the lines again by their values")
    }

    @Test func `is missed on a page that goes on without headings, however many lines it has`() {
        let read = Sample.slip(
            (1...3).map { Sample.item($0, "西洛他唑片", "2", "10.00", "20.00", spec: "50mg*12片") }
                + (4...9).map { line in
                    var item = Sample.item(line, "阿莫西林胶囊", "\(line)", "10.00", "\(line)0.00")
                    item.place = Place(page: 2, x: 10, y: 20 * line, width: 900, height: 18)
                    return item
                }, total: "450")
        let review = Self.reviewer.review(read, id: String(repeating: "b", count: 64), source: "in/a.png")
        #expect(review.items.map(\.needsReview) == (1...9).map { $0 > 3 })
    }

    @Test func `is none where it is printed, nothing else has the name, or no line prints one`() {
        #expect(Self.review(["0.5g*20粒", "50mg*12片", "6g*10袋", "0.667g*36片"]).decision == .accepted)
        #expect(Self.review(["0.5g*20粒", nil, "6g*10袋", "0.667g*36片"]).decision == .accepted)
        #expect(Self.review([nil, nil, nil, nil]).decision == .accepted)
    }
}
