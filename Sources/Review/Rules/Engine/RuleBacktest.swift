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
        /// The same finding as it was; nil where there was none, or it is gone.
        public var before: Flag?
    }

    /// What differs between the findings of a review and those of the rules tried.
    public struct Changes: Hashable, Sendable {
        /// What only the rules tried find.
        public var added: [Change] = []
        /// What only the review has.
        public var removed: [Change] = []
        /// What both have, with another amount or another severity.
        public var changed: [Change] = []
    }

    /// What the changes of one kind come to.
    public struct Sum: Hashable, Sendable {
        public var count = 0
        /// Yuan in question.
        public var amount = Money.zero

        fileprivate mutating func add(_ change: Change) {
            count += 1
            amount = amount + (change.flag.amount ?? .zero) - (change.before?.amount ?? .zero)
        }
    }

    private struct Key: Hashable {
        var line: Int?
        var rule: String?
        var code: FlagCode

        init(_ change: Change) {
            line = change.line
            rule = change.flag.rule
            code = change.flag.code
        }
    }

    private let rules: RuleLibrary
    private let catalog: Catalog
    /// How many reviews were judged.
    public private(set) var reviews = 0
    /// What is newly flagged, by the code of the class.
    public private(set) var added: [String: Sum] = [:]
    /// What is no longer flagged, by the code of the class.
    public private(set) var removed: [String: Sum] = [:]
    /// What is flagged as before but with another amount or severity, by the code of the class; the amount is by how much more.
    public private(set) var changed: [String: Sum] = [:]

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
    /// - Returns: What the rules tried find otherwise.
    public mutating func judge(_ review: SlipReview) -> Changes {
        let before =
            review.flags.map { Change(slip: review.id, line: nil, flag: $0) }
            + review.items.flatMap { item in
                item.flags.map { Change(slip: review.id, line: item.line, flag: $0) }
            }
        let now = rules.flags(on: review, catalog: catalog).map {
            Change(slip: review.id, line: $0.line, flag: $0.flag)
        }
        let changes = Self.changes(from: before.filter { $0.flag.rule != nil }, to: now)
        reviews += 1
        for change in changes.added { added[change.flag.rule ?? "", default: Sum()].add(change) }
        for change in changes.removed { removed[change.flag.rule ?? "", default: Sum()].add(change) }
        for change in changes.changed { changed[change.flag.rule ?? "", default: Sum()].add(change) }
        return changes
    }

    /// Findings of one line, class and code are the same; of several those that did not change are paired first.
    private static func changes(from before: [Change], to now: [Change]) -> Changes {
        var left = Dictionary(grouping: before, by: Key.init)
        var unpaired: [Change] = []
        for change in now {
            let same = left[Key(change)]?.firstIndex {
                $0.flag.amount == change.flag.amount && $0.flag.severity == change.flag.severity
            }
            if let same { left[Key(change)]?.remove(at: same) } else { unpaired.append(change) }
        }
        var changes = Changes()
        for var change in unpaired {
            if let earlier = left[Key(change)]?.first {
                left[Key(change)]?.removeFirst()
                change.before = earlier.flag
                changes.changed.append(change)
            } else {
                changes.added.append(change)
            }
        }
        changes.removed = before.filter { change in
            guard let place = left[Key(change)]?.firstIndex(of: change) else { return false }
            left[Key(change)]?.remove(at: place)
            return true
        }
        return changes
    }
}
