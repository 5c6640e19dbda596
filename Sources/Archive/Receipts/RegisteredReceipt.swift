/// A change of a receipt's state that the archive recorded.
public struct RecordedReceiptChange: Hashable, Sendable {
    public var at: Timestamp
    public var fact: ArchiveEvent.ReceiptChange

    public init(at: Timestamp, fact: ArchiveEvent.ReceiptChange) {
        self.at = at
        self.fact = fact
    }
}

/// A receipt with the slips that bear its number.
public struct RegisteredReceipt: Hashable, Sendable {
    public var key: ReceiptKey
    public var state: ReceiptState
    /// What became of its claim, oldest first.
    public var changes: [RecordedReceiptChange]
    /// The slips whose newest reviews give its number, in the order in which they were handed in.
    public var slips: [Slip]

    /// A slip that bears the number.
    public struct Slip: Hashable, Sendable {
        public var id: String
        public var firstAt: Timestamp
        public var facts: ReceiptFacts
        public var repetitions: [Repetition]

        public init(id: String, firstAt: Timestamp, facts: ReceiptFacts, repetitions: [Repetition]) {
            self.id = id
            self.firstAt = firstAt
            self.facts = facts
            self.repetitions = repetitions
        }
    }

    public init(
        key: ReceiptKey, state: ReceiptState, changes: [RecordedReceiptChange], slips: [Slip]
    ) {
        self.key = key
        self.state = state
        self.changes = changes
        self.slips = slips
    }
}
