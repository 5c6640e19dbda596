import CPoppler

/// Writes PDF files with a fixed date, so that the same slip gives the same bytes.
struct PDFFile {
    let path: String

    /// Writes pages as JPEG images, one a page, in their size on paper.
    func write(scans: [Bitmap], dpi: Int, quality: Int) throws(GeneratorError) {
        let pointsAPixel = 72 / Double(dpi)
        let surface = try begin(
            width: Double(scans.first?.width ?? 1) * pointsAPixel,
            height: Double(scans.first?.height ?? 1) * pointsAPixel)
        let canvas = try Canvas(surface, scale: pointsAPixel)
        for scan in scans {
            cairo_pdf_surface_set_size(
                surface, Double(scan.width) * pointsAPixel, Double(scan.height) * pointsAPixel)
            let bytes = try scan.jpeg(quality: quality, dpi: dpi)
            guard
                let image = cairo_image_surface_create(
                    CAIRO_FORMAT_RGB24, Int32(scan.width), Int32(scan.height))
            else { throw .drawing("cairo made no surface for a page") }
            defer { cairo_surface_destroy(image) }
            // Cairo embeds the bytes when it closes the file and then frees its copy.
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
            copy.initialize(from: bytes, count: bytes.count)
            let status = cairo_surface_set_mime_data(
                image, "image/jpeg", copy, UInt(bytes.count), { $0?.deallocate() }, copy)
            guard status == CAIRO_STATUS_SUCCESS else {
                copy.deallocate()
                throw .drawing("cairo took no JPEG: \(String(cString: cairo_status_to_string(status)))")
            }
            cairo_set_source_surface(canvas.context, image, 0, 0)
            cairo_paint(canvas.context)
            cairo_show_page(canvas.context)
        }
        try finish(surface)
    }

    /// Writes sheets as a program prints them.
    func write(sheets: [Sheet], printerSeed: UInt64) throws(GeneratorError) {
        let pointsAMillimetre = 72 / 25.4
        let surface = try begin(
            width: (sheets.first?.width ?? 1) * pointsAMillimetre,
            height: (sheets.first?.height ?? 1) * pointsAMillimetre)
        let canvas = try Canvas(surface, scale: pointsAMillimetre)
        let painter = SheetPainter(typesetter: try Typesetter())
        for (index, sheet) in sheets.enumerated() {
            var printer = SeededRandom(seed: printerSeed &+ UInt64(index))
            cairo_pdf_surface_set_size(
                surface, sheet.width * pointsAMillimetre, sheet.height * pointsAMillimetre)
            _ = painter.paint(sheet, on: canvas, random: &printer)
            cairo_show_page(canvas.context)
        }
        try finish(surface)
    }

    private func begin(width: Double, height: Double) throws(GeneratorError) -> OpaquePointer {
        guard let surface = cairo_pdf_surface_create(path, width, height) else {
            throw .cannotWrite(path: path, reason: "cairo made no PDF")
        }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .cannotWrite(path: path, reason: String(cString: cairo_status_to_string(status)))
        }
        for key in [CAIRO_PDF_METADATA_CREATE_DATE, CAIRO_PDF_METADATA_MOD_DATE] {
            cairo_pdf_surface_set_metadata(surface, key, "2026-01-01T00:00:00Z")
        }
        return surface
    }

    private func finish(_ surface: OpaquePointer) throws(GeneratorError) {
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .cannotWrite(path: path, reason: String(cString: cairo_status_to_string(status)))
        }
    }
}
