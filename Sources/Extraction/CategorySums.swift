internal import Layout
internal import Slips

/// The sums of categories (西药费 1215.39, 检查费 232.45) that receipts print beside their details, as a second reading of the
/// lines' amounts.
///
/// Each line belongs to one category and the categories make the total. Where some amounts were read badly, the others
/// say what is left of each category: where that is left for one line, it is the line's amount. It is proposed for a person
/// to confirm, never taken for read.
///
/// Source: field guide, “What real receipts look like”.
struct CategorySums {
    /// A line's cells, from which its other numbers are weighed.
    struct Cells: Hashable {
        var quantity: TextRun?
        var unitPrice: TextRun?
        var amount: TextRun?
    }

    /// The sums, which together make the total, in the order of the paper.
    var sums: [Money]

    /// One of them alone leaves what the total leaves.
    private static let fewest = 2
    /// More lines, or more of them unsure, fit too much.
    private static let mostLines = 16
    private static let mostOpen = 7
    private static let mostUnread = 3
    /// By how much one way to share the rests out must win over the next.
    private static let margin = 5.0
    /// What a number costs that its cell contradicts, and a line for which no numbers close.
    private static let contradicted = 8.0
    /// The dearest price or quantity that is proposed beside an amount which was read.
    private static let believable = 6.0
    private static let proposed = 0.5

    /// The sums of a receipt; nil where they do not make its total.
    ///
    /// - Parameters:
    ///   - layouts: The receipt's pages.
    ///   - total: The total, known for certain.
    init?(in layouts: [PageLayout], total: Money) {
        let runs = layouts.flatMap(\.tables).filter { !$0.hasFactors }.flatMap(\.rows).compactMap(Self.sum)
        let read = runs.map { run in
            NumberCandidates.of(run).lazy.compactMap { Money($0.text) }.first { $0.isWholeFen } ?? .zero
        }
        guard read.count >= Self.fewest else { return nil }
        let sum = read.reduce(Money.zero) { $0 + $1 }
        sums = read
        if sum == total { return }
        // Print of the form below the first figures is read as more of them.
        let rests = read.indices.filter { i in
            let rest = total - sum + read[i]
            return rest > .zero && runs[i].text.hasSuffix(rest.description)
        }
        guard rests.count == 1, let i = rests.first else { return nil }
        sums[i] = total - sum + read[i]
    }

    /// The amount of a row that holds nothing else but the name of a category.
    private static func sum(of row: TableRow) -> TextRun? {
        let cells = row.cells.compactMap(\.self).filter { !$0.text.isEmpty }
        guard cells.count == 2, let name = cells.first?.text, (2...7).contains(name.hanCount),
            name.allSatisfy(\.isHan), name.hasSuffix("费") || RowWords.isCategory(name),
            let amount = cells.last, amount.text.endsInFen
        else { return nil }
        return amount
    }

    /// Proposes amounts for the lines whose own were not read, and what else then follows, where one way wins clearly.
    ///
    /// - Parameters:
    ///   - slip: Its items, one for each of `cells`.
    ///   - cells: The cells of each item.
    func propose(for slip: inout Slip, cells: [Cells]) {
        let items = slip.items
        guard cells.count == items.count, items.count <= Self.mostLines else { return }
        let open = items.indices.filter { items[$0].amount.needsReview }
        guard !open.isEmpty, open.count <= Self.mostOpen,
            !items.contains(where: { ($0.quantity.value?.micros ?? 1) < 0 })
        else { return }
        let lines = open.map { Line(cells: cells[$0]) }
        for size in 1...min(Self.mostUnread, open.count) {
            let found = Self.choices(of: size, from: open.count).flatMap { unread in
                ways(unread: unread, open: open, items: items)
            }
            guard !found.isEmpty else { continue }
            let weighed = found.map { way in
                Weighed(way: way, cost: zip(lines, way.amounts).map { $0.cost(of: $1) }.reduce(0, +))
            }
            .sorted { $0.cost < $1.cost }
            guard let best = weighed.first,
                weighed.count == 1 || weighed[1].cost - best.cost >= Self.margin
            else { return }
            for (j, i) in open.enumerated() {
                let isUnread = best.way.unread.contains(j)
                Self.set(best.way.amounts[j], of: &slip.items[i], line: lines[j], isUnread: isUnread)
            }
            return
        }
    }

    private static func set(_ amount: Money, of item: inout Item, line: Line, isUnread: Bool) {
        if isUnread {
            item.amount.value = amount
            item.amount.confidence = proposed
        }
        item.amount.needsReview = true
        item.needsReview = true
        guard let unitPrice = item.unitPrice else { return }
        if let quantity = item.quantity.value, let price = unitPrice.value,
            Money.amount(quantity: quantity, unitPrice: price) == amount
        {
            return
        }
        let limit = isUnread && line.isQuantitySure ? .infinity : believable
        guard let best = line.factors(of: amount), best.cost <= limit else { return }
        item.quantity.value = best.quantity
        item.unitPrice?.value = best.price
        item.quantity.needsReview = true
        item.unitPrice?.needsReview = true
        item.unitPrice?.confidence = min(proposed, unitPrice.confidence)
        item.closes = true
    }

    /// One way to fill the categories.
    private struct Way: Hashable {
        /// Which of the open lines take what is left.
        var unread: [Int]
        /// The amounts of the open lines.
        var amounts: [Money]
    }

    private struct Weighed {
        var way: Way
        var cost: Double
    }

    /// The ways in which the lines fill the categories when those named take what the others leave.
    private func ways(unread: [Int], open: [Int], items: [Item]) -> Set<Way> {
        let taking = Set(unread.map { open[$0] })
        var kept: [Money] = []
        for i in items.indices where !taking.contains(i) {
            guard let amount = items[i].amount.value, amount > .zero else { return [] }
            kept.append(amount)
        }
        // Large amounts have the fewest places.
        kept.sort(by: >)
        var rests: Set<[Money]> = [sums]
        for amount in kept {
            var next: Set<[Money]> = []
            for rest in rests {
                for (k, left) in rest.enumerated() where left >= amount {
                    var changed = rest
                    changed[k] = left - amount
                    next.insert(changed)
                }
            }
            guard next.count <= 4_000 else { return [] }
            rests = next
        }
        var result: Set<Way> = []
        for rest in rests {
            let left = rest.filter { $0 > .zero }
            guard left.count == unread.count else { continue }
            for order in Self.orders(of: left) {
                var amounts = open.map { items[$0].amount.value ?? .zero }
                for (j, amount) in zip(unread, order) { amounts[j] = amount }
                result.insert(Way(unread: unread, amounts: amounts))
            }
        }
        return result
    }

    /// All choices of so many of the first whole numbers, ascending.
    private static func choices(of size: Int, from count: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return (0..<count).flatMap { last in choices(of: size - 1, from: last).map { $0 + [last] } }
    }

    private static func orders(of amounts: [Money]) -> [[Money]] {
        guard amounts.count > 1 else { return [amounts] }
        return amounts.indices.flatMap { i in
            var rest = amounts
            let first = rest.remove(at: i)
            return orders(of: rest).map { [first] + $0 }
        }
    }

    /// What the cells of a line say to an amount.
    private struct Line {
        private let quantities: [(value: Quantity, cost: Double)]
        private let price: NumberChannel
        private let amount: NumberChannel
        private let hasPrice: Bool
        let isQuantitySure: Bool

        init(cells: Cells) {
            quantities = (cells.quantity.map(NumberCandidates.of) ?? []).compactMap { candidate in
                Quantity(candidate.text).flatMap { $0.micros > 0 ? ($0, candidate.cost) : nil }
            }
            price = NumberChannel(cells.unitPrice)
            amount = NumberChannel(cells.amount)
            hasPrice = cells.unitPrice != nil
            isQuantitySure = cells.quantity.map { $0.confidence >= 0.95 } ?? false
        }

        func cost(of money: Money) -> Double {
            let own = min(contradicted, amount.cost(ofAnyOf: ClosingLines.texts(money)))
            return own + (hasPrice ? min(contradicted, factors(of: money)?.cost ?? .infinity) : 0)
        }

        /// The quantity and the price that make an amount at the least cost.
        func factors(of money: Money) -> (quantity: Quantity, price: Money, cost: Double)? {
            quantities.compactMap { quantity in
                ClosingLines.price(of: money, for: quantity.value).map { price in
                    let cost = self.price.cost(ofAnyOf: ClosingLines.texts(price))
                    return (quantity.value, price, quantity.cost + min(contradicted, cost))
                }
            }
            .min { $0.2 < $1.2 }
        }
    }
}
