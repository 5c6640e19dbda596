internal import CLeptonica

extension Raster {
    /// The grey levels row by row, for the few measurements that Leptonica has no operation for.
    ///
    /// Only for 8-bit rasters that have been made small; others give an empty array.
    package func greyLevels() -> [UInt8] {
        guard depth == 8, let data = pixGetData(pix) else { return [] }
        let words = Int(pixGetWpl(pix))
        let (columns, rows) = (width, height)
        return [UInt8](unsafeUninitializedCapacity: columns * rows) { buffer, count in
            for y in 0..<rows {
                let line = data + y * words
                for x in 0..<columns {
                    // Leptonica packs four pixels to a host word, the leftmost in the highest byte.
                    buffer[y * columns + x] = UInt8((line[x >> 2] >> UInt32(24 - 8 * (x & 3))) & 255)
                }
            }
            count = columns * rows
        }
    }

    /// How many pixels have each of the 256 grey levels, looking at every `step`-th pixel of every `step`-th row.
    func greyHistogram(step: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        guard depth == 8, let data = pixGetData(pix) else { return counts }
        let words = Int(pixGetWpl(pix))
        for y in stride(from: 0, to: height, by: step) {
            let line = data + y * words
            for x in stride(from: 0, to: width, by: step) {
                counts[Int((line[x >> 2] >> UInt32(24 - 8 * (x & 3))) & 255)] += 1
            }
        }
        return counts
    }
}
