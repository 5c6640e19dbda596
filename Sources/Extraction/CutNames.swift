internal import Layout

/// Joins names with what borders cut off them: `复方氨基酸注射液`, `(1` and `8AA-Ⅱ)` are one name.
///
/// Handwriting among the headings, or a heading that was not read, lays borders through long names; without its end a name is
/// that of another catalog entry.
enum CutNames {
    /// How far behind the print of a name its rest may begin, as a share of its height: characters of one name stand closer,
    /// columns further apart.
    private static let reach = 3

    /// A table whose names have the print that stands directly behind them in columns that nothing is known of.
    static func joined(_ table: Table) -> Table {
        guard let name = table.columns.firstIndex(where: { $0.kind == .name }) else { return table }
        let unknown = table.columns[(name + 1)...].prefix { $0.kind == .other }.indices
        guard !unknown.isEmpty else { return table }
        var table = table
        for row in table.rows.indices {
            guard var whole = table.rows[row].cells[name], !whole.text.isEmpty else { continue }
            for column in unknown {
                guard let rest = table.rows[row].cells[column], !rest.text.isEmpty, goesOn(whole, in: rest)
                else { break }
                whole = ItemRow.joined(whole, rest)
                table.rows[row].cells[column] = nil
            }
            table.rows[row].cells[name] = whole
        }
        return table
    }

    private static func goesOn(_ name: TextRun, in rest: TextRun) -> Bool {
        let gap = rest.box.left - name.box.right
        // A figure goes on only what stands in a bracket: by itself it is a quantity.
        if rest.text.first?.isNumber == true, !hasOpenBracket(name.text) { return false }
        return gap * reach <= name.box.height && gap * reach >= -name.box.height
            && rest.box.verticalOverlap(name.box) * 2 > min(rest.box.height, name.box.height)
    }

    private static func hasOpenBracket(_ text: String) -> Bool {
        text.count { "(（".contains($0) } > text.count { ")）".contains($0) }
    }
}
