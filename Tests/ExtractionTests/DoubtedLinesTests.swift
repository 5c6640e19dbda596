import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Lines that do not add up to the total` {
    private func reviews(_ kinds: [ColumnKind], _ rows: [[String]], total: String) -> [Bool] {
        let page = MadePrint.page(
            [MadePrint.line(["合计:\(total)"], y: 900)], tables: [MadePrint.table(kinds, rows)])
        return SlipExtractor().slip(from: [page], pages: [MadePrint.slipPage()]).items.map(\.needsReview)
    }

    private let priced: [ColumnKind] = [.name, .quantity, .unitPrice, .amount]

    @Test func `are looked at where a refund may have lost its signs`() {
        let rows = [["甘草片", "3", "5.20", "15.60"], ["舒尔经颗粒", "2", "47.69", "95.38"]]
        #expect(reviews(priced, rows, total: "79.78") == [true, false])
        #expect(reviews(priced, rows, total: "110.98") == [false, false])
        // Printed wrong: no sign explains it.
        #expect(reviews(priced, rows, total: "120.98") == [false, false])
    }

    @Test func `are looked at where one digit of an amount without a price explains it`() {
        let kinds: [ColumnKind] = [.name, .quantity, .amount]
        let rows = [["甘草片", "3", "15.80"], ["舒尔经颗粒", "2", "96.21"]]
        #expect(reviews(kinds, rows, total: "112.01") == [false, false])
        #expect(reviews(kinds, rows, total: "111.51") == [true, false])
    }

    @Test func `are looked at where one digit of a single unit's price and amount explains it`() {
        let rows = [["甘草片", "1", "2270.07", "2270.07"], ["舒尔经颗粒", "2", "47.69", "95.38"]]
        #expect(reviews(priced, rows, total: "2366.05") == [true, false])
        #expect(reviews(priced, rows, total: "2366.15") == [false, false])
    }
}
