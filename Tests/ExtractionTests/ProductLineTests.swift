import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A product printed as one line` {
    @Test(
        arguments: [
            ("2盒×15.50=31.00", "2", "盒", "15.50", "31.00"), ("14盒*13.4500", "14", "盒", "13.4500", nil),
            ("0.5x90.13=", "0.5", nil, "90.13", nil), ("4×¥9.0400#", "4", nil, "9.0400", nil),
            ("1台”¥254.85", "1", "台", "254.85", nil), ("-1.00×45.65=-45.65", "-1.00", nil, "45.65", "-45.65"),
            ("2.0000+2275#", "2.0000", nil, "2275", nil),
        ] as [(String, String, String?, String, String?)])
    func `is parted into its numbers`(
        printed: String, quantity: String, unit: String?, price: String, amount: String?
    ) throws {
        let product = try #require(ProductLine(MadePrint.run(printed)))
        #expect(product.quantity?.text == quantity && product.unit?.text == unit)
        #expect(product.unitPrice.text == price && product.amount?.text == amount)
    }

    @Test(arguments: ["0.25g*12片", "阿莫西林2×3.00", "20mg*14粒", "2盒", "1×2", "", "0.25*12", "0.1250*12片"])
    func `is no spec and no name`(printed: String) {
        #expect(ProductLine(MadePrint.run(printed)) == nil)
    }

    @Test func `is one also where its quantity was not read, but no specification`() throws {
        let product = try #require(ProductLine(["×", "59.56#", "59.56"].map { MadePrint.run($0) }))
        #expect(product.quantity == nil && product.isMarked)
        #expect(product.unitPrice.text == "59.56#" || product.unitPrice.text == "59.56")
        #expect(product.amount?.text == "59.56")
        #expect(ProductLine(MadePrint.run("*0.25ml")) == nil)
    }

    @Test(arguments: ["l", "丨", "|", "Ⅱ"])
    func `has the quantity 1 where that was read as a stroke`(stroke: String) throws {
        let product = try #require(
            ProductLine([stroke, "X", "85.500", "85.50"].map { MadePrint.run($0) }))
        #expect(product.quantity?.text == "1" && product.closes)
        #expect(ProductLine([stroke, "85.500"].map { MadePrint.run($0) }) == nil)
    }

    @Test func `keeps other readings of its numbers`() throws {
        let product = try #require(ProductLine(MadePrint.run("2盒×15.50", or: ["2盒×16.50"])))
        #expect(product.unitPrice.alternatives.map(\.text) == ["16.50"])
        #expect(product.quantity?.alternatives.isEmpty == true)
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

    @Test func `is told by its numbers where the mark was not read and most such lines close`() {
        let lines = [
            MadePrint.line(["姓名:王丽"], y: 100), MadePrint.line(["酮康唑栓"], y: 140),
            MadePrint.line(["10.00", "30.33", "303.30"], y: 180), MadePrint.line(["批号:78677749"], y: 220),
            MadePrint.line(["甘草片[集采]"], y: 260), MadePrint.line(["1.00", "阐", "189.79", "189.79"], y: 300),
            MadePrint.line(["合计:493.09"], y: 340),
        ]
        let slip = SlipExtractor().slip(
            from: [MadePrint.page(lines)], pages: [MadePrint.slipPage()])
        #expect(slip.items.map(\.name.value) == ["酮康唑栓", "甘草片[集采]"])
        #expect(slip.items.map(\.amount.value) == [Money("303.30"), Money("189.79")])
        #expect(slip.items.map(\.closes) == [true, true])
        let open = [MadePrint.line(["酮康唑栓"], y: 140), MadePrint.line(["10.00", "30.33", "99.00"], y: 180)]
        #expect(ProductTable.found(in: open) == nil)
    }

    @Test func `is found again in a table that was parted at the wrong places`() {
        var table = MadePrint.table(
            [.other, .other, .other],
            [["3.00×32.92#", "", "98.76"], ["红花注射液", "", ""], ["3.00×41.23=", "1", "23.69"]])
        table.hasHeadings = false
        let lines = [MadePrint.line(["蜂蜜柚子茶"], y: 262), MadePrint.line(["合计:222.45"], y: 600)]
        let slip = SlipExtractor().slip(
            from: [MadePrint.page(lines, tables: [table])], pages: [MadePrint.slipPage()])
        #expect(slip.items.map(\.name.value) == ["蜂蜜柚子茶", "红花注射液"])
        #expect(slip.items.map(\.amount.value) == [Money("98.76"), Money("123.69")])
        #expect(slip.items.map(\.closes) == [true, true])
    }

    @Test(
        arguments: [
            (["376.42×7盒", "2634.94"], "7", "盒", "376.42", "2634.94"),
            (["¥57.74元*2", "115.48"], "2", nil, "57.74", "115.48"),
            (["12.50x0.5盒", "6.25"], "0.5", "盒", "12.50", "6.25"),
        ] as [([String], String, String?, String, String)])
    func `may have its price first`(
        printed: [String], quantity: String, unit: String?, price: String, amount: String
    ) throws {
        let product = try #require(ProductLine(printed.map { MadePrint.run($0) }))
        #expect(product.quantity?.text == quantity && product.unit?.text == unit && product.isMarked)
        #expect(product.unitPrice.text == price && product.amount?.text == amount && product.closes)
    }

    @Test func `stands below the name with its number in the list, and the specification beside it`() {
        let lines = [
            ["1.妇科断红饮胶囊", "0.25g*24粒"], ["376.42×7盒", "2634.94"], ["2.血必净注射液", "10ml"],
            ["118.02×14支", "1652.28"],
            ["应收合计:", "4287.22"],
        ]
        let page = MadePrint.page(lines.enumerated().map { MadePrint.line($1, y: 40 * $0) })
        let slip = SlipExtractor().slip(from: [page], pages: [MadePrint.slipPage()])
        #expect(slip.items.map(\.name.value) == ["妇科断红饮胶囊", "血必净注射液"])
        #expect(slip.items.map { $0.spec?.value } == ["0.25g*24粒", "10ml"])
        #expect(slip.items.allSatisfy { $0.closes && !$0.needsReview })
        #expect(slip.total?.value == MadeItems.money("4287.22") && slip.total?.needsReview == false)
    }
}
