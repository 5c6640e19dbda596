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

    /// A column of a table.
    private struct Column {
        var place: Int
        var heading: String
        var field: ImportField
        var isInPercent: Bool
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
            if row.cells.contains(where: { $0 != .empty && ($0 == .fault("") || !isBlank($0)) }) {
                add(row, columns, table)
            }
        }
    }

    private func isBlank(_ cell: PublishedTable.Cell) -> Bool {
        if case .fault = cell { return false }
        return ImportedValue.text(cell) == nil
    }

    /// The columns of a table; nil where one of them is not understood.
    private mutating func columns(
        of header: PublishedTable.Row, in table: PublishedTable
    ) -> [Column]? {
        let before = defects.count
        var columns: [Column] = []
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
                Column(place: place, heading: heading, field: field, isInPercent: isInPercent))
        }
        for (place, heading) in header.cells.enumerated() where isBlank(heading) {
            let row = table.rows.first {
                $0.line > header.line && $0.cells.indices.contains(place) && !isBlank($0.cells[place])
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

    private mutating func add(_ row: PublishedTable.Row, _ columns: [Column], _ table: PublishedTable) {
        let before = defects.count
        let width = (columns.map(\.place).max() ?? 0) + 1
        if let extra = row.cells.indices.dropFirst(width).first(where: { !isBlank(row.cells[$0]) }) {
            defects.append(fault(table, row.line, nil, "column \(extra + 1) has a value but no heading"))
        }
        var cells: [ImportField: (text: String?, cell: PublishedTable.Cell, column: Column)] = [:]
        var kept: [String: String] = [:]
        for column in columns {
            let cell = row.cells.indices.contains(column.place) ? row.cells[column.place] : .empty
            if case .fault(let what) = cell {
                defects.append(fault(table, row.line, column.heading, "the cell holds \(what) and no value"))
                continue
            }
            let text = ImportedValue.text(cell)
            switch column.field {
            case .rowNumber: continue
            case .kept: kept[column.heading] = text
            default: cells[column.field] = (text, cell, column)
            }
        }
        func heading(_ field: ImportField) -> String? { cells[field]?.column.heading }
        func refuse(_ field: ImportField, _ reason: String) {
            defects.append(fault(table, row.line, heading(field), reason))
        }
        func text(_ field: ImportField) -> String { cells[field]?.text ?? "" }

        let code = text(.code)
        let national = MedicalCode(code)
        let kind = national.flatMap { EntryKind($0.kind) } ?? (national == nil ? options.localCodes : nil)
        if code.isEmpty {
            refuse(.code, "the cell is empty")
        } else if case .number? = cells[.code]?.cell, national == nil {
            refuse(
                .code,
                "“\(code)” is stored as a number, which loses digits; format the column as text and publish it anew"
            )
        } else if kind == nil {
            refuse(
                .code,
                national == nil
                    ? "“\(code)” has none of the national forms; take it with --local-codes if it is the region's own"
                    : "“\(code)” names an institution")
        }
        if text(.name).isEmpty { refuse(.name, "the cell is empty") }
        let insuranceClass =
            cells[.insuranceClass]?.text.map(ImportedValue.insuranceClass) ?? options.insuranceClass
        if insuranceClass == nil {
            refuse(
                .insuranceClass,
                text(.insuranceClass).isEmpty
                    ? "the cell is empty" : "“\(text(.insuranceClass))” is none of 甲, 乙, 丙")
        }
        let ratio = ratio(
            cells[.selfPayRatio]?.text, cells[.selfPayRatio]?.column.isInPercent ?? false, insuranceClass)
        if ratio == nil {
            refuse(
                .selfPayRatio,
                text(.selfPayRatio).isEmpty
                    ? "a row of class 乙 needs a share; give it with --self-pay-ratio"
                    : "“\(text(.selfPayRatio))” is not a share, such as 0.1 or 10%")
        }
        var own: Money?
        var ofLevels: [(level: Int, cap: Money?)] = []
        for field in [ImportField.priceCap, .levelCap(1), .levelCap(2), .levelCap(3)] {
            guard let cell = cells[field] else { continue }
            guard let cap = ImportedValue.priceCap(cell.text) else {
                refuse(field, "“\(text(field))” is not an amount in yuan, such as 12.50")
                continue
            }
            guard case .levelCap(let level) = field else {
                own = cap
                continue
            }
            // An empty cell sets nothing; words such as 不限 lift the cap.
            if cell.text != nil { ofLevels.append((level, cap)) }
        }
        let from = day(.validFrom), to = day(.validTo)
        func day(_ field: ImportField) -> CalendarDate? {
            guard let cell = cells[field], cell.text != nil else { return nil }
            let date = ImportedValue.date(cell.cell, countsFrom1904: table.countsFrom1904)
            if date == nil { refuse(field, "“\(text(field))” is not a date, such as 2024-01-31") }
            return date
        }
        if let from, let to, to < from {
            refuse(.validTo, "the period ends on \(to), before it begins on \(from)")
        }
        guard defects.count == before, let kind, let insuranceClass, let ratio else { return }
        let entry = ImportedRow(
            code: national?.description ?? code, name: text(.name),
            aliases: text(.aliases).split { "|、；;".contains($0) }.map(String.init), spec: text(.spec),
            unit: text(.unit), insuranceClass: insuranceClass, ratio: ratio, priceCap: own,
            from: from, to: to, dosageForm: text(.dosageForm), kept: kept)
        // A table that repeats a row says nothing new.
        guard seen.insert(entry).inserted else { return }
        entries[kind, default: []].append(entry)
        for (level, cap) in ofLevels where cap != own {
            caps.append(ImportedCap(code: entry.code, level: level, cap: cap, from: from, to: to))
        }
    }

    /// The share of a row: its own, else what its class says.
    private func ratio(_ text: String?, _ inPercent: Bool, _ insuranceClass: InsuranceClass?) -> Ratio? {
        if let text { return ImportedValue.ratio(text, inPercent: inPercent) }
        switch insuranceClass {
        case .a, nil: return .zero
        case .b: return options.selfPayRatio
        case .c: return .one
        }
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
