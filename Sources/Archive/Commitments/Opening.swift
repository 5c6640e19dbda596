/// What opens a commitment: a value that an event committed to, and the salt that keeps it from being guessed.
///
/// The log holds SHA-256(domain ‖ salt ‖ value) in the value's place. Who has the opening can check that it is the one
/// that was committed to; once value and salt are erased, nothing can be told from the log, and its tree stays as it was.
public struct Opening: Hashable, Sendable {
    /// Comes before salt and value, so that no digest of something else is taken for a commitment.
    public static let domain = "slipway.commitment.v1\n"
    /// The bytes of a salt.
    public static let saltLength = 32

    /// The member of the event's body in whose place the commitment stands.
    public var field: String
    /// Bytes that nobody can guess, others for every commitment.
    public var salt: [UInt8]
    /// The value as JSON, as it would stand in the body.
    public var value: String

    public init(field: String, salt: [UInt8], value: String) {
        self.field = field
        self.salt = salt
        self.value = value
    }

    /// The opening of a new commitment, with a salt of its own.
    init(of value: String, in field: String) {
        self.init(field: field, salt: Self.randomSalt(), value: value)
    }

    /// What stands in the log.
    public var commitment: ContentDigest {
        ContentDigest(of: Array(Self.domain.utf8) + salt + Array(value.utf8))
    }

    static func randomSalt() -> [UInt8] {
        // Swift's generator is getrandom(2) on Linux.
        var generator = SystemRandomNumberGenerator()
        return (0..<saltLength).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
