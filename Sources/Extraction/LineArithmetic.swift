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
    /// Whether the choice is beyond doubt: it closes, and no other choice that closes is nearly as likely.
    var isCertain: Bool
    /// The other choices, cheapest first.
    var others: [LineNumbers]
    /// The numbers as they were read best, whether or not they close.
    var read: LineNumbers
}

/// Chooses among the runners-up of a line's numbers so that quantity × unit price = amount.
///
/// Source: field guide, “Numbers prove themselves”. What was read best stays unless something else closes and wins
/// clearly; what does not close is left as read and asks for a person.
enum LineArithmetic {
    /// Closing readings that are costlier than this are not believed over the best reading.
    private static let believable = 5.0
    /// Up to this cost a closing reading that wins clearly is certain without any other proof.
    private static let certain = 1.6
    /// By how much the cheapest closing reading must win over the next.
    private static let margin = 1.0
    /// The same for a line whose amount repeats the digits of its price.
    private static let degenerateMargin = 2.0
    private static let most = 40

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
        let costs = Dictionary(amounts.map { ($0.value, $0.cost) }) { first, _ in first }
        var closing: [LineNumbers] = []
        for q in quantities {
            for p in prices {
                guard let product = Money.amount(quantity: q.value, unitPrice: p.value),
                    let cost = costs[product]
                else { continue }
                let total = joint(q.cost, p.cost, cost)
                guard total <= believable else { continue }
                closing.append(
                    LineNumbers(
                        quantity: q.value, unitPrice: p.value, amount: product, closes: true, cost: total))
            }
        }
        closing.sort { $0.cost < $1.cost }
        let read = LineNumbers(
            quantity: quantities.first?.value, unitPrice: prices.first?.value, amount: amounts.first?.value,
            closes: false, cost: 0)
        guard let best = closing.first else {
            return LineChoices(chosen: read, isCertain: false, others: [], read: read)
        }
        let next = closing.dropFirst().first?.cost ?? .infinity
        let isCertain =
            best.cost == 0
            ? !repeatsDigits(best) || next >= degenerateMargin
            : best.cost <= certain && next - best.cost >= margin
        return LineChoices(
            chosen: best, isCertain: isCertain, others: Array(closing.dropFirst().prefix(most)), read: read)
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

    /// The cost of believing three readings at once: the same misreading in two cells of a line is one accident,
    /// not two.
    private static func joint(_ a: Double, _ b: Double, _ c: Double) -> Double {
        let dearest = max(a, b, c)
        return dearest + 0.3 * (a + b + c - dearest)
    }

    private struct Candidate<Value> {
        var value: Value
        var cost: Double
    }

    private static func candidates<Value: Hashable>(
        _ run: TextRun?, _ parse: (String) -> Value?
    ) -> [Candidate<Value>] {
        guard let run else { return [] }
        var seen: Set<Value> = []
        return NumberCandidates.of(run).compactMap { candidate in
            guard let value = parse(candidate.text), seen.insert(value).inserted else { return nil }
            return Candidate(value: value, cost: candidate.cost)
        }
    }
}
