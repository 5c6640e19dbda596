import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The lines that a printed sum covers` {
    /// Five lines of 1, 2, 4, 8 and 16 yuan, and sums over some of them.
    private func covered(_ sums: [(Subtotal.Kind, String, [Int])], starts: [Int]) -> [[Int]] {
        let rows = ["1.00", "2.00", "4.00", "8.00", "16.00"].map { ["血常规检查", "1", $0, $0] }
        let table = MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)
        let found = TableExtractor(page: 1, em: MadePrint.em).items(of: table, firstLine: 1)
        var slip = Slip(kind: .feeList, items: found.items)
        slip.subtotals = sums.map { kind, amount, lines in
            Subtotal(
                kind: kind, label: "小计",
                amount: Reading(value: Money(amount), confidence: 0.99, needsReview: false), lines: lines)
        }
        SubtotalCoverage.settle(&slip, starts: starts)
        return slip.subtotals.map(\.lines)
    }

    @Test func `are those of a group that goes on over the page`() {
        let found = covered([(.category, "1", [1]), (.category, "30", [4, 5])], starts: [1, 4])
        #expect(found == [[1], [2, 3, 4, 5]])
    }

    @Test func `are those of the page where its sum is labelled no more than 小计`() {
        #expect(
            covered([(.category, "7", [3]), (.category, "24", [5])], starts: [1, 4]) == [[1, 2, 3], [4, 5]])
    }

    @Test func `stay as they were where no beginning gives the sum`() {
        let sums: [(Subtotal.Kind, String, [Int])] = [(.category, "99", [2, 3]), (.page, "24", [4, 5])]
        #expect(covered(sums, starts: [1, 4]) == [[2, 3], [4, 5]])
    }
}
