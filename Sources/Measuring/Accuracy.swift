internal import Catalog
public import Review
public import SlipGenerator
internal import Slips

/// How well slips were read, and how far the marks of certainty can be trusted.
public struct Accuracy: Sendable {
    /// Items, and how many of them are right.
    struct Share: Hashable, Sendable {
        var all = 0
        var right = 0

        mutating func add(_ isRight: Bool) {
            all += 1
            right += isRight ? 1 : 0
        }
    }

    /// A finding that is on the paper, in the review, or in both.
    struct Findings: Hashable, Sendable {
        var found = 0
        var unfounded = 0
        var missed = 0
    }

    private(set) var slips = 0
    private(set) var printed = 0
    private(set) var missed = 0
    /// All items, and those marked certain.
    private(set) var items = Share()
    private(set) var certain = Share()
    /// What is wrong in items that are marked certain.
    private(set) var wrongInCertain: [String: Int] = [:]
    /// Items that are right and yet marked for review, by what asks for it.
    private(set) var needless: [String: Int] = [:]
    /// By layout: items that are right of those printed.
    private(set) var layouts: [String: Share] = [:]
    /// By the lower end of a range of confidence, in thousandths: single values, by what they are.
    private(set) var numbers: [Int: Share] = [:]
    private(set) var certainNumbers = Share()
    private(set) var entries: [Int: Share] = [:]
    private(set) var certainEntries = Share()
    private(set) var findings: [String: Findings] = [:]
    /// The items that are marked certain and wrong, for people.
    public private(set) var silent: [String] = []

    public init() {}

    /// Adds one slip.
    public mutating func add(_ review: SlipReview, _ truth: SlipTruth) {
        let read = ReadAgainstTruth(review, truth)
        slips += 1
        printed += truth.items.count
        missed += read.missed.count
        layouts[truth.layout, default: Share()].all += truth.items.count
        for pair in read.pairs {
            items.add(pair.isRight)
            layouts[truth.layout, default: Share()].right += pair.isRight ? 1 : 0
            addMarks(of: pair, file: truth.file)
            addValues(of: pair)
            compare(Set(pair.item.flags.map(\.code.rawValue)), with: Set(pair.truth?.flags ?? []))
        }
        for line in read.missed { compare([], with: Set(line.flags)) }
        compare(Set(review.flags.map(\.code.rawValue)), with: Set(truth.flags))
    }

    private mutating func addMarks(of pair: ReadAgainstTruth.Pair, file: String) {
        guard !pair.item.needsReview else {
            if pair.isRight { needless[reason(pair.item), default: 0] += 1 }
            return
        }
        certain.add(pair.isRight)
        guard !pair.isRight else { return }
        silent.append("\(file): \(pair.text)")
        let wrong = [
            ("line invented", pair.truth == nil), ("entry", pair.truth != nil && !pair.hasEntry),
            ("quantity", pair.truth != nil && !pair.hasQuantity),
            ("unit price", pair.truth != nil && !pair.hasUnitPrice),
            ("amount", pair.truth != nil && !pair.hasAmount),
        ]
        for (name, isWrong) in wrong where isWrong { wrongInCertain[name, default: 0] += 1 }
    }

    /// What asks for a person on an item.
    private func reason(_ item: ReviewedItem) -> String {
        let hasDoubtfulNumber =
            item.quantity.needsReview || item.amount.needsReview || item.unitPrice?.needsReview ?? false
        let reasons = [
            ("numbers", hasDoubtfulNumber), ("entry ambiguous", item.match.status == .ambiguous),
            ("date", item.date?.needsReview ?? false),
            ("entry matched, not certain", item.match.status == .matched && item.split == nil),
        ].filter(\.1).map(\.0)
        return reasons.isEmpty ? "other" : reasons.joined(separator: ", ")
    }

    private mutating func addValues(of pair: ReadAgainstTruth.Pair) {
        guard pair.truth != nil else { return }
        let values =
            [
                (pair.item.quantity, pair.hasQuantity), (pair.item.amount, pair.hasAmount),
            ] + (pair.item.unitPrice.map { [($0, pair.hasUnitPrice)] } ?? [])
        for (value, isRight) in values {
            numbers[Self.range(of: value.confidence), default: Share()].add(isRight)
            if !value.needsReview { certainNumbers.add(isRight) }
        }
        entries[Self.range(of: pair.item.match.score), default: Share()].add(pair.hasEntry)
        if pair.item.split != nil { certainEntries.add(pair.hasEntry) }
    }

    private static let ranges = [0, 500, 700, 800, 900, 950, 980, 990]

    private static func range(of confidence: Double) -> Int {
        ranges.last { Double($0) / 1000 <= confidence } ?? 0
    }

    private mutating func compare(_ found: Set<String>, with planted: Set<String>) {
        for code in found.union(planted) {
            findings[code, default: Findings()].found +=
                found.contains(code) && planted.contains(code) ? 1 : 0
            findings[code, default: Findings()].unfounded += planted.contains(code) ? 0 : 1
            findings[code, default: Findings()].missed += found.contains(code) ? 0 : 1
        }
    }
}
