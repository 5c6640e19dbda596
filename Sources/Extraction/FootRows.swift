internal import Layout

/// Gives back to the page the lines below a table that were read as rows of it: `小计:193.20 合计:193.20` under a list without
/// rulings stands where a name would, and is a line of labels and values.
enum FootRows {
    /// The most lines below a table that are looked at.
    private static let most = 5

    /// The page with such lines among those outside its tables.
    static func moved(_ layout: PageLayout) -> PageLayout {
        var layout = layout
        for index in layout.tables.indices {
            var foot: [TextLine] = []
            while foot.count < most, layout.tables[index].rows.count > 1,
                let row = layout.tables[index].rows.last,
                let line = line(row, of: layout.tables[index].columns)
            {
                layout.tables[index].rows.removeLast()
                foot.append(line)
            }
            layout.lines += foot.reversed()
        }
        layout.lines.sort { $0.box.centerY < $1.box.centerY }
        return layout
    }

    /// The line that a row is, where it holds labels with their values and nothing in the columns of numbers but these.
    private static func line(_ row: TableRow, of columns: [Column]) -> TextLine? {
        let item = ItemRow(row, columns: columns, page: 1)
        // A label that the engine saw in one cell, its value in the next.
        let runs = row.cells.compactMap(\.self).filter { !$0.text.isEmpty }
        guard let first = runs.first, first.text.hanCount >= 2 else { return nil }
        let line = TextLine(box: row.box, runs: runs)
        let labelled = LabelledText(line).values().filter { $0.field != nil }
        let sums = FootSums.sums(in: line)
        let isLabelled = first.text.contains { ":：".contains($0) }
        if !item.hasAmount, !item.hasCount {
            return isLabelled && !(labelled.isEmpty && sums.isEmpty) ? line : nil
        }
        // Figures that stand in columns by chance: the label says what they are.
        let cells = zip(columns, row.cells).compactMap { $1 == nil ? nil : $0.kind }
        return isLabelled && !sums.isEmpty && cells.count <= 3 ? line : nil
    }
}
