internal import Layout

/// Takes running numbers off the numbers that they were read with: 3.00 and a 13 in the next column, whose heading was not
/// read, make 3.0013.
///
/// Rounding hides such a tail: 2.0015 × 1.60 = 3.20. What tells it is that the tails count the lines.
enum SerialTails {
    /// How many lines must be counted by their tails: of numbers that keep two decimals, and of others.
    private static let (fewestWithFen, fewest) = (3, 5)
    /// The most figures of a running number.
    private static let longest = 3

    /// A table whose numbers end where they do on the paper.
    static func cut(_ table: Table) -> Table {
        var table = table
        for (column, kind) in table.columns.map(\.kind).enumerated()
        where kind.isFactorOrProduct || kind == .other {
            let isMoney = kind == .unitPrice || kind == .amount
            let texts = table.rows.map { $0.cells[column]?.text ?? "" }
            for (row, length) in tails(in: texts, leastDecimals: isMoney ? 2 : 0) {
                table.rows[row].cells[column] = table.rows[row].cells[column].flatMap {
                    shortened($0, by: length)
                }
            }
        }
        return table
    }

    /// The figures to take off the texts of a column, by row; none where the tails do not count the lines.
    private static func tails(in texts: [String], leastDecimals: Int) -> [Int: Int] {
        let filled = texts.indices.filter { !texts[$0].isEmpty }
        guard let first = filled.first, filled.count >= fewestWithFen else { return [:] }
        let starts = (1...longest).compactMap { Int(texts[first].suffix($0)) }
        for start in Set(starts).sorted() where start > 0 {
            var next = start
            var found: [Int: Int] = [:]
            for row in filled {
                // A line whose number was misread counts all the same.
                guard let number = [next, next + 1].first(where: { texts[row].hasSuffix("\($0)") }),
                    isNumber(texts[row].dropLast("\(number)".count))
                else { continue }
                found[row] = "\(number)".count
                next = number + 1
            }
            // One program prints all numbers of a column with as many decimals.
            let forms = Set(found.map { decimals(of: texts[$0].dropLast($1)) })
            guard let form = forms.first, forms.count == 1, form >= leastDecimals else { continue }
            let isEnough = found.count >= (form >= 2 ? fewestWithFen : fewest)
            if isEnough, found.count * 4 >= filled.count * 3 { return found }
        }
        return [:]
    }

    private static func isNumber(_ text: Substring) -> Bool {
        text.last?.isNumber == true && text.allSatisfy { ($0.isASCII && $0.isNumber) || ".-,".contains($0) }
    }

    private static func decimals(of text: Substring) -> Int {
        text.lastIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }

    private static func shortened(_ run: TextRun, by length: Int) -> TextRun {
        let tail = run.text.suffix(length)
        var symbols = run.symbols
        var left = length
        while left > 0, let last = symbols.popLast() { left -= last.text.count }
        return TextRun(
            box: run.box, text: String(run.text.dropLast(length)),
            confidence: symbols.map(\.confidence).min() ?? run.confidence, symbols: left == 0 ? symbols : [],
            alternatives: run.alternatives.filter { $0.text.hasSuffix(tail) }.map {
                Alternative(text: String($0.text.dropLast(length)), confidence: $0.confidence)
            })
    }
}
