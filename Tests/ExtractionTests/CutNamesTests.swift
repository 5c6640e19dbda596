import Layout
import Testing

@testable import Extraction

@Suite struct `Names that borders cut` {
    /// A name and what stands behind it in two columns without known headings, `gap` pixels off.
    private func table(_ name: String, _ rest: [String], gap: Int) -> Table {
        var x = 10
        var cells: [TextRun?] = []
        for text in [name] + rest {
            cells.append(text.isEmpty ? nil : MadePrint.run(text, x: x, y: 300))
            x += 20 * text.count + gap
        }
        cells.append(MadePrint.run("117.75", x: 900, y: 300))
        return MadePrint.table([.name, .other, .other, .amount], cells: [cells])
    }

    private func texts(_ name: String, _ rest: [String], gap: Int) -> [String?] {
        CutNames.joined(table(name, rest, gap: gap)).rows[0].cells.map { $0?.text }
    }

    @Test func `go on in the columns behind them that nothing is known of`() {
        #expect(
            texts("复方氨基酸注射液", ["(1", "8AA-Ⅱ)"], gap: 2) == ["复方氨基酸注射液(18AA-Ⅱ)", nil, nil, "117.75"])
    }

    @Test func `end before a gap, and before figures that stand in no bracket`() {
        #expect(texts("复方氨基酸注射液", ["(1", ""], gap: 40) == ["复方氨基酸注射液", "(1", nil, "117.75"])
        #expect(texts("复方氨基酸注射液", ["5", "盒"], gap: 2) == ["复方氨基酸注射液", "5", "盒", "117.75"])
    }

    @Test func `are left alone where the next column is known`() {
        var table = table("复方氨基酸注射液", ["(1", "8AA"], gap: 2)
        table.columns[1].kind = .spec
        #expect(CutNames.joined(table) == table)
    }
}
