internal import Layout
internal import Slips

/// Parts from amounts what they were read with: `169.2908.30` is 169.29 on 30 August, `518.15自费` is 518.15.
///
/// Receipts print the day or the class of each line behind its amount, under no heading or one that was not read; where
/// blur leaves no gap between them the column was read as one. What tells it is that line after line has such a thing
/// behind two decimals. Of a day whose strokes were read as digits, or not at all, it is that no number has so many
/// decimals: `290.40062` is 290.40 on 2 June.
enum GluedTails {
    /// How many amounts must have one behind them.
    private static let fewest = 2

    /// A table whose amounts end with their fen.
    static func cut(_ table: Table) -> Table {
        let amount =
            table.columns.firstIndex { $0.kind == .amount } ?? table.columns.lastIndex { $0.kind == .other }
        guard let column = amount, !table.columns.contains(where: { $0.kind == .date }) else { return table }
        let cells = table.rows.map { $0.cells[column] }
        let filled = cells.compactMap(\.self).filter { !$0.text.isEmpty }
        let glued = filled.count { Self.amount($0.text) != nil }
        guard glued >= fewest, glued * 2 > filled.count else { return table }
        var table = table
        for (row, cell) in cells.enumerated() {
            guard let cell, let amount = Self.amount(cell.text) else { continue }
            table.rows[row].cells[column] = shortened(cell, to: amount)
        }
        return table
    }

    /// The amount that a day of the year, what is left of one or a class stands behind; nil where none does.
    private static func amount(_ text: String) -> String? {
        if let match = text.wholeMatch(of: /(-?[0-9]+\.[0-9]{2})[^0-9]?(甲|乙|丙|自费|全自费)类?/) {
            return String(match.output.1)
        }
        // Prices have four decimals at most, amounts as many where they are printed so.
        if let match = text.wholeMatch(of: /(-?[0-9]+\.[0-9]{2})[0-9]{3,6}/), !text.hasSuffix("000") {
            return String(match.output.1)
        }
        guard let match = text.wholeMatch(of: /(-?[0-9]+\.[0-9]{2})[. ]?([0-9]{2})[-.\/]?([0-9]{2})/),
            let month = Int(match.output.2), let day = Int(match.output.3),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return String(match.output.1)
    }

    private static func shortened(_ run: TextRun, to amount: String) -> TextRun {
        var symbols: [Symbol] = []
        var left = amount.count
        for symbol in run.symbols where left > 0 {
            symbols.append(symbol)
            left -= symbol.text.count
        }
        return TextRun(
            box: run.box, text: amount, confidence: symbols.map(\.confidence).min() ?? run.confidence,
            symbols: left == 0 ? symbols : [],
            alternatives: run.alternatives.compactMap { other in
                Self.amount(other.text).map { Alternative(text: $0, confidence: other.confidence) }
            })
    }
}
