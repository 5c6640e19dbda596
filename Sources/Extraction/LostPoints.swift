internal import Layout

/// Gives numbers back the point that a ruling or a heading below them covers: `10478` among 36.57 and 7.26 is 104.78.
///
/// One program prints all numbers of a column with as many decimals: where every number that shows a point has two (or four,
/// as prices of many programs have), and none is so short that it cannot have lost one, a number of figures alone has as
/// many. The figures as they were read stay among the runners-up.
enum LostPoints {
    /// How many numbers of a column must show their decimals.
    private static let fewest = 2
    /// How many decimals a program prints of every number of a column.
    private static let decimals = 2...4
    /// What is left of the engine's confidence in a number that got its point from others.
    private static let doubt = 0.7

    /// A table whose numbers have their points.
    static func restored(_ table: Table) -> Table {
        var table = table
        for (column, kind) in table.columns.map(\.kind).enumerated() where kind.isFactorOrProduct {
            let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
            let pointed = texts.filter { $0.contains(".") }
            guard let decimals = pointed.first?.decimalsAtEnd, Self.decimals.contains(decimals) else {
                continue
            }
            let lost = texts.filter { hasLostPoint($0, decimals: decimals) }
            guard pointed.count >= fewest, !lost.isEmpty, pointed.count >= lost.count,
                pointed.allSatisfy({
                    $0.wholeMatch(of: /-?[0-9]+\.[0-9]+/) != nil && $0.decimalsAtEnd == decimals
                }),
                pointed.count + lost.count == texts.count
            else { continue }
            for row in table.rows.indices {
                guard let cell = table.rows[row].cells[column], hasLostPoint(cell.text, decimals: decimals)
                else { continue }
                table.rows[row].cells[column] = restored(cell, decimals: decimals)
            }
        }
        return table
    }

    private static func hasLostPoint(_ text: String, decimals: Int) -> Bool {
        text.count > decimals && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func restored(_ run: TextRun, decimals: Int) -> TextRun {
        func withPoint(_ text: String) -> String { text.dropLast(decimals) + "." + text.suffix(decimals) }
        var symbols = run.symbols
        let isApart = symbols.allSatisfy { $0.text.count == 1 } && symbols.count == run.text.count
        if isApart {
            let point = Symbol(text: ".", box: run.box, confidence: run.confidence * doubt)
            symbols.insert(point, at: symbols.count - decimals)
        }
        return TextRun(
            box: run.box, text: withPoint(run.text), confidence: run.confidence * doubt,
            symbols: isApart ? symbols : [],
            alternatives: [Alternative(text: run.text, confidence: run.confidence * doubt)]
                + run.alternatives.map {
                    Alternative(
                        text: hasLostPoint($0.text, decimals: decimals) ? withPoint($0.text) : $0.text,
                        confidence: $0.confidence)
                })
    }
}
