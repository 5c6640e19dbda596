internal import Imaging
internal import Layout

/// The print of one page layer with its rulings taken out and its lines found: what the readers work on.
struct PrintedPage: ~Copyable {
    /// Black print on white, 1 bit.
    let text: Raster
    /// The same print in grey, paper white.
    let grey: Raster
    let rulings: Rulings
    /// Top to bottom.
    let lines: [PrintLine]
    /// Height of a Chinese character, pixels.
    let em: Int

    /// - Parameters:
    ///   - layer: Black on white with rulings, 1 bit.
    ///   - print: The evened grey page that it was made of.
    ///   - em: Height of a Chinese character, pixels.
    /// - Throws: ``RecognitionError/preparation(_:)`` when memory runs out.
    init(layer: borrowing Raster, print: borrowing Raster, em: Int) throws(RecognitionError) {
        guard let ruled = layer.separatedRulings(em: em) else {
            throw .preparation("no memory for taking out rulings")
        }
        let lines = LineFinder(em: em).lines(on: ruled.page)
        guard let grey = print.readableGrey(without: ruled.lines) else {
            throw .preparation("no memory for a grey copy")
        }
        self.init(ruled: ruled, grey: grey, lines: lines, em: em)
    }

    private init(ruled: consuming RuledPage, grey: consuming Raster, lines: [PrintLine], em: Int) {
        self.rulings = ruled.rulings
        self.lines = lines
        self.em = em
        self.grey = grey
        self.text = ruled.takePage()
    }

    /// The longest runs of the page, for tests of reading: `count` of them from different lines.
    func longestRuns(_ count: Int) -> [(run: PrintRun, line: PrintLine)] {
        let candidates = lines.compactMap { line -> (run: PrintRun, line: PrintLine)? in
            line.runs
                .filter { $0.box.width < em * 14 && $0.parts.count >= 4 }
                .max { $0.box.width < $1.box.width }
                .map { ($0, line) }
        }
        return Array(candidates.sorted { $0.run.box.width > $1.run.box.width }.prefix(count))
    }
}
