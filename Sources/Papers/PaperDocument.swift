internal import CPoppler
internal import Lettering
internal import QRCodes

/// Why a paper could not be made.
public enum PaperError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No font that is installed has Chinese characters.
    case noChineseFont
    /// The drawing library failed.
    case drawing(String)
    /// A text is too long for the code that is to hold it.
    case codeTooLong(String)

    public var description: String {
        switch self {
        case .noChineseFont: "\(NoChineseFont())"
        case .drawing(let reason): "the PDF could not be made: \(reason)"
        case .codeTooLong(let text):
            "‘\(text)’ is too long for the sheet's QR code, which holds 106 bytes: shorten the claim or the batch"
        }
    }
}

/// A PDF in the making: A4 pages one after another, measured in millimetres from the top left corner.
struct PaperDocument: ~Copyable {
    /// A4, upright, millimetres.
    static let width = 210.0
    static let height = 297.0
    private static let pointsAMillimetre = 72 / 25.4

    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let sink: Sink

    /// Where cairo puts the bytes of the file; used only while the document exists, on its thread.
    private final class Sink {
        var bytes: [UInt8] = []
    }

    init() throws(PaperError) {
        let family: String
        do {
            family = try ChineseFont.family()
        } catch {
            throw .noChineseFont
        }
        let sink = Sink()
        (surface, context) = try Self.made(into: sink)
        self.sink = sink
        cairo_scale(context, Self.pointsAMillimetre, Self.pointsAMillimetre)
        cairo_select_font_face(context, family, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
    }

    private static func made(into sink: Sink) throws(PaperError) -> (OpaquePointer, OpaquePointer) {
        let surface = cairo_pdf_surface_create_for_stream(
            { closure, data, count in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque(), width * pointsAMillimetre,
            height * pointsAMillimetre)
        guard let surface else { throw .drawing("cairo made no PDF") }
        guard let context = cairo_create(surface) else {
            cairo_surface_destroy(surface)
            throw .drawing("cairo made nothing to draw on")
        }
        return (surface, context)
    }

    deinit {
        // A document that was not finished is written out now, to a sink that nothing else keeps.
        withExtendedLifetime(sink) {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
    }

    /// Ends the page; what is drawn next stands on another.
    func endPage() {
        cairo_show_page(context)
    }

    /// Writes a line.
    ///
    /// - Parameters:
    ///   - text: The line.
    ///   - x: Its left end.
    ///   - baseline: Where its characters stand.
    ///   - size: The height of a Chinese character.
    func write(_ text: String, x: Double, baseline: Double, size: Double) {
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_set_font_size(context, size)
        cairo_move_to(context, x, baseline)
        cairo_show_text(context, text.onOneLine)
    }

    /// Writes a line in the middle of the page, smaller where it would not fit.
    func writeCentred(_ text: String, baseline: Double, size: Double) {
        let room = Self.width - 30
        var extents = cairo_text_extents_t()
        cairo_set_font_size(context, size)
        cairo_text_extents(context, text.onOneLine, &extents)
        let fitting = extents.x_advance > room ? size * room / extents.x_advance : size
        let width = min(extents.x_advance, room)
        write(text, x: (Self.width - width) / 2, baseline: baseline, size: fitting)
    }

    /// The width of a line.
    func width(of text: String, size: Double) -> Double {
        var extents = cairo_text_extents_t()
        cairo_set_font_size(context, size)
        cairo_text_extents(context, text.onOneLine, &extents)
        return extents.x_advance
    }

    /// Writes a line whose end stands at a place.
    func write(_ text: String, right: Double, baseline: Double, size: Double) {
        write(text, x: right - width(of: text, size: size), baseline: baseline, size: size)
    }

    /// Writes a line narrower or wider than its font has it, so that it fills a width.
    func write(_ text: String, x: Double, baseline: Double, size: Double, filling width: Double) {
        let own = self.width(of: text, size: size)
        guard own > 0, width > 0 else { return }
        var matrix = cairo_matrix_t()
        cairo_matrix_init_scale(&matrix, size * width / own, size)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_set_font_matrix(context, &matrix)
        cairo_move_to(context, x, baseline)
        cairo_show_text(context, text.onOneLine)
    }

    /// A text in lines that are no wider than the room; Chinese breaks anywhere, other words where they end.
    func wrapped(_ text: String, size: Double, room: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in Self.words(of: text) {
            if !line.isEmpty, width(of: line + word, size: size) > room {
                lines.append(line)
                line = word.first == " " ? String(word.dropFirst()) : word
            } else {
                line += word
            }
            // A word longer than a line breaks where the line ends.
            while width(of: line, size: size) > room, line.count > 1 {
                var head = line
                while head.count > 1, width(of: head, size: size) > room { head.removeLast() }
                lines.append(head)
                line = String(line.dropFirst(head.count))
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The pieces between which a line may break; a space begins the piece behind it.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        for character in text.onOneLine {
            if let last = words.last?.last, character != " ", character.isASCII, last.isASCII {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
        }
        return words
    }

    /// Draws a thin line across.
    func rule(from x: Double, to end: Double, y: Double, thickness: Double = 0.15) {
        fill(x: x, y: y - thickness / 2, width: end - x, height: thickness)
    }

    /// Sets the size of the page, in millimetres; before anything is drawn on it.
    func setSize(width: Double, height: Double) {
        cairo_pdf_surface_set_size(surface, width * Self.pointsAMillimetre, height * Self.pointsAMillimetre)
    }

    /// Draws a picture over a part of the page.
    ///
    /// - Parameters:
    ///   - png: Its PNG file.
    ///   - width: Of the part at the top left, millimetres.
    ///   - height: Of the same.
    /// - Throws: ``PaperError/drawing(_:)`` when it is none.
    func draw(png: [UInt8], width: Double, height: Double) throws(PaperError) {
        let source = Source(png)
        // Cairo holds no reference: nothing else keeps the source until the call returns.
        let picture = withExtendedLifetime(source) {
            cairo_image_surface_create_from_png_stream(
                { closure, data, count in
                    guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
                    return Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue().read(data, Int(count))
                }, Unmanaged.passUnretained(source).toOpaque())
        }
        defer { cairo_surface_destroy(picture) }
        let status = cairo_surface_status(picture)
        let (columns, rows) = (
            cairo_image_surface_get_width(picture), cairo_image_surface_get_height(picture)
        )
        guard status == CAIRO_STATUS_SUCCESS, columns > 0, rows > 0 else {
            throw .drawing(
                "a page's picture cannot be read: \(String(cString: cairo_status_to_string(status)))")
        }
        cairo_save(context)
        cairo_scale(context, width / Double(columns), height / Double(rows))
        cairo_set_source_surface(context, picture, 0, 0)
        cairo_paint(context)
        cairo_restore(context)
    }

    /// Gives cairo the bytes of a picture; used only while that is read, on its thread.
    private final class Source {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(_ target: UnsafeMutablePointer<UInt8>, _ count: Int) -> cairo_status_t {
            guard count <= bytes.count - place else { return CAIRO_STATUS_READ_ERROR }
            for index in 0..<count { target[index] = bytes[place + index] }
            place += count
            return CAIRO_STATUS_SUCCESS
        }
    }

    /// Fills a rectangle with black.
    func fill(x: Double, y: Double, width: Double, height: Double) {
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_rectangle(context, x, y, width, height)
        cairo_fill(context)
    }

    /// Draws a code in a square; the paper round it is its quiet zone.
    func draw(_ code: QRCode, x: Double, y: Double, side: Double) {
        let module = side / Double(code.size)
        for row in 0..<code.size {
            for column in 0..<code.size where code.isDark(row: row, column: column) {
                fill(
                    x: x + Double(column) * module, y: y + Double(row) * module, width: module,
                    height: module)
            }
        }
    }

    /// The file's bytes; nothing can be drawn any more.
    ///
    /// - Throws: ``PaperError/drawing(_:)``.
    consuming func finish() throws(PaperError) -> [UInt8] {
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .drawing(String(cString: cairo_status_to_string(status)))
        }
        return sink.bytes
    }
}
