public import Catalog
internal import Foundation
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
        /// The specification of the entry that was matched, as the catalog has it; nil where it is not known.
        var entrySpec: String?
    }

    public let pairs: [Pair]
    /// Printed lines that no item was read from.
    public let missed: [SlipTruth.Item]
    /// The fields that are printed or read.
    public let fields: [ReadField]

    /// Lays a review beside the slip that it is of.
    ///
    /// - Parameters:
    ///   - review: Of the slip.
    ///   - truth: What the slip says.
    ///   - catalog: That of the review; without it an entry that has another code than the line's counts as wrong
    ///     wherever a specification is printed.
    public init(_ review: SlipReview, _ truth: SlipTruth, catalog: Catalog? = nil) {
        let matching = Self.alignment(review.items, truth.items)
        let specs = truth.linesWithSpec
        pairs = zip(review.items, matching).map { item, line in
            Pair(
                item: item, truth: line.map { truth.items[$0] },
                printsSpec: line.map(specs.contains) ?? false,
                entrySpec: item.match.code.flatMap { catalog?.rows(code: $0).first?.spec })
        }
        fields = ReadField.all(review, truth)
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
        let pair = Pair(item: item, truth: line, printsSpec: false, entrySpec: nil)
        let hasPrice = line.unitPrice != nil && pair.hasUnitPrice
        for isEqual in [pair.hasQuantity, hasPrice, pair.hasAmount] where isEqual { result += 1 }
        return result > 1 ? result : 0
    }
}

extension SlipTruth {
    /// The lines, from 0, whose specification is printed.
    ///
    /// Truths of other generators do not tell; for them it is what the scorer of the development slips takes it to be.
    fileprivate var linesWithSpec: Set<Int> {
        guard cells.isEmpty else {
            return Set(
                cells.filter { $0.role == "item.spec" }.compactMap { cell in cell.line.map { $0 - 1 } })
        }
        let without = ["preprinted", "electronic", "pharmacy", "dotmatrix", "overprint"]
        return without.contains(layout) ? [] : Set(items.indices)
    }
}

extension ReadAgainstTruth.Pair {
    /// Whether the quantity is as printed.
    public var hasQuantity: Bool {
        item.quantity.value.flatMap { Quantity($0) } == truth.flatMap { Quantity($0.quantity) }
    }

    /// Whether the unit price is as printed; also where the paper prints none.
    public var hasUnitPrice: Bool {
        guard let printed = truth?.unitPrice else { return true }
        return item.unitPrice?.value.flatMap { Money($0) } == Money(printed)
    }

    /// Whether the amount is as printed.
    public var hasAmount: Bool {
        item.amount.value.flatMap { Money($0) } == truth.flatMap { Money($0.amount) }
    }

    /// Whether quantity, unit price and amount are as printed.
    public var hasNumbers: Bool { truth != nil && hasQuantity && hasUnitPrice && hasAmount }

    /// Whether the item was matched to the line's entry, or to none where no entry is meant.
    ///
    /// An entry of the same name and specification counts as the line's; where no specification is printed, any
    /// entry of the name.
    public var hasEntry: Bool {
        guard let truth else { return false }
        guard let code = item.match.code else { return truth.code.isEmpty }
        guard code != truth.code, !truth.code.isEmpty else { return code == truth.code }
        return item.match.name == truth.catalogName
            && (!printsSpec || entrySpec.map(Self.plain) == Self.plain(truth.spec))
    }

    private static func plain(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
    }

    /// Whether entry and numbers are right.
    public var isRight: Bool { hasNumbers && hasEntry }

    /// The numbers that were read of a printed line, and whether each is as printed.
    var numbers: [(reading: ReviewReading, isRight: Bool)] {
        guard let truth else { return [] }
        let price = truth.unitPrice == nil ? nil : item.unitPrice
        let all =
            [(item.quantity, hasQuantity), (item.amount, hasAmount)]
            + (price.map { [($0, hasUnitPrice)] } ?? [])
        return all.filter { $0.0.value != nil }.map { (reading: $0.0, isRight: $0.1) }
    }

    /// Whether the review names an entry for a printed line, or says that there is none.
    var claimsEntry: Bool { truth != nil && (item.match.code != nil || item.match.status == .outOfCatalog) }

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
