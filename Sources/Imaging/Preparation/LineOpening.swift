internal import CLeptonica

extension Raster {
    /// What a long line is told apart by.
    enum LineDirection {
        case level
        case upright
    }

    /// Only the black runs of a black-and-white raster that are at least so long, in one direction.
    ///
    /// The same as opening with a brick one pixel thick (`o120.1` in Leptonica's words, outside white), which takes one
    /// pass for each pixel of the length, twice. Here each pass doubles what the passes before it have covered.
    ///
    /// - Parameters:
    ///   - length: In pixels, at least 1.
    ///   - direction: Of the runs.
    /// - Returns: The runs, or nil when memory runs out.
    func longRuns(of length: Int, _ direction: LineDirection) -> Raster? {
        guard depth == 1, length > 0, let result = copy() else { return nil }
        // Each pixel that begins a run, then each pixel of those runs.
        guard result.combine(length, direction, toward: -1, PIX_SRC & PIX_DST),
            result.combine(length, direction, toward: 1, PIX_SRC | PIX_DST)
        else { return nil }
        return result
    }

    /// Combines each pixel with those beside it.
    ///
    /// - Parameters:
    ///   - length: In pixels, the pixel itself among them.
    ///   - direction: Where they lie.
    ///   - toward: 1 where they lie before the pixel, -1 where they lie behind it.
    ///   - operation: AND or OR, in Leptonica's code.
    /// - Returns: False when memory runs out.
    private func combine(
        _ length: Int, _ direction: LineDirection, toward: Int, _ operation: Int32
    ) -> Bool {
        var covered = 1
        while covered < length {
            let step = min(covered, length - covered)
            guard let before = copy() else { return false }
            let shift = l_int32(step * toward)
            let (x, y) = direction == .level ? (shift, 0) : (0, shift)
            pixRasterop(pix, x, y, l_int32(width), l_int32(height), operation, before.pix, 0, 0)
            if toward < 0 { clear(last: step, direction) }
            covered += step
        }
        return true
    }

    /// Whitens the last columns or rows, behind which there is nothing to begin a run.
    private func clear(last count: Int, _ direction: LineDirection) {
        let (w, h) = (l_int32(width), l_int32(height))
        let c = l_int32(min(count, direction == .level ? width : height))
        switch direction {
        case .level: pixRasterop(pix, w - c, 0, c, h, PIX_CLR, nil, 0, 0)
        case .upright: pixRasterop(pix, 0, h - c, w, c, PIX_CLR, nil, 0, 0)
        }
    }
}
