public import Slips

/// The share that insured persons of one class pay first for one code (a row of `shares.csv`).
public struct PersonShare: Hashable, Sendable {
    public var code: String
    /// A word of the kind of insurance as slips print it, such as 职工 or 居民; nil for any.
    public var personClass: String?
    /// The hospital's level, 1 to 3; nil for any.
    public var hospitalLevel: Int?
    /// The region's code or name; nil for any.
    public var region: String?
    /// The share of what is in scope.
    public var selfPayRatio: Ratio
    public var validFrom: CalendarDate?
    public var validTo: CalendarDate?

    public init(
        code: String, personClass: String? = nil, hospitalLevel: Int? = nil, region: String? = nil,
        selfPayRatio: Ratio, validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil
    ) {
        self.code = code
        self.personClass = personClass
        self.hospitalLevel = hospitalLevel
        self.region = region
        self.selfPayRatio = selfPayRatio
        self.validFrom = validFrom
        self.validTo = validTo
    }
}
