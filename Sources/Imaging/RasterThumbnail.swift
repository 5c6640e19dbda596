internal import CLeptonica

extension Raster {
    /// The picture so small that it fits into a box and none of its print can be read.
    ///
    /// - Parameters:
    ///   - width: The most pixels across.
    ///   - height: The most pixels down.
    /// - Returns: The small picture.
    /// - Throws: `oom` when there is no memory for it.
    public consuming func thumbnail(width: Int, height: Int) throws(DecodingError) -> Raster {
        let scale = min(1, Double(width) / Double(self.width), Double(height) / Double(self.height))
        let target = (
            l_int32(max(1, (Double(self.width) * scale).rounded())),
            l_int32(max(1, (Double(self.height) * scale).rounded()))
        )
        var grey: UnsafeMutablePointer<Pix>? = depth == 1 ? pixConvertTo8(pix, 0) : nil
        defer { pixDestroy(&grey) }
        guard let small = Raster(owning: pixScaleToSize(grey ?? pix, target.0, target.1)) else {
            throw DecodingError(.outOfMemory, "no memory to make the page small")
        }
        return small
    }
}
