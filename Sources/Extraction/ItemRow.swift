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
        let rest = [ColumnKind.category, .spec, .code, .serial, .date, .remark, .other].compactMap {
            cells[$0]?.text
        }
        .joined()
        guard rest.isEmpty else { return rest }
        // The label of a sum may stand where numbers are expected.
        return [ColumnKind.quantity, .quantityAndUnit, .unitPrice].lazy.compactMap { cells[$0]?.text }
            .first(where: Self.isLabel) ?? ""
    }

    /// Whether a cell is words without a figure.
    static func isLabel(_ text: String) -> Bool { text.hanCount >= 2 && !text.contains(where: \.isNumber) }

    private func hasDigits(_ run: TextRun?) -> Bool {
        guard let run else { return false }
        return run.text.contains { $0.isNumber }
    }

    /// The row with the name and spec of the row below, in which they go on.
    func continued(by other: ItemRow) -> ItemRow {
        joined(other) { Self.joined($0, $1) }
    }

    /// The row with the name and spec of the row above, in which they begin.
    func continuing(_ other: ItemRow) -> ItemRow {
        joined(other) { Self.joined($1, $0) }
    }

    private func joined(_ other: ItemRow, _ join: (TextRun, TextRun) -> TextRun) -> ItemRow {
        var result = self
        for kind in [ColumnKind.name, .spec] {
            guard let piece = other.cells[kind] else { continue }
            result.cells[kind] = cells[kind].map { join($0, piece) } ?? piece
            result.row.box = result.row.box.union(piece.box)
        }
        return result
    }

    /// Runs as one, in their order; nil for none.
    static func joined(_ runs: [TextRun]) -> TextRun? {
        runs.dropFirst().reduce(runs.first) { left, run in left.map { joined($0, run) } }
    }

    static func joined(_ a: TextRun, _ b: TextRun) -> TextRun {
        let share = Double(a.symbols.count) / Double(max(1, a.symbols.count + b.symbols.count))
        return TextRun(
            box: a.box.union(b.box), text: a.text + b.text,
            confidence: a.confidence * share + b.confidence * (1 - share), symbols: a.symbols + b.symbols)
    }
}
