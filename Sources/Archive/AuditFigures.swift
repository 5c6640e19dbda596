public import Slips

/// What auditors look at before they look at slips: findings by month and hospitals by their share of slips with findings, of the
/// newest reviews.
public struct AuditFigures: Hashable, Sendable {
    /// Slips with a finding in a month.
    public struct Finding: Hashable, Sendable {
        /// Year and month of the slip's date, `2026-05`.
        public var month: String
        /// The finding's code.
        public var code: String
        public var slips: Int

        public init(month: String, code: String, slips: Int) {
            self.month = month
            self.code = code
            self.slips = slips
        }
    }

    /// Slips of a hospital.
    public struct Hospital: Hashable, Sendable {
        /// As reviewed.
        public var name: String
        public var slips: Int
        /// How many of them have findings.
        public var flagged: Int
        /// The slips' totals, yuan.
        public var total: Money

        public init(name: String, slips: Int, flagged: Int, total: Money) {
            self.name = name
            self.slips = slips
            self.flagged = flagged
            self.total = total
        }
    }

    /// By month and code.
    public var findings: [Finding]
    /// Those with the most slips with findings first.
    public var hospitals: [Hospital]

    public init(findings: [Finding], hospitals: [Hospital]) {
        self.findings = findings
        self.hospitals = hospitals
    }

    /// As many hospitals are given.
    public static let hospitalsAtMost = 40
}
