public import Slips

/// What became of one input of a batch: every input of a batch ends once.
public struct InputEnding: Hashable, Codable, Sendable {
    /// How an input ends.
    public enum Outcome: String, Codable, Sendable, CaseIterable {
        /// Its slips were read and reviewed.
        case reviewed
        /// Its bytes were archived before, and it was recorded as handed in again.
        case resubmitted
        /// Nothing of it was read.
        case quarantined
    }

    /// The batch's number.
    public var batch: Int64
    /// The input's path without links and detours, so that it is the same however the path was written.
    public var source: String
    /// The input's bytes; nil when they could not be read.
    public var original: ContentDigest?
    public var outcome: Outcome
    public var pages: PageCounts
    public var slips: SlipCounts

    public init(
        batch: Int64, source: String, original: ContentDigest?, outcome: Outcome, pages: PageCounts,
        slips: SlipCounts = SlipCounts()
    ) {
        self.batch = batch
        self.source = source
        self.original = original
        self.outcome = outcome
        self.pages = pages
        self.slips = slips
    }
}

/// How slips were decided, and the money on them.
public struct SlipCounts: Hashable, Codable, Sendable {
    public var accepted: Int
    /// Slips that ask for a person.
    public var forReview: Int
    public var unreadable: Int
    /// The sum of the slips' lines as read, those that ask for a person included, as a decimal string in yuan.
    public var amount: String
    /// The part of ``amount`` that is on accepted slips, whose amounts were read for certain; nil where an older program
    /// counted.
    public var acceptedAmount: String?

    public init(
        accepted: Int = 0, forReview: Int = 0, unreadable: Int = 0, amount: Money = .zero,
        acceptedAmount: Money? = nil
    ) {
        self.acceptedAmount = acceptedAmount?.description
        self.accepted = accepted
        self.forReview = forReview
        self.unreadable = unreadable
        self.amount = amount.description
    }

    /// The counts of reviews.
    ///
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when one is not of the contract's form.
    public init(of reviews: [ReviewDocument]) throws(ArchiveError) {
        self.init()
        var certain = Money.zero
        for review in reviews {
            let summary = try RecordSummary(of: review)
            switch summary.decision {
            case "accepted":
                accepted += 1
                certain = certain + (summary.itemsTotal ?? .zero)
            case "unreadable": unreadable += 1
            default: forReview += 1
            }
            amount = (money + (summary.itemsTotal ?? .zero)).description
        }
        acceptedAmount = certain.description
    }

    public var all: Int { accepted + forReview + unreadable }

    /// ``amount`` as money.
    public var money: Money { Money(amount) ?? .zero }

    /// ``acceptedAmount`` as money.
    public var acceptedMoney: Money? { acceptedAmount.flatMap { Money($0) } }

    public static func + (a: SlipCounts, b: SlipCounts) -> SlipCounts {
        let certain = [a.acceptedMoney, b.acceptedMoney].compactMap(\.self)
        return SlipCounts(
            accepted: a.accepted + b.accepted, forReview: a.forReview + b.forReview,
            unreadable: a.unreadable + b.unreadable, amount: a.money + b.money,
            acceptedAmount: certain.isEmpty ? nil : certain.reduce(.zero, +))
    }
}
