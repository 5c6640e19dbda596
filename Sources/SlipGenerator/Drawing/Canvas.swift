import CPoppler
import Foundation

/// A cairo surface in millimetres on which a sheet is painted: pixels in memory, or pages of a PDF file.
final class Canvas {
    let context: OpaquePointer
    private let surface: OpaquePointer
    /// Pixels or points a millimetre.
    let scale: Double

    /// A canvas of pixels for a sheet at a resolution.
    ///
    /// - Throws: ``GeneratorError/drawing(_:)`` when there is no memory for it.
    static func pixels(of sheet: Sheet, dpi: Int) throws(GeneratorError) -> Canvas {
        let scale = Double(dpi) / 25.4
        let width = Int32((sheet.width * scale).rounded())
        let height = Int32((sheet.height * scale).rounded())
        return try Canvas(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), scale: scale)
    }

    /// Takes over a surface.
    init(_ surface: OpaquePointer?, scale: Double) throws(GeneratorError) {
        guard let surface, let context = cairo_create(surface),
            cairo_status(context) == CAIRO_STATUS_SUCCESS
        else {
            let reason = surface.map { String(cString: cairo_status_to_string(cairo_surface_status($0))) }
            cairo_surface_destroy(surface)
            throw .drawing(reason ?? "cairo made no surface")
        }
        self.surface = surface
        self.context = context
        self.scale = scale
        cairo_scale(context, scale, scale)
        let options = Typesetter.fontOptions()
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    func setInk(_ ink: Ink, strength: Double = 1) {
        cairo_set_source_rgba(context, ink.red, ink.green, ink.blue, strength)
    }

    /// The pixels painted so far; empty for a canvas that is not of pixels.
    func bitmap() -> Bitmap {
        cairo_surface_flush(surface)
        guard cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE,
            let data = cairo_image_surface_get_data(surface)
        else { return Bitmap(width: 0, height: 0, grey: 255) }
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        return Bitmap(width: width, height: height) { pixels in
            for y in 0..<height {
                let row = UnsafeRawPointer(data + y * stride)
                var target = y * width * 3
                for x in 0..<width {
                    let word = row.load(fromByteOffset: x * 4, as: UInt32.self)
                    pixels[target] = UInt8(truncatingIfNeeded: word >> 16)
                    pixels[target + 1] = UInt8(truncatingIfNeeded: word >> 8)
                    pixels[target + 2] = UInt8(truncatingIfNeeded: word)
                    target += 3
                }
            }
        }
    }
}
