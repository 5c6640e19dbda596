internal import CLeptonica
internal import CZlib

extension Raster {
    /// The picture as the bytes of a PNG, packed quickly rather than tightly.
    ///
    /// Every row is written as its difference to the row above (filter 2, Up) and deflated at level 1: on noisy
    /// scans as small as libpng's choice among all filters, in less than half the time. Source: W3C PNG
    /// specification, third edition, sections 5, 9 and 11.
    ///
    /// - Throws: `oom` when there is no memory for them.
    public func pngBytes() throws(DecodingError) -> [UInt8] {
        let (bits, colourType): (UInt8, UInt8) =
            switch depth {
            case 1: (1, 0)
            case 8: (8, 0)
            default: (8, 2)
            }
        var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        Self.append("IHDR", Self.big(width) + Self.big(height) + [bits, colourType, 0, 0, 0], to: &png)
        if declaredResolution > 0 {
            let perMetre = Int((Double(declaredResolution) / 0.0254).rounded())
            Self.append("pHYs", Self.big(perMetre) + Self.big(perMetre) + [1], to: &png)
        }
        guard let data = deflatedRows() else {
            throw DecodingError(.outOfMemory, "no memory to pack the page as PNG: scan again at 300 dpi")
        }
        Self.append("IDAT", data, to: &png)
        Self.append("IEND", [], to: &png)
        return png
    }

    /// Bytes of one row as PNG has it.
    private var rowBytes: Int {
        switch depth {
        case 1: (width + 7) / 8
        case 8: width
        default: width * 3
        }
    }

    /// The filtered rows as a zlib stream; nil when there is no memory.
    private func deflatedRows() -> [UInt8]? {
        let size = rowBytes
        guard let deflater = Deflater(level: 1, inputBytes: (size + 1) * height) else { return nil }
        var above = [UInt8](repeating: 0, count: size)
        var row = above
        var filtered = [UInt8](repeating: 2, count: size + 1)
        for y in 0..<height {
            copyRow(y, to: &row)
            above.withUnsafeBufferPointer { above in
                row.withUnsafeBufferPointer { row in
                    filtered.withUnsafeMutableBufferPointer { filtered in
                        for index in 0..<size { filtered[index + 1] = row[index] &- above[index] }
                    }
                }
            }
            deflater.add(&filtered)
            swap(&above, &row)
        }
        return deflater.finished()
    }

    /// Copies a row in PNG's order of bytes: Leptonica packs pixels into host words, leftmost highest.
    private func copyRow(_ y: Int, to row: inout [UInt8]) {
        let words = Int(pixGetWpl(pix))
        let isColour = isColour
        // PNG's black is 0, Leptonica's 1.
        let mask: UInt32 = depth == 1 ? ~0 : 0
        guard let line = pixGetData(pix).map({ $0 + y * words }) else { return }
        row.withUnsafeMutableBufferPointer { row in
            if isColour {
                for x in 0..<row.count / 3 {
                    let pixel = line[x]
                    row[3 * x] = UInt8(truncatingIfNeeded: pixel >> 24)
                    row[3 * x + 1] = UInt8(truncatingIfNeeded: pixel >> 16)
                    row[3 * x + 2] = UInt8(truncatingIfNeeded: pixel >> 8)
                }
            } else {
                for x in 0..<row.count {
                    row[x] = UInt8(truncatingIfNeeded: (line[x >> 2] ^ mask) >> UInt32(24 - 8 * (x & 3)))
                }
            }
        }
    }

    private static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func append(_ name: String, _ data: [UInt8], to png: inout [UInt8]) {
        png += big(data.count)
        let start = png.count
        png += Array(name.utf8)
        png += data
        let sum = png[start...].withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
        png += big(Int(sum))
    }
}
