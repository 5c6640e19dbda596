/// What becomes of receipts.
extension ArchiveEvent {
    /// A receipt was paid, or its payment taken back.
    public struct ReceiptChange: Hashable, Codable, Sendable {
        /// The receipt's number, as ``ReceiptKey`` has it.
        public var number: String
        /// Its code; nil where none is known.
        public var code: String?
        public var state: ReceiptState
        public var by: String
        public var reason: String

        public init(_ key: ReceiptKey, state: ReceiptState, by: String, reason: String) {
            number = key.number
            code = key.code
            self.state = state
            self.by = by
            self.reason = reason
        }
    }

    /// A person looked at two slips that seem to be one paper, or one receipt, and found that the later may stand.
    public struct RepetitionCleared: Hashable, Codable, Sendable {
        /// The ID of the slip that was handed in later.
        public var slip: String
        /// The ID of the slip that it seems to repeat.
        public var earlier: String
        /// What it was that seemed so; another sign is not cleared by it.
        public var sign: Repetition.Sign
        public var by: String
        public var reason: String

        public init(slip: String, earlier: String, sign: Repetition.Sign, by: String, reason: String) {
            self.slip = slip
            self.earlier = earlier
            self.sign = sign
            self.by = by
            self.reason = reason
        }
    }
}
