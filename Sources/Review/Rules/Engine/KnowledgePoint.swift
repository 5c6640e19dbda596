import Catalog
import Slips

/// What every knowledge point has: what it speaks of, in words, and on what it rests.
struct PointHead: Hashable, Sendable {
    /// The code of an entry, or the beginning that codes of several have in common.
    ///
    /// Source: field guide: a rule usually names a drug by its code's first 12 to 14 characters.
    var code: String
    /// The limit in a few Chinese words; empty where the parameters say all.
    var limit: String
    /// The list and edition that the point was taken from.
    var basis: String
    var validFrom: CalendarDate?
    var validTo: CalendarDate?

    /// The columns of every table of points, before those of its class.
    static let columns = ["code", "limit", "basis", "valid_from", "valid_to"]

    init(
        code: String, limit: String = "", basis: String = "", validFrom: CalendarDate? = nil,
        validTo: CalendarDate? = nil
    ) {
        self.code = code
        self.limit = limit
        self.basis = basis
        self.validFrom = validFrom
        self.validTo = validTo
    }

    init(_ row: CatalogRow) throws(CatalogError) {
        let code = try Self.code(in: "code", row)
        let period = try row.period()
        self.init(
            code: code, limit: row.text("limit"), basis: row.text("basis"), validFrom: period.from,
            validTo: period.to)
    }

    /// A cell that must hold a code, or the beginning of one.
    static func code(in column: String, _ row: CatalogRow) throws(CatalogError) -> String {
        let code = try row.requiredText(column)
        guard isCode(code) else {
            throw row.fault(column, "“\(code)” is no code or beginning of a code: capital letters and digits")
        }
        return code
    }

    static func isCode(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }

    /// Whether the point holds on a day; a day that is not known is taken to be within.
    func holds(on day: CalendarDate?) -> Bool {
        guard let day else { return true }
        return (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// A row of a table of `catalog/rules/`: the parameters by which a class judges entries.
protocol KnowledgePoint: Sendable {
    /// The columns that the table must have beside those of ``PointHead``.
    static var columns: [String] { get }
    var head: PointHead { get }

    /// - Throws: `CatalogError` that names the line and column of what is wrong.
    init(head: PointHead, row: CatalogRow) throws(CatalogError)
}

extension CatalogRow {
    /// A cell that must hold one of some words.
    func word<Word: RawRepresentable & CaseIterable>(_ column: String, as type: Word.Type)
        throws(CatalogError)
        -> Word where Word.RawValue == String
    {
        let text = try requiredText(column)
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(column, "“\(text)” is none of \(words)")
        }
        return word
    }

    /// A cell that must hold a whole number above zero.
    func count(_ column: String) throws(CatalogError) -> Int {
        _ = try requiredText(column)
        guard let count = try optionalCount(column), count > 0 else {
            throw fault(column, "must be above zero")
        }
        return count
    }

    /// A cell that holds a whole number that is not negative, or nothing.
    func optionalCount(_ column: String) throws(CatalogError) -> Int? {
        let count = try optional(column, as: Int.self, wanted: "a whole number")
        if let count, count < 0 { throw fault(column, "“\(count)” is negative") }
        return count
    }

    /// A cell that must hold a quantity above zero.
    func quantity(_ column: String) throws(CatalogError) -> Quantity {
        _ = try requiredText(column)
        let quantity = try optional(column, as: Quantity.self, wanted: "a quantity, such as 1.5")
        guard let quantity, quantity.micros > 0 else { throw fault(column, "must be above zero") }
        return quantity
    }
}
