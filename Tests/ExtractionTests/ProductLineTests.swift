import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A product printed as one line` {
    @Test(
        arguments: [
            ("2盒×15.50=31.00", "2", "盒", "15.50", "31.00"), ("14盒*13.4500", "14", "盒", "13.4500", nil),
            ("0.5x90.13=", "0.5", nil, "90.13", nil), ("4×¥9.0400#", "4", nil, "9.0400", nil),
        ] as [(String, String, String?, String, String?)])
    func `is parted into its numbers`(
        printed: String, quantity: String, unit: String?, price: String, amount: String?
    ) throws {
        let product = try #require(ProductLine(MadePrint.run(printed)))
        #expect(product.quantity.text == quantity && product.unit?.text == unit)
        #expect(product.unitPrice.text == price && product.amount?.text == amount)
    }

    @Test(arguments: ["0.25g*12片", "阿莫西林2×3.00", "20mg*14粒", "2盒", "1×2", ""])
    func `is no spec and no name`(printed: String) {
        #expect(ProductLine(MadePrint.run(printed)) == nil)
    }

    @Test func `keeps other readings of its numbers`() throws {
        let product = try #require(ProductLine(MadePrint.run("2盒×15.50", or: ["2盒×16.50"])))
        #expect(product.unitPrice.alternatives.map(\.text) == ["16.50"])
        #expect(product.quantity.alternatives.isEmpty)
    }

    @Test func `makes an item where its price stands apart under the heading of a factor`() {
        let table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount],
            [["酮康唑栓", "", "", ""], ["2.0000×", "19.0100", "", "38.02"]])
        let slip = SlipExtractor().slip(
            from: [MadePrint.page(tables: [table])], pages: [MadePrint.slipPage()])
        #expect(slip.items.map(\.name.value) == ["酮康唑栓"])
        #expect(slip.items.first?.quantity.value == Quantity(2))
        #expect(slip.items.first?.closes == true)
    }

    @Test func `makes items in a table without headings, the first name above it`() {
        var table = MadePrint.table(
            [.other, .other],
            [["2盒*19.01", "38.02"], ["甘草片", ""], ["1盒*5.00", "5.00"], ["酮康唑栓", ""], ["3盒*2.00", "6.00"]])
        table.hasHeadings = false
        let lines = [
            MadePrint.line(["顾客:王丽"], y: 200), MadePrint.line(["马来酸吡咯替尼片"], y: 262),
            MadePrint.line(["总计:49.02"], y: 600),
        ]
        let slip = SlipExtractor().slip(
            from: [MadePrint.page(lines, tables: [table])], pages: [MadePrint.slipPage()])
        #expect(slip.items.map(\.name.value) == ["马来酸吡咯替尼片", "甘草片", "酮康唑栓"])
        #expect(slip.items.map(\.quantity.value) == [Quantity(2), Quantity(1), Quantity(3)])
    }

    @Test func `makes an item with the name above it, with a table and without`() {
        let table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount],
            [["马来酸吡咯替尼片", "", "", ""], ["2盒*19.01", "", "", "38.02"]])
        let lines = [
            MadePrint.line(["日期:2024-05-06"], y: 100), MadePrint.line(["马来酸吡咯替尼片"], y: 140),
            MadePrint.line(["2盒×19.01=", "38.02"], y: 180), MadePrint.line(["合计:38.02"], y: 220),
        ]
        for page in [MadePrint.page(tables: [table]), MadePrint.page(lines)] {
            let slip = SlipExtractor().slip(from: [page], pages: [MadePrint.slipPage()])
            #expect(slip.items.map(\.name.value) == ["马来酸吡咯替尼片"])
            #expect(slip.items.first?.quantity.value == Quantity(2))
            #expect(slip.items.first?.unit?.value == "盒")
            #expect(slip.items.first?.amount.value == Money("38.02"))
            #expect(slip.items.first?.closes == true)
        }
    }
}
