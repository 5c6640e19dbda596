public import Slips

/// What a slip prints of one item, as far as it tells which entry is meant.
public struct PrintedLine: Hashable, Sendable {
    /// The name as read, decorations included.
    public var name: String
    public var spec: String?
    public var unit: String?
    /// Yuan a unit.
    public var unitPrice: Money?
    public var code: String?
    /// The day of service, which chooses the row that holds; nil where it is not known.
    public var date: CalendarDate?
    /// How good the reading of the name is, 0…1, on the whole.
    public var confidence: Double
    /// How sure the engine was of each character of the name, 0…1; empty where that is not known.
    public var nameConfidences: [Double]
    /// The insurance class that the line prints in a column of its own: 甲, 乙 or 丙.
    public var insuranceClass: String?
    /// The hospital's level and region, for prices that depend on them.
    public var hospitalLevel: Int?
    public var region: String?
    /// Whether the paper may have cut the name off: it ends where the column ends.
    public var isCutOff: Bool

    public init(
        name: String, spec: String? = nil, unit: String? = nil, unitPrice: Money? = nil, code: String? = nil,
        date: CalendarDate? = nil, confidence: Double = 1, nameConfidences: [Double] = [],
        insuranceClass: String? = nil, hospitalLevel: Int? = nil, region: String? = nil,
        isCutOff: Bool = false
    ) {
        self.name = name
        self.spec = spec
        self.unit = unit
        self.unitPrice = unitPrice
        self.code = code
        self.date = date
        self.confidence = confidence
        self.nameConfidences = nameConfidences
        self.insuranceClass = insuranceClass
        self.hospitalLevel = hospitalLevel
        self.region = region
        self.isCutOff = isCutOff
    }
}

/// Which entry a printed line means, as far as it can be told.
public struct CatalogMatch: Hashable, Sendable {
    public enum Status: String, Codable, Sendable {
        /// One entry is meant.
        case matched
        /// Several entries may be meant, or the reading is too poor to say.
        case ambiguous
        /// No entry is meant: what is printed is not in the catalog.
        case outOfCatalog = "out_of_catalog"
    }

    /// An entry that may be meant.
    public struct Candidate: Hashable, Codable, Sendable {
        public var code: String
        public var name: String
        /// 1 for a name read as it stands in the catalog, 0 for nothing in common.
        public var score: Double

        public init(code: String, name: String, score: Double) {
            self.code = code
            self.name = name
            self.score = score
        }
    }

    public var status: Status
    /// The entry that is meant; for an ambiguous line the likeliest one, when its name is near.
    public var entry: CatalogEntry?
    /// The score of the entry, or of the nearest name when there is none.
    public var score: Double
    /// Up to five entries, likeliest first.
    public var candidates: [Candidate]
    /// Whether the status may be acted on without a person.
    public var isCertain: Bool

    public init(
        status: Status, entry: CatalogEntry?, score: Double, candidates: [Candidate], isCertain: Bool
    ) {
        self.status = status
        self.entry = entry
        self.score = score
        self.candidates = candidates
        self.isCertain = isCertain
    }
}
