/// An event with all that somebody needs to check it without the archive.
public struct ProvenEvent: Hashable, Sendable {
    /// The event as the log commits to it.
    public var entry: LogEntry
    /// That it is in the log.
    public var proof: LogProof
    /// What opens the commitments in it.
    public var openings: [Opening]

    public init(entry: LogEntry, proof: LogProof, openings: [Opening]) {
        self.entry = entry
        self.proof = proof
        self.openings = openings
    }
}

/// An opening as it leaves the archive: JSON with the salt in hexadecimal digits, and the value's JSON as text.
public struct DisclosedValue: Hashable, Codable, Sendable {
    /// The event's place in the log.
    public var event: Int64
    public var field: String
    /// 64 lower-case hexadecimal digits.
    public var salt: String
    public var value: String

    public init(_ opening: Opening, event: Int64) {
        self.event = event
        field = opening.field
        salt = opening.salt.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        value = opening.value
    }
}
