internal import Imaging
internal import Layout

/// Reads the name of the hospital that is printed over a form's title, a seal or both, from the print without the form.
struct CoveringTitles {
    /// How many parts of print a name has at least, and how many characters wide it is.
    private static let (leastParts, width) = (6, 4...20)
    /// The part of a page, from its top, that its title stands in.
    private static let head = 0.25

    /// Height of a Chinese character, pixels.
    var em: Int
    /// The level rulings of form and print.
    var rulings: [Box]

    /// The titles that stand where the print with the form names no hospital; what was read there instead is kept as another
    /// reading, so that a person looks.
    ///
    /// - Parameters:
    ///   - titles: As read without the form.
    ///   - lines: What was read of the print with the form.
    /// - Returns: Those to add.
    static func new(_ titles: [TextLine], besides lines: [TextLine]) -> [TextLine] {
        let known = lines.flatMap(\.runs)
        return titles.compactMap { title in
            var title = title
            for i in title.runs.indices {
                let there = known.filter {
                    let shared = $0.box.intersection(title.runs[i].box)
                    return shared.width * 2 > $0.box.height && shared.height * 2 > $0.box.height
                }
                if there.contains(where: { SecondLook.namesProvider($0.text) }) { return nil }
                let other = there.map(\.text).joined()
                title.runs[i].alternatives.append(Alternative(text: other, confidence: 0))
            }
            return title
        }
    }

    /// The lines above the form's frame that hold the name of a hospital.
    ///
    /// - Parameters:
    ///   - page: The print without the form.
    ///   - cells: How it is read.
    ///   - reader: The engines.
    /// - Returns: Each with nothing but the name.
    /// - Throws: ``RecognitionError`` from the engines.
    func lines(
        on page: borrowing PrintedPage, cells: PageCells, with reader: borrowing CellReader
    ) throws(RecognitionError) -> [TextLine] {
        let (width, bottom) = (page.text.width, Int(Double(page.text.height) * Self.head))
        let frame = rulings.filter { $0.width * 2 > width }.map(\.top).min() ?? bottom
        var result: [TextLine] = []
        for line in page.lines where line.box.centerY < min(frame, bottom) {
            var runs: [TextRun] = []
            for run in line.runs
            where run.parts.count >= Self.leastParts && Self.width.contains(run.box.width / max(1, em)) {
                let text = try cells.read(run.box, of: line, on: page, as: .chinese, with: reader)
                if SecondLook.namesProvider(text.text) { runs.append(text) }
            }
            if let box = Box.union(of: runs.map(\.box)) { result.append(TextLine(box: box, runs: runs)) }
        }
        return result
    }
}
