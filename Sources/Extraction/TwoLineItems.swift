internal import Layout

/// Items that are printed on two lines: the name on the first, spec, quantity and amounts on the second, as on
/// pharmacy slips.
enum TwoLineItems {
    /// The table with each pair of lines made one row, where most of its items are printed so.
    static func joined(_ table: Table) -> Table {
        guard let name = table.columns.firstIndex(where: { $0.kind == .name }) else { return table }
        let kinds = table.rows.map { row in kind(of: row, in: table, name: name) }
        let pairs = zip(kinds, kinds.dropFirst()).count { $0 == .nameOnly && $1 == .numbersOnly }
        let numbers = kinds.count { $0 != .nameOnly }
        guard pairs >= 1, pairs * 10 >= numbers * 6 else { return table }
        var result = table
        result.rows = []
        if !table.columns.contains(where: { $0.kind == .spec }) {
            result.columns.append(Column(kind: .spec, heading: "", span: table.columns[name].span))
        }
        let spec = result.columns.firstIndex { $0.kind == .spec }
        var i = 0
        while i < table.rows.count {
            var row = table.rows[i]
            while row.cells.count < result.columns.count { row.cells.append(nil) }
            if kinds[i] == .nameOnly, i + 1 < table.rows.count, kinds[i + 1] == .numbersOnly {
                let second = table.rows[i + 1]
                row.cells[name] = words(of: row, in: table, name: name)
                for (column, cell) in second.cells.enumerated() where column != name {
                    // A specification that stands beside the name stays.
                    row.cells[column] = cell ?? (column == spec ? row.cells[column] : nil)
                }
                if let spec, let cell = second.cells[name] { row.cells[spec] = cell }
                row.box = row.box.union(second.box)
                i += 1
            }
            result.rows.append(row)
            i += 1
        }
        return result
    }

    private enum Kind {
        case nameOnly
        case numbersOnly
        case both
    }

    private static func kind(of row: TableRow, in table: Table, name: Int) -> Kind {
        let item = ItemRow(row, columns: table.columns, page: 1)
        let text = row.cells[name]?.text ?? ""
        guard item.hasAmount || item.hasCount else { return .nameOnly }
        // Beside a name the scraps of a seal pass for a figure.
        let numbers = zip(row.cells, table.columns).filter { cell, column in
            column.kind.isFactorOrProduct && cell?.text.contains(where: \.isNumber) == true
        }
        if numbers.count == 1, (words(of: row, in: table, name: name)?.text ?? "").hanCount >= 3,
            !numbers.contains(where: { $0.0?.text.endsInFen == true })
        {
            return .nameOnly
        }
        // A spec has at most a unit's characters: 0.1g*24片.
        return text.hanCount <= 2 && (text.isEmpty || text.contains(where: \.isNumber)) ? .numbersOnly : .both
    }

    /// A row's name with the words that stand in columns of numbers: a name with a wide gap in it is cut there.
    private static func words(of row: TableRow, in table: Table, name: Int) -> TextRun? {
        let strays = table.columns.indices.dropFirst(name + 1).filter {
            table.columns[$0].kind.isFactorOrProduct || table.columns[$0].kind == .other
        }
        .compactMap { row.cells[$0] }
        .filter { $0.text.hanCount >= 2 && $0.text.hanCount * 2 >= $0.text.count }
        return ItemRow.joined([row.cells[name]].compactMap(\.self) + strays)
    }
}
