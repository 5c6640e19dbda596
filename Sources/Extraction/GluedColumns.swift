internal import Layout

/// Parts a column of a page without headings that holds two of the page before: numbers stood so close that the gap
/// between them was taken for that between figures.
enum GluedColumns {
    /// The table with each such column cut in two where the page before has its border.
    ///
    /// - Parameters:
    ///   - table: Without headings.
    ///   - previous: The table of the page before.
    /// - Returns: The same table where no column covers two of the page before.
    static func parted(_ table: Table, after previous: Table) -> Table {
        guard !table.hasHeadings, table.columns.count >= 2 else { return table }
        let before = previous.columns.indices.map { ContinuedColumns.print(in: $0, of: previous) }
        let here = table.columns.indices.map { ContinuedColumns.print(in: $0, of: table) }
        guard let shift = ContinuedColumns.shift(of: here, before) else { return table }
        var table = table
        for column in table.columns.indices.reversed() {
            guard let print = here[column], ColumnInference.isNumeric(column, table) else { continue }
            let held = before.compactMap { old -> Range<Int>? in
                guard let old else { return nil }
                let moved = (old.lowerBound + shift)..<(old.upperBound + shift)
                return moved.clamped(to: print).count * 5 >= moved.count * 4 ? moved : nil
            }
            guard held.count == 2, held[0].upperBound < held[1].lowerBound else { continue }
            cut(&table, column, at: (held[0].upperBound + held[1].lowerBound) / 2)
        }
        return table
    }

    private static func cut(_ table: inout Table, _ column: Int, at border: Int) {
        let span = table.columns[column].span
        guard span.contains(border),
            table.rows.allSatisfy({ row in
                row.cells[column].map { $0.text.isEmpty || !$0.symbols.isEmpty } ?? true
            })
        else { return }
        var right = table.columns[column]
        table.columns[column].span = span.lowerBound..<border
        right.span = border..<span.upperBound
        table.columns.insert(right, at: column + 1)
        for row in table.rows.indices {
            let cell = table.rows[row].cells[column]
            table.rows[row].cells[column] = cell.flatMap { part(of: $0) { $0.box.centerX < border } }
            table.rows[row].cells.insert(
                cell.flatMap { part(of: $0) { $0.box.centerX >= border } }, at: column + 1)
        }
    }

    /// What of a reading stands on one side of a border, without the marks that were read in the gap; nil where nothing does.
    private static func part(of run: TextRun, where isInside: (Symbol) -> Bool) -> TextRun? {
        var symbols = run.symbols.filter(isInside)[...]
        func isMark(_ symbol: Symbol?) -> Bool {
            symbol.map { !$0.text.contains(where: \.isNumber) } ?? false
        }
        while isMark(symbols.first) { symbols.removeFirst() }
        while isMark(symbols.last) { symbols.removeLast() }
        guard let box = Box.union(of: symbols.map(\.box)) else { return nil }
        return TextRun(
            box: box, text: symbols.map(\.text).joined(),
            confidence: symbols.map(\.confidence).min() ?? 0, symbols: Array(symbols))
    }
}
