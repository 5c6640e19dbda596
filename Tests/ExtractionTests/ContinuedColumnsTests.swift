import Layout
import Testing

@testable import Extraction

@Suite struct `The columns of a page that goes on` {
    private let kinds: [ColumnKind] = [.date, .name, .unit, .quantity, .amount]
    private let rows = [
        ["03-02", "阿莫西林胶囊", "盒", "2", "25.00"], ["03-02", "血常规检查", "次", "1", "20.00"],
        ["03-03", "静脉输液", "组", "8", "64.00"],
    ]

    private func next(_ rows: [[String]], movedBy dx: Int = 0) -> Table {
        var table = MadePrint.table(Array(repeating: .other, count: rows[0].count), rows)
        table.hasHeadings = false
        for row in table.rows.indices {
            for column in table.rows[row].cells.indices {
                guard let box = table.rows[row].cells[column]?.box else { continue }
                table.rows[row].cells[column]?.box = box.moved(dx: dx)
            }
        }
        return table
    }

    @Test(arguments: [0, 60])
    func `are those of the page before, wherever the paper lay`(dx: Int) {
        let table = next(Array(rows.prefix(2)), movedBy: dx)
        #expect(ContinuedColumns.kinds(of: table, after: MadePrint.table(kinds, rows)) == kinds)
        let named = ColumnInference.completed(table, after: MadePrint.table(kinds, rows))
        #expect(named.columns.map(\.kind) == kinds)
    }

    @Test func `are not told by their place where they stand elsewhere, or have headings`() {
        let before = MadePrint.table(kinds, rows)
        let others = [["阿莫西林胶囊及其他制剂", "盒", "25.00", "2"], ["血常规检查", "次", "20.00", "1"]]
        #expect(ContinuedColumns.kinds(of: next(others), after: before)?.contains(.amount) != true)
        var headed = next(rows)
        headed.hasHeadings = true
        #expect(ContinuedColumns.kinds(of: headed, after: before) == nil)
    }

    @Test func `are not believed where no line closes by them`() {
        let kinds: [ColumnKind] = [.name, .unit, .quantity, .unitPrice, .amount]
        let before = MadePrint.table(kinds, [["阿莫西林胶囊", "盒", "2", "12.50", "25.00"]])
        let swapped = next([
            ["阿莫西林胶囊", "盒", "25.00", "2", "12.50"], ["血常规检查", "次", "60.00", "3", "20.00"],
            ["静脉输液", "组", "64.00", "8", "8.00"],
        ])
        let named = ColumnInference.completed(swapped, after: before)
        #expect(named.columns[2].kind == .amount && named.columns[4].kind == .unitPrice)
    }
}
