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
    /// The same for quantity and unit price, once the amount is known otherwise.
    var costGivenAmount = 0.0
}

/// All numbers that a line may say, and the best of them.
struct LineChoices: Hashable {
    var chosen: LineNumbers
    /// Whether the choice is beyond doubt: nothing else explains the readings nearly as well.
    ///
    /// It closes, or it is printed so that it does not.
    var isCertain: Bool
    /// The other choices, cheapest first.
    var others: [LineNumbers]
    /// The numbers as they were read best, whether or not they close.
    var read: LineNumbers
    /// Whether the engine was sure of quantity, unit price and amount as they were read.
    var isSurelyRead = false
}

/// Chooses among all that a line's cells may say so that quantity × unit price = amount.
///
/// Source: field guide, “Numbers prove themselves”. Costs are natural logarithms of odds, so that explanations can be
/// weighed: each closing choice by its cost, a line that is printed wrong, and misreadings that no candidate
/// covers. What was read best stays unless something else closes and outweighs all else; what does not close is left as
/// read and asks for a person.
enum LineArithmetic {
    /// Closing readings that are costlier than this are no explanation of a line.
    private static let thinkable = 8.0
    /// The cost of the thought that something is wrong with a line which no reading of its cells covers.
    private static let unexplained = 8.0
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
    ///
    /// The signs of a refund they do not prove: quantity and amount without them close as well.
    static func isProven(_ numbers: LineNumbers) -> Bool {
        numbers.closes && numbers.cost == 0 && !repeatsDigits(numbers) && !hasIdleDecimals(numbers)
            && numbers.quantity.map { $0.micros > 0 } ?? true
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

    /// Whether the last decimals of the quantity may be no part of it: rounding hides what stands beside a short price.
    ///
    /// 2.0015 × 1.60 = 3.20 closes as 2.00 × 1.60 does; 0.125 × 2.00 = 0.25 needs every decimal.
    static func hasIdleDecimals(_ numbers: LineNumbers) -> Bool {
        guard let quantity = numbers.quantity, let price = numbers.unitPrice, let amount = numbers.amount,
            quantity.withFewerDecimals.count == 3
        else { return false }
        return quantity.withFewerDecimals.contains {
            Money.amount(quantity: $0, unitPrice: price) == amount
        }
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
        .all(upTo: thinkable)
        let isSure = [quantity, unitPrice, amount].allSatisfy { $0.map(NumberCandidates.isSure) ?? false }
        guard let best = closing.first, best.cost <= printedWrong else {
            // Its amount may be any that its cell may say.
            let open = amounts.dropFirst().map { amount in
                LineNumbers(
                    quantity: read.quantity, unitPrice: read.unitPrice, amount: amount.value, closes: false,
                    cost: amount.cost)
            }
            return LineChoices(
                chosen: read,
                isCertain: isSure && isNearlyClosed(read) && !hasIdleDecimals(read)
                    && isPrintedWrong(besides: closing),
                others: Array((closing + open).prefix(most)), read: read, isSurelyRead: isSure)
        }
        var chosen = best
        let mayLackPoints = mayLackPoints(best, quantity: quantity, unitPrice: unitPrice, amount: amount)
        if mayLackPoints { chosen.cost = max(chosen.cost, lostPoints) }
        return LineChoices(
            chosen: chosen, isCertain: !mayLackPoints && isCertain(closing, read: read),
            others: Array(closing.dropFirst().prefix(most)), read: read, isSurelyRead: isSure)
    }

    /// What it costs at least to believe numbers that close as well with the points that they may have lost.
    private static let lostPoints = 0.5

    /// Whether quantity and amount close as they were read and would with two decimals each: 1400 × 73.39 = 102746, or
    /// 14.00 × 73.39 = 1027.46 of which the ribbon printed no points.
    private static func mayLackPoints(
        _ numbers: LineNumbers, quantity: TextRun?, unitPrice: TextRun?, amount: TextRun?
    ) -> Bool {
        guard let count = numbers.quantity, count.micros >= 100_000_000, let quantity, let unitPrice,
            let amount
        else { return false }
        return unitPrice.text.contains(".") && !quantity.text.contains(".") && !amount.text.contains(".")
    }

    /// Whether a line that does not close may be printed so: numbers whose columns were taken for each other are far off.
    private static func isNearlyClosed(_ numbers: LineNumbers) -> Bool {
        guard let quantity = numbers.quantity, let price = numbers.unitPrice, let amount = numbers.amount,
            let product = Money.amount(quantity: quantity, unitPrice: price)
        else { return false }
        let (made, printed) = (product.micros.magnitude, amount.micros.magnitude)
        return product.micros.signum() == amount.micros.signum() && made / 5 <= printed && printed / 5 <= made
    }

    /// Whether a line that was read for certain and does not close is printed so, and hardly misread after all.
    private static func isPrintedWrong(besides closing: [LineNumbers]) -> Bool {
        let all = closing.reduce(exp(-printedWrong) + exp(-unexplained)) { $0 + exp(-$1.cost) }
        return exp(-printedWrong) >= certainty * all
    }

    /// Whether the quantity and unit price of an item that closes are beyond doubt once a sum proves its amount.
    static func isCertain(_ item: Item, among choices: LineChoices) -> Bool {
        let closing = ([choices.chosen] + choices.others).filter {
            $0.closes && $0.amount == item.amount.value
        }
        let chosen = closing.first {
            $0.quantity == item.quantity.value && $0.unitPrice == item.unitPrice?.value
        }
        guard let chosen, !hasIdleDecimals(chosen) else { return false }
        let all = closing.reduce(exp(-printedWrong)) { $0 + exp(-$1.costGivenAmount) }
        return exp(-chosen.costGivenAmount) >= certainty * all
    }

    /// Whether a line does not close because it is printed so, when its amount is proven by a sum.
    static func isPrintedWrong(_ choices: LineChoices, amount: Money) -> Bool {
        guard !choices.read.closes, choices.read.amount == amount, choices.read.quantity != nil,
            choices.read.unitPrice != nil
        else { return false }
        let rivals = ([choices.chosen] + choices.others).filter { $0.closes && $0.amount == amount }
        return choices.isSurelyRead && isNearlyClosed(choices.read) && !hasIdleDecimals(choices.read)
            && isPrintedWrong(besides: rivals)
    }

    /// Whether the first of the closing lines, which come cheapest first, is beyond doubt.
    private static func isCertain(_ closing: [LineNumbers], read: LineNumbers) -> Bool {
        guard let best = closing.first, !hasIdleDecimals(best) else { return false }
        guard best.cost > 0 else {
            return !repeatsDigits(best) || closing.dropFirst().allSatisfy { $0.cost >= degenerateMargin }
        }
        // Repaired digits that stand in the line twice were only made alike.
        let isQuantityRepaired =
            read.quantity != nil && best.unitPrice == read.unitPrice && best.amount == read.amount
        guard !repeatsDigits(best) || isQuantityRepaired else { return false }
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
