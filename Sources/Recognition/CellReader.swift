internal import Imaging
internal import Layout

/// Reads cells of print with the engine that suits what they must hold.
struct CellReader: ~Copyable {
    /// What a cell must hold.
    enum Content {
        case chinese
        case number
        case date
        /// Digits and capital letters.
        case code
        /// Digits, Latin letters and Chinese together, as in specs.
        case mixed
    }

    private let chinese: TextEngine
    private let latin: TextEngine

    private static let numberCharacters = "0123456789.-"
    private static let dateCharacters = "0123456789-./:"
    private static let codeCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    /// Below this confidence a number is looked at a second time.
    private static let sureNumber = 0.9

    /// - Parameter dataPath: The folder of Tesseract's models; nil for the system's.
    /// - Throws: ``RecognitionError`` when a model is missing.
    init(dataPath: String?) throws(RecognitionError) {
        TextEngine.switchOffOpenMP()
        let first = try TextEngine(language: "chi_sim", dataPath: dataPath, alternatives: false)
        let second = try TextEngine(language: "eng", dataPath: dataPath, alternatives: true)
        chinese = first
        latin = second
    }

    /// Reads the print in `box`.
    ///
    /// - Parameters:
    ///   - box: The print's own box on the page.
    ///   - band: The rows of the line that the print stands in; the crop is as high as this.
    ///   - page: Black print on white without rulings, 1 bit.
    ///   - content: What the cell must hold.
    ///   - em: Height of a Chinese character, pixels: it sets the margins.
    /// - Throws: ``RecognitionError`` when Tesseract refuses a variable.
    func read(
        _ box: Box, band: Box, on page: borrowing Raster, as content: Content, em: Int
    ) throws(RecognitionError) -> TextRun {
        let nothing = TextRun(box: box, text: "", confidence: 0)
        // Measured best at 300 dpi (em 44): 4 pixels at the sides, 9 above and below.
        let margin = (x: max(2, em / 11), y: max(4, em / 5))
        let frame = Box(left: box.left, top: band.top, right: box.right, bottom: band.bottom)
        guard frame.width >= 2, frame.height >= 6, let crop = page.bordered(frame, dx: margin.x, dy: margin.y)
        else { return nothing }
        let origin = (x: frame.left - margin.x, y: frame.top - margin.y)
        switch content {
        case .chinese:
            return chinese.read(crop, mode: .rawLine, origin: origin, frame: box)
        case .mixed:
            return try mixed(crop, origin: origin, frame: box)
        case .number:
            return try number(crop, characters: Self.numberCharacters, origin: origin, frame: box)
        case .date:
            return try number(crop, characters: Self.dateCharacters, origin: origin, frame: box)
        case .code:
            return try number(crop, characters: Self.codeCharacters, origin: origin, frame: box)
        }
    }

    /// Both ways of taking a number apart; agreement is worth more than either engine's own confidence.
    private func number(
        _ crop: borrowing Raster, characters: String, origin: (x: Int, y: Int), frame: Box
    ) throws(RecognitionError) -> TextRun {
        try latin.restrict(to: characters)
        var first = latin.read(crop, mode: .singleLine, origin: origin, frame: frame)
        guard first.confidence < Self.sureNumber || first.text.isEmpty else { return first }
        var second = latin.read(crop, mode: .rawLine, origin: origin, frame: frame)
        if second.text == first.text {
            first.confidence = max(first.confidence, (first.confidence + 1) / 2)
            return first
        }
        if first.text.isEmpty || second.confidence > first.confidence { swap(&first, &second) }
        if !second.text.isEmpty {
            first.alternatives = [Alternative(text: second.text, confidence: second.confidence)]
        }
        return first
    }

    private func mixed(
        _ crop: borrowing Raster, origin: (x: Int, y: Int), frame: Box
    ) throws(RecognitionError) -> TextRun {
        var first = chinese.read(crop, mode: .rawLine, origin: origin, frame: frame)
        try latin.restrict(to: "")
        let second = latin.read(crop, mode: .singleLine, origin: origin, frame: frame)
        if second.text != first.text, !second.text.isEmpty {
            first.alternatives = [Alternative(text: second.text, confidence: second.confidence)]
        }
        return first
    }
}
