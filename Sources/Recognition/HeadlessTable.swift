internal import Imaging
internal import Layout

/// Finds a table by alignment alone, on a page where no headings were read: one that goes on from the page before,
/// or whose headings are too pale.
struct HeadlessTable {
    /// Height of a Chinese character, pixels.
    var em: Int
    var rulings: [Box]

    /// The lines of the table and stand-ins for its headings; nil where nothing is aligned like a table.
    ///
    /// - Parameters:
    ///   - lines: The page's lines.
    ///   - texts: What was read on them, by line.
    /// - Returns: The table's lines and one heading of unknown kind for each column.
    func find(in lines: [PrintLine], texts: [Int: [TextRun]]) -> (lines: [Int], headings: [Heading])? {
        let rows = longestStretch(of: lines, texts: texts)
        guard rows.count >= 3 else { return nil }
        let body = rows.map { lines[$0] }
        guard let box = Box.union(of: body.map(\.box)) else { return nil }
        let spans = ColumnClusters(lines: body, em: em, bars: rulings.map(\.centerX)).spans(
            in: box.horizontal)
        guard spans.count >= 3 else { return nil }
        let top = box.top - em
        let headings = spans.map { span in
            Heading(
                kind: .other, text: "",
                box: Box(x: span.lowerBound, y: top, width: span.count, height: em / 2),
                likeness: 0)
        }
        return (rows, headings)
    }

    /// The longest stretch of neighbouring lines that carry amounts, other lines (wrapped names) between.
    private func longestStretch(of lines: [PrintLine], texts: [Int: [TextRun]]) -> [Int] {
        var best: [Int] = []
        var current: [Int] = []
        var lastBottom = 0
        var singles = 0
        func close() {
            if current.count > best.count { best = current }
            current = []
            singles = 0
        }
        for (i, line) in lines.enumerated() {
            let amounts = (texts[i] ?? []).count { isAmount($0.text) }
            if !current.isEmpty, line.box.top - lastBottom > em * 4 { close() }
            if amounts >= 2 {
                current.append(i)
                singles = 0
            } else if !current.isEmpty {
                singles += 1
                if singles > 2 { close() } else { current.append(i) }
            }
            lastBottom = line.box.bottom
        }
        close()
        // Lines after the last amount are none of the table's.
        while let last = best.last, (texts[last] ?? []).count(where: { isAmount($0.text) }) < 2 {
            best.removeLast()
        }
        return best
    }

    /// Prices have up to six decimals; words before a number make it a field.
    private func isAmount(_ text: String) -> Bool {
        guard text.hanCount == 0, let point = text.lastIndex(of: ".") else { return false }
        let decimals = text[text.index(after: point)...]
        return (1...6).contains(decimals.count) && decimals.allSatisfy(\.isNumber)
            && text[..<point].last?.isNumber == true
    }
}
