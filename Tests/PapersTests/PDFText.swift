import CPoppler
import Foundation
import Testing

/// The text of a PDF, by Poppler.
enum PDFText {
    static func text(at path: String) throws -> String {
        let document = try #require(
            poppler_document_new_from_file(URL(filePath: path).absoluteString, nil, nil))
        defer { g_object_unref(UnsafeMutableRawPointer(document)) }
        var text = ""
        for number in 0..<poppler_document_get_n_pages(document) {
            let page = try #require(poppler_document_get_page(document, number))
            if let found = poppler_page_get_text(page) {
                text += String(cString: found) + "\n"
                g_free(found)
            }
            g_object_unref(UnsafeMutableRawPointer(page))
        }
        return text
    }
}

/// A white PNG.
enum BlankPicture {
    static func write(to path: String, width: Int32, height: Int32) throws {
        let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height))
        defer { cairo_surface_destroy(surface) }
        let context = try #require(cairo_create(surface))
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_destroy(context)
        guard cairo_surface_write_to_png(surface, path) == CAIRO_STATUS_SUCCESS else {
            throw CocoaError(.fileWriteUnknown)
        }
    }
}
