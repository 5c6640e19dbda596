public import Slips

/// What to look for among the newest reviews of all archived slips; what is nil does not matter.
public struct SearchQuery: Hashable, Sendable {
    /// Words that must all occur somewhere on the slip: in names of items as printed or matched, in the fields.
    ///
    /// A word of Chinese characters is found inside longer ones; a word of Latin letters or digits is found
    /// whole or as the beginning of one.
    public var words: String?
    /// The patient's name or a part of it.
    public var patient: String?
    /// The hospital's name or a part of it.
    public var hospital: String?
    /// The patient's citizen number, or its beginning.
    public var idNumber: String?
    /// The receipt's number or code, or its beginning.
    public var receipt: String?
    /// The catalog code of an entry that an item was matched to.
    public var entry: String?
    /// The code of a finding, of the slip or of an item.
    public var flag: String?
    /// `accepted`, `needs_review` or `unreadable`.
    public var decision: String?
    /// The earliest date of the slip (``RecordSummary/date``).
    public var from: CalendarDate?
    /// The latest date of the slip, included.
    public var to: CalendarDate?

    public init(
        words: String? = nil, patient: String? = nil, hospital: String? = nil, idNumber: String? = nil,
        receipt: String? = nil, entry: String? = nil, flag: String? = nil, decision: String? = nil,
        from: CalendarDate? = nil, to: CalendarDate? = nil
    ) {
        self.words = words
        self.patient = patient
        self.hospital = hospital
        self.idNumber = idNumber
        self.receipt = receipt
        self.entry = entry
        self.flag = flag
        self.decision = decision
        self.from = from
        self.to = to
    }
}

/// A slip that a search found.
public struct SearchHit: Hashable, Sendable {
    /// The newest review, with the flag of a further submission where there was one.
    public var review: ReviewDocument
    public var summary: RecordSummary

    public init(review: ReviewDocument, summary: RecordSummary) {
        self.review = review
        self.summary = summary
    }
}

/// A part of what a search finds.
public struct SearchPage: Hashable, Sendable {
    /// The slips found, those archived last first.
    public var hits: [SearchHit]
    /// Where the next part begins; nil when this was the last.
    public var next: SearchCursor?

    public init(hits: [SearchHit], next: SearchCursor?) {
        self.hits = hits
        self.next = next
    }
}

/// A place in what a search finds; it stays where it is while slips are archived.
public struct SearchCursor: Hashable, Sendable {
    /// The archive's own number of the slip before the place.
    public let position: Int64

    public init(position: Int64) {
        self.position = position
    }
}
