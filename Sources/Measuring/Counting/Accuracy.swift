public import Catalog
public import Review
public import SlipGenerator
internal import Slips

/// How well slips were read, and how far the marks of certainty can be trusted.
public struct Accuracy: Sendable {
    /// A finding that is on the paper, in the review, or in both.
    struct Findings: Hashable, Codable, Sendable {
        var found = 0
        var unfounded = 0
        /// Of the unfounded those that say definite.
        var unfoundedDefinite = 0
        var missed = 0
    }

    /// What a confidence is given to.
    public enum Subject: String, CaseIterable, Encodable, CodingKeyRepresentable, Sendable {
        case numbers, entries, fields
    }

    private(set) var all = ItemTally()
    private(set) var layouts: [String: ItemTally] = [:]
    private(set) var damages: [String: ItemTally] = [:]
    /// By dots an inch.
    private(set) var resolutions: [Int: ItemTally] = [:]
    /// By field, and by layout and field.
    private(set) var fields: [SlipField: FieldTally] = [:]
    private(set) var layoutFields: [String: [SlipField: FieldTally]] = [:]
    /// What is wrong in items that are marked certain.
    private(set) var wrongInCertain: [String: Int] = [:]
    /// Items that are right and yet marked for review, by what asks for it.
    private(set) var needless: [String: Int] = [:]
    /// Slips on which nothing is wrong and which yet ask for a person, by what asks for it.
    private(set) var needlessSlips: [String: Int] = [:]
    private(set) var reliability: [Subject: Reliability] = [:]
    private(set) var findings: [String: Findings] = [:]
    /// The items that are marked certain and wrong, for people.
    public private(set) var silent: [String] = []
    /// What is wrong on slips that were accepted, for people.
    public private(set) var acceptedErrors: [String] = []
    /// The fields that are not as printed, for people.
    public private(set) var wrongFields: [String] = []

    public init() {}

    /// Adds one slip.
    ///
    /// - Parameters:
    ///   - review: Of the slip.
    ///   - truth: What the slip says.
    ///   - catalog: That of the review.
    public mutating func add(_ review: SlipReview, _ truth: SlipTruth, catalog: Catalog) {
        let read = ReadAgainstTruth(review, truth, catalog: catalog)
        let tally = ItemTally(review, truth, read)
        all += tally
        layouts[truth.layout, default: ItemTally()] += tally
        damages[truth.damage, default: ItemTally()] += tally
        resolutions[truth.dpi, default: ItemTally()] += tally
        for pair in read.pairs {
            addMarks(of: pair, file: truth.file)
            addConfidences(of: pair)
            compare(pair.item.flags, with: Set(pair.truth?.flags ?? []))
        }
        for line in read.missed { compare([], with: Set(line.flags)) }
        compare(review.flags, with: Set(truth.flags))
        for field in read.fields {
            add(field, layout: truth.layout)
            if let text = field.text, field.verdict != .right {
                wrongFields.append("\(truth.file), \(truth.layout): \(text)")
            }
        }
        if review.decision == .accepted {
            acceptedErrors += read.errors(of: review, truth).map { "\(truth.file): \($0)" }
        } else if read.errors(of: review, truth).isEmpty {
            needlessSlips[reason(review), default: 0] += 1
        }
    }

    private mutating func addMarks(of pair: ReadAgainstTruth.Pair, file: String) {
        guard !pair.item.needsReview else {
            if pair.isRight { needless[reason(pair.item), default: 0] += 1 }
            return
        }
        guard !pair.isRight else { return }
        silent.append("\(file): \(pair.text)")
        for name in pair.wrongParts { wrongInCertain[name, default: 0] += 1 }
    }

    /// What asks for a person on an item.
    private func reason(_ item: ReviewedItem) -> String {
        let hasDoubtfulNumber =
            item.quantity.needsReview || item.amount.needsReview || item.unitPrice?.needsReview ?? false
        let reasons = [
            ("numbers not proven", hasDoubtfulNumber), ("entry ambiguous", item.match.status == .ambiguous),
            ("date", item.date?.needsReview ?? false),
            ("entry found, not certain", item.match.status != .ambiguous && item.split == nil),
        ].filter(\.1).map(\.0)
        return reasons.isEmpty ? "other" : reasons.joined(separator: ", ")
    }

    /// What asks for a person on a slip.
    private func reason(_ review: SlipReview) -> String {
        let doubtful = SlipField.allCases.filter { review.fields[$0.rawValue]?.needsReview ?? false }
        let reasons =
            (review.items.contains(where: \.needsReview) ? ["items"] : [])
            + doubtful.map { "field \($0.rawValue)" } + (review.totals.isClosed ? [] : ["sums not closed"])
        return reasons.isEmpty ? "other" : reasons.joined(separator: ", ")
    }

    private mutating func addConfidences(of pair: ReadAgainstTruth.Pair) {
        for (reading, isRight) in pair.numbers {
            reliability[.numbers, default: Reliability()].add(
                confidence: reading.confidence, isRight: isRight)
        }
        if pair.claimsEntry {
            reliability[.entries, default: Reliability()].add(
                confidence: pair.item.match.score, isRight: pair.hasEntry)
        }
    }

    private mutating func add(_ field: ReadField, layout: String) {
        fields[field.field, default: FieldTally()].add(field)
        layoutFields[layout, default: [:]][field.field, default: FieldTally()].add(field)
        guard let reading = field.reading, reading.value != nil else { return }
        reliability[.fields, default: Reliability()].add(
            confidence: reading.confidence, isRight: field.isRight)
    }

    private mutating func compare(_ flags: [Flag], with planted: Set<String>) {
        let found = Set(flags.map(\.code.rawValue))
        let definite = Set(flags.filter { $0.severity == .definite }.map(\.code.rawValue))
        for code in found.union(planted) {
            var counts = findings[code] ?? Findings()
            if found.contains(code), planted.contains(code) { counts.found += 1 }
            if !planted.contains(code) {
                counts.unfounded += 1
                counts.unfoundedDefinite += definite.contains(code) ? 1 : 0
            }
            if !found.contains(code) { counts.missed += 1 }
            findings[code] = counts
        }
    }
}

extension ItemTally {
    /// The tally of one slip.
    init(_ review: SlipReview, _ truth: SlipTruth, _ read: ReadAgainstTruth) {
        self.init()
        slips = 1
        printed = truth.items.count
        missed = read.missed.count
        invented = read.pairs.count { $0.truth == nil }
        for pair in read.pairs {
            items.add(pair.isRight)
            if !pair.item.needsReview { certain.add(pair.isRight) }
        }
        perfect = items.right == printed && invented == 0 ? 1 : 0
        if review.decision == .accepted { accepted.add(read.errors(of: review, truth).isEmpty) }
    }

    static func += (left: inout ItemTally, right: ItemTally) {
        left.slips += right.slips
        left.perfect += right.perfect
        left.accepted += right.accepted
        left.printed += right.printed
        left.missed += right.missed
        left.invented += right.invented
        left.items += right.items
        left.certain += right.certain
    }
}
