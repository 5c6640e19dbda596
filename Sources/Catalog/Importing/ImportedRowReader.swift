import Slips

/// A column of a published table that is understood.
struct ImportColumn {
    /// From 0.
    var place: Int
    var heading: String
    var field: ImportField
    /// Whether the heading says that its numbers are hundredths.
    var isInPercent: Bool
}

extension PublishedTable.Cell {
    /// Whether it holds nothing but white space.
    var isBlank: Bool {
        if case .fault = self { return false }
        return ImportedValue.text(self) == nil
    }
}

/// Reads one row of a published table, and notes all of it that is not understood.
struct ImportedRowReader {
    private struct Value {
        var cell: PublishedTable.Cell
        var text: String?
        var column: ImportColumn
    }

    private let options: ImportOptions
    private let table: PublishedTable
    private let line: Int
    private var values: [ImportField: Value] = [:]
    private var kept: [String: String] = [:]
    private(set) var defects: [CatalogError] = []
    /// Whether the row's code got back the zeros that a spreadsheet took.
    private(set) var hasRestoredCode = false

    init(
        _ row: PublishedTable.Row, _ columns: [ImportColumn], _ table: PublishedTable,
        _ options: ImportOptions
    ) {
        self.options = options
        self.table = table
        line = row.line
        for column in columns {
            let cell = row.cells.indices.contains(column.place) ? row.cells[column.place] : .empty
            let text = ImportedValue.text(cell)
            switch (column.field, cell) {
            case (.rowNumber, _): continue
            case (_, .fault(let what)): refuse(column.heading, "the cell holds \(what) and no value")
            case _ where text?.unicodeScalars.contains(where: \.isStrayControl) ?? false:
                refuse(column.heading, "the cell holds a control character, which no name or value has")
                if column.field != .kept {
                    values[column.field] = Value(cell: cell, text: text, column: column)
                }
            case (.kept, _): kept[column.heading] = text
            default: values[column.field] = Value(cell: cell, text: text, column: column)
            }
        }
    }

    /// The row with the table that it belongs to, and its caps for hospital levels; nil where there are defects.
    mutating func read() -> (kind: EntryKind, row: ImportedRow, caps: [ImportedCap])? {
        let (kind, code) = code()
        if text(.name).isEmpty { refuse(.name, "the cell is empty") }
        let insuranceClass = insuranceClass()
        let ratio = ratio(insuranceClass)
        let own = cap(.priceCap)
        let ofLevels = (1...3).map { ($0, cap(.levelCap($0))) }
        let from = day(.validFrom)
        let to = day(.validTo)
        if let from, let to, to < from {
            refuse(.validTo, "the period ends on \(to), before it begins on \(from)")
        }
        guard defects.isEmpty, let kind, let insuranceClass, let ratio else { return nil }
        let row = ImportedRow(
            code: code, name: text(.name),
            aliases: text(.aliases).split { "|、；;".contains($0) }.map(String.init), spec: text(.spec),
            unit: text(.unit), insuranceClass: insuranceClass, ratio: ratio, priceCap: own,
            from: from, to: to, dosageForm: text(.dosageForm), kept: kept)
        let caps = ofLevels.compactMap { level, cap -> ImportedCap? in
            // An empty cell sets nothing; words such as 不限 lift the cap.
            guard !text(.levelCap(level)).isEmpty, cap != own else { return nil }
            return ImportedCap(code: code, level: level, cap: cap, from: from, to: to)
        }
        return (kind, row, caps)
    }

    private func text(_ field: ImportField) -> String { values[field]?.text ?? "" }

    private mutating func refuse(_ field: ImportField, _ reason: String) {
        refuse(values[field]?.column.heading, reason)
    }

    private mutating func refuse(_ heading: String?, _ reason: String) {
        defects.append(
            CatalogError(
                kind: .malformed, file: table.file, line: line, column: heading, reason: reason))
    }

    /// The code in its national form, or as it stands, and the table that it belongs to.
    private mutating func code() -> (kind: EntryKind?, code: String) {
        let text = text(.code)
        guard !text.isEmpty else {
            refuse(.code, "the cell is empty")
            return (nil, text)
        }
        if case .number(let stored)? = values[.code]?.cell { return codeOfNumber(stored) }
        if let national = MedicalCode(text) {
            let kind = EntryKind(national.kind)
            if kind == nil { refuse(.code, "“\(text)” names an institution") }
            return (kind, national.description)
        }
        if text.wholeMatch(of: /[0-9]+([.][0-9]+)?[Ee][+]?[0-9]+/) != nil {
            refuse(
                .code,
                "“\(text)” is what a spreadsheet made of a long code, whose digits are lost; format the column as text and publish "
                    + "it anew")
            return (nil, text)
        }
        if let whole = MedicalCode("00" + text) { return shortCode(text, whole) }
        if options.localCodes == nil {
            refuse(
                .code,
                "“\(text)” has none of the national forms; take it with --local-codes if it is the region's own"
            )
        }
        return (options.localCodes, text)
    }

    /// The code of a cell that holds a number: a spreadsheet keeps fifteen digits of it, and no zeros before them.
    private mutating func codeOfNumber(_ stored: String) -> (kind: EntryKind?, code: String) {
        let digits = ImportedValue.decimal(stored) ?? stored
        let whole = MedicalCode("00" + digits)
        if let whole, options.shortCodes == .restore { return shortCode(digits, whole) }
        refuse(
            .code,
            "“\(digits)” is stored as a number, which loses digits; format the column as text and publish it anew"
                + (whole == nil ? "" : Self.restoring(digits)))
        return (nil, digits)
    }

    /// A code that lacks two zeros to be a national one of a service: which of the two it is, nothing in the table tells.
    private mutating func shortCode(
        _ text: String, _ whole: MedicalCode
    ) -> (kind: EntryKind?, code: String) {
        switch options.shortCodes {
        case .restore:
            hasRestoredCode = true
            return (.service, whole.description)
        case .keep where options.localCodes != nil: return (options.localCodes, text)
        case .keep, nil:
            refuse(
                .code,
                "“\(text)” has none of the national forms; it is one of a service if a spreadsheet took its zeros: 00\(text); format "
                    + "the column as text and publish it anew" + Self.restoring(text)
                    + "; codes of the region's own are taken with --local-codes and --short-codes keep")
            return (nil, text)
        }
    }

    private static func restoring(_ text: String) -> String {
        ", or give back the zeros with --short-codes restore (00\(text))"
    }

    private mutating func insuranceClass() -> InsuranceClass? {
        let text = text(.insuranceClass)
        let found = text.isEmpty ? options.insuranceClass : ImportedValue.insuranceClass(text)
        if found == nil {
            refuse(.insuranceClass, text.isEmpty ? "the cell is empty" : "“\(text)” is none of 甲, 乙, 丙")
        }
        return found
    }

    /// The share of the row: its own, else what its class says.
    private mutating func ratio(_ insuranceClass: InsuranceClass?) -> Ratio? {
        if let text = values[.selfPayRatio]?.text {
            let inPercent = values[.selfPayRatio]?.column.isInPercent ?? false
            let ratio = ImportedValue.ratio(text, inPercent: inPercent)
            if ratio == nil { refuse(.selfPayRatio, "“\(text)” is not a share, such as 0.1 or 10%") }
            return ratio
        }
        switch insuranceClass {
        case .a, nil: return .zero
        case .c: return .one
        case .b:
            if options.selfPayRatio == nil {
                refuse(.selfPayRatio, "a row of class 乙 needs a share; give it with --self-pay-ratio")
            }
            return options.selfPayRatio
        }
    }

    private mutating func cap(_ field: ImportField) -> Money? {
        guard let cap = ImportedValue.priceCap(values[field]?.text) else {
            refuse(field, "“\(text(field))” is not an amount in yuan, such as 12.50")
            return nil
        }
        return cap
    }

    private mutating func day(_ field: ImportField) -> CalendarDate? {
        guard let value = values[field], let text = value.text else { return nil }
        let date = ImportedValue.date(value.cell, countsFrom1904: table.countsFrom1904)
        if date == nil { refuse(field, "“\(text)” is not a date, such as 2024-01-31") }
        return date
    }
}
