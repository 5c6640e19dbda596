/// A correction of an archived slip with the review that it leads to, ready for the archive.
///
/// Changes and corrected slip must have been given to the archive before (``Archive/keep(_:)``).
public struct CorrectedReview: Hashable, Sendable {
    /// The slip's whole ID.
    public var slip: String
    /// The digest of the review that was corrected: it must still be the newest.
    public var base: ContentDigest
    public var by: String
    public var reason: String
    /// See ``ArchiveEvent/Correction/changes``.
    public var changes: ContentDigest?
    /// See ``ArchiveEvent/Correction/corrected``.
    public var corrected: ContentDigest
    /// See ``ArchiveEvent/Correction/undoes``.
    public var undoes: Int64?
    public var review: ReviewDocument

    public init(
        slip: String, base: ContentDigest, by: String, reason: String, changes: ContentDigest?,
        corrected: ContentDigest, undoes: Int64? = nil, review: ReviewDocument
    ) {
        self.slip = slip
        self.base = base
        self.by = by
        self.reason = reason
        self.changes = changes
        self.corrected = corrected
        self.undoes = undoes
        self.review = review
    }
}

/// A correction that the archive recorded.
public struct RecordedCorrection: Hashable, Sendable {
    /// Its place in the log, by which another one undoes it.
    public var sequence: Int64
    public var at: Timestamp
    public var fact: ArchiveEvent.Correction

    public init(sequence: Int64, at: Timestamp, fact: ArchiveEvent.Correction) {
        self.sequence = sequence
        self.at = at
        self.fact = fact
    }
}

/// A second person's word that the archive recorded.
public struct RecordedOpinion: Hashable, Sendable {
    /// Its place in the log.
    public var sequence: Int64
    public var at: Timestamp
    public var fact: ArchiveEvent.Opinion

    public init(sequence: Int64, at: Timestamp, fact: ArchiveEvent.Opinion) {
        self.sequence = sequence
        self.at = at
        self.fact = fact
    }
}

/// A look at a slip that the archive recorded.
public struct RecordedAccess: Hashable, Sendable {
    public var at: Timestamp
    public var fact: ArchiveEvent.Access

    public init(at: Timestamp, fact: ArchiveEvent.Access) {
        self.at = at
        self.fact = fact
    }
}

/// A change of an account that the archive recorded.
public struct RecordedAccountChange: Hashable, Sendable {
    /// Its place in the log.
    public var sequence: Int64
    public var fact: ArchiveEvent.AccountChange

    public init(sequence: Int64, fact: ArchiveEvent.AccountChange) {
        self.sequence = sequence
        self.fact = fact
    }
}
