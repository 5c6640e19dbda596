import CPoppler
import QRCodes

/// Paints sheets onto canvases.
final class SheetPainter {
    private let typesetter: Typesetter
    private let printer: PinPrinter

    init(typesetter: Typesetter) {
        self.typesetter = typesetter
        printer = PinPrinter(typesetter: typesetter)
    }

    /// Paints every mark in order and says where the texts are, in the canvas's pixels.
    func paint(_ sheet: Sheet, on canvas: Canvas, random: inout SeededRandom) -> [PlacedCell] {
        let context = canvas.context
        canvas.setInk(sheet.paper)
        cairo_paint(context)
        var cells: [PlacedCell] = []
        for mark in sheet.marks {
            switch mark {
            case .text(let text, let point, let style, let role):
                switch style.pen {
                case .outline: show(text, at: point, style, on: canvas)
                case .pins: printer.print(text, at: point, style, on: canvas, random: &random)
                case .pixels: printer.burn(text, at: point, style, on: canvas)
                }
                cells.append(cell(text, at: point, style, role, scale: canvas.scale))
            case .line(let start, let end, let thickness, let ink, .pins):
                printer.rule(from: start, to: end, dot: thickness, ink, on: canvas)
            case .line(let start, let end, let thickness, let ink, .outline),
                .line(let start, let end, let thickness, let ink, .pixels):
                canvas.setInk(ink)
                cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
                cairo_set_line_width(context, thickness)
                cairo_move_to(context, start.x, start.y)
                cairo_line_to(context, end.x, end.y)
                cairo_stroke(context)
            case .fill(let box, let ink):
                canvas.setInk(ink)
                cairo_rectangle(context, box.x, box.y, box.width, box.height)
                cairo_fill(context)
            case .patch(let points, let ink):
                canvas.setInk(ink)
                for point in points { cairo_line_to(context, point.x, point.y) }
                cairo_close_path(context)
                cairo_fill(context)
            case .disc(let centre, let radius, let ink):
                canvas.setInk(ink)
                cairo_arc(context, centre.x, centre.y, radius, 0, 2 * .pi)
                cairo_fill(context)
            case .waves(let ink, let pitch):
                paintWaves(ink, pitch: pitch, over: sheet, on: canvas)
            case .seal(let seal):
                SealPainter(typesetter: typesetter).paint(seal, on: canvas)
            case .stroke(let points, let thickness, let ink):
                paintStroke(through: points, thickness: thickness, ink, on: canvas)
            case .code(let code, let box):
                paint(code, in: box, on: canvas)
            }
        }
        return cells
    }

    /// Shows a text from a point of its baseline, in the current transformation.
    private func show(_ text: String, at point: SheetPoint, _ style: TextStyle, on canvas: Canvas) {
        let context = canvas.context
        canvas.setInk(style.ink)
        let wanted = Typesetter.Face(font: style.font, bold: style.bold)
        var x = point.x
        for (scalar, advance) in zip(text.unicodeScalars, typesetter.advances(of: text, style)) {
            let glyph = typesetter.glyph(of: scalar, wanted)
            typesetter.select(glyph.face, in: context)
            cairo_set_font_size(context, style.size)
            var placed = cairo_glyph_t(index: numericCast(glyph.index), x: x, y: point.y)
            cairo_show_glyphs(context, &placed, 1)
            x += advance
        }
    }

    /// The em box of a text: it spans 0.86 em above and 0.14 em below the baseline, as CJK fonts place their ideographs.
    private func cell(
        _ text: String, at point: SheetPoint, _ style: TextStyle, _ role: CellRole, scale: Double
    ) -> PlacedCell {
        let left = point.x * scale
        let right = (point.x + typesetter.width(of: text, style)) * scale
        let top = (point.y - 0.86 * style.size) * scale
        let bottom = (point.y + 0.14 * style.size) * scale
        return PlacedCell(
            text: text, role: role,
            corners: [
                PixelPoint(x: left, y: top), PixelPoint(x: right, y: top), PixelPoint(x: right, y: bottom),
                PixelPoint(x: left, y: bottom),
            ])
    }

    private func paint(_ code: QRCode, in box: SheetBox, on canvas: Canvas) {
        canvas.setInk(.black)
        let module = box.width / Double(code.size)
        for row in 0..<code.size {
            for column in 0..<code.size where code.isDark(row: row, column: column) {
                cairo_rectangle(
                    canvas.context, box.x + Double(column) * module, box.y + Double(row) * module, module,
                    module)
            }
        }
        cairo_fill(canvas.context)
    }

    /// Strokes a Catmull–Rom spline through points; the ink lets print show through.
    private func paintStroke(
        through points: [SheetPoint], thickness: Double, _ ink: Ink, on canvas: Canvas
    ) {
        guard points.count > 1 else { return }
        let context = canvas.context
        canvas.setInk(ink, strength: 0.85)
        cairo_set_line_width(context, thickness)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_move_to(context, points[0].x, points[0].y)
        for index in 0..<points.count - 1 {
            let before = points[max(0, index - 1)]
            let (start, end) = (points[index], points[index + 1])
            let after = points[min(points.count - 1, index + 2)]
            cairo_curve_to(
                context, start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6,
                end.x - (after.x - start.x) / 6, end.y - (after.y - start.y) / 6, end.x, end.y)
        }
        cairo_stroke(context)
    }

    /// Two families of sine waves whose phases drift, which cross into the eyes of a guilloche.
    private func paintWaves(_ ink: Ink, pitch: Double, over sheet: Sheet, on canvas: Canvas) {
        let context = canvas.context
        canvas.setInk(ink)
        cairo_set_line_width(context, pitch * 0.16)
        for family in 0..<2 {
            var offset = -8.0
            while offset < sheet.height + 8 {
                var x = 0.0
                var first = true
                while x <= sheet.width + 2 {
                    let y =
                        offset + wave(x / (family == 0 ? 5.5 : 7.1) + offset * 0.11) * 2.4
                        + wave(x / 23 + Double(family) * 0.5) * 1.6
                    if first { cairo_move_to(context, x, y) } else { cairo_line_to(context, x, y) }
                    first = false
                    x += 0.9
                }
                cairo_stroke(context)
                offset += pitch * (family == 0 ? 1 : 1.35)
            }
        }
    }

    /// A wave of period 2 and height 1 made of parabolas, close to a sine.
    private func wave(_ position: Double) -> Double {
        let phase = position - (position / 2).rounded(.down) * 2
        return phase < 1 ? 4 * phase * (1 - phase) : -4 * (phase - 1) * (2 - phase)
    }
}
