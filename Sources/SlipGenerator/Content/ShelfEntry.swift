public import Slips

/// A catalog entry as the generator needs it.
public struct ShelfEntry: Hashable, Sendable {
    /// What is charged: decides the category heading and the range of prices.
    public enum Kind: Hashable, Sendable {
        case westernDrug, patentMedicine, herb, service, consumable
    }

    public var code: String
    public var name: String
    public var spec: String
    public var unit: String
    /// 甲, 乙 or 丙.
    public var insuranceClass: String
    public var selfPayRatio: Ratio
    /// Yuan a unit; nil for none.
    public var priceCap: Money?
    public var validFrom: CalendarDate?
    public var validTo: CalendarDate?

    var kind: Kind {
        switch code.first {
        case "X": .westernDrug
        case "Z": .patentMedicine
        case "T": .herb
        case "C": .consumable
        default: .service
        }
    }

    /// Whether the entry holds on every day of a stay.
    func holds(from first: CalendarDate, to last: CalendarDate) -> Bool {
        (validFrom.map { $0 <= first } ?? true) && (validTo.map { last <= $0 } ?? true)
    }

    /// The heading of the category in which a hospital charges the entry.
    ///
    /// Source: the chapters of the national list of medical service items (11 general, 12 nursing, 21 to 23 imaging,
    /// 25 laboratory, 33 surgery) at the third and fourth digit of a service code.
    var category: String {
        switch kind {
        case .westernDrug: return "西药费"
        case .patentMedicine: return "中成药费"
        case .herb: return "中草药费"
        case .consumable: return "卫生材料费"
        case .service: break
        }
        let chapter = code.dropFirst(2)
        if chapter.hasPrefix("1109") { return "床位费" }
        if chapter.hasPrefix("1102") || chapter.hasPrefix("1101") { return "诊察费" }
        if chapter.hasPrefix("12") { return "护理费" }
        if chapter.hasPrefix("2") {
            return chapter.hasPrefix("25") ? "化验费" : "检查费"
        }
        return chapter.hasPrefix("33") ? "手术费" : "治疗费"
    }
}
