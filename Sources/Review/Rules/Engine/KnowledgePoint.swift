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
    static let columns = [
        PointColumn(
            "code", "the code of the entry, or the beginning that the codes of several have in common"),
        PointColumn("limit", "the limit in a few Chinese words; may be empty"),
        PointColumn("basis", "the list and edition that the point was taken from; may be empty"),
        PointColumn("valid_from", "the first day on which it holds, as 2024-01-31; empty: from ever"),
        PointColumn("valid_to", "the last day on which it holds; empty: for ever"),
    ]

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

/// A column of a table of knowledge points.
public struct PointColumn: Hashable, Sendable {
    /// As the table's first line writes it.
    public let name: String
    /// What its cells hold, in Markdown.
    public let meaning: String

    init(_ name: String, _ meaning: String) {
        self.name = name
        self.meaning = meaning
    }
}

/// A row of a table of `catalog/rules/`: the parameters by which a class judges entries.
protocol KnowledgePoint: Sendable {
    /// The columns that the table must have beside those of ``PointHead``.
    static var columns: [PointColumn] { get }
    var head: PointHead { get }
    /// What a row says of which another of the same code and day must not say otherwise, since only one of the two would count;
    /// nil where all rows of a code count.
    var claim: PointClaim? { get }
    /// The codes, or beginnings of codes, that it names beside the head's, each with its column.
    var otherCodes: [(column: String, code: String)] { get }

    /// - Throws: `CatalogError` that names the line and column of what is wrong.
    init(head: PointHead, row: CatalogRow) throws(CatalogError)

    /// The points of a table that find nothing for want of others, each with the column and the reason.
    static func idle(among points: [Self]) -> [(index: Int, column: String, reason: String)]
}

extension KnowledgePoint {
    var claim: PointClaim? { nil }
    var otherCodes: [(column: String, code: String)] { [] }

    static func idle(among points: [Self]) -> [(index: Int, column: String, reason: String)] { [] }

    /// What is wrong where an earlier row of the same code says otherwise of a day; nil where nothing is.
    ///
    /// - Parameters:
    ///   - other: The earlier row's point.
    ///   - line: The earlier row's line.
    ///   - row: The row of this point.
    /// - Returns: The defect, which names the cell of this row.
    func contradiction(of other: Self, line: Int, in row: CatalogRow) -> CatalogError? {
        guard let claim, let earlier = other.claim, claim.about == earlier.about, claim.says != earlier.says,
            periodsOverlap((head.validFrom, head.validTo), (other.head.validFrom, other.head.validTo))
        else { return nil }
        return row.fault(
            claim.column,
            "the row of line \(line) says otherwise for the same code and day, and only one can count; end one period before "
                + "the other begins, or leave one out")
    }
}

/// What a row of a table of points says of its code.
struct PointClaim: Hashable, Sendable {
    /// The column of a row that says otherwise.
    var column: String
    /// What rows of one code must have in common to be about the same; empty where they always are.
    var about: [String] = []
    var says: [String?]
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
