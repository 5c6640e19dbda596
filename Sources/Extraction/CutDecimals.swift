internal import Layout

/// Joins numbers that are printed with wide gaps and were cut in two behind their points.
///
/// `339.` and `0200` are 339.0200. What is left of them closes as well: 2 × 339 = 678.
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
            let span = table.columns.remove(at: right).span
            table.columns[left].span = table.columns[left].span.lowerBound..<span.upperBound
        }
        return table
    }

    /// Whether a column that no heading names holds what stands behind the points of the numbers before it.
    private static func holdsDecimals(_ column: Int, of table: Table) -> Bool {
        guard table.columns[column].kind == .other, table.columns[column].heading.isEmpty else {
            return false
        }
        let pairs = table.rows.compactMap { row -> (whole: String, decimals: String)? in
            guard let decimals = row.cells[column]?.text, !decimals.isEmpty else { return nil }
            return (row.cells[column - 1]?.text ?? "", decimals)
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

    private static func isOfWhole(_ character: Character) -> Bool {
        character.isASCII && character.isNumber || "-,".contains(character)
    }

    private static func joined(_ whole: TextRun, _ decimals: TextRun) -> TextRun {
        let hasPoint = whole.text.hasSuffix(".")
        // A point that was not read is as good as the weaker of its neighbours.
        let point = Symbol(
            text: ".", box: whole.box, confidence: min(whole.confidence, decimals.confidence))
        func text(_ whole: String, _ decimals: String) -> String {
            whole + (whole.hasSuffix(".") ? "" : ".") + decimals
        }
        return TextRun(
            box: whole.box.union(decimals.box), text: text(whole.text, decimals.text),
            confidence: min(whole.confidence, decimals.confidence),
            symbols: whole.symbols + (hasPoint ? [] : [point]) + decimals.symbols,
            alternatives: whole.alternatives.map {
                Alternative(text: text($0.text, decimals.text), confidence: $0.confidence)
            }
                + decimals.alternatives.map {
                    Alternative(text: text(whole.text, $0.text), confidence: $0.confidence)
                })
    }
}
