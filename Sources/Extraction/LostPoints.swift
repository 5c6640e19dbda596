internal import Layout

/// Gives numbers back the point that a ruling or a heading below them covers: `10478` among 36.57 and 7.26 is 104.78.
///
/// One program prints all numbers of a column with as many decimals: where every number that shows a point has two, and
/// none is so short that it cannot have lost one, a number of figures alone has two as well. The figures as they were
/// read stay among the runners-up.
enum LostPoints {
    /// How many numbers of a column must show two decimals, and how many figures a number has that lost its point.
    private static let (fewest, shortest) = (2, 3)
    /// What is left of the engine's confidence in a number that got its point from others.
    private static let doubt = 0.7

    /// A table whose numbers have their points.
    static func restored(_ table: Table) -> Table {
        var table = table
        for (column, kind) in table.columns.map(\.kind).enumerated() where kind.isFactorOrProduct {
            let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
            let pointed = texts.filter { $0.contains(".") }
            let lost = texts.filter(hasLostPoint)
            guard pointed.count >= fewest, !lost.isEmpty, pointed.count >= lost.count,
                pointed.allSatisfy({ $0.wholeMatch(of: /-?[0-9]+\.[0-9]{2}/) != nil }),
                pointed.count + lost.count == texts.count
            else { continue }
            for row in table.rows.indices {
                guard let cell = table.rows[row].cells[column], hasLostPoint(cell.text) else { continue }
                table.rows[row].cells[column] = restored(cell)
            }
        }
        return table
    }

    private static func hasLostPoint(_ text: String) -> Bool {
        text.count >= shortest && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func restored(_ run: TextRun) -> TextRun {
        func withPoint(_ text: String) -> String { text.dropLast(2) + "." + text.suffix(2) }
        var symbols = run.symbols
        let isApart = symbols.allSatisfy { $0.text.count == 1 } && symbols.count == run.text.count
        if isApart {
            let point = Symbol(text: ".", box: run.box, confidence: run.confidence * doubt)
            symbols.insert(point, at: symbols.count - 2)
        }
        return TextRun(
            box: run.box, text: withPoint(run.text), confidence: run.confidence * doubt,
            symbols: isApart ? symbols : [],
            alternatives: [Alternative(text: run.text, confidence: run.confidence * doubt)]
                + run.alternatives.map {
                    Alternative(
                        text: hasLostPoint($0.text) ? withPoint($0.text) : $0.text, confidence: $0.confidence)
                })
    }
}
