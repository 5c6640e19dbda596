import Layout
import Testing

@testable import Recognition

@Suite struct `Units under a heading of units` {
    private func table(_ kinds: [ColumnKind], _ rows: [[String?]]) -> Table {
        let columns = kinds.enumerated().map { i, kind in
            Column(kind: kind, heading: kind.rawValue, span: (i * 100)..<(i * 100 + 100))
        }
        let rows = rows.map { texts in
            let cells = texts.enumerated().map { i, text in text.map { MadePrint.text($0, x: i * 100) } }
            return TableRow(box: Box(x: 0, y: 0, width: 400, height: 30), cells: cells)
        }
        return Table(
            box: Box(x: 0, y: 0, width: 400, height: 90), columns: columns, rows: rows, hasHeadings: true)
    }

    @Test func `are counted where quantities stand before them`() throws {
        let rows = [["血常规", nil, "1/次"], ["宫腔填塞", nil, "2次"], ["甘草片", nil, "10/瓶"]]
        let found = try #require(
            CountedUnits.columns(of: table([.name, .quantity, .unit], rows), em: MadePrint.em))
        #expect(found.unit == 2 && found.emptyQuantity == 1)
        let alone = rows.map { [$0[0], $0[2]] }
        let other = try #require(CountedUnits.columns(of: table([.name, .unit], alone), em: MadePrint.em))
        #expect(other.unit == 1 && other.emptyQuantity == nil)
    }

    @Test func `are units where quantities have a column of their own, or none stand before them`() {
        let counted = [["血常规", "1", "1/次"], ["宫腔填塞", "2", "2次"]]
        #expect(CountedUnits.columns(of: table([.name, .quantity, .unit], counted), em: MadePrint.em) == nil)
        let units = [["血常规", "次"], ["甘草片", "瓶"]]
        #expect(CountedUnits.columns(of: table([.name, .unit], units), em: MadePrint.em) == nil)
    }

    @Test(arguments: [ColumnKind.quantity, .other])
    func `are counted where a border cuts the quantities before them in two`(kind: ColumnKind) throws {
        // 100 pixels a column: three characters of 30 leave 10 to the next.
        let rows = [["血常规", "11.", "0/次"], ["宫腔填", "12.", "0/次"], ["甘草片", "10.", "5/瓶"]]
        var table = table([.name, kind, .unit], rows)
        table.columns[1].heading = kind == .other ? "数车" : "数"
        let found = try #require(CountedUnits.columns(of: table, em: MadePrint.em))
        #expect(found == CountedUnits.Columns(unit: 2, firstFigures: 1))
    }
}
