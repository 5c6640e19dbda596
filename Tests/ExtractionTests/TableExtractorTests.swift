import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The items of a table` {
    private let kinds: [ColumnKind] = [.name, .spec, .unit, .quantity, .unitPrice, .amount]

    private func items(of table: Table, firstLine: Int = 1, year: Int? = nil) -> TableItems {
        TableExtractor(page: 2, em: MadePrint.em, referenceYear: year).items(of: table, firstLine: firstLine)
    }

    private func items(_ rows: [[String]]) -> TableItems { items(of: MadePrint.table(kinds, rows)) }

    @Test func `have their values, numbers and place`() throws {
        let found = items([
            ["阿莫西林胶囊", "0.25g*24粒", "盒", "2", "12.50", "25.00"], ["血常规检查", "", "次", "1", "20.00", "20.00"],
        ])
        #expect(found.items.map(\.line) == [1, 2])
        #expect(found.items.map(\.name.value) == ["阿莫西林胶囊", "血常规检查"])
        #expect(found.items.map(\.spec?.value) == ["0.25g*24粒", nil])
        #expect(found.items.map(\.unit?.value) == ["盒", "次"])
        #expect(found.items.map(\.quantity.value) == [Quantity(2), Quantity(1)])
        #expect(found.items.map(\.unitPrice?.value) == [MadeItems.money("12.5"), MadeItems.money("20")])
        #expect(found.items.map(\.amount.value) == [MadeItems.money("25"), MadeItems.money("20")])
        #expect(found.items.allSatisfy { $0.closes && !$0.needsReview })
        #expect(found.choices.count == 2 && found.subtotals.isEmpty && found.total == nil)
        let first = try #require(found.items.first)
        #expect(first.place.page == 2 && first.place.y == 300)
        #expect(first.amount.place == Place(page: 2, x: 1010, y: 300, width: 100, height: 30))
    }

    @Test func `go on with names that wrap`() {
        let found = items([
            ["注射用头孢", "0.5g", "支", "2", "12.50", "25.00"], ["曲松钠", "*10支", "", "", "", ""],
            ["(国产)", "", "", "", "", ""], ["血常规检查", "", "次", "1", "20.00", "20.00"],
        ])
        #expect(found.items.map(\.name.value) == ["注射用头孢曲松钠(国产)", "血常规检查"])
        #expect(found.items.first?.spec?.value == "0.5g*10支")
        #expect(found.items.first?.place.height == 110)
    }

    @Test func `do not go on with words far below`() {
        var table = MadePrint.table(
            kinds, [["血常规检查", "", "次", "1", "20.00", "20.00"], ["如有疑问", "", "", "", "", ""]])
        table.rows[1].box.y += 60
        #expect(items(of: table).items.map(\.name.value) == ["血常规检查"])
    }

    @Test func `stand in their groups, which are summed`() {
        let found = items([
            ["西药费", "", "", "", "", ""], ["阿莫西林胶囊", "", "盒", "2", "12.50", "25.00"],
            ["布洛芬片", "", "盒", "1", "9.00", "9.00"], ["小计", "", "", "", "", "34.00"],
            ["化验费", "", "", "", "", "20.00"], ["血常规检查", "", "次", "1", "20.00", "20.00"],
            ["小计", "", "", "", "", "20.00"], ["本页小计", "", "", "", "", "54.00"],
            ["合计", "", "", "", "", "54.00"],
        ])
        #expect(found.items.map(\.category) == ["西药费", "西药费", "化验费"])
        #expect(found.subtotals.map(\.kind) == [.category, .category, .page])
        #expect(found.subtotals.map(\.lines) == [[1, 2], [3], [1, 2, 3]])
        #expect(found.subtotals.map(\.amount.value) == ["34", "20", "54"].map { MadeItems.money($0) })
        #expect(found.total?.text == "54.00")
    }

    @Test func `are numbered on from the table before`() {
        let table = MadePrint.table(
            kinds,
            [["血常规检查", "", "次", "1", "20.00", "20.00"], ["小计", "", "", "", "", "20.00"]])
        let found = items(of: table, firstLine: 8)
        #expect(found.items.map(\.line) == [8])
        #expect(found.subtotals.map(\.lines) == [[8]])
    }

    @Test func `need review when repaired without proof, not when repaired clearly`() throws {
        let sure = MadePrint.run("3", x: 610, y: 300, doubts: [0: [("8", 0.9)]])
        let guess = MadePrint.run("3", x: 610, y: 340, confidence: 0.97)
        func row(_ quantity: TextRun) -> [TextRun?] {
            let y = quantity.box.y
            return [
                MadePrint.run("血常规检查", x: 10, y: y), nil, nil, quantity,
                MadePrint.run("8.00", x: 810, y: y),
                MadePrint.run("64.00", x: 1010, y: y),
            ]
        }
        let found = items(of: MadePrint.table(kinds, cells: [row(sure), row(guess)])).items
        #expect(found.map(\.quantity.value) == [Quantity(8), Quantity(8)])
        #expect(found.map(\.quantity.raw) == ["3", "3"])
        #expect(found.map(\.needsReview) == [false, true])
        #expect(found.map(\.closes) == [true, true])
    }

    @Test func `keep what is printed where the line does not close, and ask`() throws {
        let found = try #require(items([["血常规检查", "", "次", "2", "17.30", "99.00"]]).items.first)
        #expect(found.amount.value == MadeItems.money("99") && found.quantity.value == Quantity(2))
        #expect(!found.closes && found.needsReview)
    }

    @Test func `without prices are certain only where every reading agreed`() {
        let agreed = MadePrint.run("20.00", x: 410, y: 300)
        let differed = MadePrint.run("20.00", x: 410, y: 340, or: ["26.00"])
        let unsure = MadePrint.run("20.00", x: 410, y: 380, confidence: 0.8)
        let rows: [[TextRun?]] = [agreed, differed, unsure].map {
            [MadePrint.run("血常规检查", y: $0.box.y), MadePrint.run("1/次", x: 210, y: $0.box.y), $0]
        }
        let found = items(of: MadePrint.table([.name, .quantityAndUnit, .amount], cells: rows)).items
        #expect(found.map(\.amount.needsReview) == [false, true, true])
        #expect(found.map(\.unit?.value) == ["次", "次", "次"])
        #expect(found.allSatisfy { $0.unitPrice == nil && !$0.closes })
    }

    @Test(
        arguments: [
            ("甲", "甲"), ("甲类", "甲"), ("[乙]", "乙"), ("丙", "丙"), ("四", "甲"), ("了", "乙"), ("两", "丙"),
            ("自费", nil),
        ] as [(String, String?)])
    func `have an insurance class as the paper prints it`(text: String, expected: String?) throws {
        let table = MadePrint.table([.name, .amount, .insuranceClass], [["血常规检查", "20.00", text]])
        let reading = try #require(items(of: table).items.first?.insuranceClass)
        #expect(reading.value == expected)
        #expect(reading.needsReview == (expected == nil))
    }

    @Test func `have dates, with the slip's year where none is printed`() {
        let table = MadePrint.table([.date, .name, .amount], [["05/15", "血常规检查", "20.00"]])
        #expect(items(of: table, year: 2024).items.first?.date?.value == CalendarDate("2024-05-15"))
        #expect(items(of: table).items.first?.date?.value == nil)
        #expect(items(of: table).items.first?.date?.needsReview == true)
    }

    @Test func `have the date of the day under which they stand`() {
        let table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount],
            [
                ["日期:2024-05-15", "", "", ""], ["血常规检查", "1", "20.00", "20.00"],
                ["当日小计", "", "", "20.00"], ["2024-05-16", "", "", ""], ["尿常规检查", "1", "9.00", "9.00"],
                ["记账日期:2024-05-17", "", "", "1.00"],
            ])
        let found = items(of: table)
        #expect(found.items.map(\.name.value) == ["血常规检查", "尿常规检查"])
        #expect(found.items.map(\.date?.value?.description) == ["2024-05-15", "2024-05-16"])
        #expect(found.subtotals.map(\.lines) == [[1]])
    }

    @Test func `need review where the price of a line was not read, though others have theirs`() {
        let table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount],
            [["血常规检查", "1", "20.00", "20.00"], ["尿常规检查", "1", "", "9.00"]])
        #expect(items(of: table).items.map(\.needsReview) == [false, true])
    }

    @Test func `are certain only of a quantity that was read`() throws {
        let table = MadePrint.table([.name, .quantity, .amount], [["血常规检查", "0000", "20.00"]])
        let item = try #require(items(of: table).items.first)
        #expect(item.quantity.needsReview)
    }

    @Test func `have no batch or maker in their names`() {
        let found = items([
            ["阿莫西林胶囊", "", "盒", "2", "12.50", "25.00"], ["批号:20240103", "", "", "", "", ""],
            ["布洛芬片", "", "盒", "1", "9.00", "9.00"],
        ])
        #expect(found.items.map(\.name.value) == ["阿莫西林胶囊", "布洛芬片"])
    }

    @Test
    func `are counted where the amount was not read, with the amount that follows for a person to confirm`()
        throws
    {
        let found = try #require(items([["血常规检查", "", "次", "2", "17.30", ""]]).items.first)
        #expect(found.amount.value == MadeItems.money("34.60") && found.amount.raw == nil)
        #expect(found.amount.needsReview && found.needsReview)
    }

    @Test(arguments: [("治疗费137.51", true), ("其他费¥10.00", true), ("血常规检查", false), ("氯化钠注射液0.9%", false)])
    func `doubts a name that is a category with its sum`(name: String, isDoubted: Bool) throws {
        let table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount], [[name, "2", "20.00", "40.00"]])
        let item = try #require(TableExtractor(page: 1, em: 30).items(of: table, firstLine: 1).items.first)
        #expect(item.name.needsReview == isDoubted)
    }

    @Test func `keeps an amount behind whose decimals a speck was read as a point, for a person to confirm`()
        throws
    {
        let table = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount], [["红糖姜茶", "1", "105.57", "105.57."]])
        let item = try #require(TableExtractor(page: 1, em: 30).items(of: table, firstLine: 1).items.first)
        #expect(item.amount.value == MadeItems.money("105.57"))
        #expect(item.amount.needsReview && item.needsReview)
    }
}
