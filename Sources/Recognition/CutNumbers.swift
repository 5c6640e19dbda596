internal import Imaging
internal import Layout

/// Prices and amounts whose first or last figure may stand in the next column: the border was laid through print.
enum CutNumbers {
    /// The reading of a number with what it says together with the figure beyond a border, where one stands there no
    /// further off than the number's own figures are from each other.
    ///
    /// - Parameters:
    ///   - text: What was read of the cell.
    ///   - column: The cell's column.
    ///   - parts: The print of each column of the line.
    ///   - line: The line.
    ///   - page: The page's print.
    ///   - cells: The page's cells.
    ///   - reader: The engines.
    /// - Returns: The same reading; a longer one stands among its alternatives, so that it is not certain by itself.
    /// - Throws: ``RecognitionError`` from the engines.
    static func doubting(
        _ text: TextRun, column: Int, parts: [[Box]], of line: PrintLine, on page: borrowing PrintedPage,
        cells: PageCells, with reader: borrowing CellReader
    ) throws(RecognitionError) -> TextRun {
        guard !text.text.isEmpty,
            let beyond = beyond(parts[column], besides: parts, in: line, em: page.em)
        else { return text }
        let longer = try cells.read(
            text.box.union(beyond), of: line, on: page, as: .number, with: reader)
        guard longer.text.count > text.text.count,
            longer.text.hasSuffix(text.text) || longer.text.hasPrefix(text.text)
        else { return text }
        var doubted = text
        doubted.alternatives.append(Alternative(text: longer.text, confidence: longer.confidence))
        return doubted
    }

    /// The figure that stands beyond a column's border as near to the print of a cell as its figures to each other.
    static func beyond(_ cell: [Box], besides parts: [[Box]], in line: PrintLine, em: Int) -> Box? {
        let own = cell.filter { isFigure($0, em: em) }.sorted { $0.left < $1.left }
        guard own.count >= 2, let first = own.first, let last = own.last else { return nil }
        let gap = zip(own, own.dropFirst()).map { $1.left - $0.right }.max() ?? 0
        let others = parts.joined().filter { !cell.contains($0) && isFigure($0, em: em) }
        return others.first { other in
            let apart = other.right <= first.left ? first.left - other.right : other.left - last.right
            return apart >= 0 && apart <= min(gap, em / 2)
                && line.runs.contains {
                    $0.parts.contains(other) && !$0.parts.allSatisfy { !cell.contains($0) }
                }
        }
    }

    /// Whether a part is as high and as narrow as a figure.
    private static func isFigure(_ part: Box, em: Int) -> Bool {
        part.height * 2 >= em && part.width * 4 <= em * 3
    }
}
