import CPoppler

/// Measures text and turns it into glyphs, character by character, with a second font for what the first lacks.
///
/// Not `Sendable`: cairo's font objects are shared within one run.
final class Typesetter {
    /// A font at a weight.
    struct Face: Hashable {
        let font: SlipFont
        let bold: Bool
    }

    /// A glyph of a face.
    struct Glyph {
        let face: Face
        let index: UInt
        /// In ems.
        let advance: Double
        /// From the origin to where its ink begins and ends, in ems; nil for a blank.
        var ink: ClosedRange<Double>?
    }

    private struct Key: Hashable {
        let face: Face
        let scalar: Unicode.Scalar
    }

    /// Cairo's objects for a face; the scaled font is one of 1000 units an em, for measuring.
    private final class LoadedFace {
        let face: OpaquePointer
        let measure: OpaquePointer

        init?(_ wanted: Face) {
            guard
                let face = cairo_toy_font_face_create(
                    wanted.font.rawValue, CAIRO_FONT_SLANT_NORMAL,
                    wanted.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
            else { return nil }
            var size = cairo_matrix_t()
            cairo_matrix_init_scale(&size, 1000, 1000)
            var identity = cairo_matrix_t()
            cairo_matrix_init_identity(&identity)
            let options = Typesetter.fontOptions()
            defer { cairo_font_options_destroy(options) }
            guard let measure = cairo_scaled_font_create(face, &size, &identity, options) else {
                cairo_font_face_destroy(face)
                return nil
            }
            self.face = face
            self.measure = measure
        }

        deinit {
            cairo_scaled_font_destroy(measure)
            cairo_font_face_destroy(face)
        }
    }

    private var faces: [Face: LoadedFace] = [:]
    private var glyphs: [Key: Glyph] = [:]

    /// - Throws: ``GeneratorError/fontMissing(family:package:)`` when a font is not installed.
    init() throws(GeneratorError) {
        if let missing = SlipFont.missing { throw missing }
    }

    /// Options that keep shapes and advances the same at every size: no hinting, grey edges.
    static func fontOptions() -> OpaquePointer? {
        let options = cairo_font_options_create()
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        return options
    }

    /// The width of a text in millimetres.
    func width(of text: String, _ style: TextStyle) -> Double {
        advances(of: text, style).reduce(0, +)
    }

    /// The advance of each scalar of a text in millimetres, spacing included.
    func advances(of text: String, _ style: TextStyle) -> [Double] {
        text.unicodeScalars.map { scalar in
            let em =
                switch style.pen {
                case .outline: glyph(of: scalar, Face(font: style.font, bold: style.bold)).advance
                case .pins, .pixels: scalar.isASCII ? 0.5 : 1.0
                }
            return (em + style.spacing) * style.size
        }
    }

    /// Where the ink of each scalar of a text begins and ends, in millimetres from the text's start; nil for a blank.
    func inks(of text: String, _ style: TextStyle) -> [ClosedRange<Double>?] {
        let wanted = Face(font: style.font, bold: style.bold)
        var x = 0.0
        return zip(text.unicodeScalars, advances(of: text, style)).map { scalar, advance in
            defer { x += advance }
            let glyph = glyph(of: scalar, wanted)
            guard let ink = glyph.ink else { return nil }
            var (offset, squeeze) = (0.0, 1.0)
            if style.pen.isMonospaced {
                let cell = scalar.isASCII ? 0.5 : 1.0
                squeeze = min(1, cell / max(glyph.advance, 0.01))
                offset = (cell - glyph.advance * squeeze) / 2
            }
            let from = x + (offset + ink.lowerBound * squeeze) * style.size
            return from...max(from, x + (offset + ink.upperBound * squeeze) * style.size)
        }
    }

    /// The text broken into lines no wider than a measure in millimetres; at least one character a line.
    func wrapped(_ text: String, _ style: TextStyle, width limit: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0.0
        for character in text {
            let advance = width(of: String(character), style)
            if !line.isEmpty, used + advance > limit {
                lines.append(line)
                line = ""
                used = 0
            }
            line.append(character)
            used += advance
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// As much of the beginning of a text as fits a measure in millimetres.
    func cut(_ text: String, _ style: TextStyle, width limit: Double) -> String {
        wrapped(text, style, width: limit)[0]
    }

    /// The glyph for a scalar, from the fallback font where the wanted one has none.
    func glyph(of scalar: Unicode.Scalar, _ face: Face) -> Glyph {
        let key = Key(face: face, scalar: scalar)
        if let known = glyphs[key] { return known }
        var found = lookUp(scalar, face)
        if found.index == 0 { found = lookUp(scalar, Face(font: .sans, bold: face.bold)) }
        glyphs[key] = found
        return found
    }

    /// Makes a face the current one of a cairo context; borrowed, not kept.
    func select(_ face: Face, in context: OpaquePointer) {
        guard let loaded = loaded(face) else { return }
        cairo_set_font_face(context, loaded.face)
    }

    private func lookUp(_ scalar: Unicode.Scalar, _ face: Face) -> Glyph {
        guard let loaded = loaded(face) else { return Glyph(face: face, index: 0, advance: 1) }
        var list: UnsafeMutablePointer<cairo_glyph_t>?
        var count: Int32 = 0
        let status = cairo_scaled_font_text_to_glyphs(
            loaded.measure, 0, 0, String(scalar), -1, &list, &count, nil, nil, nil)
        defer { cairo_glyph_free(list) }
        guard status == CAIRO_STATUS_SUCCESS, count > 0, let list else {
            return Glyph(face: face, index: 0, advance: 0)
        }
        var extents = cairo_text_extents_t()
        cairo_scaled_font_glyph_extents(loaded.measure, list, 1, &extents)
        let from = extents.x_bearing / 1000
        return Glyph(
            face: face, index: UInt(list[0].index), advance: extents.x_advance / 1000,
            ink: extents.width > 0 ? from...from + extents.width / 1000 : nil)
    }

    private func loaded(_ face: Face) -> LoadedFace? {
        if let known = faces[face] { return known }
        let made = LoadedFace(face)
        faces[face] = made
        return made
    }
}
