import Layout
import Testing

@testable import Extraction

@Suite struct `Items on two lines` {
    private func joined(_ rows: [[String]]) -> Table {
        TwoLineItems.joined(MadePrint.table([.name, .quantity, .unitPrice, .amount], rows))
    }

    private func texts(_ table: Table, _ kind: ColumnKind) -> [String?] {
        let column = table.columns.firstIndex { $0.kind == kind }
        return table.rows.map { row in column.flatMap { row.cells[$0]?.text } }
    }

    @Test func `become one row each, the spec beside the name`() {
        let table = joined([
            ["甘草片", "", "", ""], ["0.1g*24片", "2", "5.00", "10.00"],
            ["舒尔经颗粒", "", "", ""], ["5g*12袋", "1", "47.69", "47.69"],
        ])
        #expect(texts(table, .name) == ["甘草片", "舒尔经颗粒"])
        #expect(texts(table, .spec) == ["0.1g*24片", "5g*12袋"])
        #expect(texts(table, .amount) == ["10.00", "47.69"])
    }

    @Test func `keep their name where the scrap of a seal stands beside it`() {
        let table = joined([
            ["甘草片", "", "", ""], ["0.1g*24片", "2", "5.00", "10.00"],
            ["舒尔经颗粒", "", "", "5"], ["5g*12袋", "1", "47.69", "47.69"],
        ])
        #expect(texts(table, .name) == ["甘草片", "舒尔经颗粒"])
        #expect(texts(table, .amount) == ["10.00", "47.69"])
    }

    @Test func `keep the end of a name that a wide gap puts under the quantities`() {
        let table = joined([
            ["甘草片", "", "", ""], ["0.1g*24片", "2", "5.00", "10.00"],
            ["512141【甲】", "注射用缩宫素", "", ""], ["1.0g", "2", "66.54", "133.08"],
        ])
        #expect(texts(table, .name) == ["甘草片", "512141【甲】注射用缩宫素"])
        #expect(texts(table, .quantity) == ["2", "2"])
    }

    @Test func `are none where a line of words has an amount of its own`() {
        let table = joined([
            ["甘草片", "", "", ""], ["0.1g*24片", "2", "5.00", "10.00"],
            ["缩宫素片", "", "", ""], ["0.2g*12片", "1", "8.00", "8.00"],
            ["健胃丸", "", "", ""], ["6g*10丸", "3", "2.00", "6.00"],
            ["诊查费用", "", "", "5.00"], ["5g*12袋", "1", "47.69", "47.69"],
        ])
        #expect(texts(table, .amount) == ["10.00", "8.00", "6.00", "5.00", "47.69"])
    }
}
