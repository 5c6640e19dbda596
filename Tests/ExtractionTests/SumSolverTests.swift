import Slips
import Testing

@testable import Extraction

@Suite struct `Lines that do not add up` {
    private let ten = MadeItems.numbers("1", "10", "10", closes: true)

    private func solved(_ choices: [LineChoices], _ total: String) -> Slip {
        var slip = MadeItems.slip(choices)
        SumSolver.solve(&slip, choices: choices, total: MadeItems.money(total))
        return slip
    }

    private func amounts(_ slip: Slip) -> [Money?] { slip.items.map(\.amount.value) }

    @Test func `are closed by the one change that does it`() {
        let other = MadeItems.numbers("3", "8", "24", closes: true, cost: 1.2)
        let doubtful = MadeItems.choices(
            MadeItems.numbers("8", "8", "64", closes: true, cost: 0.7), others: [other])
        let slip = solved([MadeItems.choices(ten), doubtful], "34")
        #expect(amounts(slip) == [MadeItems.money("10"), MadeItems.money("24")])
        #expect(slip.items[1].quantity.value == Quantity(3))
        #expect(slip.items[1].closes && !slip.items[1].quantity.needsReview)
        #expect(slip.items[1].unitPrice?.needsReview == false)
    }

    @Test func `are not closed by changing a line that proves itself`() {
        let other = MadeItems.numbers("3", "8", "24", closes: true, cost: 1.2)
        let proven = MadeItems.choices(MadeItems.numbers("8", "8", "64", closes: true), others: [other])
        let choices = [MadeItems.choices(ten), proven]
        #expect(solved(choices, "34") == MadeItems.slip(choices))
    }

    @Test func `are not closed by digits that only look alike`() {
        let guess = MadeItems.numbers("1", "110", "110", closes: true, cost: 3.9)
        let choices = [MadeItems.choices(ten, others: [guess])]
        #expect(solved(choices, "110") == MadeItems.slip(choices))
    }

    @Test func `are not closed by digits that neither price nor amount was read as`() {
        // Printed 132.46 twice; the total was printed 20.00 too high.
        let read = MadeItems.numbers("1", "132.46", "182.46", closes: false)
        let choices = [
            MadeItems.choices(
                read, chosen: MadeItems.numbers("1", "132.46", "132.46", closes: true, cost: 0.5),
                others: [MadeItems.numbers("1", "152.46", "152.46", closes: true, cost: 1)])
        ]
        #expect(solved(choices, "152.46") == MadeItems.slip(choices))
    }

    @Test func `give up the signs of a refund that dust made, where the total says so`() {
        let refund = LineArithmetic.choices(
            quantity: MadePrint.run("-6.00"), unitPrice: MadePrint.run("80.84"),
            amount: MadePrint.run("-485.04"))
        let slip = solved(
            [refund, MadeItems.choices(ten)], "\(MadeItems.money("485.04") + MadeItems.money("10"))")
        #expect(slip.items[0].quantity.value == Quantity("6"))
        #expect(slip.items[0].amount.value == MadeItems.money("485.04"))
        let real = solved([refund, MadeItems.choices(ten)], "-475.04")
        #expect(real.items[0].amount.value == MadeItems.money("-485.04"))
    }

    @Test func `are left untouched where two changes are as likely`() {
        let other = MadeItems.numbers("2", "10", "20", closes: true, cost: 1)
        let twin = MadeItems.choices(ten, others: [other])
        let choices = [twin, twin]
        #expect(solved(choices, "30") == MadeItems.slip(choices))
    }

    @Test func `take the likelier of two changes only by a clear margin`() {
        func line(_ cost: Double) -> LineChoices {
            MadeItems.choices(
                ten, others: [MadeItems.numbers("2", "10", "20", closes: true, cost: cost)])
        }
        #expect(
            solved([line(0.7), line(2.9)], "30").items.map(\.quantity.value) == [Quantity(2), Quantity(1)])
        #expect(
            solved([line(1), line(2.5)], "30").items.map(\.quantity.value) == [Quantity(1), Quantity(1)])
    }

    @Test func `are not closed by two of so many changes that some would fit by accident`() {
        let lines = (0..<12).map { i in
            MadeItems.choices(
                MadeItems.numbers("1", "\(10 + i)", "\(10 + i)", closes: true),
                others: (1...5).map { j in
                    let price = "\(10 + i + j * (i % 3 + 1))"
                    return MadeItems.numbers("1", price, price, closes: true, cost: 1.2 + 0.05 * Double(i))
                })
        }
        let sum = (0..<12).reduce(0) { $0 + 10 + $1 }
        #expect(solved(lines, "\(sum + 13)") == MadeItems.slip(lines))
    }

    @Test func `are closed by two changes that close in themselves`() {
        let first = MadeItems.choices(
            ten, others: [MadeItems.numbers("2", "10", "20", closes: true, cost: 1)])
        let second = MadeItems.choices(
            MadeItems.numbers("1", "7", "7", closes: true),
            others: [MadeItems.numbers("1", "1", "1", closes: true, cost: 1)])
        #expect(amounts(solved([first, second], "21")) == [MadeItems.money("20"), MadeItems.money("1")])
    }

    @Test func `are left untouched while another line does not close, which may hide the difference`() {
        let doubtful = MadeItems.choices(
            ten, others: [MadeItems.numbers("2", "10", "20", closes: true, cost: 0.5)])
        let open = MadeItems.choices(MadeItems.numbers("5", "34.10", "160.30", closes: false))
        #expect(solved([doubtful], "20") != MadeItems.slip([doubtful]))
        #expect(solved([doubtful, open], "180.30") == MadeItems.slip([doubtful, open]))
    }

    @Test func `are closed beside a line that is certainly printed so`() {
        let doubtful = MadeItems.choices(
            ten, others: [MadeItems.numbers("2", "10", "20", closes: true, cost: 0.5)])
        var wrong = MadeItems.choices(MadeItems.numbers("5", "34.10", "160.30", closes: false))
        wrong.isCertain = true
        #expect(amounts(solved([doubtful, wrong], "180.30")).first == MadeItems.money("20"))
    }

    @Test func `are not closed by two changes that nothing else proves`() {
        let first = MadeItems.choices(
            ten, others: [MadeItems.numbers("1", "10", "20", closes: false, cost: 1)])
        let second = MadeItems.choices(
            MadeItems.numbers("1", "7", "7", closes: true),
            others: [MadeItems.numbers("1", "7", "1", closes: false, cost: 1)])
        let choices = [first, second]
        #expect(solved(choices, "21") == MadeItems.slip(choices))
    }

    @Test func `are not closed by what is too unlikely to believe`() {
        let far = MadeItems.choices(
            ten, others: [MadeItems.numbers("2", "10", "20", closes: true, cost: 7.5)])
        #expect(solved([far], "20") == MadeItems.slip([far]))
    }

    @Test func `are left untouched where an amount was not read`() {
        let unread = MadeItems.choices(
            LineNumbers(quantity: Quantity(1), unitPrice: nil, amount: nil, closes: false, cost: 0))
        let other = MadeItems.choices(
            ten, others: [MadeItems.numbers("2", "10", "20", closes: true, cost: 1)])
        let choices = [unread, other]
        #expect(solved(choices, "20") == MadeItems.slip(choices))
    }

    @Test func `keep a printed mismatch when all lines as read give the total`() {
        // Printed 2 × 10 = 30: reading it as 3 × 10 was wrong.
        let read = MadeItems.numbers("2", "10", "30", closes: false)
        let mended = MadeItems.numbers("2", "10", "20", closes: true, cost: 3)
        let choices = [MadeItems.choices(ten), MadeItems.choices(read, chosen: mended)]
        var slip = MadeItems.slip(choices)
        #expect(SumSolver.restoreAsRead(&slip, choices: choices, total: MadeItems.money("40")))
        #expect(amounts(slip) == [MadeItems.money("10"), MadeItems.money("30")])
        #expect(slip.items[1].quantity.value == Quantity(2) && !slip.items[1].closes)
        #expect(slip.items[1].quantity.needsReview)
    }

    @Test func `are not taken as read when that adds up to something else`() {
        let read = MadeItems.numbers("2", "10", "30", closes: false)
        let mended = MadeItems.numbers("2", "10", "20", closes: true, cost: 3)
        let choices = [MadeItems.choices(read, chosen: mended)]
        var slip = MadeItems.slip(choices)
        #expect(!SumSolver.restoreAsRead(&slip, choices: choices, total: MadeItems.money("50")))
        #expect(slip == MadeItems.slip(choices))
    }
}
