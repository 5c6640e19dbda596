/// What a run of processing sets out to do.
public struct BatchPlan: Hashable, Codable, Sendable {
    /// The paths that were given, without links and detours; none where what is in quarantine is tried again.
    public var paths: [String]
    /// Whether slips that are archived already are read and reviewed again.
    public var again: Bool
    /// The SHA-256 of the catalog.
    public var catalog: String

    public init(paths: [String], again: Bool, catalog: String) {
        self.paths = paths
        self.again = again
        self.catalog = catalog
    }
}

/// A batch as the archive records it: a run of processing, those that went on with it after it was interrupted included.
public struct Batch: Hashable, Sendable {
    /// The place in the log of its beginning; it never changes.
    public var number: Int64
    public var begun: Timestamp
    /// When its last input had ended; nil while it runs, or when it was interrupted.
    public var ended: Timestamp?
    public var plan: BatchPlan
    public var totals: BatchTotals

    public init(number: Int64, begun: Timestamp, ended: Timestamp?, plan: BatchPlan, totals: BatchTotals) {
        self.number = number
        self.begun = begun
        self.ended = ended
        self.plan = plan
        self.totals = totals
    }
}

/// The control totals of a batch.
public struct BatchTotals: Hashable, Codable, Sendable {
    public var reviewed: Int
    public var resubmitted: Int
    public var quarantined: Int
    public var pages: PageCounts
    public var slips: SlipCounts

    public init(
        reviewed: Int = 0, resubmitted: Int = 0, quarantined: Int = 0, pages: PageCounts = PageCounts(),
        slips: SlipCounts = SlipCounts()
    ) {
        self.reviewed = reviewed
        self.resubmitted = resubmitted
        self.quarantined = quarantined
        self.pages = pages
        self.slips = slips
    }

    /// Inputs that ended.
    public var inputs: Int { reviewed + resubmitted + quarantined }

    /// Counts a further input.
    public mutating func add(_ ending: InputEnding) {
        switch ending.outcome {
        case .reviewed: reviewed += 1
        case .resubmitted: resubmitted += 1
        case .quarantined: quarantined += 1
        }
        pages = pages + ending.pages
        slips = slips + ending.slips
    }
}
