import CLeptonica
import Imaging

/// A drawing small enough to be kept beside a document.
enum SmallDrawing {
    /// In bytes.
    private static let limit = 150_000

    /// A drawing as JPEG, reduced in size and then in quality until it is small; nil when there is no memory for it.
    static func jpeg(of drawing: borrowing Raster) -> [UInt8]? {
        var last: [UInt8]?
        for (width, quality) in [(1500, 60), (1400, 50), (1250, 45), (1100, 40), (950, 35)] {
            let scale = Float(width) / Float(max(1, drawing.width))
            guard let reduced = Raster(owning: pixScaleAreaMap(drawing.pix, min(1, scale), min(1, scale))),
                let bytes = encoded(reduced, quality: Int32(quality))
            else { return nil }
            if bytes.count <= limit { return bytes }
            last = bytes
        }
        return last
    }

    private static func encoded(_ raster: borrowing Raster, quality: Int32) -> [UInt8]? {
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        let status = pixWriteMemJpeg(&data, &size, raster.pix, quality, 0)
        defer { lept_free(data) }
        guard status == 0, let data else { return nil }
        return Array(UnsafeBufferPointer(start: data, count: size))
    }
}
