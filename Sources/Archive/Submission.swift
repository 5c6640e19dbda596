/// One handing-in of a slip's bytes.
public struct Submission: Hashable, Codable, Sendable {
    /// The SHA-256 of the original bytes.
    public var original: ContentDigest
    /// The input path as given.
    public var source: String
    /// The claim that the slip came with: the `claim_id` or the folder of a `claim.json`; nil without one.
    public var claim: String?
    /// Which of several slips of the file this is, from 1 in reading order; nil where the file is one slip.
    public var part: Int?

    public init(original: ContentDigest, source: String, claim: String? = nil, part: Int? = nil) {
        self.original = original
        self.source = source
        self.claim = claim
        self.part = part
    }

    /// The path of the file: ``source`` without the slip's number in it.
    public var file: String {
        guard let part, source.hasSuffix("#\(part)") else { return source }
        return String(source.dropLast("#\(part)".count))
    }

    /// The ID of the slip.
    public var slipID: String { original.slipID(part: part) }
}

extension ContentDigest {
    /// The ID of a slip of the file with this digest: the digest itself where the file is one slip, else the
    /// SHA-256 of the digest's digits, `#` and the slip's number in the file.
    public func slipID(part: Int?) -> String {
        part.map { ContentDigest(of: Array("\(hex)#\($0)".utf8)).hex } ?? hex
    }
}

/// What the archive keeps of one page beside its review.
public struct KeptPage: Hashable, Codable, Sendable {
    /// The page's number within the slip, from 1.
    public var number: Int
    /// The upright raster that was read, as PNG.
    public var raster: ContentDigest
    /// What was read from it: the page's layout, as JSON.
    public var layout: ContentDigest

    public init(number: Int, raster: ContentDigest, layout: ContentDigest) {
        self.number = number
        self.raster = raster
        self.layout = layout
    }
}

/// A slip that was read and reviewed, ready for the archive.
///
/// The original, the rasters and the layouts must have been given to the archive before (``Archive/keep(_:)``).
public struct ReviewedSlip: Hashable, Sendable {
    public var submission: Submission
    public var pages: [KeptPage]
    public var review: ReviewDocument

    public init(submission: Submission, pages: [KeptPage], review: ReviewDocument) {
        self.submission = submission
        self.pages = pages
        self.review = review
    }
}

/// The slips of a file, ready for the archive.
public struct ReviewedFile: Hashable, Sendable {
    /// In reading order, at least one.
    public var slips: [ReviewedSlip]
    /// Pages that could not be read: one of the slips may lack them.
    public var lost: [QuarantinedInput]
    /// Whether somebody handed the file in: what is read again from the quarantine was handed in before, and is no further
    /// submission of the slips that were archived of it.
    public var isHandedIn: Bool

    public init(slips: [ReviewedSlip], lost: [QuarantinedInput] = [], isHandedIn: Bool = true) {
        self.slips = slips
        self.lost = lost
        self.isHandedIn = isHandedIn
    }
}

/// What storing a reviewed slip came to.
public enum StoreOutcome: Hashable, Sendable {
    /// The slip is new and stands in the archive.
    case archived
    /// The slip was there; the new review supersedes the one before.
    case reviewedAgain
    /// The slip was there with a review by the same catalog (another run was quicker): the bytes are recorded as
    /// a further submission, the review given is dropped.
    case alreadyArchived
}

/// What the archive holds of some bytes.
public struct Holding: Hashable, Sendable {
    /// The slip's ID.
    public var id: String
    /// How often the bytes were handed in so far, at least 1.
    public var submissions: Int
    /// The SHA-256 of the catalog that the newest review was made with, as the review states it.
    public var catalogSHA256: String
    /// Which of several slips of the file this is, from 1; nil where the file is one slip.
    public var part: Int?
    /// Pages of the newest review.
    public var pages: Int
    /// Whether pages of the file are in quarantine, so that the review may lack them.
    public var lacksPages: Bool

    public init(
        id: String, submissions: Int, catalogSHA256: String, part: Int? = nil, pages: Int,
        lacksPages: Bool = false
    ) {
        self.id = id
        self.submissions = submissions
        self.catalogSHA256 = catalogSHA256
        self.part = part
        self.pages = pages
        self.lacksPages = lacksPages
    }
}
