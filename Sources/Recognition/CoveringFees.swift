internal import Layout

/// Reads the fees of registration receipts, which lie over the headings of a form, from the print without the form.
///
/// They are told by the dashes that lead from the name of a fee to its amount, which tables do not print.
struct CoveringFees {
    /// How many dashes lead at least.
    private static let leastDashes = 5

    /// Height of a Chinese character, pixels.
    var em: Int

    /// The fees of a page.
    ///
    /// - Parameters:
    ///   - page: The print without the form.
    ///   - cells: How it is read.
    ///   - reader: The engines.
    /// - Returns: One line for each, of its name and its amount.
    /// - Throws: ``RecognitionError`` from the engines.
    func lines(
        on page: borrowing PrintedPage, cells: PageCells, with reader: borrowing CellReader
    ) throws(RecognitionError) -> [TextLine] {
        var result: [TextLine] = []
        for line in page.lines {
            guard let parts = fee(on: line), let name = Box.union(of: parts.name),
                let amount = Box.union(of: parts.amount)
            else { continue }
            let runs = [
                try cells.read(name, of: line, on: page, as: .chinese, with: reader),
                try cells.read(amount, of: line, on: page, as: .number, with: reader),
            ]
            if runs.allSatisfy({ !$0.text.isEmpty }) {
                result.append(TextLine(box: name.union(amount), runs: runs))
            }
        }
        return result
    }

    /// The parts of a name and of the amount that dashes lead to; nil where none do.
    func fee(on line: PrintLine) -> (name: [Box], amount: [Box])? {
        let parts = line.runs.flatMap(\.parts).sorted { $0.left < $1.left }
        var (first, last) = (0, 0)
        var start: Int?
        for (i, part) in parts.enumerated() {
            guard isDash(part, of: line) else {
                start = nil
                continue
            }
            let begun = start.flatMap { part.left - parts[i - 1].right < em ? $0 : nil } ?? i
            start = begun
            if i - begun > last - first { (first, last) = (begun, i) }
        }
        guard last - first + 1 >= Self.leastDashes else { return nil }
        var name: [Box] = []
        for part in parts[..<first].reversed() {
            if let next = name.last, next.left - part.right >= em * 3 / 2 { break }
            name.append(part)
        }
        var amount: [Box] = []
        for part in parts[(last + 1)...] {
            if let before = amount.last, part.left - before.right >= em { break }
            amount.append(part)
        }
        guard name.contains(where: { $0.height * 2 >= em }), amount.count >= 3 else { return nil }
        return (name.reversed(), amount)
    }

    /// Whether a part is as low and as narrow as a dash and stands in the line's middle.
    private func isDash(_ part: Box, of line: PrintLine) -> Bool {
        part.height * 3 <= em && part.width * 4 <= em * 3
            && abs(part.centerY - line.middle(at: part.centerX)) * 4 <= em
    }
}
