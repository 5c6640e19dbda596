public import Slips

/// A price cap of one code that holds for some hospitals only (a row of `prices.csv`).
public struct PriceOverride: Hashable, Sendable {
    public var code: String
    /// The hospital's level, 1 to 3; nil for any.
    public var hospitalLevel: Int?
    /// The region's code or name; nil for any.
    public var region: String?
    /// Yuan a unit; nil lifts the cap.
    public var priceCap: Money?
    public var validFrom: CalendarDate?
    public var validTo: CalendarDate?

    public init(
        code: String, hospitalLevel: Int?, region: String?, priceCap: Money?, validFrom: CalendarDate?,
        validTo: CalendarDate?
    ) {
        self.code = code
        self.hospitalLevel = hospitalLevel
        self.region = region
        self.priceCap = priceCap
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

/// The price cap of an entry at one place and day.
public enum PriceCap: Hashable, Sendable {
    case uncapped
    /// Yuan a unit.
    case capped(Money)
    /// It depends on the hospital's level or region, which is not known.
    case dependsOnHospital
}
