/// What was seen of a log in one place of this machine.
public struct SeenLog: Codable, Hashable, Sendable {
    /// That somebody took less, or something else, for what was seen, as after a restore.
    public struct Acceptance: Codable, Hashable, Sendable {
        /// When and who; the time as ``Timestamp`` writes it.
        public var at: String
        public var by: String
        /// The name of the log that was seen until then, and how many events it had.
        public var origin: String
        public var seen: UInt64
        /// How many events the archive had that was accepted.
        public var held: UInt64
    }

    /// A signed checkpoint, or a head.
    public var note: String
    /// The real path of the archive's folder.
    public var place: String
    /// When it was seen.
    public var at: String
    /// What was accepted there, oldest first.
    public var accepted: [Acceptance]

    /// The checkpoint with its signatures; nil where ``note`` is none.
    public var signed: SignedCheckpoint? { SignedCheckpoint(note) }
    /// The log's name.
    public var origin: String { signed?.checkpoint.origin ?? "" }
    /// How many events it had.
    public var size: UInt64 { signed?.checkpoint.size ?? 0 }
}

/// What a machine remembers of an archive's log and of the place where the archive lies.
public struct RecalledLog: Hashable, Sendable {
    /// How a report names what contradicts the memory.
    public static let object = "what this machine saw"

    /// The newest of the log in this place.
    public var here: SeenLog?
    /// The newest of the log in other places, as of an archive whose backup this is.
    public var elsewhere: SeenLog?
    /// Other logs that were in this place.
    public var others: [SeenLog] = []
    /// What of the memory cannot be read.
    public var faults: [String] = []

    public init() {}
}
