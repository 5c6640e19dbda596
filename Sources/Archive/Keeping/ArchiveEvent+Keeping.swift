/// How long slips are kept, and their destruction at the end.
extension ArchiveEvent {
    /// Somebody set for how long slips are kept.
    public struct RetentionSet: Hashable, Codable, Sendable {
        /// The slip; nil for all that are handed in for the first time from now on.
        public var slip: String?
        public var retention: RetentionClass
        public var by: String
        public var reason: String

        public init(slip: String?, retention: RetentionClass, by: String, reason: String) {
            self.slip = slip
            self.retention = retention
            self.by = by
            self.reason = reason
        }
    }

    /// Somebody proposed that slips be destroyed whose time is over.
    public struct DestructionProposed: Hashable, Codable, Sendable {
        public var by: String
        public var reason: String
        /// How many slips.
        public var count: Int
        /// The kept list of the slips: ``DestructionList`` as JSON.
        public var list: ContentDigest

        public init(by: String, reason: String, count: Int, list: ContentDigest) {
            self.by = by
            self.reason = reason
            self.count = count
            self.list = list
        }
    }

    /// Somebody else decided about a proposal.
    public struct DestructionDecided: Hashable, Codable, Sendable {
        public enum Outcome: String, Codable, Sendable {
            /// What was kept of the slips is removed; the log and the list stay.
            case approved
            case rejected
        }

        /// The proposal's place in the log.
        public var proposal: Int64
        public var by: String
        public var outcome: Outcome
        /// Empty where there is nothing to say.
        public var note: String

        public init(proposal: Int64, by: String, outcome: Outcome, note: String) {
            self.proposal = proposal
            self.by = by
            self.outcome = outcome
            self.note = note
        }
    }
}

/// The list of slips to be destroyed (销毁清册); it stays when they are gone.
public struct DestructionList: Hashable, Codable, Sendable {
    /// A slip on the list.
    public struct Slip: Hashable, Codable, Sendable {
        public var id: String
        public var retention: RetentionClass
        /// When it was last acted on.
        public var lastAct: Timestamp

        public init(id: String, retention: RetentionClass, lastAct: Timestamp) {
            self.id = id
            self.retention = retention
            self.lastAct = lastAct
        }

        enum CodingKeys: String, CodingKey {
            case id, retention
            case lastAct = "last_act"
        }
    }

    public var schema = "slipway.destruction.v1"
    /// In the order of their IDs.
    public var slips: [Slip]

    public init(slips: [Slip]) {
        self.slips = slips.sorted { $0.id < $1.id }
    }
}
