import Slips

@testable import Extraction

/// Items and what else their numbers may be, made by hand.
enum MadeItems {
    static func money(_ text: String) -> Money {
        guard let money = Money(text) else { preconditionFailure("\(text) is no money") }
        return money
    }

    static func numbers(
        _ quantity: String, _ price: String, _ amount: String, closes: Bool, cost: Double = 0
    ) -> LineNumbers {
        LineNumbers(
            quantity: Quantity(quantity), unitPrice: Money(price), amount: Money(amount), closes: closes,
            cost: cost)
    }

    /// A line that was read so; `chosen` where its numbers were repaired.
    static func choices(
        _ read: LineNumbers, chosen: LineNumbers? = nil, others: [LineNumbers] = []
    ) -> LineChoices {
        LineChoices(chosen: chosen ?? read, isCertain: false, others: others, read: read)
    }

    static func items(_ choices: [LineChoices]) -> [Item] {
        choices.enumerated().map { i, choice in
            let numbers = choice.chosen
            return Item(
                line: i + 1, place: Place(page: 1, x: 0, y: 40 * i, width: 900, height: 30),
                name: Reading(value: "血常规检查", confidence: 0.9, needsReview: false),
                quantity: Reading(value: numbers.quantity, confidence: 0.9, needsReview: true),
                unitPrice: numbers.unitPrice.map { Reading(value: $0, confidence: 0.9, needsReview: true) },
                amount: Reading(value: numbers.amount, confidence: 0.9, needsReview: true),
                closes: numbers.closes, needsReview: true)
        }
    }

    static func slip(_ choices: [LineChoices]) -> Slip {
        Slip(kind: .feeList, pages: [MadePrint.slipPage()], items: items(choices))
    }
}
