internal import CLeptonica
internal import CTesseract
package import Imaging
package import Layout

/// One Tesseract engine with one model, for one thread.
///
/// The line model alone (`OEM_LSTM_ONLY`), one line of print at a time, no layout analysis, no OpenMP.
package struct TextEngine: ~Copyable {
    /// How the engine takes a picture apart.
    package enum Mode: String, CaseIterable, Sendable {
        /// The whole picture is one line (`PSM_RAW_LINE`): best for Chinese.
        case rawLine
        /// One line that Tesseract may trim (`PSM_SINGLE_LINE`): safer for single digits.
        case singleLine
    }

    private let engine: OpaquePointer

    /// Starts an engine.
    ///
    /// - Parameters:
    ///   - language: The model's name, such as `chi_sim`.
    ///   - dataPath: The folder that holds it; nil for the system's.
    ///   - alternatives: Whether runners-up of each character are wanted (10–25 % more time).
    /// - Throws: ``RecognitionError/modelMissing(language:folder:)``.
    package init(language: String, dataPath: String?, alternatives: Bool) throws(RecognitionError) {
        // The default rating coefficient of 5 clips most confidences to 0.
        let wanted =
            [("tessedit_do_invert", "0")]
            + (alternatives ? [("lstm_choice_mode", "2"), ("lstm_rating_coefficient", "1")] : [])
        engine = try Self.start(language: language, dataPath: dataPath, variables: wanted)
    }

    private static func start(
        language: String, dataPath: String?, variables: [(name: String, value: String)]
    ) throws(RecognitionError) -> OpaquePointer {
        guard let engine = TessBaseAPICreate() else {
            throw .modelMissing(language: language, folder: dataPath)
        }
        _ = TessBaseAPISetVariable(engine, "debug_file", "/dev/null")
        guard TessBaseAPIInit2(engine, dataPath, language, OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(engine)
            throw .modelMissing(language: language, folder: dataPath)
        }
        for variable in variables
        where TessBaseAPISetVariable(engine, variable.name, variable.value) == 0 {
            TessBaseAPIEnd(engine)
            TessBaseAPIDelete(engine)
            throw .unknownVariable(variable.name)
        }
        return engine
    }

    deinit {
        TessBaseAPIEnd(engine)
        TessBaseAPIDelete(engine)
    }

    /// Lets only these characters be read; all where empty.
    package func restrict(to characters: String) throws(RecognitionError) {
        guard TessBaseAPISetVariable(engine, "tessedit_char_whitelist", characters) != 0 else {
            throw .unknownVariable("tessedit_char_whitelist")
        }
    }

    /// Switches OpenMP off for the calling thread, as each thread that reads must do for itself.
    ///
    /// Debian's libtesseract fixes its own thread counts, which makes small lines 5–10 times slower.
    package static func switchOffOpenMP() {
        omp_set_max_active_levels(0)
    }

    /// Reads one line of print.
    ///
    /// - Parameters:
    ///   - line: Black on white, 1 bit or grey, with a small margin.
    ///   - mode: How to take it apart.
    ///   - origin: Where the picture's top left corner lies on the page, pixels.
    ///   - frame: The box of the print on the page, which the reading is given.
    /// - Returns: The reading; its text is empty where the engine found none.
    package func read(_ line: borrowing Raster, mode: Mode, origin: (x: Int, y: Int), frame: Layout.Box)
        -> TextRun
    {
        TessBaseAPISetPageSegMode(engine, mode == .rawLine ? PSM_RAW_LINE : PSM_SINGLE_LINE)
        _ = pixSetResolution(line.pix, 300, 300)
        TessBaseAPISetImage2(engine, line.pix)
        guard TessBaseAPIRecognize(engine, nil) == 0, let iterator = TessBaseAPIGetIterator(engine) else {
            return TextRun(box: frame, text: "", confidence: 0)
        }
        defer { TessResultIteratorDelete(iterator) }
        var symbols: [Symbol] = []
        repeat {
            guard let symbol = symbol(at: iterator, origin: origin) else { continue }
            symbols.append(symbol)
        } while TessResultIteratorNext(iterator, RIL_SYMBOL) != 0
        let text = symbols.map(\.text).joined()
        let confidence =
            symbols.isEmpty ? 0 : symbols.reduce(0) { $0 + $1.confidence } / Double(symbols.count)
        return TextRun(box: frame, text: text, confidence: confidence, symbols: symbols)
    }

    private func symbol(at iterator: OpaquePointer, origin: (x: Int, y: Int)) -> Symbol? {
        // On an empty result the choice iterator aborts the process: the text tells.
        guard let raw = TessResultIteratorGetUTF8Text(iterator, RIL_SYMBOL) else { return nil }
        defer { TessDeleteText(raw) }
        let text = String(cString: raw)
        guard !text.isEmpty, text != " " else { return nil }
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let page = TessResultIteratorGetPageIteratorConst(iterator)
        _ = TessPageIteratorBoundingBox(page, RIL_SYMBOL, &left, &top, &right, &bottom)
        let box = Layout.Box(
            left: origin.x + Int(left), top: origin.y + Int(top), right: origin.x + Int(right),
            bottom: origin.y + Int(bottom))
        let confidence = Double(TessResultIteratorConfidence(iterator, RIL_SYMBOL)) / 100
        return Symbol(
            text: text, box: box, confidence: max(0, min(1, confidence)),
            alternatives: alternatives(at: iterator, besides: text))
    }

    private func alternatives(at iterator: OpaquePointer, besides text: String) -> [Alternative] {
        guard let choices = TessResultIteratorGetChoiceIterator(iterator) else { return [] }
        defer { TessChoiceIteratorDelete(choices) }
        var result: [Alternative] = []
        repeat {
            // This text belongs to the choice iterator.
            guard let raw = TessChoiceIteratorGetUTF8Text(choices) else { continue }
            let other = String(cString: raw)
            let confidence = max(0, min(1, Double(TessChoiceIteratorConfidence(choices)) / 100))
            if other != text, !other.isEmpty {
                result.append(Alternative(text: other, confidence: confidence))
            }
        } while TessChoiceIteratorNext(choices) != 0
        return result
    }
}
