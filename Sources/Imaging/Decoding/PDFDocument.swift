internal import CLeptonica
internal import CPoppler

/// A PDF opened with Poppler; no script, embedded file or outer reference of it is followed.
///
/// A class, as its Poppler object is counted and freed once; it never leaves the document that opened it.
final class PDFDocument {
    /// Dots per inch of a rendered page where its size allows.
    static let usualResolution = 300.0
    /// The least that print is readable at.
    static let leastResolution = 150.0

    let pageCount: Int
    private let document: OpaquePointer
    private let limits: DecodingLimits
    /// What Poppler had to mend to open the file.
    private let repairs: DecoderMessages.Log

    /// Opens a PDF.
    ///
    /// - Throws: `encrypted`, `corrupt`, `too_many_pages`.
    init(_ bytes: [UInt8], limits: DecodingLimits) throws(DecodingError) {
        var opened: OpaquePointer?
        var failure: UnsafeMutablePointer<GError>?
        repairs = DecoderMessages.collecting {
            let data = g_bytes_new(bytes, gsize(bytes.count))
            defer { g_bytes_unref(data) }
            opened = poppler_document_new_from_bytes(data, nil, &failure)
        }
        defer { g_clear_error(&failure) }
        guard let opened else {
            let isEncrypted =
                failure?.pointee.domain == poppler_error_quark()
                && failure?.pointee.code == gint(POPPLER_ERROR_ENCRYPTED.rawValue)
            if isEncrypted {
                throw DecodingError(
                    .encrypted, "the PDF needs a password: save it without one, or scan the paper")
            }
            let detail = failure.map { " (\(String(cString: $0.pointee.message)))" } ?? ""
            throw DecodingError(.corrupt, "the PDF is damaged\(detail): save or scan it again")
        }
        let count = Int(poppler_document_get_n_pages(opened))
        guard count > 0, count <= limits.pages else {
            g_object_unref(UnsafeMutableRawPointer(opened))
            throw count > 0
                ? DecodingError(.tooManyPages, "\(count) pages (at most \(limits.pages)): split the file")
                : DecodingError(.corrupt, "the PDF has no page: save or scan it again")
        }
        document = opened
        pageCount = count
        self.limits = limits
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(document))
    }

    /// Renders a page on white.
    ///
    /// - Parameter number: From 1.
    /// - Returns: The page, 8 bits grey or 32 bits colour.
    /// - Throws: `corrupt` where Poppler complained or, having mended the file, drew nothing;
    ///   `too_many_pixels` for a page that does not fit even at 150 dpi.
    func render(page number: Int) throws(DecodingError) -> Raster {
        var page: OpaquePointer?
        var size = (width: 0.0, height: 0.0)
        var surface: OpaquePointer?
        var fault: DecodingError?
        let log = DecoderMessages.collecting {
            page = poppler_document_get_page(document, Int32(number - 1))
            guard let page else { return }
            poppler_page_get_size(page, &size.width, &size.height)
        }
        guard let page else { throw damaged(log.first) }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        let frame = try Frame(points: size, limits: limits)
        let drawing = DecoderMessages.collecting {
            do throws(DecodingError) { surface = try Self.draw(page, frame) } catch { fault = error }
        }
        if let fault { throw fault }
        defer { cairo_surface_destroy(surface) }
        if let fault = drawing.all.first(where: Self.isFault) { throw damaged(fault) }
        let raster = try Self.raster(of: surface, frame)
        let complaint = repairs.first ?? log.first ?? drawing.first
        if let complaint, raster.isWhite { throw damaged(complaint) }
        return raster
    }

    /// Whether a message of Poppler's tells that something is missing from the page.
    ///
    /// Warnings tell of what it could mend, but for a font that it leaves out; broken lists of form fields do not
    /// touch what is printed.
    private static func isFault(_ message: String) -> Bool {
        if message.contains("Fields array") { return false }
        return !message.hasPrefix("Syntax warning") || message.contains("font")
    }

    private func damaged(_ message: String?) -> DecodingError {
        let detail = message.map { " (\($0))" } ?? ""
        return DecodingError(.corrupt, "the PDF page is damaged\(detail): save or scan it again")
    }

    /// The pixels that a page is rendered into.
    private struct Frame {
        let width: Int
        let height: Int
        let resolution: Double

        init(points: (width: Double, height: Double), limits: DecodingLimits) throws(DecodingError) {
            guard points.width.isFinite, points.height.isFinite, points.width > 0, points.height > 0 else {
                throw DecodingError(.corrupt, "the PDF page has no size: save or scan it again")
            }
            let area = points.width * points.height / (72 * 72)
            let longest = max(points.width, points.height) / 72
            let fitting = min(
                (Double(limits.pixels) / area).squareRoot(), Double(limits.side.upperBound - 1) / longest)
            guard fitting >= PDFDocument.leastResolution else {
                throw DecodingError(
                    .tooManyPixels,
                    "a page of \(Int(min(points.width, 1e9))) × \(Int(min(points.height, 1e9))) points is too "
                        + "large to read at \(Int(PDFDocument.leastResolution)) dpi: save it in its real size"
                )
            }
            resolution = min(PDFDocument.usualResolution, fitting.rounded(.down))
            width = Int((points.width * resolution / 72).rounded())
            height = Int((points.height * resolution / 72).rounded())
            try limits.check(width: width, height: height)
        }
    }

    private static func draw(_ page: OpaquePointer, _ frame: Frame) throws(DecodingError) -> OpaquePointer {
        let noMemory = DecodingError(.outOfMemory, "no memory for the page: save it in a smaller size")
        guard
            let surface = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(frame.width), Int32(frame.height)),
            let context = cairo_create(surface)
        else { throw noMemory }
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, frame.resolution / 72, frame.resolution / 72)
        poppler_page_render(page, context)
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS,
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else {
            let status = cairo_status(context)
            cairo_surface_destroy(surface)
            if status == CAIRO_STATUS_NO_MEMORY { throw noMemory }
            throw DecodingError(
                .corrupt,
                "the PDF page cannot be drawn (\(String(cString: cairo_status_to_string(status)))): "
                    + "save or scan it again")
        }
        cairo_surface_flush(surface)
        return surface
    }

    /// Copies a drawn surface, as 8 bits grey where it has no colour.
    private static func raster(of surface: OpaquePointer?, _ frame: Frame) throws(DecodingError) -> Raster {
        guard let pixels = cairo_image_surface_get_data(surface),
            let raster = Raster(owning: pixCreate(l_int32(frame.width), l_int32(frame.height), 32)),
            let target = pixGetData(raster.pix)
        else { throw DecodingError(.outOfMemory, "no memory for the page: save it in a smaller size") }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let words = Int(pixGetWpl(raster.pix))
        var colour: UInt32 = 0
        for y in 0..<frame.height {
            let line = UnsafeRawPointer(pixels + y * stride).assumingMemoryBound(to: UInt32.self)
            let copy = target + y * words
            for x in 0..<frame.width {
                // Cairo keeps 0xXXRRGGBB, Leptonica 0xRRGGBBAA.
                let value = line[x] << 8
                copy[x] = value
                colour |= (value ^ value << 8) & 0xFFFF_0000
            }
        }
        let resolution = l_int32(frame.resolution.rounded())
        pixSetResolution(raster.pix, resolution, resolution)
        guard colour == 0 else { return raster }
        guard let grey = Raster(owning: pixConvertRGBToGrayFast(raster.pix)) else {
            throw DecodingError(.outOfMemory, "no memory for the page: save it in a smaller size")
        }
        return grey
    }
}

extension Raster {
    /// Whether every pixel is white; of colour rasters never, as one without colour is grey by then.
    fileprivate var isWhite: Bool {
        guard depth == 8, let data = pixGetData(pix) else { return false }
        let whole = width / 4
        for y in 0..<height {
            let line = data + y * Int(pixGetWpl(pix))
            for x in 0..<whole where line[x] != ~0 { return false }
        }
        return true
    }
}
