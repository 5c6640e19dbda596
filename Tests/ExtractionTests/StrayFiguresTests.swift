import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A figure before its border` {
    private func items(_ rows: [[String]], or others: [Int: String] = [:]) -> [Item] {
        var table = MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)
        for (row, other) in others {
            table.rows[row].cells[1]?.alternatives = [Alternative(text: other, confidence: 0.6)]
        }
        return TableExtractor(page: 1, em: MadePrint.em).items(of: table, firstLine: 1).items
    }

    private let others = [
        ["电子体重秤", "5.0000", "42.280000", "211.40"], ["血塞通注射液", "3.0000", "97.340000", "292.02"],
        ["清宣止咳颗粒", "2.0000", "9.530000", "19.06"],
    ]

    @Test(arguments: [("0.50001", nil), ("0.5000l", "0.50001"), ("0.5000l", nil)])
    func `belongs to the price behind it, as the amount proves`(quantity: String, other: String?) {
        let found = items(
            others + [["特瑞普利单抗注射液", quantity, "20.600000", "60.30"]], or: other.map { [3: $0] } ?? [:])
        #expect(
            found.last?.quantity.value == Quantity("0.5") && found.last?.unitPrice?.value == Money("120.60"))
    }

    @Test func `is none where quantities have as many decimals as they like`() {
        let found = items([["电子体重秤", "5", "42.28", "211.40"], ["血塞通注射液", "0.51", "20.00", "10.20"]])
        #expect(
            found.last?.quantity.value == Quantity("0.51") && found.last?.unitPrice?.value == Money("20.00"))
    }

    @Test func `never becomes part of a price that closes without it`() {
        let found = items(others + [["小儿热速清口服液", "0.50001", "20.600000", "10.30"]])
        #expect(found.last?.unitPrice?.value == Money("20.60"))
    }
}
