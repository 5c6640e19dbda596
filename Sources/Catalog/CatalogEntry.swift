public import Slips

/// How much of an item the insurance takes into account.
public enum InsuranceClass: String, Codable, Sendable, CaseIterable {
    /// The whole in-scope amount counts.
    case a = "甲"
    /// The insured first pays a share.
    case b = "乙"
    /// Outside the insurance: all is self-paid.
    case c = "丙"

    /// The class of a mark: `甲`, `乙类`, `医保丙类`, `自费`; nil for any other text.
    init?(mark: String) {
        switch mark.replacing("医保", with: "") {
        case "甲", "甲类": self = .a
        case "乙", "乙类": self = .b
        case "丙", "丙类", "自费", "全自费": self = .c
        default: return nil
        }
    }
}

/// What a catalog entry is: the file in which it stands.
public enum EntryKind: String, Codable, Sendable, CaseIterable {
    case drug
    case service
    case consumable

    /// The file of the catalog folder that holds entries of this kind.
    public var fileName: String {
        switch self {
        case .drug: "drugs.csv"
        case .service: "services.csv"
        case .consumable: "consumables.csv"
        }
    }
}

/// One row of a catalog: what a code means, and how it is paid, during one period.
public struct CatalogEntry: Hashable, Sendable {
    public var kind: EntryKind
    public var code: String
    public var name: String
    /// Other names under which it is printed.
    public var aliases: [String]
    public var spec: String
    public var unit: String
    public var insuranceClass: InsuranceClass
    /// The share that the insured pays first, of what is in scope.
    public var selfPayRatio: Ratio
    /// Yuan a unit; nil where there is no cap.
    public var priceCap: Money?
    /// The first day on which the row holds; nil for open.
    public var validFrom: CalendarDate?
    /// The last day on which the row holds; nil for open.
    public var validTo: CalendarDate?
    /// The columns of the file that the program does not know, by their heading; empty cells are left out.
    public var otherColumns: [String: String]

    /// The column of a row that has no national code: its number in the list that names it, of which its code is made.
    static let listNumberColumn = "list_number"
    /// The column of ``dosageForm``.
    static let dosageFormColumn = "dosage_form"

    /// The merged form of a row of the national list, which stands for all products of its drug; nil for other rows.
    public var dosageForm: String? { otherColumns[Self.dosageFormColumn] }

    public init(
        kind: EntryKind, code: String, name: String, aliases: [String] = [], spec: String = "",
        unit: String = "", insuranceClass: InsuranceClass, selfPayRatio: Ratio = .zero,
        priceCap: Money? = nil, validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil,
        otherColumns: [String: String] = [:]
    ) {
        self.kind = kind
        self.code = code
        self.name = name
        self.aliases = aliases
        self.spec = spec
        self.unit = unit
        self.insuranceClass = insuranceClass
        self.selfPayRatio = selfPayRatio
        self.priceCap = priceCap
        self.validFrom = validFrom
        self.validTo = validTo
        self.otherColumns = otherColumns
    }

    /// Whether the row holds on a day.
    public func holds(on date: CalendarDate) -> Bool {
        isInPeriod(date, from: validFrom, to: validTo)
    }
}

/// Whether a day lies in a period whose ends belong to it; nil ends are open.
func isInPeriod(_ date: CalendarDate, from: CalendarDate?, to: CalendarDate?) -> Bool {
    (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
}

/// Whether two periods, whose ends belong to them, have a day in common; nil ends are open.
package func periodsOverlap(
    _ a: (from: CalendarDate?, to: CalendarDate?), _ b: (from: CalendarDate?, to: CalendarDate?)
) -> Bool {
    let beginsInTime = a.from.flatMap { from in b.to.map { from <= $0 } } ?? true
    let endsInTime = b.from.flatMap { from in a.to.map { from <= $0 } } ?? true
    return beginsInTime && endsInTime
}
