import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Numbers that were cut in two behind their points` {
    private func table(_ rows: [[String]], heading: String = "") -> Table {
        var table = MadePrint.table([.name, .unitPrice, .other, .quantity], rows)
        table.columns[2].heading = heading
        return table
    }

    private let rows = [
        ["曲美替尼片", "339.", "0200", "2"], ["停车费", "75", "9500", "1"], ["康替唑胺片", "60.", "4500", "5"],
        ["注射液", "", "", ""],
    ]

    @Test func `are whole again, also where the point was not read`() {
        let joined = CutDecimals.joined(table(rows))
        #expect(joined.columns.map(\.kind) == [.name, .unitPrice, .quantity])
        #expect(joined.columns[1].span == 200..<600)
        #expect(joined.rows.map { $0.cells[1]?.text } == ["339.0200", "75.9500", "60.4500", nil])
        #expect(joined.rows.map { $0.cells[2]?.text } == ["2", "1", "5", nil])
        #expect(joined.rows[1].cells[1]?.symbols.map(\.text).joined() == "75.9500")
    }

    @Test func `are whole also where their heading stands over the second part, or a mark behind it`() {
        var table = MadePrint.table(
            [.name, .other, .unitPrice, .quantity],
            [["曲美替尼片", "339.", "02", "2"], ["停车费", "75.", "95.", "1"], ["康替唑胺片", "60.", "45", "5"]])
        table.columns[1].heading = ""
        table.columns[2].heading = "价格"
        let joined = CutDecimals.joined(table)
        #expect(joined.columns.map(\.kind) == [.name, .unitPrice, .quantity])
        #expect(joined.columns[1].heading == "价格")
        #expect(joined.rows.map { $0.cells[1]?.text } == ["339.02", "75.95", "60.45"])
        // Headings over both make them two columns.
        table.columns[1].heading = "编号"
        #expect(CutDecimals.joined(table) == table)
    }

    @Test func `are whole again with the unit behind them, under what is left of a heading`() {
        var table = MadePrint.table(
            [.name, .quantity, .other, .amount],
            [
                ["葛根素注射液", "7.", "00/支", "43.26"], ["曲克芦丁注射液", "0.", "50/支", "3.20"],
                ["泪道探通术", "1.", "00/次", "363.96"],
            ])
        table.columns[2].heading = "单{"
        let joined = CutDecimals.joined(table)
        #expect(joined.rows.map { $0.cells[1]?.text } == ["7.00/支", "0.50/支", "1.00/次"])
        let items = TableExtractor(page: 1, em: MadePrint.em).items(of: joined, firstLine: 1).items
        #expect(items.map(\.quantity.value) == [Quantity(7), Quantity("0.5"), Quantity(1)])
        #expect(items.map(\.unit?.value) == ["支", "支", "次"])
    }

    @Test func `are two numbers where a heading stands over the second, or no point behind the first`() {
        #expect(CutDecimals.joined(table(rows, heading: "库存")) == table(rows, heading: "库存"))
        let apart = table([["甲", "12", "01", "2"], ["乙", "13", "02", "2"], ["丙", "14", "03", "2"]])
        #expect(CutDecimals.joined(apart) == apart)
        let mixed = table([["甲", "12.", "x1", "2"], ["乙", "13.", "02", "2"], ["丙", "14.", "03", "2"]])
        #expect(CutDecimals.joined(mixed) == mixed)
    }

    @Test func `are never certain while a point stands at their end`() {
        let table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount], [["曲美替尼片", "2", "339.", "678"]])
        let items = TableExtractor(page: 1, em: MadePrint.em).items(of: table, firstLine: 1).items
        #expect(items.map(\.amount.needsReview) == [true])
        // 339 closes as well, and is not what is printed.
        #expect(items.map(\.unitPrice?.value) == [nil])
        #expect(items.map(\.unitPrice?.raw) == ["339."])
        #expect(items.map(\.needsReview) == [true])
    }
}
