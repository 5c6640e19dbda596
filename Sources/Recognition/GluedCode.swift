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
        guard let read = length(in: text) else { return text }
        let usual = text.text.first.flatMap { usualLengths[$0] }?.min { abs($0 - read) < abs($1 - read) }
        let length = usual ?? read
        guard let border = border(after: length, in: parts) else { return text }
        let cuts = gaps(between: parts).sorted { abs($0 - border) < abs($1 - border) }
        var best: (code: TextRun, name: Box)?
        // Where the figures stand uneven the code itself tells where it ends, by its length.
        for cut in cuts.prefix(usual == nil ? 1 : mostCuts) {
            guard let codeBox = Box.union(of: parts.filter { $0.centerX < cut }),
                let nameBox = Box.union(of: parts.filter { $0.centerX >= cut })
            else { continue }
            let code = try cells.read(codeBox, of: line, on: page, as: .code, with: reader)
            let isWhole = code.text.count == length
            let isBetter = best.map { isWhole && code.confidence > $0.code.confidence } ?? true
            if isBetter || (isWhole && best?.code.text.count != length) { best = (code, nameBox) }
            if isWhole, code.confidence >= CellReader.certain { break }
        }
        guard let best, best.code.text.count >= leastCode else { return text }
        var name = try cells.read(best.name, of: line, on: page, as: .chinese, with: reader)
        if usual != nil, best.code.text.count != length {
            // A code that was misread does not tell; the name begins where no figure stands before it, and no part of a character.
            for cut in cuts.prefix(mostCuts).sorted() {
                guard let box = Box.union(of: parts.filter { $0.centerX >= cut }) else { continue }
                let read = try cells.read(box, of: line, on: page, as: .chinese, with: reader)
                guard let first = read.symbols.first, first.confidence >= sureBeginning,
                    !first.text.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter) })
                else { continue }
                name = read
                break
            }
        }
        guard !name.text.isEmpty else { return text }
        return TextRun(
            box: text.box, text: best.code.text + name.text, confidence: name.confidence,
            symbols: best.code.symbols + name.symbols)
    }

    /// How long the insurance's codes are, by their first letter: western drugs, Chinese patent drugs, consumables.
    ///
    /// Codes of services begin with figures or a letter of their province, and are told by what was read. Source: National
    /// Healthcare Security Administration, rules of coding.
    private static let usualLengths: [Character: [Int]] = ["X": [23], "Z": [20], "C": [20, 27]]
    /// At how many places a code whose length is known is tried to end.
    private static let mostCuts = 8
    /// How sure the engine must be of a name's first character.
    private static let sureBeginning = 0.9

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
        let rough = Double(steps[steps.count / 2])
        guard rough >= 1 else { return nil }
        // The middles of the figures tell the pitch to a part of a pixel, which many figures add up.
        var (pitch, places) = (rough, [(index: 0.0, middle: Double(first.centerX))])
        for part in sorted.dropFirst().prefix(length - 1) where Double(part.width) <= rough * 1.2 {
            let middle = Double(part.centerX)
            let index = ((middle - Double(first.centerX)) / pitch).rounded()
            guard index >= 1, index < Double(length) else { continue }
            places.append((index, middle))
            if places.count >= leastCode { pitch = slope(of: places) ?? pitch }
        }
        let start = places.reduce(0) { $0 + $1.middle - $1.index * pitch } / Double(places.count)
        return Int((start + pitch * (Double(length) - 0.5)).rounded())
    }

    /// How far places stand apart from index to index, by least squares.
    private static func slope(of places: [(index: Double, middle: Double)]) -> Double? {
        let count = Double(places.count)
        let index = places.reduce(0) { $0 + $1.index } / count
        let middle = places.reduce(0) { $0 + $1.middle } / count
        let spread = places.reduce(0) { $0 + ($1.index - index) * ($1.index - index) }
        return spread > 0
            ? places.reduce(0) { $0 + ($1.index - index) * ($1.middle - middle) } / spread : nil
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
