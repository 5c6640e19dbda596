internal import CLeptonica
internal import CPoppler
internal import Imaging
internal import Lettering

/// A picture in memory that cairo paints on; freed with its only owner.
struct Surface: ~Copyable {
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// - Parameters:
    ///   - width: In units of painting.
    ///   - height: In the same units.
    ///   - scale: Pixels a unit.
    ///   - family: The font's family.
    /// - Throws: ``DrawingError/outOfMemory``.
    init(width: Double, height: Double, scale: Double, family: String) throws(DrawingError) {
        (surface, context) = try Self.made(
            columns: Int32((width * scale).rounded(.up)), rows: Int32((height * scale).rounded(.up)))
        cairo_scale(context, scale, scale)
        cairo_select_font_face(context, family, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
    }

    private static func made(
        columns: Int32, rows: Int32
    ) throws(DrawingError) -> (OpaquePointer, OpaquePointer) {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows) else {
            throw .outOfMemory
        }
        guard let context = cairo_create(surface), cairo_status(context) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .outOfMemory
        }
        return (surface, context)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Paints everything from now on to the right and below a point.
    func moved(x: Double, y: Double, _ paint: () -> Void) {
        cairo_save(context)
        cairo_translate(context, x, y)
        paint()
        cairo_restore(context)
    }

    /// Paints nothing outside a frame.
    func clipped(to frame: Frame, _ paint: () -> Void) {
        cairo_save(context)
        cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
        cairo_clip(context)
        paint()
        cairo_restore(context)
    }

    func fill(_ frame: Frame, _ colour: Colour, strength: Double = 1) {
        set(colour, strength)
        cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
        cairo_fill(context)
    }

    func outline(_ frame: Frame, _ colour: Colour, strength: Double = 1, width: Double) {
        set(colour, strength)
        cairo_set_line_width(context, width)
        cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
        cairo_stroke(context)
    }

    func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), _ colour: Colour,
        strength: Double = 1, width: Double
    ) {
        set(colour, strength)
        cairo_set_line_width(context, width)
        cairo_move_to(context, start.x, start.y)
        cairo_line_to(context, end.x, end.y)
        cairo_stroke(context)
    }

    /// The width that a text takes.
    func width(of text: String, size: Double) -> Double {
        cairo_set_font_size(context, size)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text.onOneLine, &extents)
        return extents.x_advance
    }

    /// Letters a text, its characters' middle at a height.
    ///
    /// - Parameters:
    ///   - text: One line.
    ///   - x: Where it begins.
    ///   - middle: The y of the middle of its characters.
    ///   - size: Height of a Chinese character.
    ///   - stretch: How many times as wide as usual.
    ///   - colour: Of the letters.
    ///   - strength: How much they cover what is below, 0…1.
    func letter(
        _ text: String, x: Double, middle: Double, size: Double, stretch: Double = 1, _ colour: Colour,
        strength: Double = 1
    ) {
        set(colour, strength)
        cairo_save(context)
        // The middle of figures and Chinese characters lies 0.37 em above the baseline.
        cairo_translate(context, x, middle + 0.37 * size)
        cairo_scale(context, stretch, 1)
        cairo_set_font_size(context, size)
        cairo_move_to(context, 0, 0)
        cairo_show_text(context, text.onOneLine)
        cairo_restore(context)
    }

    /// Paints a picture one to one.
    ///
    /// - Throws: ``DrawingError/outOfMemory``.
    func paint(_ picture: borrowing Raster, x left: Double, y top: Double) throws(DrawingError) {
        guard let colour = Raster(owning: pixConvertTo32(picture.pix)), let words = pixGetData(colour.pix),
            let copy = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(colour.width), Int32(colour.height))
        else { throw .outOfMemory }
        defer { cairo_surface_destroy(copy) }
        guard let data = cairo_image_surface_get_data(copy) else { throw .outOfMemory }
        cairo_surface_flush(copy)
        let stride = Int(cairo_image_surface_get_stride(copy))
        let wordsPerRow = Int(pixGetWpl(colour.pix))
        for y in 0..<colour.height {
            let row = UnsafeMutableRawPointer(data + y * stride)
            for x in 0..<colour.width {
                // Leptonica keeps red, green, blue, unused; cairo unused, red, green, blue.
                row.storeBytes(of: words[y * wordsPerRow + x] >> 8, toByteOffset: x * 4, as: UInt32.self)
            }
        }
        cairo_surface_mark_dirty(copy)
        cairo_set_source_surface(context, copy, left, top)
        cairo_paint(context)
    }

    /// What was painted, in colour.
    ///
    /// - Throws: ``DrawingError/outOfMemory``.
    func raster() throws(DrawingError) -> Raster {
        cairo_surface_flush(surface)
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
            let data = cairo_image_surface_get_data(surface),
            let raster = Raster(owning: pixCreate(Int32(width), Int32(height), 32)),
            let words = pixGetData(raster.pix)
        else { throw .outOfMemory }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let wordsPerRow = Int(pixGetWpl(raster.pix))
        for y in 0..<height {
            let row = UnsafeRawPointer(data + y * stride)
            for x in 0..<width {
                words[y * wordsPerRow + x] = row.load(fromByteOffset: x * 4, as: UInt32.self) << 8
            }
        }
        return raster
    }

    private func set(_ colour: Colour, _ strength: Double) {
        cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, strength)
    }
}
