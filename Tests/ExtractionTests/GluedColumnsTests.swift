import Layout
import Testing

@testable import Extraction

@Suite struct `Two columns that were read as one on a page that goes on` {
    private let kinds: [ColumnKind] = [.name, .unitPrice, .selfPayRatio, .unit, .amount, .quantity]
    private let before = [
        ["阿莫西林胶囊", "12.50", "0.10", "盒", "25.00", "2"], ["血常规检查", "20.00", "0.00", "次", "20.00", "1"],
        ["静脉输液", "8.00", "0.00", "组", "64.00", "8"],
    ]

    /// Prices and ratios as one cell, a mark read in the gap between them.
    private func next() -> Table {
        let rows = [
            ["视网膜地形图", "6.91", "0.00", "次", "20.73", "3"], ["喉声图", "245.60", "0.00", "次", "982.40", "4"],
        ]
        var table = MadePrint.table(Array(repeating: .other, count: 6), rows)
        table.hasHeadings = false
        for row in table.rows.indices {
            let cells = table.rows[row].cells
            guard let price = cells[1], let ratio = table.rows[row].cells.remove(at: 2) else { continue }
            let mark = Symbol(
                text: ".", box: Box(x: price.box.right + 8, y: price.box.y + 20, width: 4, height: 4),
                confidence: 0.8)
            table.rows[row].cells[1] = TextRun(
                box: price.box.union(ratio.box), text: price.text + "." + ratio.text, confidence: 0.8,
                symbols: price.symbols + [mark] + ratio.symbols)
        }
        table.columns[1].span = table.columns[1].span.lowerBound..<table.columns[2].span.upperBound
        table.columns.remove(at: 2)
        return table
    }

    @Test func `are parted where the page before has its border`() {
        let named = ColumnInference.completed(next(), after: MadePrint.table(kinds, before))
        #expect(named.columns.map(\.kind) == kinds)
        #expect(named.rows.map { $0.cells[1]?.text } == ["6.91", "245.60"])
        #expect(named.rows.map { $0.cells[2]?.text } == ["0.00", "0.00"])
    }

    @Test func `stay one where the page before has but one there`() {
        var previous = MadePrint.table(kinds, before)
        for row in previous.rows.indices { previous.rows[row].cells[2] = nil }
        #expect(GluedColumns.parted(next(), after: previous) == next())
    }
}
