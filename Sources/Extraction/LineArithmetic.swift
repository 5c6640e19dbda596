internal import Foundation
internal import Layout
internal import Slips

/// The numbers of a line as chosen among their candidates.
struct LineNumbers: Hashable {
    var quantity: Quantity?
    var unitPrice: Money?
    var amount: Money?
    /// Whether quantity × unit price = amount holds for the numbers chosen.
    var closes: Bool
    /// What it costs to believe them: 0 for what was read best.
    var cost: Double
}

/// All numbers that a line may say, and the best of them.
struct LineChoices: Hashable {
    var chosen: LineNumbers
    /// Whether the choice is beyond doubt: it closes, and nothing else explains the readings nearly as well.
    var isCertain: Bool
    /// The other choices, cheapest first.
    var others: [LineNumbers]
    /// The numbers as they were read best, whether or not they close.
    var read: LineNumbers
}

/// Chooses among all that a line's cells may say so that quantity × unit price = amount.
///
/// Source: field guide, “Numbers prove themselves”. Costs are natural logarithms of odds, so that explanations can be
/// weighed: each closing choice by its cost, a line that is printed wrong, and misreadings that no candidate
/// covers. What was read best stays unless something else closes and outweighs all else; what does not close is left as
/// read and asks for a person.
enum LineArithmetic {
    /// Closing readings that are costlier than this are not believed over the best reading.
    private static let believable = 5.0
    /// The cost of the thought that a line which does not close is printed so, or misread in some other way.
    private static let printedWrong = 4.5
    /// The share of all explanations that a repaired line must have to be certain.
    private static let certainty = 0.95
    /// By how much a line as read, whose amount repeats the digits of its price, must win over the next.
    private static let degenerateMargin = 2.0
    private static let most = 40

    /// What it costs to believe that a line is printed with these numbers, whatever the engine read.
    static func cost(of numbers: LineNumbers) -> Double {
        numbers.closes ? numbers.cost : numbers.cost + printedWrong
    }

    /// Whether the numbers close as they were read best, and not only by repeating the same digits.
    static func isProven(_ numbers: LineNumbers) -> Bool {
        numbers.closes && numbers.cost == 0 && !repeatsDigits(numbers)
    }

    /// Whether the amount repeats the digits of the price or of the quantity (× 1, × 10, × 0.1): the same misreading
    /// of both closes too.
    private static func repeatsDigits(_ numbers: LineNumbers) -> Bool {
        guard let quantity = numbers.quantity, let price = numbers.unitPrice else { return true }
        return isPowerOfTen(quantity.micros) || isPowerOfTen(price.micros)
    }

    /// Whether price and amount are the same digits, were read as two different ones, and are said to be neither.
    static func isThirdReading(_ numbers: LineNumbers, besides read: LineNumbers) -> Bool {
        numbers.unitPrice == numbers.amount && read.unitPrice != nil && read.amount != nil
            && read.unitPrice != read.amount && numbers.unitPrice != read.unitPrice
            && numbers.amount != read.amount
    }

    private static func isPowerOfTen(_ micros: Int64) -> Bool {
        var rest = micros.magnitude
        while rest >= 10, rest % 10 == 0 { rest /= 10 }
        return rest == 1
    }

    /// The numbers of a line whose prices are printed.
    static func choices(quantity: TextRun?, unitPrice: TextRun?, amount: TextRun?) -> LineChoices {
        let quantities = candidates(quantity) { Quantity($0) }.filter { $0.value.micros != 0 }
        let prices = candidates(unitPrice) { Money($0) }
        let amounts = candidates(amount) { text in Money(text).flatMap { $0.isWholeFen ? $0 : nil } }
        let read = LineNumbers(
            quantity: quantities.first?.value, unitPrice: prices.first?.value, amount: amounts.first?.value,
            closes: false, cost: 0)
        let closing = ClosingLines(
            quantities: quantities, prices: prices, amounts: amounts, quantity: NumberChannel(quantity),
            unitPrice: NumberChannel(unitPrice), amount: NumberChannel(amount)
        )
        .all(upTo: believable)
        guard let best = closing.first else {
            return LineChoices(chosen: read, isCertain: false, others: [], read: read)
        }
        return LineChoices(
            chosen: best, isCertain: isCertain(closing), others: Array(closing.dropFirst().prefix(most)),
            read: read)
    }

    /// Whether the first of the closing lines, which come cheapest first, is beyond doubt.
    private static func isCertain(_ closing: [LineNumbers]) -> Bool {
        guard let best = closing.first else { return false }
        guard best.cost > 0 else {
            return !repeatsDigits(best) || closing.dropFirst().allSatisfy { $0.cost >= degenerateMargin }
        }
        // Repaired digits that stand in the line twice were only made alike.
        guard !repeatsDigits(best) else { return false }
        let all = closing.reduce(exp(-printedWrong)) { $0 + exp(-$1.cost) }
        return exp(-best.cost) >= certainty * all
    }

    /// The numbers of a line without prices: nothing in the line proves its amount.
    static func choices(quantity: TextRun?, amount: TextRun?) -> LineChoices {
        let quantities = candidates(quantity) { Quantity($0) }.filter { $0.value.micros != 0 }
        let amounts = candidates(amount) { text in Money(text).flatMap { $0.isWholeFen ? $0 : nil } }
        let all = amounts.map {
            LineNumbers(
                quantity: quantities.first?.value, unitPrice: nil, amount: $0.value, closes: false,
                cost: $0.cost)
        }
        let none = LineNumbers(
            quantity: quantities.first?.value, unitPrice: nil, amount: nil, closes: false, cost: 0)
        return LineChoices(
            chosen: all.first ?? none, isCertain: false, others: Array(all.dropFirst().prefix(most)),
            read: all.first ?? none)
    }

    private static func candidates<Value: Hashable>(
        _ run: TextRun?, _ parse: (String) -> Value?
    ) -> [ClosingLines.Candidate<Value>] {
        guard let run else { return [] }
        var seen: Set<Value> = []
        return NumberCandidates.of(run).compactMap { candidate in
            guard let value = parse(candidate.text), seen.insert(value).inserted else { return nil }
            return ClosingLines.Candidate(value: value, cost: candidate.cost)
        }
    }
}
