import Catalog
import Slips

/// A line as the rules see it: its entry is settled, and what is in doubt is left out.
struct JudgedLine: Sendable {
    var number: Int
    /// The code of the catalog's entry.
    var code: String
    var name: String
    var kind: EntryKind
    /// The day that the line prints, if it was read for certain.
    var date: CalendarDate?
    /// The day by which points are chosen: the line's own, else the slip's.
    var day: CalendarDate?
    /// The printed unit; nil where none was read for certain.
    var unit: String?
    /// Nil where it was not read for certain.
    var quantity: Quantity?
    /// Yuan a unit; nil where it was not read for certain.
    var unitPrice: Money?
    /// Yuan; nil where it was not read for certain.
    var amount: Money?
    /// Whether refunds took back a part of it: quantity and amount are what is left.
    var isPartlyRefunded = false
    /// What the catalog pays for a unit at most, in yuan; nil where it has no cap, or it is not known.
    var cap: Money?
    /// The beginnings of the code, by their length less one.
    private let prefixes: [String]

    init(
        number: Int, code: String, name: String, kind: EntryKind, date: CalendarDate?, day: CalendarDate?,
        unit: String?, quantity: Quantity?, unitPrice: Money?, amount: Money?
    ) {
        self.number = number
        self.code = code
        self.name = name
        self.kind = kind
        self.date = date
        self.day = day
        self.unit = unit
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        prefixes = code.indices.map { String(code[...$0]) }
    }

    /// The first characters of the code; nil when it is shorter.
    func prefix(_ length: Int) -> String? {
        prefixes.indices.contains(length - 1) ? prefixes[length - 1] : nil
    }

    /// All beginnings of the code, the code itself last.
    var allPrefixes: [String] { prefixes }

    /// Yuan that a part of the quantity comes to; nil where price or quantity is not known.
    func amount(of part: Quantity) -> Money? {
        if let quantity, part >= quantity, let amount { return amount }
        let price =
            unitPrice
            ?? amount.flatMap { amount in quantity.flatMap { Money.each(of: amount, quantity: $0) } }
        return price.flatMap { Money.amount(quantity: part, unitPrice: $0) }
    }

    /// The sum of the quantities that are known.
    static func sum(_ lines: [JudgedLine]) -> Quantity {
        Quantity(micros: lines.reduce(0) { $0 + ($1.quantity?.micros ?? 0) })
    }

    /// What lies over a quantity that is paid: the lines in their order, each with what is over of it.
    static func over(_ allowed: Quantity, in lines: [JudgedLine]) -> [(line: JudgedLine, excess: Quantity)] {
        var sum: Int64 = 0
        return lines.compactMap { line in
            let quantity = line.quantity?.micros ?? 0
            sum += quantity
            let excess = min(sum - allowed.micros, quantity)
            return excess > 0 ? (line, Quantity(micros: excess)) : nil
        }
    }

    /// Whether the line takes back what was charged.
    var isRefund: Bool { (amount.map { $0 < .zero } ?? false) || (quantity.map { $0.micros < 0 } ?? false) }
}
