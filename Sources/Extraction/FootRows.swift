internal import Layout

/// Gives back to the page the lines below a table that were read as rows of it: `小计:193.20 合计:193.20` under a list without
/// rulings stands where a name would, and is a line of labels and values.
enum FootRows {
    /// The most lines below a table that are looked at.
    private static let most = 5

    /// The page with such lines among those outside its tables.
    static func moved(_ layout: PageLayout) -> PageLayout {
        var layout = layout
        var moved: [TextLine] = []
        for index in layout.tables.indices {
            var foot: [TextLine] = []
            while foot.count < most, layout.tables[index].rows.count > 1,
                let row = layout.tables[index].rows.last,
                let line = line(row, of: layout.tables[index].columns)
            {
                layout.tables[index].rows.removeLast()
                foot.append(line)
            }
            moved += foot.reversed()
        }
        guard !moved.isEmpty else { return layout }
        layout.lines = (layout.lines + moved).sorted { $0.box.centerY < $1.box.centerY }
        return layout
    }

    /// Words before a colon that begin the lines of those who made or checked a list.
    private static let closing = [
        "医师", "药师", "医生", "收款", "收费", "复核", "核对", "审核", "发药", "调配", "打印", "制表", "制单", "经办", "操作", "签字", "签名",
        "备注", "说明",
        "地址", "电话", "温馨提示",
    ]

    /// The line that a row is, where it holds labels with their values and nothing in the columns of numbers but these.
    private static func line(_ row: TableRow, of columns: [Column]) -> TextLine? {
        let item = ItemRow(row, columns: columns, page: 1)
        let runs = row.cells.compactMap(\.self).filter { !$0.text.isEmpty }
        let text = runs.map(\.text).joined()
        // A label that the engine saw in one cell, its value in the next.
        guard let first = runs.first, first.text.hanCount >= 2, text.contains(where: { ":：".contains($0) })
        else {
            return nil
        }
        let line = TextLine(box: row.box, runs: runs)
        let hasSums = !FootSums.sums(in: line).isEmpty
        if !item.hasAmount, !item.hasCount {
            let isClosing = closing.contains { text.hasPrefix($0) }
            return isClosing || hasSums || LabelledText(line).values().contains { $0.field != nil }
                ? line : nil
        }
        // Figures that stand in columns by chance: the label says what they are.
        return hasSums && runs.count <= 3 && first.text.contains { ":：".contains($0) } ? line : nil
    }
}
