public import Slips

/// From which amounts on somebody else must confirm a slip that nobody corrected (复核线).
///
/// What was corrected waits for a second person whatever its amounts.
public struct SecondPersonAmounts: Hashable, Codable, Sendable {
    /// Slips whose total, else whose sum of lines, is as much or more; yuan; nil for none.
    public var slips: Money?
    /// Slips with a finding of as much or more; yuan; nil for none.
    public var findings: Money?

    public init(slips: Money?, findings: Money?) {
        self.slips = slips
        self.findings = findings
    }

    /// Whether a review reaches one of the amounts.
    public func reach(_ review: RecordSummary) -> Bool {
        func reaches(_ amount: Money?, _ least: Money?) -> Bool {
            guard let amount, let least else { return false }
            return amount >= least
        }
        return reaches(review.total ?? review.itemsTotal, slips) || reaches(review.greatestFinding, findings)
    }
}

extension ArchiveEvent {
    /// Somebody set from which amounts on a second person must confirm; it holds for the reviews that follow in the log.
    public struct SecondPersonSet: Hashable, Codable, Sendable {
        /// Yuan; nil for none.
        public var slips: Money?
        /// Yuan; nil for none.
        public var findings: Money?
        public var by: String
        public var reason: String

        public init(_ amounts: SecondPersonAmounts, by: String, reason: String) {
            slips = amounts.slips
            findings = amounts.findings
            self.by = by
            self.reason = reason
        }

        public var amounts: SecondPersonAmounts { SecondPersonAmounts(slips: slips, findings: findings) }
    }
}
