import Slips

/// Makes a catalog of tables as agencies publish them.
///
/// Columns are known by their headings; codes, classes and shares are checked. What is not understood, be it a column or
/// a cell, is a defect: nothing is guessed, and nothing is left out in silence.
public struct CatalogImporter: Sendable {
    private let options: ImportOptions

    /// Rows at the top of a table among which its headings must be.
    private static let headRows = 20

    public init(_ options: ImportOptions) {
        self.options = options
    }

    /// Imports tables into one catalog.
    ///
    /// - Parameter tables: The tables, each with its own headings.
    /// - Returns: The files of the catalog, or all that was not understood.
    public func imported(_ tables: [PublishedTable]) -> ImportedCatalog {
        var work = ImportWork(options)
        for table in tables { work.add(table) }
        return work.result
    }

    /// The headings of a table: the first row that has one for the code and one for the name.
    static func header(of table: PublishedTable, _ options: ImportOptions) -> PublishedTable.Row? {
        table.rows.prefix(headRows).first { row in
            let fields = row.cells.compactMap { cell in
                ImportedValue.text(cell).flatMap { field(of: $0, options) }
            }
            return fields.contains(.code) && fields.contains(.name)
        }
    }

    static func field(of heading: String, _ options: ImportOptions) -> ImportField? {
        let byHand = options.columns[heading] ?? options.columns[ImportField.plain(heading)]
        return byHand.flatMap { ImportField(named: $0) } ?? ImportField(heading: heading)
    }
}

/// An import that is going on.
private struct ImportWork {
    private let options: ImportOptions
    private var defects: [CatalogError] = []
    private var entries: [EntryKind: [ImportedRow]] = [:]
    private var caps: [ImportedCap] = []
    private var seen = Set<ImportedRow>()

    init(_ options: ImportOptions) {
        self.options = options
        for (heading, name) in options.columns where ImportField(named: name) == nil {
            defects.append(
                CatalogError(
                    kind: .malformed, file: "--column", column: heading,
                    reason: "“\(name)” is no column of a catalog, nor keep or skip"))
        }
    }

    mutating func add(_ table: PublishedTable) {
        guard let header = CatalogImporter.header(of: table, options) else {
            let first = table.rows.first?.cells.compactMap(ImportedValue.text).joined(separator: ", ") ?? ""
            defects.append(
                CatalogError(
                    kind: .malformed, file: table.file, line: table.rows.first?.line,
                    reason: "none of the first rows has a heading for the code and one for the name "
                        + "(its first row: \(first)); name them with --column HEADING=code, HEADING=name"))
            return
        }
        guard let columns = columns(of: header, in: table) else { return }
        for row in table.rows where row.line > header.line && row.cells != header.cells {
            if row.cells.contains(where: { !$0.isBlank }) { add(row, columns, table) }
        }
    }

    /// The columns of a table; nil where one of them is not understood.
    private mutating func columns(
        of header: PublishedTable.Row, in table: PublishedTable
    ) -> [ImportColumn]? {
        let before = defects.count
        var columns: [ImportColumn] = []
        for (place, cell) in header.cells.enumerated() {
            guard let heading = ImportedValue.text(cell) else { continue }
            guard let field = CatalogImporter.field(of: heading, options) else {
                defects.append(
                    fault(
                        table, header.line, heading,
                        "the heading is not known; say what it is with --column “\(heading)”=NAME, where NAME is a "
                            + "column of the catalog, keep (beside the row) or skip"))
                continue
            }
            if field != .kept, field != .rowNumber,
                let other = columns.first(where: { $0.field == field })
            {
                defects.append(
                    fault(
                        table, header.line, heading,
                        "it says the same as “\(other.heading)”; leave out one with --column HEADING=skip"))
            }
            let isInPercent = heading.contains { "%％".contains($0) }
            columns.append(
                ImportColumn(place: place, heading: heading, field: field, isInPercent: isInPercent))
        }
        for (place, heading) in header.cells.enumerated() where heading.isBlank {
            let row = table.rows.first {
                $0.line > header.line && $0.cells.indices.contains(place) && !$0.cells[place].isBlank
            }
            if let row {
                defects.append(fault(table, row.line, nil, "column \(place + 1) has values but no heading"))
            }
        }
        let hasClass = columns.contains { $0.field == .insuranceClass }
        if !hasClass, options.insuranceClass == nil {
            defects.append(
                fault(
                    table, header.line, nil,
                    "no column tells the class; name it with --column, or give all rows one with --class"))
        }
        return defects.count == before ? columns : nil
    }

    private mutating func add(_ row: PublishedTable.Row, _ columns: [ImportColumn], _ table: PublishedTable) {
        var reader = ImportedRowReader(row, columns, table, options)
        guard let (kind, entry, ofLevels) = reader.read() else {
            defects += reader.defects
            return
        }
        // A table that repeats a row says nothing new.
        guard seen.insert(entry).inserted else { return }
        entries[kind, default: []].append(entry)
        caps += ofLevels
    }

    private func fault(
        _ table: PublishedTable, _ line: Int, _ heading: String?, _ reason: String
    ) -> CatalogError {
        CatalogError(kind: .malformed, file: table.file, line: line, column: heading, reason: reason)
    }

    /// What was made of all tables.
    var result: ImportedCatalog {
        guard defects.isEmpty else { return .defects(defects) }
        guard !entries.isEmpty else {
            return .defects([
                CatalogError(kind: .malformed, file: options.sources.joined(), reason: "no table has any row")
            ])
        }
        var files = ["catalog.yaml": ImportedFiles.description(options)]
        for (kind, rows) in entries { files[kind.fileName] = ImportedFiles.table(rows) }
        if !caps.isEmpty { files["prices.csv"] = ImportedFiles.prices(caps) }
        return .files(files, rows: entries.mapValues(\.count))
    }
}

extension EntryKind {
    /// The table for codes of a national form; nil for institutions.
    init?(_ kind: MedicalCode.Kind) {
        switch kind {
        case .westernDrug, .patentMedicine, .herbalSlice: self = .drug
        case .service: self = .service
        case .consumable: self = .consumable
        case .hospital, .pharmacy: return nil
        }
    }
}
