import CPoppler

/// Prints text as printers of dots do: every stroke is a row of dots on a grid, 24 an em for a 24-pin head.
final class PinPrinter {
    private struct Pattern {
        /// Columns and rows of the dots that are struck, from the top left of the em box.
        let dots: [(column: Int, row: Int)]
    }

    private struct Key: Hashable {
        let font: SlipFont
        let grid: Int
        let scalar: Unicode.Scalar
    }

    private let typesetter: Typesetter
    private var patterns: [Key: Pattern] = [:]

    init(typesetter: Typesetter) {
        self.typesetter = typesetter
    }

    /// Prints a text in cells of one em, or half an em for ASCII.
    ///
    /// The ribbon's strength differs a little from text to text; pins strike slightly off the grid and miss at times.
    func print(
        _ text: String, at point: SheetPoint, _ style: TextStyle, on canvas: Canvas,
        random: inout SeededRandom
    ) {
        let context = canvas.context
        let pitch = style.size / Double(style.grid)
        let top = point.y - 0.86 * style.size
        cairo_set_line_width(context, style.dot)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        canvas.setInk(style.ink, strength: random.number(in: 0.78...0.95))
        var x = point.x
        for (scalar, advance) in zip(text.unicodeScalars, typesetter.advances(of: text, style)) {
            for dot in pattern(of: scalar, style).dots where !random.chance(0.004) {
                let dotX = x + (Double(dot.column) + 0.5 + random.bell() * 0.06) * pitch
                let dotY = top + (Double(dot.row) + 0.5 + random.bell() * 0.06) * pitch
                cairo_move_to(context, dotX, dotY)
                cairo_line_to(context, dotX, dotY)
            }
            cairo_stroke(context)
            x += advance
        }
    }

    /// Prints a text as a thermal head burns it: squares that fill the grid.
    func burn(_ text: String, at point: SheetPoint, _ style: TextStyle, on canvas: Canvas) {
        let pitch = style.size / Double(style.grid)
        let top = point.y - 0.86 * style.size
        canvas.setInk(style.ink)
        var x = point.x
        for (scalar, advance) in zip(text.unicodeScalars, typesetter.advances(of: text, style)) {
            for dot in pattern(of: scalar, style).dots {
                cairo_rectangle(
                    canvas.context, x + Double(dot.column) * pitch, top + Double(dot.row) * pitch, pitch,
                    pitch)
            }
            x += advance
        }
        cairo_fill(canvas.context)
    }

    /// Rules a line of dots.
    func rule(from start: SheetPoint, to end: SheetPoint, dot: Double, _ ink: Ink, on canvas: Canvas) {
        let context = canvas.context
        canvas.setInk(ink, strength: 0.85)
        cairo_set_line_width(context, dot)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        let length = max(abs(end.x - start.x), abs(end.y - start.y))
        let count = max(1, Int(length / (dot * 1.3)))
        for step in 0...count {
            let part = Double(step) / Double(count)
            let x = start.x + (end.x - start.x) * part
            let y = start.y + (end.y - start.y) * part
            cairo_move_to(context, x, y)
            cairo_line_to(context, x, y)
        }
        cairo_stroke(context)
    }

    private func pattern(of scalar: Unicode.Scalar, _ style: TextStyle) -> Pattern {
        let key = Key(font: style.font, grid: style.grid, scalar: scalar)
        if let known = patterns[key] { return known }
        let made = Pattern(dots: scan(scalar, style.font, grid: style.grid))
        patterns[key] = made
        return made
    }

    /// Draws the glyph as many pixels high as the grid and keeps the pixels that it covers well.
    private func scan(_ scalar: Unicode.Scalar, _ font: SlipFont, grid: Int) -> [(column: Int, row: Int)] {
        let columns = scalar.isASCII ? grid / 2 : grid
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(columns), Int32(grid)),
            let context = cairo_create(surface)
        else { return [] }
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
        let glyph = typesetter.glyph(of: scalar, Typesetter.Face(font: font, bold: false))
        let options = Typesetter.fontOptions()
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
        typesetter.select(glyph.face, in: context)
        // Narrows what is wider than its cell, as Latin capitals of a proportional font are.
        let natural = glyph.advance * Double(grid)
        let squeeze = natural > Double(columns) ? Double(columns) / natural : 1
        cairo_translate(context, (Double(columns) - natural * squeeze) / 2, 0)
        cairo_scale(context, squeeze, 1)
        cairo_set_font_size(context, Double(grid))
        cairo_set_source_rgba(context, 0, 0, 0, 1)
        var placed = cairo_glyph_t(index: numericCast(glyph.index), x: 0, y: 0.86 * Double(grid))
        cairo_show_glyphs(context, &placed, 1)
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return [] }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var dots: [(column: Int, row: Int)] = []
        for row in 0..<grid {
            for column in 0..<columns where data[row * stride + column] > 88 {
                dots.append((column, row))
            }
        }
        return dots
    }
}
