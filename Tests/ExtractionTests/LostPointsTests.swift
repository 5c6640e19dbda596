import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Numbers whose point was not read` {
    private func prices(_ texts: [String]) -> [String?] {
        let table = MadePrint.table([.name, .unitPrice], texts.map { ["血常规检查", $0] })
        return LostPoints.restored(table).rows.map { $0.cells[1]?.text }
    }

    @Test func `have it where all others show theirs`() {
        #expect(prices(["10478", "4018", "36.57", "7.26"]) == ["104.78", "40.18", "36.57", "7.26"])
        #expect(
            prices(["2783700", "91.9500", "20.8700", "15.0300"])
                == ["278.3700", "91.9500", "20.8700", "15.0300"])
    }

    @Test(arguments: [
        ["10478", "36.57"], ["100", "2", "0.50", "1.50"], ["100", "1.5", "2.25"],
        ["104", "208", "312", "1.00", "2.00"], ["2783700", "91.9500", "20.87"],
    ])
    func `stay as read where numbers may be printed without one`(texts: [String]) {
        #expect(prices(texts) == texts)
    }

    @Test func `have it as those of the table beside show theirs`() {
        func table(_ amounts: [String], x: Int) -> Table {
            var table = MadePrint.table([.name, .amount], amounts.map { ["血常规检查", $0] })
            table.box = Box(x: x, y: table.box.y, width: 500, height: table.box.height)
            return table
        }
        func amounts(_ tables: [Table]) -> [[String?]] {
            LostPoints.restored(tables).map { $0.rows.map { $0.cells[1]?.text } }
        }
        let (left, right) = (["116.99", "183.31", "605.70"], ["38.61", "52860", "34087"])
        #expect(
            amounts([table(left, x: 0), table(right, x: 600)]) == [left, ["38.61", "528.60", "340.87"]])
        // Below it stands another list.
        #expect(amounts([table(left, x: 0), table(right, x: 0)]) == [left, right])
    }

    @Test func `have it in all amounts of a page where only so they add up to the total`() throws {
        let tables = [
            MadePrint.table([.name, .amount], [["血常规检查", "12394"], ["静脉输液", "-482"]]),
            MadePrint.table([.name, .amount], [["真空采血管", "8430"]]),
        ]
        func amounts(_ totals: [String]) -> [String?] {
            LostPoints.restored(tables, totals: totals.compactMap { Money($0) }).flatMap(\.rows).map {
                $0.cells[1]?.text
            }
        }
        #expect(amounts(["100.00", "203.42"]) == ["123.94", "-4.82", "84.30"])
        #expect(amounts(["203.43"]) == ["12394", "-482", "8430"])
        #expect(amounts(["20342"]) == ["12394", "-482", "8430"])
    }

    @Test func `close the line, for a person to confirm, and keep what was read`() throws {
        let rows = [
            ["静脉输液", "100", "10478", "10478"], ["利奥西呱片", "2.00", "36.57", "73.14"],
            ["真空采血管", "4.00", "7.26", "29.04"],
        ]
        let table = LostPoints.restored(MadePrint.table([.name, .quantity, .unitPrice, .amount], rows))
        let item = try #require(TableExtractor(page: 1, em: 30).items(of: table, firstLine: 1).items.first)
        #expect(item.quantity.value == Quantity(1) && item.amount.value == Money("104.78"))
        #expect(item.unitPrice?.value == Money("104.78") && item.needsReview)
        #expect(table.rows.first?.cells[2]?.alternatives.first?.text == "10478")
    }

    @Test func `stay whole where only that closes the line`() throws {
        let rows = [
            ["葡萄糖", "100", "0.36", "36.00"], ["利奥西呱片", "2.00", "36.57", "73.14"],
            ["真空采血管", "4.00", "7.26", "29.04"],
        ]
        let table = LostPoints.restored(MadePrint.table([.name, .quantity, .unitPrice, .amount], rows))
        let item = try #require(TableExtractor(page: 1, em: 30).items(of: table, firstLine: 1).items.first)
        #expect(item.quantity.value == Quantity(100) && item.amount.value == Money("36.00"))
    }
}
