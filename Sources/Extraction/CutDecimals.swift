internal import Layout

/// Joins numbers that are printed with wide gaps and were cut in two behind their points.
///
/// `339.` and `0200` are 339.0200, `7.` and `00/支` are 7.00/支. What is left of them closes as well: 2 × 339 = 678.
enum CutDecimals {
    /// Lines that must be cut so, and the most decimals that a number has.
    private static let (fewest, most) = (3, 6)

    /// A table whose numbers stand each in one column.
    static func joined(_ table: Table) -> Table {
        var table = table
        for right in table.columns.indices.dropFirst().reversed() where holdsDecimals(right, of: table) {
            let left = right - 1
            for row in table.rows.indices {
                guard let decimals = table.rows[row].cells.remove(at: right) else { continue }
                table.rows[row].cells[left] = table.rows[row].cells[left].map { joined($0, decimals) }
            }
            let cut = table.columns.remove(at: right)
            if !isHeaded(table.columns[left]) {
                (table.columns[left].kind, table.columns[left].heading) = (cut.kind, cut.heading)
            }
            table.columns[left].span = table.columns[left].span.lowerBound..<cut.span.upperBound
        }
        return table
    }

    /// Whether a heading stands over a column: of more than one letter, which is what a piece of one is.
    private static func isHeaded(_ column: Column) -> Bool {
        column.kind != .other || ColumnHeadings.normalised(column.heading).count > 1
    }

    /// Whether a column holds what stands behind the points of the numbers before it: the heading of both stands over one
    /// of them.
    private static func holdsDecimals(_ column: Int, of table: Table) -> Bool {
        guard !isHeaded(table.columns[column]) || !isHeaded(table.columns[column - 1]) else { return false }
        let pairs = table.rows.compactMap { row -> (whole: String, decimals: String)? in
            guard let decimals = row.cells[column]?.text, !decimals.isEmpty else { return nil }
            let whole = row.cells[column - 1]?.text ?? ""
            return (
                whole, whole.hasSuffix(".") ? withoutUnit(withoutMarks(decimals)) : withoutMarks(decimals)
            )
        }
        let lengths = Dictionary(pairs.map { ($0.decimals.count, 1) }, uniquingKeysWith: +)
        guard pairs.count >= fewest, let usual = lengths.max(by: { $0.value < $1.value }), usual.key <= most,
            usual.value * 5 >= pairs.count * 4,
            pairs.allSatisfy({ $0.decimals.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return false }
        let wholes = pairs.count { $0.whole.dropLast($0.whole.hasSuffix(".") ? 1 : 0).allSatisfy(isOfWhole) }
        return wholes * 5 >= pairs.count * 4
            && pairs.count { $0.whole.count > 1 && $0.whole.hasSuffix(".") } * 2 >= pairs.count
    }

    /// Decimals without the stroke of a ruling or a speck that was read as a mark behind them.
    private static func withoutMarks(_ text: String) -> String {
        let end = text.lastIndex { !".-".contains($0) }
        return end.map { String(text[...$0]) } ?? text
    }

    /// Decimals without the unit that is printed behind a quantity: 00/支.
    private static func withoutUnit(_ text: String) -> String {
        text.wholeMatch(of: /([0-9]+)\/?\p{Han}{1,2}/).map { String($0.output.1) } ?? text
    }

    private static func isOfWhole(_ character: Character) -> Bool {
        character.isASCII && character.isNumber || "-,".contains(character)
    }

    private static func joined(_ whole: TextRun, _ decimals: TextRun) -> TextRun {
        let hasPoint = whole.text.hasSuffix(".")
        // A point that was not read is as good as the weaker of its neighbours.
        let point = Symbol(
            text: ".", box: whole.box, confidence: min(whole.confidence, decimals.confidence))
        func text(_ whole: String, _ decimals: String) -> String {
            whole + (whole.hasSuffix(".") ? "" : ".") + withoutMarks(decimals)
        }
        let figures = withoutMarks(decimals.text).count
        let own =
            decimals.symbols.count == decimals.text.count
            ? Array(decimals.symbols.prefix(figures)) : decimals.symbols
        return TextRun(
            box: whole.box.union(decimals.box), text: text(whole.text, decimals.text),
            confidence: min(whole.confidence, decimals.confidence),
            symbols: whole.symbols + (hasPoint ? [] : [point]) + own,
            alternatives: whole.alternatives.map {
                Alternative(text: text($0.text, decimals.text), confidence: $0.confidence)
            }
                + decimals.alternatives.map {
                    Alternative(text: text(whole.text, $0.text), confidence: $0.confidence)
                })
    }
}
