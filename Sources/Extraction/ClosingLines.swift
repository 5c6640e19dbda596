internal import Slips

/// All numbers of a line that close, with what it costs to believe them.
///
/// Two of the three numbers are taken from what their cells may say; the third follows and is weighed against its own
/// cell, so that a character which no engine saw is found too.
struct ClosingLines {
    struct Candidate<Value: Hashable>: Hashable {
        var value: Value
        var cost: Double
    }

    var quantities: [Candidate<Quantity>]
    var prices: [Candidate<Money>]
    var amounts: [Candidate<Money>]
    var quantity: NumberChannel
    var unitPrice: NumberChannel
    var amount: NumberChannel

    private struct Costs {
        var all: Double
        /// Without what it costs to believe the amount.
        var givenAmount: Double
    }

    private struct Triple: Hashable {
        var quantity: Quantity
        var unitPrice: Money
        var amount: Money
    }

    /// What a number costs at least that its cell does not give by itself.
    private static let leastUnseen = 2.0
    /// What it costs to believe that a refund has a negative price in place of a negative quantity.
    private static let negativePrice = 2.5

    /// The numbers that close, cheapest first, none dearer than a limit.
    func all(upTo limit: Double) -> [LineNumbers] {
        var found: [Triple: Costs] = [:]
        func add(_ triple: Triple, _ costs: (Double, Double, Double)) {
            // A refund has a negative quantity or a negative price, never both.
            guard triple.quantity.micros > 0 || triple.unitPrice.micros > 0 else { return }
            let refund = triple.unitPrice < .zero ? Self.negativePrice : 0
            let all = Self.joint(costs, repeats: triple.unitPrice == triple.amount) + refund
            guard all <= limit, all < found[triple]?.all ?? .infinity else { return }
            found[triple] = Costs(all: all, givenAmount: costs.0 + costs.1 + refund)
        }
        let known = Dictionary(amounts.map { ($0.value, $0.cost) }) { first, _ in first }
        for q in quantities where q.cost <= limit {
            for p in prices where p.cost <= limit {
                guard let product = Money.amount(quantity: q.value, unitPrice: p.value) else { continue }
                let isLikely = q.cost + p.cost + Self.leastUnseen <= limit
                guard let cost = known[product] ?? (isLikely ? unseen(product) : nil) else { continue }
                add(Triple(quantity: q.value, unitPrice: p.value, amount: product), (q.cost, p.cost, cost))
            }
            for a in amounts where q.cost + a.cost + Self.leastUnseen <= limit {
                guard let price = Self.price(of: a.value, for: q.value) else { continue }
                let cost = unitPrice.cost(ofAnyOf: Self.texts(price))
                add(Triple(quantity: q.value, unitPrice: price, amount: a.value), (q.cost, cost, a.cost))
            }
        }
        for p in prices {
            for a in amounts where p.cost + a.cost <= limit {
                guard let count = Self.count(of: a.value, at: p.value) else { continue }
                let cost = quantity.cost(ofAnyOf: ["\(count)", "\(count).00", "\(count).0"])
                add(
                    Triple(quantity: Quantity(count), unitPrice: p.value, amount: a.value),
                    (cost, p.cost, a.cost))
            }
        }
        return found.map { triple, costs in
            LineNumbers(
                quantity: triple.quantity, unitPrice: triple.unitPrice, amount: triple.amount, closes: true,
                cost: costs.all, costGivenAmount: costs.givenAmount)
        }
        .sorted { ($0.cost, $0.amount?.micros ?? 0) < ($1.cost, $1.amount?.micros ?? 0) }
    }

    /// The cost of an amount that its cell does not give by itself.
    private func unseen(_ amount: Money) -> Double { self.amount.cost(ofAnyOf: Self.texts(amount)) }

    /// The cost of believing the three numbers at once: where price and amount are the same digits, the same
    /// misreading in both is one accident, not two.
    private static func joint(_ costs: (Double, Double, Double), repeats: Bool) -> Double {
        guard repeats else { return costs.0 + costs.1 + costs.2 }
        return costs.0 + max(costs.1, costs.2) + 0.3 * min(costs.1, costs.2)
    }

    /// The ways in which an amount or a price is printed.
    static func texts(_ money: Money) -> [String] {
        let text = money.description
        var texts = [text]
        if text.hasSuffix(".00") {
            texts.append(String(text.dropLast(3)))
            texts.append(String(text.dropLast(1)))
        } else if text.hasSuffix("0") {
            texts.append(String(text.dropLast()))
        }
        texts += [text + "0", text + "00"]
        return texts
    }

    /// The price in whole fen that a quantity and an amount give; nil where there is none.
    static func price(of amount: Money, for quantity: Quantity) -> Money? {
        guard quantity.micros != 0,
            let fen = Self.quotient(Int128(amount.micros) * 100, Int128(quantity.micros))
        else { return nil }
        let price = Money(fen: fen)
        return Money.amount(quantity: quantity, unitPrice: price) == amount ? price : nil
    }

    /// The whole number of units that an amount buys at a price; nil where it is none.
    private static func count(of amount: Money, at price: Money) -> Int? {
        guard price.micros != 0, let count = quotient(Int128(amount.micros), Int128(price.micros)),
            count.magnitude >= 1, count.magnitude < 100_000
        else { return nil }
        let whole = Int(count)
        return Money.amount(quantity: Quantity(whole), unitPrice: price) == amount ? whole : nil
    }

    /// The whole number nearest to a quotient.
    private static func quotient(_ a: Int128, _ b: Int128) -> Int64? {
        let half = b.magnitude / 2
        let magnitude = (a.magnitude + half) / b.magnitude
        return Int64(exactly: (a < 0) == (b < 0) ? Int128(magnitude) : -Int128(magnitude))
    }
}
