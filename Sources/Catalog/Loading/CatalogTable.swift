package import Slips

/// A file of the catalog as rows whose cells are asked for by their heading.
package struct CatalogTable {
    package let file: String
    package let headings: [String]
    fileprivate var text: DelimitedText
    private let positions: [String: Int]

    /// Reads the header.
    ///
    /// - Throws: ``CatalogError`` when a required column is missing or a heading stands twice.
    package init(_ bytes: [UInt8], file: String, required: [String]) throws(CatalogError) {
        var text = DelimitedText(bytes, file: file)
        guard let header = try text.next() else {
            throw CatalogError(
                kind: .malformed, file: file, line: 1,
                reason: "the file is empty; its first line must be \(required.joined(separator: ","))")
        }
        var positions: [String: Int] = [:]
        for (index, heading) in header.fields.enumerated() {
            guard positions.updateValue(index, forKey: heading) == nil else {
                throw CatalogError(
                    kind: .malformed, file: file, line: header.line, column: heading,
                    reason: "the heading stands twice; remove or rename one column")
            }
        }
        let missing = required.filter { positions[$0] == nil }
        guard missing.isEmpty else {
            throw CatalogError(
                kind: .malformed, file: file, line: header.line,
                reason: "the header has no \(missing.joined(separator: ", ")); add the missing columns")
        }
        self.file = file
        self.headings = header.fields
        self.text = text
        self.positions = positions
    }

    /// The next row; nil at the end.
    ///
    /// - Throws: ``CatalogError`` when the row has not as many fields as the header.
    package mutating func next() throws(CatalogError) -> CatalogRow? {
        guard let record = try text.next() else { return nil }
        guard record.fields.count == headings.count else {
            throw CatalogError(
                kind: .malformed, file: file, line: record.line,
                reason: "the row has \(record.fields.count) fields, the header \(headings.count)")
        }
        return CatalogRow(file: file, line: record.line, fields: record.fields, positions: positions)
    }
}

extension CatalogTable {
    /// The next row that has as many fields as the header; what is wrong with those before it is noted.
    ///
    /// After wrong quoting reading goes on with the next line.
    package mutating func next(_ defects: inout CatalogDefects) -> CatalogRow? {
        while true {
            do {
                return try next()
            } catch {
                defects.add(error)
                text.skipBrokenRecord()
            }
        }
    }
}

/// One row of a catalog file; its cells are read as what their column must hold.
package struct CatalogRow {
    package let file: String
    package let line: Int
    package let fields: [String]
    fileprivate let positions: [String: Int]

    fileprivate init(file: String, line: Int, fields: [String], positions: [String: Int]) {
        self.file = file
        self.line = line
        self.fields = fields
        self.positions = positions
    }

    /// The cell's text without white space at its ends; empty when the file has no such column.
    package func text(_ column: String) -> String {
        guard let position = positions[column] else { return "" }
        return trimmed(fields[position])
    }

    /// The cell's text, which must not be empty.
    package func requiredText(_ column: String) throws(CatalogError) -> String {
        let text = text(column)
        guard !text.isEmpty else { throw fault(column, "the cell is empty") }
        return text
    }

    /// The cell as a value; nil when it is empty.
    package func optional<Value: LosslessStringConvertible>(
        _ column: String, as type: Value.Type = Value.self, wanted: String
    ) throws(CatalogError) -> Value? {
        let text = text(column)
        guard !text.isEmpty else { return nil }
        guard let value = Value(text) else { throw fault(column, "“\(text)” is not \(wanted)") }
        return value
    }

    /// The parts of a cell that are separated by `|`, without the empty ones.
    package func list(_ column: String) -> [String] {
        let text = text(column)
        guard !text.isEmpty else { return [] }
        return text.split(separator: "|").map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// A cap: yuan that are not negative; nil when the cell is empty.
    func priceCap() throws(CatalogError) -> Money? {
        let cap = try optional("price_cap", as: Money.self, wanted: "an amount in yuan, such as 12.50")
        if let cap, cap < .zero { throw fault("price_cap", "“\(cap)” is negative") }
        return cap
    }

    /// The period of the row.
    package func period() throws(CatalogError) -> (from: CalendarDate?, to: CalendarDate?) {
        let wanted = "a date, such as 2026-01-31"
        let from = try optional("valid_from", as: CalendarDate.self, wanted: wanted)
        let to = try optional("valid_to", as: CalendarDate.self, wanted: wanted)
        if let from, let to, to < from {
            throw fault("valid_to", "the period ends on \(to), before it begins on \(from)")
        }
        return (from, to)
    }

    package func fault(_ column: String, _ reason: String) -> CatalogError {
        CatalogError(kind: .malformed, file: file, line: line, column: column, reason: reason)
    }

    private func trimmed(_ text: String) -> String {
        guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace else {
            return text
        }
        let head = text.drop(while: \.isWhitespace)
        return String(head.reversed().drop(while: \.isWhitespace).reversed())
    }
}
