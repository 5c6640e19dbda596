internal import Layout

/// Names that are printed behind a code without a gap: the Chinese model reads the long code badly.
enum GluedCode {
    /// Reads the code by the number model and the name by itself, where a cell holds both.
    ///
    /// - Parameters:
    ///   - text: What the Chinese model made of the cell.
    ///   - parts: The cell's print.
    ///   - line: The line that it stands in.
    ///   - page: The page's print.
    ///   - cells: The page's cells.
    ///   - reader: The engines.
    /// - Returns: Code and name as one reading; the reading as it was where there is no code.
    /// - Throws: ``RecognitionError`` from the engines.
    static func reread(
        _ text: TextRun, parts: [Box], of line: PrintLine, on page: borrowing PrintedPage, cells: PageCells,
        with reader: borrowing CellReader
    ) throws(RecognitionError) -> TextRun {
        guard let length = length(in: text), let border = border(after: length, in: parts),
            let cut = gaps(between: parts).min(by: { abs($0 - border) < abs($1 - border) }),
            let codeBox = Box.union(of: parts.filter { $0.centerX < cut }),
            let nameBox = Box.union(of: parts.filter { $0.centerX >= cut })
        else { return text }
        let code = try cells.read(codeBox, of: line, on: page, as: .code, with: reader)
        let name = try cells.read(nameBox, of: line, on: page, as: .chinese, with: reader)
        guard code.text.count >= leastCode, !name.text.isEmpty else { return text }
        return TextRun(
            box: text.box, text: code.text + name.text, confidence: name.confidence,
            symbols: code.symbols + name.symbols)
    }

    /// The shortest code in use.
    private static let leastCode = 8

    /// How many characters the code has, as the Chinese model read it; nil where a cell holds no code and name.
    static func length(in text: TextRun) -> Int? {
        let characters = Array(text.text)
        guard text.text.hanCount >= 2, var end = characters.firstIndex(where: \.isHan) else { return nil }
        // A mark of the class stands before the name: (乙).
        if end > 0, "([【★▲△◆*".contains(characters[end - 1]) { end -= 1 }
        let letters = characters[..<end].count { $0.isASCII && ($0.isNumber || $0.isLetter) }
        return end >= leastCode && letters * 4 >= end * 3 ? end : nil
    }

    /// The pixel column at which a code of so many characters ends: figures and capitals stand at an even pitch.
    ///
    /// The engine's own boxes of characters are too rough.
    static func border(after length: Int, in parts: [Box]) -> Int? {
        let sorted = parts.sorted { $0.left < $1.left }
        guard let first = sorted.first, sorted.count >= leastCode else { return nil }
        let steps = zip(sorted, sorted.dropFirst()).prefix(length - 1).map { $1.left - $0.left }.sorted()
        guard !steps.isEmpty else { return nil }
        return first.left + steps[steps.count / 2] * length
    }

    /// Pixel columns between parts that do not overlap.
    private static func gaps(between parts: [Box]) -> [Int] {
        let sorted = parts.sorted { $0.left < $1.left }
        var right = sorted.first?.right ?? 0
        var result: [Int] = []
        for part in sorted.dropFirst() {
            if part.left > right { result.append((part.left + right) / 2) }
            right = max(right, part.right)
        }
        return result
    }
}
