internal import Layout

/// Joins rows that are one printed line: a seal or handwriting over a part of it made its print so high that it was taken
/// for a line of its own.
enum SplitLines {
    /// A table in which rows that stand beside each other, each with what the other has not, are one.
    static func joined(_ table: Table) -> Table {
        var table = table
        for i in table.rows.indices.dropFirst().reversed() where areOne(table.rows[i - 1], table.rows[i]) {
            let next = table.rows.remove(at: i)
            table.rows[i - 1].box = table.rows[i - 1].box.union(next.box)
            table.rows[i - 1].cells = zip(table.rows[i - 1].cells, next.cells).map { $0 ?? $1 }
        }
        return table
    }

    /// Whether two rows fill different columns, and the print of one stands beside that of the other by more than half of
    /// its height.
    private static func areOne(_ upper: TableRow, _ lower: TableRow) -> Bool {
        guard upper.cells.count == lower.cells.count else { return false }
        let (above, below) = (filled(upper), filled(lower))
        guard !above.isEmpty, !below.isEmpty, above.keys.allSatisfy({ below[$0] == nil }),
            let first = Box.union(of: Array(above.values)), let second = Box.union(of: Array(below.values))
        else { return false }
        // The height of each alone, so that leaning lines do not pass for high ones.
        let height = min(lowest(above), lowest(below))
        return first.verticalOverlap(second) * 10 >= height * 6
            && abs(first.centerY - second.centerY) * 2 <= max(first.height, second.height)
    }

    private static func filled(_ row: TableRow) -> [Int: Box] {
        Dictionary(
            row.cells.enumerated().compactMap { i, cell in
                cell.flatMap { $0.text.isEmpty ? nil : (i, $0.box) }
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func lowest(_ cells: [Int: Box]) -> Int { cells.values.map(\.height).min() ?? 0 }
}
