internal import CLeptonica

extension Raster {
    /// The angle in degrees by which a black-and-white page must be turned clockwise to lie level.
    ///
    /// Leptonica's sweep and search on projections; nil where it is not sure. Only small angles (±7°) are found.
    func skew() -> Double? {
        guard depth == 1 else { return nil }
        var angle: l_float32 = 0
        var confidence: l_float32 = 0
        guard pixFindSkewSweepAndSearch(pix, &angle, &confidence, 4, 2, 7, 1, 0.01) == 0, confidence > 2.5
        else { return nil }
        return Double(angle)
    }
}
