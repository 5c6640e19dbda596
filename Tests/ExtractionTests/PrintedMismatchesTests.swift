import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Lines that are printed wrong` {
    private func choices(_ quantity: String, _ price: String, _ amount: String) -> LineChoices {
        LineArithmetic.choices(
            quantity: MadePrint.run(quantity), unitPrice: MadePrint.run(price),
            amount: MadePrint.run(amount))
    }

    private func settled(_ choices: [LineChoices], amountsAreProven: Bool = false) -> [Item] {
        var slip = MadeItems.slip(choices)
        if amountsAreProven {
            for i in slip.items.indices { slip.items[i].amount.needsReview = false }
        }
        PrintedMismatches.settle(&slip, choices: choices)
        return slip.items
    }

    private let closing = [("2", "12.50", "25.00"), ("3", "20.00", "60.00"), ("4", "8.00", "32.00")]

    @Test func `are certain among lines that close when every digit was`() throws {
        let lines = closing.map { choices($0.0, $0.1, $0.2) } + [choices("2", "17.30", "99.00")]
        let item = try #require(settled(lines).last)
        #expect(!item.closes && !item.needsReview)
        #expect(!item.quantity.needsReview && !item.amount.needsReview)
        #expect(item.unitPrice?.needsReview == false)
        #expect(item.amount.value == MadeItems.money("99"))
    }

    @Test func `are not certain where most lines do not close`() {
        let lines = [choices("2", "12.50", "25.00"), choices("2", "17.30", "99.00")]
        #expect(settled(lines).last?.needsReview == true)
    }

    @Test
    func
        `are not certain where more than two among few dozens do not close: another sum was taken for the amount`()
    {
        let right = (0..<15).map { _ in choices("2", "12.50", "25.00") }
        let cut = [("3", "20.00", "54.00"), ("4", "8.00", "28.80"), ("2", "17.30", "31.14")]
        let lines = right + cut.map { choices($0.0, $0.1, $0.2) }
        #expect(settled(lines).suffix(3).map(\.needsReview) == [true, true, true])
    }

    @Test func `that another digit of the amount would close are certain once a sum proves the amount`() {
        let lines = closing.map { choices($0.0, $0.1, $0.2) } + [choices("2", "280.72", "661.44")]
        #expect(settled(lines).last?.needsReview == true)
        #expect(settled(lines, amountsAreProven: true).last?.needsReview == false)
    }
}
