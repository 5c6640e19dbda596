import Layout
import Slips
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

    @Test func `are those of the page before, however large it was scanned and whatever stands behind them`()
    {
        let kinds: [ColumnKind] = [.code, .unit, .amount, .quantity, .name, .spec, .insuranceClass]
        let rows = [
            ["001109000040000", "日", "271.53", "9.00", "特殊防护病房床位费", "", "甲"],
            ["1001700053", "盒", "146.05", "1.00", "鳖甲胶", "250g", "乙"],
        ]
        let next = [
            ["002206000090000", "次", "146.05", "1.00", "负荷超声心动图"],
            ["1001700054", "g", "6.57", "9.00", "酒乌梢蛇"],
        ]
        var table = MadePrint.table(Array(repeating: .other, count: 5), next)
        table.hasHeadings = false
        for row in table.rows.indices {
            for column in table.rows[row].cells.indices {
                guard let box = table.rows[row].cells[column]?.box else { continue }
                table.rows[row].cells[column]?.box = Box(
                    x: box.x * 93 / 100 - 6, y: box.y, width: box.width * 93 / 100, height: box.height)
            }
        }
        let found = ContinuedColumns.kinds(of: table, after: MadePrint.table(kinds, rows))
        #expect(found == [.code, .unit, .amount, .quantity, .name])
    }

    @Test func `are not told by their place where a filled one stands below none`() {
        let kinds: [ColumnKind] = [.date, .name, .unit, .quantity, .amount]
        let before = MadePrint.table(kinds, rows)
        var table = next([rows[0] + ["甲"], rows[1] + ["乙"]])
        for row in table.rows.indices {
            for (column, x) in [10, 210, 410, 610, 810, 2400].enumerated() {
                table.rows[row].cells[column]?.box.x = x
            }
        }
        #expect(ContinuedColumns.kinds(of: table, after: before) == nil)
    }

    @Test func `hold a name whose words stand apart`() {
        let kinds: [ColumnKind] = [.serial, .name, .unit, .quantity, .amount]
        let before = MadePrint.table(kinds, [["1", "阿莫西林胶囊", "盒", "2", "25.00"]])
        var table = MadePrint.table(
            Array(repeating: .other, count: 6), [["2", "西红花", "(番红花)", "g", "60", "36.60"]])
        table.hasHeadings = false
        for (column, x) in [10, 210, 300, 410, 610, 810].enumerated() {
            table.rows[0].cells[column]?.box.x = x
        }
        let found = ContinuedColumns.kinds(of: table, after: before)
        #expect(found == [.serial, .name, .name, .unit, .quantity, .amount])
    }

    @Test func `are those of the page before alone where a line or two stand elsewhere`() {
        let before = MadePrint.page(tables: [MadePrint.table(kinds, rows)])
        func slip(_ tail: [String], at places: [Int]) -> Slip {
            var table = next([tail])
            for (column, x) in places.enumerated() { table.rows[0].cells[column]?.box.x = x }
            return SlipExtractor().slip(
                from: [before, MadePrint.page(tables: [table])],
                pages: [MadePrint.slipPage(), MadePrint.slipPage(2)])
        }
        let placed = slip(["03-04", "尿常规检查", "次", "1", "18.00"], at: [30, 230, 430, 630, 830])
        #expect(placed.items.count == 4 && placed.items.last?.name.value == "尿常规检查")
        let stray = slip(["中草药费", "西红花", "g", "60", "36.60"], at: [10, 140, 330, 420, 520])
        #expect(stray.items.count == 3 && stray.hasUnreadLines)
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
