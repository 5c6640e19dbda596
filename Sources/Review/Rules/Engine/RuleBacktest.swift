public import Catalog
public import Slips

/// What another set of rules would change of reviews that were made before.
public struct RuleBacktest: Sendable {
    /// A finding that only one of the two sets makes.
    public struct Change: Hashable, Sendable {
        /// The slip's ID.
        public let slip: String
        /// The offending line; nil for the slip as a whole.
        public let line: Int?
        public let flag: Flag
    }

    /// What the changes of one kind come to.
    public struct Sum: Hashable, Sendable {
        public var count = 0
        /// Yuan in question.
        public var amount = Money.zero

        fileprivate mutating func add(_ change: Change) {
            count += 1
            amount = amount + (change.flag.amount ?? .zero)
        }
    }

    private struct Key: Hashable {
        var line: Int?
        var rule: String?
        var code: FlagCode
    }

    private let rules: RuleLibrary
    private let catalog: Catalog
    /// How many reviews were judged.
    public private(set) var reviews = 0
    /// What is newly flagged, by the code of the class.
    public private(set) var added: [String: Sum] = [:]
    /// What is no longer flagged, by the code of the class.
    public private(set) var removed: [String: Sum] = [:]

    /// - Parameters:
    ///   - rules: The rules to try.
    ///   - catalog: The catalog that names entries and providers.
    public init(rules: RuleLibrary, catalog: Catalog) {
        self.rules = rules
        self.catalog = catalog
    }

    /// Judges a review again.
    ///
    /// - Parameter review: As it is archived; it is not changed.
    /// - Returns: The findings that only the rules tried make, and those that only the review has.
    public mutating func judge(_ review: SlipReview) -> (added: [Change], removed: [Change]) {
        let before =
            review.flags.map { Change(slip: review.id, line: nil, flag: $0) }
            + review.items.flatMap { item in
                item.flags.map { Change(slip: review.id, line: item.line, flag: $0) }
            }
        let known = before.filter { $0.flag.rule != nil }
        let now = rules.flags(on: review, catalog: catalog).map {
            Change(slip: review.id, line: $0.line, flag: $0.flag)
        }
        let added = Self.difference(now, known)
        let removed = Self.difference(known, now)
        reviews += 1
        for change in added { self.added[change.flag.rule ?? "", default: Sum()].add(change) }
        for change in removed { self.removed[change.flag.rule ?? "", default: Sum()].add(change) }
        return (added, removed)
    }

    private static func difference(_ some: [Change], _ others: [Change]) -> [Change] {
        let keys = Set(others.map { Key(line: $0.line, rule: $0.flag.rule, code: $0.flag.code) })
        return some.filter { !keys.contains(Key(line: $0.line, rule: $0.flag.rule, code: $0.flag.code)) }
    }
}
