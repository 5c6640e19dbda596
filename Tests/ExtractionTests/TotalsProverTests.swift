import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The total of a slip` {
    /// Two lines of 30.00 and 98.50, read for certain by nothing but themselves.
    private let choices = [
        MadeItems.choices(MadeItems.numbers("3", "10", "30", closes: true)),
        MadeItems.choices(MadeItems.numbers("1", "98.50", "98.50", closes: true)),
    ]

    private func proven(
        total: String?, confidence: Double = 0.8, capitals: String? = nil, inTable: String? = nil,
        choices: [LineChoices]? = nil, lines: [String] = []
    ) -> Slip {
        let choices = choices ?? self.choices
        var slip = MadeItems.slip(choices)
        func field(_ text: String) -> Reading<String> {
            Reading(
                value: text, raw: text, confidence: confidence,
                place: Place(page: 1, x: 0, y: 900, width: 100, height: 30), needsReview: confidence < 0.9)
        }
        slip.fields[.total] = total.map(field)
        slip.fields[.totalCapitals] = capitals.map(field)
        let page = MadePrint.page(lines.map { MadePrint.line([$0], confidence: confidence) })
        TotalsProver.prove(
            &slip, choices: choices, tableTotals: inTable.map { [MadePrint.run($0)] } ?? [], layouts: [page])
        return slip
    }

    @Test func `is certain when the lines add up to it, and proves their amounts`() {
        let slip = proven(total: "128.50")
        #expect(slip.total?.value == MadeItems.money("128.50"))
        #expect(slip.total?.needsReview == false)
        #expect(slip.items.allSatisfy { !$0.amount.needsReview && $0.amount.confidence >= 0.99 })
        #expect(slip.fields[.total]?.value == "128.50" && slip.fields[.total]?.needsReview == false)
    }

    @Test(arguments: [
        ("28.50", "壹佰贰拾捌元伍角整"), ("128.58", "壹佰贰拾捌元伍角整"), ("99.00", "壹佰玖拾玖元整"),
    ])
    func `is doubted, however well it was read, where capitals tell that a figure was lost or misread`(
        total: String, capitals: String
    ) {
        let slip = proven(total: total, confidence: 0.98, capitals: capitals)
        #expect(slip.total?.value == MadeItems.money(total) && slip.total?.needsReview == true)
        #expect(slip.fields[.total]?.needsReview == true)
    }

    @Test func `is certain where it was read well and capitals say an amount of its own`() {
        let slip = proven(total: "150.00", confidence: 0.98, capitals: "壹佰贰拾捌元伍角整")
        #expect(slip.total?.value == MadeItems.money("150") && slip.total?.needsReview == false)
    }

    @Test func `is doubted when nothing agrees with it`() {
        let slip = proven(total: "199.99")
        #expect(slip.total?.value == MadeItems.money("199.99"))
        #expect(slip.total?.needsReview == true)
        #expect(slip.items.allSatisfy { $0.amount.needsReview })
    }

    @Test func `is the one of several readings that the lines prove`() {
        let slip = proven(total: "728.50", lines: ["总计:128.50"])
        #expect(slip.total?.value == MadeItems.money("128.50"))
        #expect(slip.total?.needsReview == false)
    }

    @Test func `is found in a table's total row`() {
        let slip = proven(total: nil, inTable: "128.50")
        #expect(slip.total?.value == MadeItems.money("128.50"))
        #expect(slip.total?.needsReview == false)
    }

    @Test func `is none where none is printed`() {
        let slip = proven(total: nil)
        #expect(slip.total == nil && slip.totalInCapitals == nil)
        #expect(slip.items == MadeItems.items(choices))
    }

    @Test func `stays a printed mismatch when figures and capitals agree against the lines`() {
        let slip = proven(total: "150.00", capitals: "壹佰伍拾元整")
        #expect(slip.total?.value == MadeItems.money("150") && slip.total?.needsReview == false)
        #expect(slip.totalInCapitals?.value == MadeItems.money("150"))
        #expect(slip.items.map(\.amount.value) == [MadeItems.money("30"), MadeItems.money("98.50")])
        #expect(slip.items.allSatisfy { $0.amount.needsReview })
    }

    @Test func `proven by capitals closes a misread line`() {
        let line = MadeItems.choices(
            MadeItems.numbers("8", "10", "80", closes: true),
            others: [MadeItems.numbers("3", "10", "30", closes: true, cost: 1)])
        let slip = proven(total: "128.50", capitals: "壹佰贰拾捌元伍角整", choices: [line, choices[1]])
        #expect(slip.items[0].quantity.value == Quantity(3))
        #expect(slip.items.map(\.amount.value) == [MadeItems.money("30"), MadeItems.money("98.50")])
        #expect(slip.items.allSatisfy { !$0.amount.needsReview })
    }

    @Test func `in doubt changes no line`() {
        let line = MadeItems.choices(
            MadeItems.numbers("8", "10", "80", closes: true),
            others: [MadeItems.numbers("3", "10", "30", closes: true, cost: 1)])
        let slip = proven(total: "128.50", choices: [line, choices[1]])
        #expect(slip.items[0].amount.value == MadeItems.money("80"))
        #expect(slip.total?.needsReview == true)
    }

    @Test(arguments: [
        "壹佰贰拾捌元伍角整", "壹佰贰拾八元伍角正", "壹佰贰拾口元伍角整", "人民币(大写)壹佰贰拾元伍角整", "壹佰口拾口元伍角整",
    ])
    func `fills the holes of capitals that say it`(capitals: String) {
        let slip = proven(total: "128.50", capitals: capitals)
        #expect(slip.totalInCapitals?.value == MadeItems.money("128.50"))
        #expect(slip.totalInCapitals?.needsReview == false)
        #expect(slip.totalInCapitals?.raw == capitals)
        #expect(slip.fields[.totalCapitals]?.value == "壹佰贰拾捌元伍角整")
    }

    @Test(arguments: ["壹佰贰拾柒元伍角整", "贰佰元整", "口口口元", "壹仟贰佰捌拾伍元整"])
    func `is not proven by capitals that say something else or nothing`(capitals: String) {
        let slip = proven(total: "199.99", capitals: capitals)
        #expect(slip.total?.needsReview == true)
        #expect(slip.totalInCapitals?.value != MadeItems.money("199.99"))
    }

    @Test
    func `is what the capitals say where no figures were read, and certain when the lines add up to it`() {
        let sure = proven(total: nil, capitals: "壹佰贰拾捌元伍角整沁喇")
        #expect(sure.total?.value == MadeItems.money("128.50") && sure.total?.needsReview == false)
        #expect(sure.items.allSatisfy { !$0.amount.needsReview })
        let alone = proven(total: nil, capitals: "壹佰伍拾元整")
        #expect(alone.total?.value == MadeItems.money("150") && alone.total?.needsReview == true)
    }

    @Test(arguments: [("1315.909", true), ("1315.60", false)])
    func `proves a line whose quantity and price it closes on, however the amount was read`(
        amount: String, isProven: Bool
    ) throws {
        let line = LineArithmetic.choices(
            quantity: MadePrint.run("10"), unitPrice: MadePrint.run("131.59"),
            amount: MadePrint.run(amount, confidence: 0.9))
        let slip = proven(total: "1345.90", choices: [choices[0], line])
        let item = try #require(slip.items.last)
        #expect((item.amount.value == MadeItems.money("1315.90")) == isProven)
        #expect(item.quantity.needsReview == !isProven)
    }

    @Test func `is not said by capitals that cannot be read`() {
        let slip = proven(total: nil, capitals: "口口口元")
        #expect(slip.totalInCapitals?.value == nil)
        #expect(slip.totalInCapitals?.needsReview == true)
        #expect(slip.fields[.totalCapitals]?.value == "口口口元")
    }

    @Test func `proves subtotals that are the sums of their lines, and only those`() {
        var slip = MadeItems.slip(choices)
        func subtotal(_ amount: String, _ lines: [Int]) -> Subtotal {
            Subtotal(
                kind: .category, label: "小计",
                amount: Reading(value: Money(amount), confidence: 0.8, needsReview: true), lines: lines)
        }
        slip.subtotals = [subtotal("30", [1]), subtotal("128.50", [1, 2]), subtotal("98", [2])]
        TotalsProver.prove(&slip, choices: choices, tableTotals: [], layouts: [])
        #expect(slip.subtotals.map(\.amount.needsReview) == [false, false, true])
    }

    @Test func `is doubted, and what the capitals say, where the last of its figures was not read`() {
        for text in ["总计:4741.6)", "总计:4741", "总计:4.741"] {
            let page = MadePrint.page([MadePrint.line([text, "大写:肆仟柒佰肆拾壹元陆角壹分"])])
            let choices = [MadeItems.choices(MadeItems.numbers("1", "4818.64", "4818.64", closes: true))]
            var slip = MadeItems.slip(choices)
            slip.fields = FieldExtractor(layouts: [page], kind: .feeList).fields()
            #expect(slip.fields[.total]?.needsReview != false, "\(text)")
            TotalsProver.prove(&slip, choices: choices, tableTotals: [], layouts: [page])
            #expect(slip.total?.value == MadeItems.money("4741.61") && slip.total?.needsReview == true)
        }
    }

    @Test func `is no amount that the capitals contradict letter by letter`() {
        let slip = proven(total: "4741.60", capitals: "肆仟柒佰肆拾壹元陆角壹分")
        #expect(slip.total?.needsReview == true && slip.totalInCapitals?.needsReview == true)
        #expect(slip.totalInCapitals?.value == MadeItems.money("4741.61"))
    }

    @Test func `has thousands parted by commas, also where they are read as points`() {
        #expect(FieldText.total("18,574.18") == MadeItems.money("18574.18"))
        #expect(FieldText.total("¥18.574.18元") == MadeItems.money("18574.18"))
        #expect(FieldText.total("1,018,574.18") == MadeItems.money("1018574.18"))
        #expect(FieldText.total("18.574") == nil)
        #expect(FieldText.total("128.50") == MadeItems.money("128.50"))
    }

    @Test func `doubts the amount that lacks one figure of what would make the sum right`() {
        // No price proves them; the engine was sure of both.
        let choices = ["566.21", "30.00"].map { amount in
            MadeItems.choices(
                LineNumbers(
                    quantity: Quantity(1), unitPrice: nil, amount: MadeItems.money(amount), closes: false,
                    cost: 0))
        }
        func doubts(total: String) -> [Bool] {
            var slip = MadeItems.slip(choices)
            for i in slip.items.indices {
                slip.items[i].amount.needsReview = false
                slip.items[i].needsReview = false
            }
            slip.fields[.total] = Reading(value: total, raw: total, confidence: 0.99, needsReview: false)
            TotalsProver.prove(&slip, choices: choices, tableTotals: [], layouts: [MadePrint.page([])])
            return slip.items.map { $0.amount.needsReview && $0.needsReview }
        }
        #expect(doubts(total: "1596.21") == [true, false])
        #expect(doubts(total: "596.21") == [false, false])
        #expect(doubts(total: "723.45") == [false, false])
    }

    @Test(arguments: ["药费合计:128.50元", "当日合计：¥128.50", "小计:128.50住院费用总额:128.50"])
    func `is one under any words where the lines make it`(line: String) {
        let slip = proven(total: nil, lines: [line])
        #expect(slip.total?.value == MadeItems.money("128.50") && slip.total?.needsReview == false)
    }

    @Test(arguments: ["药费合计:128.60", "本页合计:128.50", "个人自付合计:128.50", "预交金合计:128.50"])
    func `is none under words of another sum`(line: String) {
        #expect(proven(total: nil, lines: [line]).total == nil)
    }
}
