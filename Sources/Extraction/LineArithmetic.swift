internal import Layout
internal import Slips

/// The numbers of a line as chosen among their candidates.
struct LineNumbers: Hashable {
    var quantity: Quantity?
    var unitPrice: Money?
    var amount: Money?
    /// Whether quantity × unit price = amount holds for the numbers chosen.
    var closes: Bool
    /// Whether the choice is beyond doubt: it closes, and no other choice that closes is nearly as likely.
    var isCertain: Bool
}

/// Chooses among the runners-up of a line's numbers so that quantity × unit price = amount.
///
/// Source: field guide, “Numbers prove themselves”. What was read best stays unless something else closes and wins
/// clearly; what does not close is left as read and asks for a person.
enum LineArithmetic {
    /// Closing readings that are costlier than this are not believed over the best reading.
    private static let believable = 4.0
    /// By how much the cheapest closing reading must win over the next.
    private static let margin = 1.0

    /// The numbers of a line.
    static func numbers(quantity: TextRun?, unitPrice: TextRun?, amount: TextRun?) -> LineNumbers {
        let quantities = candidates(quantity) { Quantity($0) }
        let prices = candidates(unitPrice) { Money($0) }
        let amounts = candidates(amount) { text in Money(text).flatMap { $0.isWholeFen ? $0 : nil } }
        var best: (numbers: LineNumbers, cost: Double)?
        var second = Double.infinity
        for q in quantities where q.value.micros != 0 {
            for p in prices {
                guard let product = Money.amount(quantity: q.value, unitPrice: p.value),
                    let a = amounts.first(where: { $0.value == product })
                else { continue }
                let cost = q.cost + p.cost + a.cost
                guard cost <= believable else { continue }
                let numbers = LineNumbers(
                    quantity: q.value, unitPrice: p.value, amount: a.value, closes: true, isCertain: false)
                if cost < best?.cost ?? .infinity {
                    second = best?.cost ?? .infinity
                    best = (numbers, cost)
                } else if numbers != best?.numbers {
                    second = min(second, cost)
                }
            }
        }
        if var chosen = best {
            // Three best readings that close are certain: a second way to close is then chance.
            let isAsRead = chosen.cost == 0
            chosen.numbers.isCertain =
                isAsRead || (second - chosen.cost >= margin && chosen.cost <= believable / 2)
            return chosen.numbers
        }
        return LineNumbers(
            quantity: quantities.first?.value, unitPrice: prices.first?.value, amount: amounts.first?.value,
            closes: false, isCertain: false)
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
