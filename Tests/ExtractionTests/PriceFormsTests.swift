import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The prices of a table` {
    private func forms(_ prices: [String]) -> PriceForms {
        PriceForms(MadePrint.table([.name, .unitPrice], prices.map { ["甲片", $0] }))
    }

    @Test func `admit none with more decimals than the others`() {
        let forms = forms([
            "1.500", "12.250", "9.100", "119.3301", "3.450", "8.000", "7.125", "2.500", "6.000",
        ])
        #expect(forms.admit(Money("12.25")))
        #expect(!forms.admit(Money("119.3301")))
    }

    @Test func `admit whatever is common, and anything where there are few`() {
        #expect(forms(["1.5000", "2.2525", "3.1000", "4.0001"]).admit(Money("4.0001")))
        #expect(forms(["1.50", "4.0001"]).admit(Money("4.0001")))
        #expect(forms([]).admit(nil))
    }

    @Test func `leave a line open that closes with fewer decimals too`() throws {
        let prices = ["1.500", "12.250", "9.100", "3.450", "8.000", "7.125", "2.500", "6.000"]
        let rows = prices.map { ["甲片", "1", $0, $0] } + [["乙片", "10", "119.3301", "1193.30"]]
        let table = MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)
        let found = TableExtractor(page: 1, em: MadePrint.em).items(of: table, firstLine: 1)
        let last = try #require(found.items.last)
        let choices = try #require(found.choices.last)
        #expect(last.needsReview)
        #expect(!LineArithmetic.isCertain(last, among: choices))
    }

    @Test func `leave amounts open whose decimals were cut off`() {
        let rows = [["甲片", "1", "54", "54"], ["乙片", "1", "39", "39"], ["丙片", "2", "20", "40"]]
        var table = MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)
        let extractor = TableExtractor(page: 1, em: MadePrint.em)
        #expect(extractor.items(of: table, firstLine: 1).items.map(\.amount.needsReview).contains(false))
        table.hasHeadings = false
        let found = extractor.items(of: table, firstLine: 1).items
        #expect(found.allSatisfy { $0.amount.needsReview })
        var pointed = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount],
            [["甲片", "5", "98", "490."], ["乙片", "3", "22", "66."], ["丙片", "2", "20", "40."]])
        pointed.hasHeadings = false
        #expect(extractor.items(of: pointed, firstLine: 1).items.allSatisfy { $0.amount.needsReview })
    }

    @Test func `admit no quantity that is hardly printed`() {
        let headed = forms(["1.50"])
        #expect(headed.admit(Quantity("0.5"), at: Money("1.00")))
        #expect(!headed.admit(Quantity("1.00007"), at: Money("19.36")))
        var table = MadePrint.table([.name, .quantity, .unitPrice, .amount], [])
        table.hasHeadings = false
        #expect(!PriceForms(table).admit(Quantity("31.37"), at: Money("1.00")))
        #expect(PriceForms(table).admit(Quantity("0.5"), at: Money("19.36")))
        #expect(PriceForms(table).admit(Quantity("3"), at: Money("1.00")))
    }

    @Test func `are none where no column is headed so`() {
        #expect(!PriceForms(MadePrint.table([.name, .amount], [])).arePrinted)
        #expect(forms([]).arePrinted)
    }

    @Test func `have the decimals of the list where a program prints them all alike`() throws {
        // A ruling behind the prices was read as a seven in three of ten.
        let tails = ["0", "0", "07", "0", "07", "0", "0", "0", "0", "07"]
        let rows = tails.enumerated().map { i, tail in
            ["甲片", "5", "\(50 + i).58\(tail)", "\((50 + i) * 5 + 2).90"]
        }
        let table = MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)
        let found = TableExtractor(page: 1, em: MadePrint.em).items(of: table, firstLine: 1)
        #expect(found.items.map(\.unitPrice?.value) == (0..<10).map { Money("\(50 + $0).58") })
        #expect(found.items.map(\.needsReview) == tails.map { $0 == "07" })
    }
}
