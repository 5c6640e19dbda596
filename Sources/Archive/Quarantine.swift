/// An input, or a page of one, that could not be processed.
public struct QuarantinedInput: Hashable, Codable, Sendable {
    /// The input path as given.
    public var source: String
    /// The page that failed, from 1; nil when it is the whole input.
    public var page: Int?
    /// The class of the failure, such as `not_image`, `encrypted` or `crash:SIGSEGV`.
    public var failureClass: String
    /// What is wrong, and what to do about it.
    public var reason: String
    /// How often it was tried.
    public var attempts: Int
    /// The original bytes, given to the archive before; nil when they could not be read.
    public var original: ContentDigest?
    /// The claim that it came with, if any.
    public var claim: String?
    /// What was seen of the worker that was lost with it; nil where none was.
    public var trace: WorkerTrace?

    public init(
        source: String, page: Int? = nil, failureClass: String, reason: String, attempts: Int,
        original: ContentDigest?, claim: String? = nil, trace: WorkerTrace? = nil
    ) {
        self.source = source
        self.page = page
        self.failureClass = failureClass
        self.reason = reason
        self.attempts = attempts
        self.original = original
        self.claim = claim
        self.trace = trace
    }
}

/// An entry of the quarantine.
public struct QuarantineEntry: Hashable, Sendable {
    /// The entry's number, for commands; it never changes and is never given again.
    public var number: Int64
    /// What failed, with the attempts of all runs together and the newest class and reason.
    public var input: QuarantinedInput
    /// When it was last tried.
    public var at: Timestamp

    public init(number: Int64, input: QuarantinedInput, at: Timestamp) {
        self.number = number
        self.input = input
        self.at = at
    }
}

/// The contract's form: `{"source","page","class","reason","attempts","at"}`, `page` null for the whole input.
extension QuarantineEntry: Encodable {
    private enum CodingKeys: String, CodingKey {
        case source, page, reason, attempts, at
        case failureClass = "class"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(input.source, forKey: .source)
        try container.encode(input.page, forKey: .page)
        try container.encode(input.failureClass, forKey: .failureClass)
        try container.encode(input.reason, forKey: .reason)
        try container.encode(input.attempts, forKey: .attempts)
        try container.encode(at, forKey: .at)
    }
}
