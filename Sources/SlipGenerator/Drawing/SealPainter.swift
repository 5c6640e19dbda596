import CPoppler
import Foundation

/// Paints stamps: the ink multiplies with what lies under it and is uneven.
struct SealPainter {
    let typesetter: Typesetter

    func paint(_ seal: Seal, on canvas: Canvas) {
        let context = canvas.context
        let radius = seal.radius
        cairo_save(context)
        cairo_push_group(context)
        cairo_translate(context, seal.centre.x, seal.centre.y)
        cairo_rotate(context, seal.turn * .pi / 180)
        cairo_save(context)
        cairo_scale(context, 1, seal.flatness)
        canvas.setInk(seal.ink)
        cairo_set_line_width(context, radius * 0.06)
        cairo_arc(context, 0, 0, radius * 0.97, 0, 2 * .pi)
        cairo_stroke(context)
        writeRim(seal, on: canvas)
        cairo_restore(context)
        canvas.setInk(seal.ink)
        paintStar(radius: radius * 0.27, on: canvas)
        let style = TextStyle(font: .serif, size: radius * 0.21, ink: seal.ink)
        let width = typesetter.width(of: seal.bottom, style)
        show(seal.bottom, x: -width / 2, y: radius * seal.flatness * 0.6, style, on: canvas)
        wearAway(seal, on: canvas)
        cairo_pop_group_to_source(context)
        cairo_set_operator(context, CAIRO_OPERATOR_MULTIPLY)
        cairo_paint_with_alpha(context, seal.strength)
        cairo_restore(context)
    }

    /// Sets the rim's characters upright to the centre, spread over at most 250° of the upper rim.
    private func writeRim(_ seal: Seal, on canvas: Canvas) {
        let context = canvas.context
        let characters = Array(seal.rim)
        guard !characters.isEmpty else { return }
        let size = seal.radius * min(0.3, 3.1 / Double(max(8, characters.count)))
        let style = TextStyle(font: .serif, size: size, ink: seal.ink, bold: true)
        let sweep = min(250, Double(characters.count) * 24)
        let step = characters.count > 1 ? sweep / Double(characters.count - 1) : 0
        for (index, character) in characters.enumerated() {
            cairo_save(context)
            cairo_rotate(context, (-sweep / 2 + Double(index) * step) * .pi / 180)
            let width = typesetter.width(of: String(character), style)
            show(String(character), x: -width / 2, y: -seal.radius * 0.88 + size * 0.86, style, on: canvas)
            cairo_restore(context)
        }
    }

    private func paintStar(radius: Double, on canvas: Canvas) {
        for point in 0..<10 {
            let reach = point.isMultiple(of: 2) ? radius : radius * 0.382
            let angle = Double(point) * .pi / 5 - .pi / 2
            let x = reach * cos(angle)
            let y = reach * sin(angle)
            if point == 0 { cairo_move_to(canvas.context, x, y) } else { cairo_line_to(canvas.context, x, y) }
        }
        cairo_close_path(canvas.context)
        cairo_fill(canvas.context)
    }

    private func show(_ text: String, x: Double, y: Double, _ style: TextStyle, on canvas: Canvas) {
        let face = Typesetter.Face(font: style.font, bold: style.bold)
        var x = x
        for (scalar, advance) in zip(text.unicodeScalars, typesetter.advances(of: text, style)) {
            let glyph = typesetter.glyph(of: scalar, face)
            typesetter.select(glyph.face, in: canvas.context)
            cairo_set_font_size(canvas.context, style.size)
            var placed = cairo_glyph_t(index: numericCast(glyph.index), x: x, y: y)
            cairo_show_glyphs(canvas.context, &placed, 1)
            x += advance
        }
    }

    /// Takes ink away in small spots, as a stamp on rough paper leaves them.
    private func wearAway(_ seal: Seal, on canvas: Canvas) {
        let context = canvas.context
        var random = SeededRandom(seed: seal.grain)
        cairo_set_operator(context, CAIRO_OPERATOR_DEST_OUT)
        for _ in 0..<500 {
            let x = random.number(in: -seal.radius...seal.radius)
            let y = random.number(in: -seal.radius...seal.radius)
            cairo_set_source_rgba(context, 0, 0, 0, random.number(in: 0.2...0.8))
            cairo_arc(context, x, y, seal.radius * random.number(in: 0.004...0.02), 0, 2 * .pi)
            cairo_fill(context)
        }
        cairo_set_operator(context, CAIRO_OPERATOR_OVER)
    }
}
