import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Lines beside one without a name` {
    private func reviews(_ names: [String]) -> [Bool] {
        let rows = names.enumerated().map {
            [$1, "\($0 + 2)", "5.20", "\(MadeItems.money("5.20").times($0 + 2))"]
        }
        let total = (names.indices.map { $0 + 2 }.reduce(0, +))
        let page = MadePrint.page(
            [MadePrint.line(["合计:\(MadeItems.money("5.20").times(total))"], y: 900)],
            tables: [MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)])
        return SlipExtractor().slip(from: [page], pages: [MadePrint.slipPage()]).items.map(\.needsReview)
    }

    @Test func `are looked at, for its name may have been taken for theirs`() {
        #expect(reviews(["甘草片", "舒尔经颗粒", "", "注射用头孢匹罗", "血常规检查"]) == [false, true, true, true, false])
        #expect(reviews(["甘草片", "舒尔经颗粒", "注射用头孢匹罗"]) == [false, false, false])
    }
}

extension Money {
    /// So many times the amount.
    fileprivate func times(_ count: Int) -> Money { Money(micros: micros * Int64(count)) }
}
