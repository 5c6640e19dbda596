import Layout
import Testing

@testable import Extraction

@Suite struct `Rows of one printed line` {
    /// A name, quantity and price, and the amount as a row of its own `drop` pixels below.
    private func table(drop: Int, hasSecondName: Bool = false) -> Table {
        var table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount],
            [["聚多卡醇注射液", "3", "86.03", ""], [hasSecondName ? "泡沫" : "", "", "", "258.09"]])
        for row in table.rows.indices {
            for column in table.rows[row].cells.indices {
                if table.rows[row].cells[column]?.text.isEmpty == true { table.rows[row].cells[column] = nil }
                guard let box = table.rows[row].cells[column]?.box else { continue }
                table.rows[row].cells[column]?.box = Box(
                    x: box.left, y: 100 + drop * row, width: box.width, height: 40)
            }
        }
        return table
    }

    @Test func `are joined where they stand beside each other`() {
        let joined = SplitLines.joined(table(drop: 14))
        #expect(joined.rows.map { $0.cells.map { $0?.text } } == [["聚多卡醇注射液", "3", "86.03", "258.09"]])
    }

    @Test func `stay two where they stand one below the other, or fill the same column`() {
        #expect(SplitLines.joined(table(drop: 30)).rows.count == 2)
        #expect(SplitLines.joined(table(drop: 14, hasSecondName: true)).rows.count == 2)
    }
}
