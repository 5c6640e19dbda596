import Slips

/// Makes a catalog of tables as agencies publish them.
///
/// Columns are known by their headings; codes, classes and shares are checked. What is not understood, be it a column or
/// a cell, is a defect: nothing is guessed, and nothing is left out in silence.
public struct CatalogImporter: Sendable {
    private let options: ImportOptions

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
}

/// An import that is going on.
private struct ImportWork {
    private let options: ImportOptions
    private var defects: [CatalogError] = []
    private var entries: [EntryKind: [ImportedRow]] = [:]
    private var caps: [ImportedCap] = []
    private var seen = Set<ImportedRow>()
    /// Where the rows of each code stand, and when they hold.
    private var places: [String: [Place]] = [:]
    private var remarks: [String] = []
    /// The headings of all tables, in every way in which they may be named by hand.
    private var headings = Set<String>()

    /// The caps of each code and level, and where they stand.
    private var capPlaces: [CapOfLevel: [(cap: ImportedCap, place: Place)]] = [:]
    /// Codes that got back their two zeros, by the tables that have them.
    private var restoredCodes: [String: [String]] = [:]

    private struct CapOfLevel: Hashable {
        var code: String
        var level: Int
    }

    private struct Place {
        var file: String
        var line: Int
        var period: (from: CalendarDate?, to: CalendarDate?)
    }

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
        guard let header = ImportHeader(of: table, options), let last = header.rows.last else {
            let first = table.rows.first?.cells.compactMap(ImportedValue.text).joined(separator: ", ") ?? ""
            guard table.rows.contains(where: { $0.cells.contains { !$0.isBlank } }) else {
                defects.append(CatalogError(kind: .malformed, file: table.file, reason: "the table is empty"))
                return
            }
            defects.append(
                CatalogError(
                    kind: .malformed, file: table.file, line: table.rows.first?.line,
                    reason: "none of the first rows has a heading for the code and one for the name "
                        + "(its first row: \(first)); name them with --column HEADING=code, HEADING=name"))
            return
        }
        headings.formUnion(header.names)
        if let encoding = table.encoding { remarks.append("\(table.file) is read as \(encoding)") }
        let before = defects.count
        let columns = columns(of: header, in: table)
        let isUnderstood = defects.count == before
        let repeated = Set(header.rows.map(\.cells))
        var body = table.rows.filter { row in
            row.line > last.line && !repeated.contains(row.cells) && row.cells.contains { !$0.isBlank }
        }
        let titles = body.filter(\.isTitle)
        if let first = titles.first {
            remarks.append(
                "\(table.file): titles across the table are passed over: \(titles.count), the first is row \(first.line)"
            )
        }
        body.removeAll(where: \.isTitle)
        let groups = GroupRows(among: body, columns: columns)
        for row in body where !groups.lines.contains(row.line) {
            add(row, columns, table, isUnderstood: isUnderstood)
        }
        if let remark = groups.remark { remarks.append("\(table.file): \(remark)") }
    }

    /// The columns of a table that are understood; the others are noted as defects.
    private mutating func columns(of header: ImportHeader, in table: PublishedTable) -> [ImportColumn] {
        let first = header.rows.first?.line ?? 1
        let last = header.rows.last?.line ?? 1
        var columns: [ImportColumn] = []
        for heading in header.headings {
            guard let field = heading.field else {
                defects.append(
                    fault(
                        table, last, heading.text,
                        "the heading is not known; say what it is with --column “\(heading.text)”=NAME, where NAME is a "
                            + "column of the catalog, keep (beside the row) or skip"))
                continue
            }
            if field != .kept, field != .rowNumber,
                let other = columns.first(where: { $0.field == field })
            {
                defects.append(
                    fault(
                        table, last, heading.text,
                        "it says the same as “\(other.heading)”; leave out one with --column HEADING=skip"))
            }
            columns.append(
                ImportColumn(
                    place: heading.place, heading: heading.text, field: field,
                    isInPercent: heading.isInPercent))
        }
        defects += unnamed(beside: Set(header.headings.map(\.place)), after: last, in: table)
        let hasClass = columns.contains { $0.field == .insuranceClass }
        if !hasClass, options.insuranceClass == nil {
            defects.append(
                fault(
                    table, first, nil,
                    "no column tells the class; name it with --column, or give all rows one with --class"))
        }
        return columns
    }

    /// Columns that have values but no heading, each with the first row that has one.
    private func unnamed(
        beside named: Set<Int>, after last: Int, in table: PublishedTable
    ) -> [CatalogError] {
        var seen = named
        return table.rows.filter { $0.line > last }.flatMap { row in
            row.cells.indices.filter { !row.cells[$0].isBlank && seen.insert($0).inserted }.map {
                fault(table, row.line, nil, "column \($0 + 1) has values but no heading")
            }
        }
    }

    /// Adds a row, or notes what is wrong with it.
    ///
    /// Where a column is not understood, what the row lacks may stand there: only cells that cannot be read are noted then, so
    /// that one run names all that is wrong.
    private mutating func add(
        _ row: PublishedTable.Row, _ columns: [ImportColumn], _ table: PublishedTable, isUnderstood: Bool
    ) {
        var reader = ImportedRowReader(row, columns, table, options)
        guard let (kind, entry, ofLevels) = reader.read() else {
            defects += reader.defects.filter { isUnderstood || $0.column != nil }
            return
        }
        if reader.hasRestoredCode { restoredCodes[table.file, default: []].append(entry.code) }
        let place = Place(file: table.file, line: row.line, period: (entry.from, entry.to))
        // Tables of one level each repeat a row with another cap.
        for cap in ofLevels { add(cap, at: place, columns, table) }
        // What repeats a row says nothing else that is new.
        guard seen.insert(entry).inserted else { return }
        if let other = places[entry.code]?.first(where: { periodsOverlap($0.period, place.period) }) {
            let heading = columns.first { $0.field == .code }?.heading
            defects.append(
                fault(
                    table, row.line, heading,
                    "\(entry.code) holds on the same day as in \(other.file), line \(other.line), which says otherwise; end one "
                        + "period before the other begins, or leave one out"))
        }
        places[entry.code, default: []].append(place)
        entries[kind, default: []].append(entry)
    }

    /// Adds a cap of a level, unless it was said before; one that says otherwise of a day is a defect.
    private mutating func add(
        _ cap: ImportedCap, at place: Place, _ columns: [ImportColumn], _ table: PublishedTable
    ) {
        let level = CapOfLevel(code: cap.code, level: cap.level)
        let others = capPlaces[level, default: []].filter { periodsOverlap($0.place.period, place.period) }
        if let other = others.first(where: { $0.cap.cap != cap.cap }) {
            let heading = columns.first { $0.field == .levelCap(cap.level) }?.heading
            defects.append(
                fault(
                    table, place.line, heading,
                    "\(cap.code) has another cap for level \(cap.level) on the same day in \(other.place.file), line "
                        + "\(other.place.line); end one period before the other begins, or leave one out"))
        }
        guard !others.contains(where: { $0.cap == cap }) else { return }
        capPlaces[level, default: []].append((cap, place))
        caps.append(cap)
    }

    private func fault(
        _ table: PublishedTable, _ line: Int, _ heading: String?, _ reason: String
    ) -> CatalogError {
        CatalogError(kind: .malformed, file: table.file, line: line, column: heading, reason: reason)
    }

    /// Columns that were mapped by hand and that no table has.
    private var unknownColumns: [CatalogError] {
        guard !headings.isEmpty else { return [] }
        return options.columns.keys.sorted().filter {
            !headings.contains($0) && !headings.contains(ImportField.plain($0))
        }.map {
            CatalogError(
                kind: .malformed, file: "--column", column: $0, reason: "no table has a heading of this name")
        }
    }

    /// What was made of all tables.
    var result: ImportedCatalog {
        let defects = defects + unknownColumns
        guard defects.isEmpty else { return .defects(defects) }
        guard !entries.isEmpty else {
            return .defects([
                CatalogError(kind: .malformed, file: options.sources.joined(), reason: "no table has any row")
            ])
        }
        var files = ["catalog.yaml": ImportedFiles.description(options)]
        for (kind, rows) in entries { files[kind.fileName] = ImportedFiles.table(rows) }
        if !caps.isEmpty { files["prices.csv"] = ImportedFiles.prices(caps) }
        let zeros = restoredCodes.sorted { $0.key < $1.key }.map { file, codes in
            "\(file): codes that got back two zeros, \(codes.count): \(codes[0].dropFirst(2)) is taken for \(codes[0])"
                + (codes.count > 1 ? " …" : "")
        }
        return .files(files, rows: entries.mapValues(\.count), remarks: remarks + zeros)
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
