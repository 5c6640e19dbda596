import Layout
import Testing

@testable import Extraction

@Suite struct `Days and classes that were read with the amounts before them` {
    private func amounts(_ texts: [String], kind: ColumnKind = .amount) -> [String?] {
        let table = MadePrint.table([.name, kind], texts.map { ["血常规检查", $0] })
        return GluedTails.cut(table).rows.map { $0.cells[1]?.text }
    }

    @Test(arguments: [ColumnKind.amount, .other])
    func `are taken off where line after line has one`(kind: ColumnKind) {
        #expect(
            amounts(["27.4808.30", "169.290830", "219.78.0830", "408.2208/30", "377.55"], kind: kind)
                == ["27.48", "169.29", "219.78", "408.22", "377.55"])
    }

    @Test func `are taken off as well where their strokes were read as digits`() {
        #expect(amounts(["62.12062", "290.40062", "107.520672"]) == ["62.12", "290.40", "107.52"])
        #expect(
            amounts(["674.701910", "222.70101", "813.581010", "77.23"], kind: .other)
                == ["674.70", "222.70", "813.58", "77.23"])
    }

    @Test func `are classes as well`() {
        #expect(
            amounts(["518.15自费", "4.35甲", "352.21.乙类", "54.60"], kind: .other)
                == ["518.15", "4.35", "352.21", "54.60"])
    }

    @Test(arguments: [
        ["27.48", "169.29"], ["27.4808.30", "169.29", "377.55"], ["27.4800", "169.2900", "219.7800"],
        ["43.9700", "12.1345", "7.9931"], ["43.97000", "12.13000"],
    ])
    func `are none where amounts have decimals of their own`(texts: [String]) {
        #expect(amounts(texts) == texts)
    }

    @Test func `leave what the engine said of the amount`() throws {
        let rows = (1...2).map { line -> [TextRun?] in
            [nil, MadePrint.run("8.0108.30", x: 610, y: 300 + 40 * line, or: ["8.0708.30", "8"])]
        }
        let table = GluedTails.cut(MadePrint.table([.name, .amount], cells: rows))
        let first = try #require(table.rows.first?.cells[1])
        #expect(first.text == "8.01" && first.symbols.map(\.text).joined() == "8.01")
        #expect(first.alternatives.map(\.text) == ["8.07"])
    }
}
