/// One slip as the archive holds it: its newest review, and all that happened to it.
public struct ArchivedSlip: Hashable, Sendable {
    /// 64 hexadecimal digits: the SHA-256 of the original bytes, or of them and the slip's place among several.
    public var id: String
    /// The digest of the original bytes; several slips of one file share it.
    public var original: ContentDigest
    /// The newest review as it was made.
    public var review: ReviewDocument
    /// What stands in the review, for lists.
    public var summary: RecordSummary
    /// Every handing-in of the bytes, oldest first; at least one.
    public var submissions: [RecordedSubmission]
    /// Every review, oldest first; the last is the one in ``review``.
    public var reviews: [RecordedReview]
    /// Every correction, oldest first.
    public var corrections: [RecordedCorrection]
    /// Every opinion of another person, oldest first.
    public var opinions: [RecordedOpinion]
    /// Which slips it seems to repeat, or to be repeated by, though their bytes are others.
    public var repetitions: [Repetition]
    /// Where it stands: with a clerk, a second person, or done.
    public var stage: WorkStage
    /// Who corrected or cleared it since it was last confirmed: whoever is among them cannot confirm it.
    public var authors: Set<String>

    public init(
        id: String, original: ContentDigest, review: ReviewDocument, summary: RecordSummary,
        submissions: [RecordedSubmission],
        reviews: [RecordedReview], corrections: [RecordedCorrection] = [], opinions: [RecordedOpinion] = [],
        repetitions: [Repetition] = [], stage: WorkStage, authors: Set<String> = []
    ) {
        self.id = id
        self.original = original
        self.review = review
        self.summary = summary
        self.submissions = submissions
        self.reviews = reviews
        self.corrections = corrections
        self.opinions = opinions
        self.repetitions = repetitions
        self.stage = stage
        self.authors = authors
    }

    /// The correction that led to the newest review; nil where that is of the slip as it was read.
    public var newestCorrection: RecordedCorrection? {
        reviews.last?.correction.flatMap { sequence in corrections.first { $0.sequence == sequence } }
    }
}

/// A handing-in that the archive recorded.
public struct RecordedSubmission: Hashable, Sendable {
    /// Its place in the log.
    public var sequence: Int64
    public var at: Timestamp
    /// The input path as given.
    public var source: String
    /// The claim that it came with, if any.
    public var claim: String?

    public init(sequence: Int64, at: Timestamp, source: String, claim: String?) {
        self.sequence = sequence
        self.at = at
        self.source = source
        self.claim = claim
    }

    /// Whether it only says which claim the same file belongs to: an earlier one from the same place had none, or none but
    /// its folder's path, as where a `claim.json` was missing or broken.
    func names(claimOf earlier: RecordedSubmission) -> Bool {
        guard source == earlier.source, sequence > earlier.sequence, let claim, !Self.isPath(claim) else {
            return false
        }
        return earlier.claim.map(Self.isPath) ?? true
    }

    private static func isPath(_ claim: String) -> Bool { claim.hasPrefix("/") }
}

/// A review that the archive recorded.
public struct RecordedReview: Hashable, Sendable {
    public var at: Timestamp
    /// The digest of the review's JSON, for ``Archive/content(of:)``.
    public var document: ContentDigest
    public var catalog: CatalogEdition
    /// `accepted`, `needs_review` or `unreadable`.
    public var decision: String
    public var pages: [KeptPage]
    /// Its place in the log.
    public var sequence: Int64
    /// The place in the log of the correction that led to it; nil for a review of the slip as it was read.
    public var correction: Int64?
    /// The program that made it; nil where the event of an older log names none.
    public var program: ProgramEdition?

    public init(
        at: Timestamp, document: ContentDigest, catalog: CatalogEdition, decision: String, pages: [KeptPage],
        sequence: Int64, correction: Int64?, program: ProgramEdition? = nil
    ) {
        self.at = at
        self.document = document
        self.catalog = catalog
        self.decision = decision
        self.pages = pages
        self.sequence = sequence
        self.correction = correction
        self.program = program
    }
}

/// The catalog that a review was made with, as the review states it.
public struct CatalogEdition: Hashable, Codable, Sendable {
    public var id: String
    public var edition: String
    /// In lower-case hexadecimal.
    public var sha256: String

    public init(id: String, edition: String, sha256: String) {
        self.id = id
        self.edition = edition
        self.sha256 = sha256
    }
}
