import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Sums of categories beside the details of a receipt` {
    /// A summary whose columns have no headings that were read.
    private func summary(_ rows: [[String]]) -> PageLayout {
        MadePrint.page(tables: [MadePrint.table([.other, .other], rows)])
    }

    private func cells(_ texts: (String, String, String), confidence: Double = 0.99) -> CategorySums.Cells {
        CategorySums.Cells(
            quantity: MadePrint.run(texts.0), unitPrice: MadePrint.run(texts.1, confidence: confidence),
            amount: MadePrint.run(texts.2, confidence: confidence))
    }

    /// A line as read, its numbers unproven, and its cells.
    private func slip(_ lines: [CategorySums.Cells], sure: Set<Int> = []) -> Slip {
        var slip = MadeItems.slip(
            lines.map {
                LineArithmetic.choices(quantity: $0.quantity, unitPrice: $0.unitPrice, amount: $0.amount)
            })
        for i in sure { slip.items[i].amount.needsReview = false }
        return slip
    }

    private func amounts(_ slip: Slip) -> [String?] { slip.items.map { $0.amount.value?.description } }

    @Test func `are taken where they make the total`() {
        let page = summary([["西药费", "1215.39"], ["手术费", "252.27"], ["卫生料料费", "3.50"]])
        let sums = CategorySums(in: [page], total: MadeItems.money("1471.16"))
        #expect(sums?.sums == ["1215.39", "252.27", "3.50"].map(MadeItems.money))
        #expect(CategorySums(in: [page], total: MadeItems.money("1571.16")) == nil)
        #expect(CategorySums(in: [MadePrint.page()], total: MadeItems.money("1571.16")) == nil)
    }

    @Test func `are taken without figures that the form below one of them made`() {
        let page = summary([["中成药费", "9990167.28"], ["西药费", "99.02"]])
        let sums = CategorySums(in: [page], total: MadeItems.money("266.30"))
        #expect(sums?.sums == ["167.28", "99.02"].map(MadeItems.money))
        // The total was printed otherwise: nothing is known.
        #expect(CategorySums(in: [page], total: MadeItems.money("266.31")) == nil)
    }

    @Test func `say the amount of the one line that is left for them, for a person to confirm`() throws {
        let lines = [cells(("30.00", ".603", "8090"), confidence: 0.5), cells(("2.00", "147.63", "295.26"))]
        var slip = slip(lines, sure: [1])
        let page = summary([["中草药费", "0.90"], ["西药费", "295.26"]])
        let sums = try #require(CategorySums(in: [page], total: MadeItems.money("296.16")))
        sums.propose(for: &slip, cells: lines)
        #expect(amounts(slip) == ["0.90", "295.26"])
        #expect(slip.items[0].unitPrice?.value == MadeItems.money("0.03"))
        #expect(slip.items[0].needsReview && slip.items[0].amount.needsReview)
        #expect(slip.items[0].unitPrice?.needsReview == true)
    }

    @Test func `are shared out between lines by what their cells say`() throws {
        let lines = [
            cells(("2.00", "83", "2584"), confidence: 0.7), cells(("3.00", "1273", "38.7.1")),
            cells(("10.00", "117.72", "1177.20")), cells(("1.00", "2.2.27", "252.27"), confidence: 0.7),
        ]
        var slip = slip(lines)
        let page = summary([["卫生材料费", "3.50"], ["西药费", "1215.39"], ["手术费", "252.27"]])
        let sums = try #require(CategorySums(in: [page], total: MadeItems.money("1471.16")))
        sums.propose(for: &slip, cells: lines)
        #expect(amounts(slip) == ["3.50", "38.19", "1177.20", "252.27"])
        #expect(
            slip.items.map { $0.unitPrice?.value?.description } == ["1.75", "12.73", "117.72", "252.27"])
        #expect(slip.items.allSatisfy { $0.needsReview })
    }

    @Test func `say nothing where lines may be changed for each other, or one is missing`() throws {
        let lines = [
            cells(("1.00", "8", "8"), confidence: 0.3), cells(("1.00", "8", "8"), confidence: 0.3),
            cells(("2.00", "147.63", "295.26")),
        ]
        let alike = slip(lines, sure: [2])
        var solved = alike
        let page = summary([["检查费", "46.00"], ["化验费", "51.00"], ["西药费", "295.26"]])
        try #require(CategorySums(in: [page], total: MadeItems.money("392.26")))
            .propose(for: &solved, cells: lines)
        #expect(solved == alike)
        let lacking = slip(Array(lines.dropFirst()), sure: [1])
        solved = lacking
        try #require(CategorySums(in: [page], total: MadeItems.money("392.26")))
            .propose(for: &solved, cells: Array(lines.dropFirst()))
        #expect(solved == lacking)
    }
}
