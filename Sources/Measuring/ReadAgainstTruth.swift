public import Review
public import SlipGenerator
internal import Slips

/// A review's items laid beside what is printed on the slip.
public struct ReadAgainstTruth: Sendable {
    /// An item of the review and the printed line that it was read from; nil for an invented one.
    public struct Pair: Sendable {
        public var item: ReviewedItem
        public var truth: SlipTruth.Item?
        /// Whether the line's specification is printed.
        public var printsSpec: Bool
    }

    public let pairs: [Pair]
    /// Printed lines that no item was read from.
    public let missed: [SlipTruth.Item]

    /// Lays a review's items beside the lines of the slip that it is of.
    public init(_ review: SlipReview, _ truth: SlipTruth) {
        let matching = Self.alignment(review.items, truth.items)
        let specs = Set(truth.cells.filter { $0.role == "item.spec" }.compactMap(\.line))
        pairs = zip(review.items, matching).map { item, line in
            Pair(
                item: item, truth: line.map { truth.items[$0] },
                printsSpec: line.map { specs.contains($0 + 1) } ?? false)
        }
        let met = Set(matching.compactMap(\.self))
        missed = truth.items.indices.filter { !met.contains($0) }.map { truth.items[$0] }
    }

    /// For each item the index of the printed line that it is most like; the likest pairs are made first.
    ///
    /// Without regard to the order: items in two columns may be counted along either.
    private static func alignment(_ items: [ReviewedItem], _ lines: [SlipTruth.Item]) -> [Int?] {
        var pairs = items.indices.flatMap { i in
            lines.indices.map { j in (item: i, line: j, likeness: likeness(items[i], lines[j])) }
        }
        pairs.sort { ($0.likeness, -abs($0.item - $0.line)) > ($1.likeness, -abs($1.item - $1.line)) }
        var result = [Int?](repeating: nil, count: items.count)
        var taken: Set<Int> = []
        for pair in pairs where pair.likeness > 0 && result[pair.item] == nil {
            if taken.insert(pair.line).inserted { result[pair.item] = pair.line }
        }
        return result
    }

    /// How much an item is like a printed line, from 0, which is not at all.
    private static func likeness(_ item: ReviewedItem, _ line: SlipTruth.Item) -> Double {
        let printed = Set(line.name)
        let shared = Set(item.name.value ?? "").intersection(printed).count
        var result = 2 * Double(shared) / Double(max(1, printed.count))
        let pair = Pair(item: item, truth: line, printsSpec: false)
        for isEqual in [pair.hasQuantity, pair.hasUnitPrice, pair.hasAmount] where isEqual { result += 1 }
        return result > 1 ? result : 0
    }
}

extension ReadAgainstTruth.Pair {
    /// Whether the quantity is as printed.
    public var hasQuantity: Bool {
        item.quantity.value.flatMap { Quantity($0) } == truth.flatMap { Quantity($0.quantity) }
    }

    /// Also where the paper prints no unit price: then none may be given.
    public var hasUnitPrice: Bool {
        item.unitPrice?.value.flatMap { Money($0) } == truth?.unitPrice.flatMap { Money($0) }
    }

    /// Whether the amount is as printed.
    public var hasAmount: Bool {
        item.amount.value.flatMap { Money($0) } == truth.flatMap { Money($0.amount) }
    }

    /// Whether quantity, unit price and amount are as printed.
    public var hasNumbers: Bool { truth != nil && hasQuantity && hasUnitPrice && hasAmount }

    /// Whether the item was matched to the line's entry, or to none where no entry is meant.
    ///
    /// Where no specification is printed, any entry of the name is right.
    public var hasEntry: Bool {
        guard let truth else { return false }
        guard item.match.code != truth.code, !(item.match.code == nil && truth.code.isEmpty) else {
            return true
        }
        return !printsSpec && !truth.code.isEmpty && item.match.name == truth.catalogName
    }

    /// Whether entry and numbers are right.
    public var isRight: Bool { hasNumbers && hasEntry }

    /// The item beside the line, for people.
    public var text: String {
        let read = [item.quantity.value, item.unitPrice?.value, item.amount.value].map { $0 ?? "–" }
        let printed = [truth?.quantity, truth?.unitPrice, truth?.amount].map { $0 ?? "–" }
        return """
            item \(item.line) ‘\(item.name.value ?? "–")’ \(read.joined(separator: " ")) \
            \(item.match.code ?? "–")\(item.needsReview ? " for review" : ""), printed ‘\(truth?.name ?? "nothing")’ \
            \(printed.joined(separator: " ")) \(truth?.code ?? "–")
            """
    }
}
