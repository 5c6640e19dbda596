internal import Layout

/// Parts tables without headings that stand side by side and were found as one: each has its names and, behind them,
/// its numbers.
enum SideBySideTables {
    /// Parts a table before each further column of names that has numbers behind it.
    ///
    /// - Parameter table: As it was read, its columns not yet named.
    /// - Returns: The tables, left to right; the table itself where it has one column of names.
    static func parted(_ table: Table) -> [Table] {
        guard !table.hasHeadings, table.columns.allSatisfy({ $0.kind == .other }) else { return [table] }
        let names = table.columns.indices.filter { holdsNames($0, table) }
        // Names that were cut in two have no money between them.
        let starts = names.enumerated().filter { i, name in
            let end = i + 1 < names.count ? names[i + 1] : table.columns.count
            return i == 0 || (holdsMoney(names[i - 1]..<name, table) && holdsMoney(name..<end, table))
        }
        .map(\.element)
        guard starts.count >= 2 else { return [table] }
        let edges = [0] + starts.dropFirst() + [table.columns.count]
        return zip(edges, edges.dropFirst()).map { from, to in
            var part = table
            part.columns = Array(table.columns[from..<to])
            part.rows = table.rows.compactMap { row in
                let cells = Array(row.cells[from..<to])
                return Box.union(of: cells.compactMap { $0?.box }).map { TableRow(box: $0, cells: cells) }
            }
            part.box = Box.union(of: part.rows.map(\.box)) ?? table.box
            return part
        }
    }

    /// Whether most rows have words of three Chinese characters and more in a column, not the same again and again as
    /// departments are.
    private static func holdsNames(_ column: Int, _ table: Table) -> Bool {
        let named = table.rows.compactMap { $0.cells[column]?.text }.filter { text in
            text.hanCount >= 3 && text.hanCount * 2 >= text.count
        }
        return named.count >= 2 && named.count * 5 >= table.rows.count * 3
            && Set(named).count * 2 > named.count
    }

    /// Whether some of the columns hold amounts or prices in most rows.
    private static func holdsMoney(_ columns: Range<Int>, _ table: Table) -> Bool {
        columns.contains { column in
            let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
            let priced = texts.count { $0.hanCount == 0 && ($0.decimalsAtEnd ?? 0) >= 2 }
            return priced >= 2 && priced * 2 >= texts.count
        }
    }
}
