/// What auditors do with an archive.
extension ArchiveEvent {
    /// Another key takes the place of the log's signing key.
    public struct KeyChanged: Hashable, Codable, Sendable {
        /// The new verifier key, `name+keyid+base64`.
        public var key: String
        /// The verifier key of which it takes the place.
        public var replaces: String
        public var by: String
        public var reason: String

        public init(key: VerifierKey, replaces: VerifierKey, by: String, reason: String) {
            self.key = key.description
            self.replaces = replaces.description
            self.by = by
            self.reason = reason
        }
    }

    /// An archive of a format in which only checkpoints were signed got heads, which sign every event.
    public struct FormatRenewed: Hashable, Codable, Sendable {
        /// The format that it had.
        public var from: Int
        /// The format that it has since.
        public var to: Int
        /// How many events the newest checkpoint counted: those from there to this one were signed only now.
        public var signed: Int64

        public init(from: Int, to: Int, signed: Int64) {
            self.from = from
            self.to = to
            self.signed = signed
        }
    }

    /// The archive is encrypted from its beginning, or another secret opens it.
    public struct EncryptionSet: Hashable, Codable, Sendable {
        /// Which data key it is: see ``DataKey/id``.
        public var key: String
        /// What kind of secret opens it.
        public var kind: EncryptionHeader.Kind
        /// The SHA-256 of the file `encryption` from then on; nil in events of formats before 9.
        public var header: ContentDigest?
        /// Who changed the secret; empty at the beginning of an archive.
        public var by: String
        public var reason: String

        public init(_ header: EncryptionHeader, by: String, reason: String) throws(ArchiveError) {
            self.header = try header.digest()
            key = header.key
            kind = header.kind
            self.by = by
            self.reason = reason
        }
    }

    /// A part of the contents was read again and compared with the digests.
    public struct Scrubbed: Hashable, Codable, Sendable {
        /// Which part, from 0.
        public var part: Int
        /// In how many parts the contents are read.
        public var parts: Int
        /// How many contents were read.
        public var contents: Int
        /// The names of those that are missing or damaged.
        public var wrong: [String]

        public init(part: Int, parts: Int, contents: Int, wrong: [String]) {
            self.part = part
            self.parts = parts
            self.contents = contents
            self.wrong = wrong
        }
    }

    /// All that the archive claims was derived again.
    public struct Verified: Hashable, Codable, Sendable {
        public var by: String
        /// How many events were derived again.
        public var events: Int
        /// How many contents were read.
        public var contents: Int
        /// The root of the tree that a checkpoint kept elsewhere told, which the log continues; nil where none was given.
        public var against: String?
        /// The names of objects that were wrong, the first hundred.
        public var wrong: [String]

        public init(by: String, events: Int, contents: Int, against: String?, wrong: [String]) {
            self.by = by
            self.events = events
            self.contents = contents
            self.against = against
            self.wrong = wrong
        }
    }

    /// Slips were drawn for a spot check (双随机).
    public struct Sampled: Hashable, Codable, Sendable {
        public var by: String
        public var seed: String
        /// By what the slips were parted before they were drawn, in order.
        public var strata: [String]
        /// How many were asked for.
        public var count: Int
        /// From how many slips.
        public var population: Int
        /// How many events the log had: later ones changed nothing of the draw.
        public var events: Int64
        /// The kept list of the slips that were drawn: ``SampleList`` as JSON.
        public var list: ContentDigest

        public init(
            by: String, seed: String, strata: [String], count: Int, population: Int, events: Int64,
            list: ContentDigest
        ) {
            self.by = by
            self.seed = seed
            self.strata = strata
            self.count = count
            self.population = population
            self.events = events
            self.list = list
        }
    }
}
