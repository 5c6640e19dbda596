/// Something of an archive that is missing, altered, or does not follow from its events.
public struct VerificationProblem: Hashable, Sendable {
    /// What is wrong: a file's path below the archive, a table with its row, an event by its number.
    public var object: String
    public var reason: String

    public init(_ object: String, _ reason: String) {
        self.object = object
        self.reason = reason
    }
}

/// What verifying an archive came to.
public struct VerificationReport: Hashable, Sendable {
    public var problems: [VerificationProblem] = []
    /// What is no proof that something was altered, but an auditor should know.
    public var remarks: [VerificationProblem] = []
    /// How many events were derived again.
    public var events = 0
    /// How many kept contents were read and compared with their digests.
    public var blobs = 0
    /// How many rows of other tables were compared with what the events give.
    public var rows = 0
    /// How many values were opened and fit what their events commit to.
    public var openings = 0
    /// How many values are kept no more, since their slips were destroyed.
    public var erased = 0
    /// How many events of formats before 6 hold values that may name a person as they are.
    public var clearEvents = 0
    /// How many kept contents nothing refers to: harmless leftovers of interrupted runs.
    public var unreferenced = 0
    /// The newest checkpoint, where there is a sound one.
    public var checkpoint: SignedCheckpoint?
    /// What the log has come to, as it was signed with its newest event; nil where there is no sound head.
    public var head: SignedCheckpoint?

    public init() {}

    /// Whether the archive is what it claims to be.
    public var isSound: Bool { problems.isEmpty }

    public mutating func add(_ object: String, _ reason: String) {
        problems.append(VerificationProblem(object, reason))
    }
}
