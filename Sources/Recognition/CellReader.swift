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
        /// Digits, Latin letters and Chinese together.
        case mixed
        /// The same in a specification, where no number stands that must be proven.
        case spec
    }

    private let chinese: TextEngine
    private let numbers: TextEngine

    private static let numberCharacters = "0123456789.,-¥"
    private static let dateCharacters = "0123456789-./:"
    private static let codeCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    /// - Parameter dataPath: The folder of the models; nil for those that Slipway brings along.
    /// - Throws: ``RecognitionError`` when a model is missing.
    init(dataPath: String?) throws(RecognitionError) {
        TextEngine.switchOffOpenMP()
        let folder = dataPath ?? ModelFolder.path
        let first = try TextEngine(language: ModelFolder.chinese, dataPath: folder, alternatives: false)
        let second = try TextEngine(language: ModelFolder.numbers, dataPath: folder, alternatives: true)
        chinese = first
        numbers = second
    }

    /// The form of the print that is read.
    enum Layer {
        /// 1 bit: best for print made of dots.
        case binary
        /// Grey: best for thin, pale or blurred print.
        case grey
    }

    /// Reads the print in `box`.
    ///
    /// - Parameters:
    ///   - box: The print's own box on the page.
    ///   - band: The rows of the line that the print stands in; the crop is as high as this.
    ///   - page: The page's print.
    ///   - content: What the cell must hold.
    ///   - layer: The form of the print that words are read from; numbers are read from both.
    /// - Returns: The reading, with no text where the engine found none.
    /// - Throws: ``RecognitionError`` when Tesseract refuses a variable.
    func read(
        _ box: Box, band: Box, on page: borrowing PrintedPage, as content: Content, layer: Layer
    ) throws(RecognitionError) -> TextRun {
        guard let crop = CellCrop(box, band: band, on: page) else {
            return TextRun(box: box, text: "", confidence: 0)
        }
        switch content {
        case .chinese: return words(crop, layer: layer)
        case .mixed: return try mixed(crop, layer: layer, unlessAsSureAs: .infinity)
        case .spec: return try mixed(crop, layer: layer, unlessAsSureAs: Self.certain)
        case .number: return Self.withoutDust(try number(crop, characters: Self.numberCharacters), in: crop)
        case .date: return try number(crop, characters: Self.dateCharacters)
        case .code: return try number(crop, characters: Self.codeCharacters)
        }
    }

    private func words(_ crop: borrowing CellCrop, layer: Layer) -> TextRun {
        switch layer {
        case .binary: chinese.read(crop.binary, mode: .rawLine, origin: crop.origin, frame: crop.box)
        case .grey: chinese.read(crop.grey, mode: .rawLine, origin: crop.origin, frame: crop.box)
        }
    }

    /// Reads a picture of one line as Chinese.
    ///
    /// - Parameters:
    ///   - picture: Grey, with a small margin.
    ///   - origin: Where its top left corner lies on the page, pixels.
    ///   - frame: The box of the print on the page, which the reading is given.
    /// - Returns: The reading, with no text where the engine found none.
    func readChinese(_ picture: borrowing Raster, origin: (x: Int, y: Int), frame: Box) -> TextRun {
        chinese.read(picture, mode: .rawLine, origin: origin, frame: frame)
    }

    /// How sure the number model must be of its least sure character for a number to be certain.
    ///
    /// Measured on 1781 numbers of pages that the model was not trained on: 97 % were as sure as this, and none of them
    /// was wrong.
    static let certain = 0.985
    /// The most that is said of a number that is not certain: of those on which both forms of the print agree three
    /// in four are right, of the others half.
    private static let (agreed, disputed) = (0.85, 0.6)

    /// Reads a number from the grey print and, where that is not certain, from the black-and-white print as well.
    private func number(_ crop: borrowing CellCrop, characters: String) throws(RecognitionError) -> TextRun {
        try numbers.restrict(to: characters)
        var first = numbers.read(crop.grey, mode: .rawLine, origin: crop.origin, frame: crop.box)
        let least = first.symbols.map(\.confidence).min() ?? 0
        guard least < Self.certain else {
            first.confidence = least
            return first
        }
        let second = numbers.read(crop.binary, mode: .rawLine, origin: crop.origin, frame: crop.box)
        let otherLeast = second.symbols.map(\.confidence).min() ?? 0
        let isSecondSurer = otherLeast > least
        var best = isSecondSurer ? second : first
        let other = isSecondSurer ? first : second
        best.confidence = min(max(least, otherLeast), best.text == other.text ? Self.agreed : Self.disputed)
        if other.text != best.text, !other.text.isEmpty {
            best.alternatives = [
                Alternative(text: other.text, confidence: min(least, otherLeast, Self.disputed))
            ]
        }
        return best
    }

    /// The number without a sign that is a speck.
    private static func withoutDust(_ run: TextRun, in crop: borrowing CellCrop) -> TextRun {
        guard run.text.hasPrefix("-"), run.symbols.first?.text == "-",
            LeadingSpeck.begins(crop.binary.components(), height: crop.box.height)
        else { return run }
        var number = run
        number.symbols.removeFirst()
        number.text = number.symbols.map(\.text).joined()
        number.alternatives = run.alternatives.map { other in
            var other = other
            if other.text.hasPrefix("-") { other.text.removeFirst() }
            return other
        }
        .filter { $0.text != number.text }
        let least = number.symbols.map(\.confidence).min() ?? 0
        if number.alternatives.isEmpty { number.confidence = max(run.confidence, least) }
        return number
    }

    /// Reads a text as Chinese and, where a character of it is not as sure as that, with the number model as well.
    private func mixed(
        _ crop: borrowing CellCrop, layer: Layer, unlessAsSureAs enough: Double
    ) throws(RecognitionError) -> TextRun {
        var first = words(crop, layer: layer)
        if let least = first.symbols.map(\.confidence).min(), least >= enough { return first }
        try numbers.restrict(to: "")
        let second = numbers.read(crop.grey, mode: .rawLine, origin: crop.origin, frame: crop.box)
        if second.text != first.text, !second.text.isEmpty {
            first.alternatives = [Alternative(text: second.text, confidence: second.confidence)]
        }
        return first
    }

    /// Reads the same print turned by 180°, to tell which way up it stands.
    ///
    /// - Parameters:
    ///   - band: The print's box, as high as its line.
    ///   - page: The page's print.
    /// - Returns: The reading of the turned print.
    func readTurned(_ band: Box, on page: borrowing PrintedPage) -> TextRun {
        let margin = (x: max(2, page.em / 11), y: max(4, page.em / 5))
        guard let crop = page.text.bordered(band, dx: margin.x, dy: margin.y),
            let turned = crop.turned(quarters: 2)
        else { return TextRun(box: band, text: "", confidence: 0) }
        return chinese.read(turned, mode: .rawLine, origin: (x: 0, y: 0), frame: band)
    }
}
