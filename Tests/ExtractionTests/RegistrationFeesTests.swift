import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Fees of a registration receipt` {
    private let title = MadePrint.line(["门诊挂号收据"], y: 40)

    private func slip(_ lines: [TextLine], tables: [Table] = [], titled: Bool = true) -> Slip {
        let head = titled ? title : MadePrint.line(["医疗门诊收费票据", "收款员"], y: 40)
        return SlipExtractor().slip(
            from: [MadePrint.page([head] + lines, tables: tables)], pages: [MadePrint.slipPage()])
    }

    @Test(arguments: [true, false])
    func `are found by their names, with dashes and scraps of the form before their amounts`(titled: Bool) {
        let slip = slip(
            [
                MadePrint.line(["挂号费", "二", "3.00", "项目/规格"], y: 300),
                MadePrint.line(["普通门诊诊查费----18.27", "妇产科专家门诊"], y: 360),
                MadePrint.line(["合计", "21.27"], y: 800),
            ], titled: titled)
        #expect(slip.items.map(\.name.value) == ["挂号费", "普通门诊诊查费"])
        #expect(slip.items.map(\.amount.value) == [Money("3.00"), Money("18.27")])
        #expect(slip.total?.value == Money("21.27"))
    }

    @Test func `are found beside a note for the visit, whatever the title was read as`() {
        let visit = [
            MadePrint.line(["拄覃革多", "项目/规格"], y: 300),
            MadePrint.line(["急诊诊查费----48.00", "中医科普通门诊"], y: 360),
            MadePrint.line(["医师李华超"], y: 420), MadePrint.line(["合计", "48.50"], y: 800),
        ]
        let found = slip(visit, titled: false)
        #expect(found.items.map(\.name.value) == ["拄覃革多", "急诊诊查费"])
        #expect(found.items.map(\.amount.value) == [Money("0.50"), Money("48.00")], "the rest of the total")
        #expect(found.items.allSatisfy { $0.needsReview })
        let whole = slip(visit.dropLast() + [MadePrint.line(["合计", "48.00"], y: 800)], titled: false)
        #expect(whole.items.map(\.name.value) == ["急诊诊查费"], "nothing is missing")
        let other = slip(visit + [MadePrint.line(["西药费", "20.00"], y: 480)], titled: false)
        #expect(other.items.isEmpty)
    }

    @Test func `take the reading that the total proves`() {
        let slip = slip([
            MadePrint.line([
                MadePrint.run("挂号费", x: 100, y: 300), MadePrint.run("53.00", x: 400, y: 300, or: ["3.00"]),
            ]),
            MadePrint.line(["急诊诊查费", "12.00"], y: 360), MadePrint.line(["合计", "15.00"], y: 800),
        ])
        #expect(slip.items.map(\.amount.value) == [Money("3.00"), Money("12.00")])
    }

    @Test func `are charged once where the total takes another reading`() {
        let slip = slip([
            MadePrint.line(["挂号费", "3.00"], y: 300), MadePrint.line(["普通门诊诊查费", "-9818.27"], y: 360),
            MadePrint.line(["合计", "21.27"], y: 800), MadePrint.line(["合计(大写):贰拾壹元贰角柒分"], y: 860),
        ])
        #expect(slip.items.map(\.amount.value) == [Money("3.00"), Money("18.27")])
        #expect(slip.items.map(\.quantity.value) == [Quantity(1), Quantity(1)])
    }

    @Test(arguments: ["90.6.00", "96.00", "元90.6.00"])
    func `lose figures that the form's heading makes before them, where the total proves it`(read: String) {
        let slip = slip([
            MadePrint.line(["挂号费", read], y: 300), MadePrint.line(["急诊诊查费", "23.77"], y: 360),
            MadePrint.line(["合计", "29.77"], y: 800), MadePrint.line(["合计(大写):贰拾玖元柒角柒分"], y: 860),
        ])
        #expect(slip.items.map(\.amount.value) == [Money("6.00"), Money("23.77")])
        #expect(slip.items.allSatisfy { !$0.amount.needsReview })
    }

    @Test func `take the rest of the total for the one that was not read surely, not for the others`() {
        func amounts(_ read: String, total: String) -> [Money?] {
            slip([
                MadePrint.line([
                    MadePrint.run("挂号费", x: 100, y: 300),
                    MadePrint.run(read, x: 400, y: 300, confidence: 0.6),
                ]), MadePrint.line(["急诊诊查费", "23.77"], y: 360),
                MadePrint.line(["合计", total], y: 800),
            ]).items.map(\.amount.value)
        }
        #expect(amounts("60.00", total: "33.77") == [Money("10.00"), Money("23.77")])
        #expect(amounts("96.00", total: "31.77") == [Money("96.00"), Money("23.77")], "another total")
    }

    @Test func `are proposed where their name was read with the heading below it`() {
        let table = MadePrint.table([.code, .amount], [["", "12.00"]])
        var covered = table
        covered.columns[0].heading = "项目挂号"
        let slip = slip(
            [MadePrint.line(["急诊诊查费", "12.00"], y: 300), MadePrint.line(["合计", "15.00"], y: 800)],
            tables: [covered])
        #expect(slip.items.map(\.name.value) == ["挂号费", "急诊诊查费"])
        #expect(slip.items.map(\.amount.value) == [Money("3.00"), Money("12.00")])
        #expect(slip.items.allSatisfy { $0.needsReview })
    }

    @Test func `keep their figures where no total proves others`() throws {
        let slip = slip([
            MadePrint.line(["挂号费", "96.00"], y: 300), MadePrint.line(["急诊诊查费", "23.77"], y: 360),
            MadePrint.line(["合计", "31.77"], y: 800), MadePrint.line(["合计(大写):叁拾壹元柒角柒分"], y: 860),
        ])
        let first = try #require(slip.items.first)
        #expect(first.amount.value == Money("96.00") && first.needsReview)
    }

    @Test(arguments: ["挂号莫-------", "挂咆蔓"])
    func `are told though the form's headings made other characters of them`(read: String) throws {
        let slip = slip([
            MadePrint.line([read, "人(毁)00"], y: 300), MadePrint.line(["急诊诊查费", "197.0"], y: 360),
            MadePrint.line(["挂号员", "1234"], y: 700), MadePrint.line(["合计", "198.00"], y: 800),
        ])
        #expect(slip.items.map(\.name.value) == ["挂号费", "急诊诊查费"])
        #expect(slip.items.map(\.amount.value) == [Money("1.00"), Money("197.00")])
        #expect(slip.items.first?.needsReview == true)
    }

    @Test func `have their amounts before a note that stands in the same cell`() {
        let slip = slip([
            MadePrint.line(["挂号费", "10.00"], y: 300), MadePrint.line(["急诊诊查费", "12.00肾内科普通门诊"], y: 360),
            MadePrint.line(["合计", "22.00"], y: 800),
        ])
        #expect(slip.items.map(\.amount.value) == [Money("10.00"), Money("12.00")])
    }

    @Test func `are proposed from figures without their point, or among others, where these make the total`()
    {
        let slip = slip([
            MadePrint.line(["挂号费", "5803.000"], y: 300), MadePrint.line(["门急诊留观诊查费", "23774"], y: 360),
            MadePrint.line(["合计", "26.77"], y: 800),
        ])
        #expect(slip.items.map(\.amount.value) == [Money("3.00"), Money("23.77")])
        #expect(slip.items.allSatisfy { $0.amount.needsReview && $0.needsReview })
    }

    @Test func `are proposed for a person where one amount was not read`() throws {
        let slip = slip([
            MadePrint.line(["挂号费", "叨00"], y: 300), MadePrint.line(["急诊诊查费", "23.77"], y: 360),
            MadePrint.line(["合计", "26.77"], y: 800),
        ])
        let first = try #require(slip.items.first)
        #expect(first.amount.value == Money("3.00") && first.amount.needsReview && first.needsReview)
    }

    @Test func `keep the total of a table that was made of the form's foot`() throws {
        var foot = MadePrint.table([.name, .amount], [["合计", "26.77"]], top: 800)
        foot.hasHeadings = false
        let lines = [MadePrint.line(["挂号费", "叨00"], y: 300), MadePrint.line(["急诊诊查费", "23.77"], y: 360)]
        let found = slip(lines, tables: [foot])
        #expect(found.total?.value == Money("26.77"))
        #expect(found.items.map(\.amount.value) == [Money("3.00"), Money("23.77")])
    }

    @Test func `are categories beside details, and beside other categories`() {
        let details = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount], [["血常规检查", "2", "20.00", "40.00"]])
        let sums = [MadePrint.line(["挂号费", "1.00"], y: 300), MadePrint.line(["诊查费", "12.00"], y: 360)]
        #expect(slip(sums, tables: [details], titled: false).items.map(\.name.value) == ["血常规检查"])
        let others = sums + [MadePrint.line(["化验费", "20.00"], y: 420)]
        #expect(slip(others, titled: false).items.isEmpty)
    }
}
