import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The numbers of a line` {
    private func choices(_ quantity: TextRun?, _ price: TextRun?, _ amount: TextRun?) -> LineChoices {
        LineArithmetic.choices(quantity: quantity, unitPrice: price, amount: amount)
    }

    @Test(arguments: ["0.35", "1.20", "4.5000", "12.80", "38", "99.99", "136.00", "1280.00"])
    func `that close as they were read are certain`(price: String) throws {
        for count in Array(1...12) + [20, 36, 100] {
            let product = try #require(
                Money.amount(quantity: Quantity(count), unitPrice: MadeItems.money(price)))
            let found = choices(
                MadePrint.run("\(count)"), MadePrint.run(price), MadePrint.run(product.description))
            #expect(found.isCertain, "\(count) × \(price)")
            #expect(found.chosen.closes && found.chosen.cost == 0, "\(count) × \(price)")
            #expect(found.chosen.quantity == Quantity(count), "\(count) × \(price)")
            #expect(found.chosen.amount == product && found.chosen.unitPrice == Money(price))
        }
    }

    @Test func `whose columns were taken for each other are not certainly printed so`() {
        let found = choices(MadePrint.run("314.55"), MadePrint.run("349.50"), MadePrint.run("3.00"))
        #expect(!found.isCertain)
    }

    @Test func `whose last decimals may be what stands beside them are not certain`() {
        func certain(_ quantity: String, _ price: String, _ amount: String) -> Bool {
            choices(MadePrint.run(quantity), MadePrint.run(price), MadePrint.run(amount)).isCertain
        }
        #expect(!certain("2.0015", "1.60", "3.20"))
        #expect(!certain("3.0013", "10.81", "32.43"), "it does not close, and is not printed so")
        #expect(certain("0.125", "22.00", "2.75") && certain("1.5", "12.40", "18.60"))
    }

    @Test func `that close as well with the points that they may have lost are not certain`() {
        let lost = choices(MadePrint.run("1400"), MadePrint.run("73.39"), MadePrint.run("102746"))
        #expect(lost.chosen.closes && !lost.isCertain && !LineArithmetic.isProven(lost.chosen))
        #expect(lost.others.contains { $0.closes && $0.amount == MadeItems.money("1027.46") })
        #expect(choices(MadePrint.run("1400"), MadePrint.run("73.39"), MadePrint.run("102746.00")).isCertain)
        #expect(choices(MadePrint.run("14"), MadePrint.run("2.50"), MadePrint.run("35")).isCertain)
    }

    @Test func `that close for a refund are certain`() {
        let found = choices(MadePrint.run("-2"), MadePrint.run("12.50"), MadePrint.run("-25.00"))
        #expect(found.isCertain)
        #expect(found.chosen.amount == MadeItems.money("-25"))
    }

    @Test func `whose price and amount were doubted alike are not certain`() {
        let doubts: [Int: [(text: String, confidence: Double)]] = [0: [("3", 0.9)]]
        let found = choices(
            MadePrint.run("1"), MadePrint.run("8.00", doubts: doubts), MadePrint.run("8.00", doubts: doubts))
        #expect(found.chosen.amount == MadeItems.money("8") && found.chosen.cost == 0)
        #expect(!found.isCertain)
        #expect(found.others.contains { $0.unitPrice == MadeItems.money("3") })
    }

    @Test func `that two readings close nearly as well are not certain`() {
        let found = choices(
            MadePrint.run("3", doubts: [0: [("8", 0.9), ("5", 0.9)]]), MadePrint.run("8.00"),
            MadePrint.run("64.00", or: ["40.00"]))
        #expect(found.chosen.closes && !found.isCertain)
        #expect(Set(([found.chosen] + found.others).prefix(2).map(\.quantity)) == [Quantity(8), Quantity(5)])
    }

    @Test func `are repaired for certain where the engine hesitated and one reading closes`() {
        let found = choices(
            MadePrint.run("3", doubts: [0: [("8", 0.9)]]), MadePrint.run("8.00"), MadePrint.run("64.00"))
        #expect(found.chosen.quantity == Quantity(8))
        #expect(found.chosen.closes && found.isCertain)
        #expect(found.read.quantity == Quantity(3) && !found.read.closes)
    }

    @Test func `are repaired but not certain where only likeness speaks for it`() {
        let found = choices(
            MadePrint.run("3", confidence: 0.97), MadePrint.run("8.00"), MadePrint.run("64.00"))
        #expect(found.chosen.quantity == Quantity(8) && found.chosen.closes)
        #expect(!found.isCertain)
    }

    @Test(arguments: [
        ("3", "-492.79", "1478.37"), ("-92", "3.68", "7.36"), ("-91", "3.68", "3.68"),
        ("10", "131.59", "1315.90."), ("3", "18.59", "-.9955.77"),
    ])
    func `are cleared of marks before and behind them that are no print`(
        quantity: String, price: String, amount: String
    ) {
        let found = choices(marked(quantity), marked(price), marked(amount))
        #expect(found.chosen.closes && found.isCertain)
        #expect(found.chosen.quantity.map { $0 > Quantity(0) } == true)
        #expect(found.chosen.unitPrice.map { $0 > .zero } == true)
    }

    /// A number whose leading and trailing marks, and nines beside leading marks, the engine doubted.
    private func marked(_ text: String) -> TextRun {
        let marks = text.prefix { "-.9".contains($0) }.count
        let doubted = Array(0..<marks) + (text.hasSuffix(".") ? [text.count - 1] : [])
        return MadePrint.run(text, doubts: Dictionary(uniqueKeysWithValues: doubted.map { ($0, []) }))
    }

    @Test func `keep digits of which the engine was sure`() {
        // 3 × 18.59 = 55.77: of 955.77 no digit is in doubt.
        let found = choices(MadePrint.run("3"), MadePrint.run("18.59"), MadePrint.run("955.77"))
        #expect(found.chosen.amount == MadeItems.money("955.77") && !found.chosen.closes)
    }

    @Test func `stay as read where nothing near closes`() {
        let found = choices(MadePrint.run("2"), MadePrint.run("17.30"), MadePrint.run("99.00"))
        #expect(found.chosen == found.read)
        #expect(!found.chosen.closes && found.isCertain)
        #expect(found.chosen.amount == MadeItems.money("99"))
        #expect(found.others.allSatisfy { !$0.closes && $0.cost >= NumberCandidates.sureCost })
    }

    @Test func `that do not close are not certain where a digit is in doubt`() {
        let found = choices(
            MadePrint.run("2"), MadePrint.run("17.30"), MadePrint.run("99.00", doubts: [0: []]))
        #expect(!found.chosen.closes && !found.isCertain)
    }

    @Test func `that do not close are not certain where one other digit would close them`() {
        // 2 × 280.72 = 561.44.
        let found = choices(MadePrint.run("2"), MadePrint.run("280.72"), MadePrint.run("661.44"))
        #expect(!found.chosen.closes && !found.isCertain)
        #expect(LineArithmetic.isPrintedWrong(found, amount: MadeItems.money("661.44")))
    }

    @Test func `are closed by what the other engine read`() {
        let found = choices(
            MadePrint.run("2"), MadePrint.run("17.30"), MadePrint.run("84.60", or: ["34.60"]))
        #expect(found.chosen.amount == MadeItems.money("34.60"))
        #expect(found.isCertain)
    }

    @Test func `never hold an amount of parts of fen or a count of none`() {
        let found = choices(MadePrint.run("0"), MadePrint.run("3.333"), MadePrint.run("3.333"))
        for numbers in found.others + [found.chosen, found.read] {
            #expect(numbers.amount.map(\.isWholeFen) != false)
            #expect(numbers.quantity != Quantity(0))
        }
    }

    @Test func `are found where a digit was not seen in two cells of the line`() {
        // Printed 2.5 × 84.87 = 212.18.
        let found = choices(
            MadePrint.run("2.5"), MadePrint.run("4.87", confidence: 0.97), MadePrint.run("212.18"))
        #expect(found.chosen.unitPrice == MadeItems.money("84.87"))
        #expect(found.chosen.closes && !found.isCertain)
    }

    @Test func `hold a count of one where none was read and price and amount are the same`() {
        let found = choices(nil, MadePrint.run("13.49"), MadePrint.run("13.49"))
        #expect(found.chosen.quantity == Quantity(1) && found.chosen.closes)
        #expect(!found.isCertain)
    }

    @Test func `are never certain when one of two equal numbers was changed to match the other`() {
        let found = choices(
            MadePrint.run("1"), MadePrint.run("87.36", doubts: [0: [("6", 0.95)]]), MadePrint.run("67.36"))
        #expect(found.chosen.amount == MadeItems.money("67.36") && found.chosen.closes)
        #expect(!found.isCertain)
    }

    @Test func `without a price are as read and never certain`() {
        let found = LineArithmetic.choices(
            quantity: MadePrint.run("2"), amount: MadePrint.run("30.00", doubts: [0: [("8", 0.9)]]))
        #expect(found.chosen.amount == MadeItems.money("30") && found.chosen.unitPrice == nil)
        #expect(!found.isCertain && !found.chosen.closes)
        #expect(found.others.first?.amount == MadeItems.money("80"))
    }

    @Test func `are nothing where nothing was read`() {
        let found = choices(nil, nil, nil)
        #expect(found.chosen.quantity == nil && found.chosen.unitPrice == nil && found.chosen.amount == nil)
        #expect(!found.chosen.closes && !found.isCertain)
    }
}
