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

    /// Whether the line takes back what was charged.
    var isRefund: Bool { (amount.map { $0 < .zero } ?? false) || (quantity.map { $0.micros < 0 } ?? false) }
}
