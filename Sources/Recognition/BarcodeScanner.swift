internal import CLeptonica
internal import CZBar
internal import Imaging
internal import Layout

/// Finds QR codes and other barcodes with ZBar.
enum BarcodeScanner {
    /// Barcodes are searched on a page of at most this many pixels; a QR code needs no more.
    private static let largestArea = 4_000_000.0

    /// The barcodes on a page, their boxes in pixels of the page.
    static func barcodes(on page: borrowing Raster) -> [Barcode] {
        let factor = min(1, (largestArea / Double(page.width * page.height)).squareRoot())
        guard let grey = page.grey(), let small = grey.scaled(by: factor) else { return [] }
        let (width, height) = (small.width, small.height)
        var levels = small.greyLevels()
        guard levels.count == width * height, let scanner = zbar_image_scanner_create() else { return [] }
        defer { zbar_image_scanner_destroy(scanner) }
        // Only what slips carry: other symbologies see bars in print.
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        zbar_image_scanner_set_config(scanner, ZBAR_CODE128, ZBAR_CFG_ENABLE, 1)
        // Every second row and column: the eyes of a code whose modules can be told apart are six pixels wide or more.
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, 2)
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, 2)
        guard let image = zbar_image_create() else { return [] }
        defer { zbar_image_destroy(image) }
        // The format's four characters, “Y800”: 8-bit grey.
        zbar_image_set_format(image, 0x3030_3859)
        zbar_image_set_size(image, UInt32(width), UInt32(height))
        return levels.withUnsafeMutableBytes { bytes in
            // The levels stay ours and outlive the scan.
            zbar_image_set_data(image, bytes.baseAddress, UInt(bytes.count), nil)
            guard zbar_scan_image(scanner, image) > 0 else { return [] }
            return symbols(of: image, scale: 1 / factor)
        }
    }

    private static func symbols(of image: OpaquePointer, scale: Double) -> [Barcode] {
        var result: [Barcode] = []
        var next = zbar_image_first_symbol(image)
        while let symbol = next {
            next = zbar_symbol_next(symbol)
            guard let data = zbar_symbol_get_data(symbol), let box = box(of: symbol, scale: scale) else {
                continue
            }
            let length = Int(zbar_symbol_get_data_length(symbol))
            let bytes = UnsafeRawBufferPointer(start: data, count: length)
            let name = zbar_get_symbol_name(zbar_symbol_get_type(symbol)).map { String(cString: $0) } ?? ""
            result.append(
                Barcode(box: box, symbology: name, text: String(decoding: bytes, as: UTF8.self)))
        }
        return result
    }

    private static func box(of symbol: OpaquePointer, scale: Double) -> Layout.Box? {
        let corners = (0..<zbar_symbol_get_loc_size(symbol)).map { i in
            (x: Double(zbar_symbol_get_loc_x(symbol, i)), y: Double(zbar_symbol_get_loc_y(symbol, i)))
        }
        guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
            let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max()
        else { return nil }
        return Layout.Box(
            left: Int(left * scale), top: Int(top * scale), right: Int(right * scale),
            bottom: Int(bottom * scale))
    }
}
