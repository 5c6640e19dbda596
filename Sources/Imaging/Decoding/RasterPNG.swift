internal import CLeptonica

extension Raster {
    /// The picture as the bytes of a PNG, packed quickly rather than tightly.
    ///
    /// - Throws: `oom` when there is no memory for them.
    public func pngBytes() throws(DecodingError) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        pixSetZlibCompression(pix, 1)
        guard pixWriteMemPng(&start, &count, pix, 0) == 0, let start else {
            throw DecodingError(.outOfMemory, "no memory to pack the page as PNG: scan again at 300 dpi")
        }
        defer { lept_free(start) }
        return [UInt8](UnsafeBufferPointer(start: start, count: count))
    }
}
