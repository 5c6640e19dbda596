internal import Imaging
internal import Layout

/// Reads print outside tables: labels, values, sentences.
enum FreeTextReader {
    /// Reads a run as Chinese; where it holds a number, the number is read again by the number engine.
    ///
    /// The second reading stands among the run's alternatives, as the whole text with the number replaced.
    static func read(
        _ run: PrintRun, of line: PrintLine, on page: borrowing PrintedPage, cells: PageCells,
        with reader: borrowing CellReader
    ) throws(RecognitionError) -> TextRun {
        var text = try cells.read(run.box, of: line, on: page, as: .chinese, with: reader)
        let spans = numberSpans(text.symbols)
        guard !spans.isEmpty else { return text }
        var symbols = text.symbols.map(\.text)
        var confidence = text.confidence
        for span in spans.reversed() {
            guard let box = box(of: span, in: text, run: run, em: page.em) else { continue }
            let content: CellReader.Content =
                symbols[span].joined().contains(where: \.isLetter) ? .code : .date
            let number = try cells.read(box, of: line, on: page, as: content, with: reader)
            guard !number.text.isEmpty else { continue }
            symbols.replaceSubrange(span, with: [number.text])
            confidence = min(confidence, number.confidence)
        }
        let second = symbols.joined()
        if second == text.text {
            text.confidence = max(text.confidence, confidence)
        }
        text.alternatives = [Alternative(text: second, confidence: confidence)]
        return text
    }

    /// Stretches of at least two symbols that are digits, or marks between digits.
    static func numberSpans(_ symbols: [Symbol]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start: Int?
        func isDigit(_ i: Int) -> Bool {
            symbols[i].text.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        }
        func isLatin(_ i: Int) -> Bool {
            symbols[i].text.allSatisfy { $0.isASCII && ($0.isLetter || ".-/,:".contains($0)) }
        }
        for i in 0...symbols.count {
            let belongs = i < symbols.count && (isDigit(i) || (start != nil && isLatin(i)))
            if belongs {
                start = start ?? i
            } else if let from = start {
                var end = i
                while end > from, !isDigit(end - 1), symbols[end - 1].text.first?.isLetter != true {
                    end -= 1
                }
                if end - from >= 2 { result.append(from..<end) }
                start = nil
            }
        }
        return result
    }

    /// The print of some of a run's symbols: the parts whose middles lie where the engine saw them.
    private static func box(of span: Range<Int>, in text: TextRun, run: PrintRun, em: Int) -> Box? {
        guard let rough = Box.union(of: text.symbols[span].map(\.box)) else { return nil }
        if span == text.symbols.indices { return run.box }
        // The engine places characters to about a third of their width.
        let from = span.lowerBound == 0 ? run.box.left : rough.left - em / 6
        let to = span.upperBound == text.symbols.count ? run.box.right : rough.right + em / 6
        let parts = run.parts.filter { $0.centerX >= from && $0.centerX < to }
        return Box.union(of: parts)
    }
}
