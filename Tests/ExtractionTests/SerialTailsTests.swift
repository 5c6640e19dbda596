import Layout
import Testing

@testable import Extraction

@Suite struct `Running numbers that were read with the numbers beside them` {
    private func quantities(_ texts: [String]) -> [String?] {
        let table = MadePrint.table([.name, .quantity], texts.map { ["血常规检查", $0] })
        return SerialTails.cut(table).rows.map { $0.cells[1]?.text }
    }

    @Test func `are taken off where they count the lines`() {
        #expect(quantities(["1.001", "1.002", "15.003", "0.504"]) == ["1.00", "1.00", "15.00", "0.50"])
        // The next page goes on counting, and one line was misread.
        #expect(
            quantities(["3.009", "2.0010", "2.0017", "1.0012"]) == ["3.00", "2.00", "2.0017", "1.00"])
        #expect(quantities(["21", "12", "13", "104", "25"]) == ["2", "1", "1", "10", "2"])
    }

    @Test(arguments: [
        ["1.001", "1.002"], ["1", "2", "3"], ["1", "2", "3", "4", "5", "6"], ["0.1", "0.2", "0.31"],
        ["21", "12", "13", "104", "7"], ["1.00", "2.00", "3.00"], ["1.01", "2.002", "3.03"],
        ["0.1", "0.2", "0.3", "0.4", "0.5"], ["5.11", "7.42", "0.93", "8.54"],
    ])
    func `are figures of the number itself where little speaks for them`(texts: [String]) {
        #expect(quantities(texts) == texts)
    }

    @Test func `leave what the engine said of the other figures`() throws {
        let rows = (1...3).map { line -> [TextRun?] in
            [nil, MadePrint.run("2.00\(line)", x: 610, y: 300 + 40 * line, or: ["2.08\(line)", "2.00"])]
        }
        let table = SerialTails.cut(MadePrint.table([.name, .quantity], cells: rows))
        let first = try #require(table.rows.first?.cells[1])
        #expect(first.text == "2.00" && first.symbols.map(\.text).joined() == "2.00")
        #expect(first.alternatives.map(\.text) == ["2.08"])
    }
}
