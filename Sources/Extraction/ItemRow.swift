internal import Layout

/// A row of a table with its cells by kind.
struct ItemRow {
    var row: TableRow
    var page: Int
    private var cells: [ColumnKind: TextRun]

    init(_ row: TableRow, columns: [Column], page: Int) {
        self.row = row
        self.page = page
        cells = [:]
        for (cell, column) in zip(row.cells, columns) {
            guard let cell, !cell.text.isEmpty || !cell.alternatives.isEmpty else { continue }
            cells[column.kind] = cells[column.kind].map { Self.joined($0, cell) } ?? cell
        }
    }

    subscript(kind: ColumnKind) -> TextRun? { cells[kind] }

    /// Whether the row carries a number that only a charged line has.
    var hasCount: Bool {
        [ColumnKind.quantity, .quantityAndUnit, .unitPrice].contains { hasDigits(cells[$0]) }
    }

    var hasAmount: Bool { hasDigits(cells[.amount]) }

    /// The words of the row: its name, or where that is empty whatever text it has.
    var words: String {
        let name = cells[.name]?.text ?? ""
        if !name.isEmpty { return name }
        return [ColumnKind.category, .spec, .code, .serial, .date, .remark, .other].compactMap {
            cells[$0]?.text
        }
        .joined()
    }

    private func hasDigits(_ run: TextRun?) -> Bool {
        guard let run else { return false }
        return run.text.contains { $0.isNumber }
    }

    /// Adds a cell's text to the cell of the same kind, as a wrapped name goes on.
    mutating func append(_ run: TextRun, to kind: ColumnKind) {
        cells[kind] = cells[kind].map { Self.joined($0, run) } ?? run
        row.box = row.box.union(run.box)
    }

    static func joined(_ a: TextRun, _ b: TextRun) -> TextRun {
        let share = Double(a.symbols.count) / Double(max(1, a.symbols.count + b.symbols.count))
        return TextRun(
            box: a.box.union(b.box), text: a.text + b.text,
            confidence: a.confidence * share + b.confidence * (1 - share), symbols: a.symbols + b.symbols)
    }
}
