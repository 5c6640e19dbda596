public import Slips

/// Where a slip stands between reading and payment.
public enum WorkStage: String, Codable, Sendable, CaseIterable {
    /// A clerk must look at it: its newest review asks for a person, or a second person sent it back.
    case clerk
    /// A correction settled it; somebody who did not make it must confirm.
    case second
    /// Papers are wanting: it went back to whoever handed it in.
    case returned
    /// Nothing is left to do.
    case done
}

/// In which order work is listed.
public enum WorkOrder: String, Codable, Sendable, CaseIterable {
    /// The slips with the most money first.
    case amount
    /// The slips that have waited longest first.
    case oldest
}

/// A slip in a list of work, as its newest review gives it.
public struct WorkEntry: Hashable, Sendable {
    public var id: String
    public var stage: WorkStage
    /// Since when it is at this stage.
    public var since: Timestamp
    public var kind: String
    public var hospital: String?
    public var patient: String?
    public var date: CalendarDate?
    /// The printed total, else the sum of the lines; yuan.
    public var total: Money?
    public var items: Int
    /// Lines that ask for a person.
    public var doubtfulItems: Int
    /// The codes of the findings, sorted, each once.
    public var flags: [String]
    /// Who corrected it last; nil for a slip that nobody corrected.
    public var author: String?
    /// What the second person wants, or why it was returned.
    public var note: String?

    public init(
        id: String, stage: WorkStage, since: Timestamp, kind: String, hospital: String?, patient: String?,
        date: CalendarDate?, total: Money?, items: Int, doubtfulItems: Int, flags: [String],
        author: String?, note: String?
    ) {
        self.id = id
        self.stage = stage
        self.since = since
        self.kind = kind
        self.hospital = hospital
        self.patient = patient
        self.date = date
        self.total = total
        self.items = items
        self.doubtfulItems = doubtfulItems
        self.flags = flags
        self.author = author
        self.note = note
    }
}

/// How many slips are at a stage, and how much money is on them.
public struct WorkSum: Hashable, Sendable {
    public var slips: Int
    /// Yuan.
    public var total: Money

    public init(slips: Int, total: Money) {
        self.slips = slips
        self.total = total
    }
}
