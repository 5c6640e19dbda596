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
    /// Where the slip stands between reading and payment, such as 待复核.
    public var stage: WorkStage?
    /// The earliest date of the slip (``RecordSummary/date``).
    public var from: CalendarDate?
    /// The latest date of the slip, included.
    public var to: CalendarDate?
    /// The least total of the slip, or of its lines where none was read; yuan.
    public var least: Money?
    /// The greatest total, included.
    public var most: Money?
    /// The kind of paper, as in the contract.
    public var kind: String?
    /// Who corrected the slip or gave an opinion of it.
    public var clerk: String?
    /// The claim that the slip was handed in with.
    public var claim: String?
    /// Beginnings of other fields' values, by the fields' names in the contract.
    public var fields: [String: String] = [:]

    public init(
        words: String? = nil, patient: String? = nil, hospital: String? = nil, idNumber: String? = nil,
        receipt: String? = nil, entry: String? = nil, flag: String? = nil, decision: String? = nil,
        stage: WorkStage? = nil, from: CalendarDate? = nil, to: CalendarDate? = nil, least: Money? = nil,
        most: Money? = nil,
        kind: String? = nil, clerk: String? = nil, claim: String? = nil, fields: [String: String] = [:]
    ) {
        self.words = words
        self.patient = patient
        self.hospital = hospital
        self.idNumber = idNumber
        self.receipt = receipt
        self.entry = entry
        self.flag = flag
        self.decision = decision
        self.stage = stage
        self.from = from
        self.to = to
        self.least = least
        self.most = most
        self.kind = kind
        self.clerk = clerk
        self.claim = claim
        self.fields = fields
    }

    /// The names of the filters that are set, sorted: what a log may tell of a search.
    public var filters: [String] {
        let set: [(String, Bool)] = [
            ("words", words?.contains { !$0.isWhitespace } ?? false), ("patient", patient != nil),
            ("hospital", hospital != nil), ("id_number", idNumber != nil), ("receipt", receipt != nil),
            ("entry", entry != nil), ("flag", flag != nil), ("decision", decision != nil),
            ("stage", stage != nil),
            ("date", from != nil || to != nil), ("total", least != nil || most != nil), ("kind", kind != nil),
            ("clerk", clerk != nil), ("claim", claim != nil),
        ]
        return
            (set.filter(\.1).map(\.0) + fields.keys.filter { name in !set.contains { $0 == (name, true) } })
            .sorted()
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

/// What a list shows of a slip, as its newest review gives it.
public struct ListedSlip: Hashable, Sendable {
    public var id: String
    public var kind: String
    public var hospital: String?
    public var patient: String?
    public var date: CalendarDate?
    /// The printed total, else the sum of the lines; yuan.
    public var total: Money?
    public var items: Int
    public var decision: String
    /// The codes of the findings, sorted, each once.
    public var flags: [String]

    public init(
        id: String, kind: String, hospital: String?, patient: String?, date: CalendarDate?, total: Money?,
        items: Int, decision: String, flags: [String]
    ) {
        self.id = id
        self.kind = kind
        self.hospital = hospital
        self.patient = patient
        self.date = date
        self.total = total
        self.items = items
        self.decision = decision
        self.flags = flags
    }
}

extension ListedSlip {
    /// What a list shows of a review.
    public init(_ summary: RecordSummary) {
        self.init(
            id: summary.id, kind: summary.kind, hospital: summary.hospital, patient: summary.patient,
            date: summary.date, total: summary.total, items: summary.items, decision: summary.decision,
            flags: summary.flags)
    }
}

/// A part of what a search lists.
public struct ListedPage: Hashable, Sendable {
    /// Those archived last first.
    public var slips: [ListedSlip]
    /// Where the next part begins; nil when this was the last.
    public var next: SearchCursor?

    public init(slips: [ListedSlip], next: SearchCursor?) {
        self.slips = slips
        self.next = next
    }
}

/// How many lines charge something, and for how much.
public struct ChargeSum: Hashable, Sendable {
    public var lines: Int
    /// Yuan, of the lines whose amounts were read.
    public var amount: Money

    public init(lines: Int, amount: Money) {
        self.lines = lines
        self.amount = amount
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
