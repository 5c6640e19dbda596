public import Slips

/// A designated hospital, pharmacy or clinic (a row of `providers.csv`).
public struct Provider: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case hospital
        case pharmacy
        case clinic
    }

    public var code: String
    public var name: String
    public var aliases: [String]
    /// 1 to 3; nil where it has none.
    public var level: Int?
    public var kind: Kind
    public var region: String?
    public var validFrom: CalendarDate?
    public var validTo: CalendarDate?

    /// Whether caps, shares and limits hold here as they do there: level, kind and region are the same.
    func isPaid(as other: Provider) -> Bool {
        (level, kind, region) == (other.level, other.kind, other.region)
    }

    public init(
        code: String, name: String, aliases: [String] = [], level: Int?, kind: Kind, region: String?,
        validFrom: CalendarDate?, validTo: CalendarDate?
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.level = level
        self.kind = kind
        self.region = region
        self.validFrom = validFrom
        self.validTo = validTo
    }
}
