import CLeptonica
public import Imaging

/// A Leptonica image with one owner.
final class OwnedPix {
    let pix: UnsafeMutablePointer<Pix>

    init?(_ pix: UnsafeMutablePointer<Pix>?) {
        guard let pix else { return nil }
        self.pix = pix
    }

    deinit {
        var doomed: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&doomed)
    }

    /// Runs a writer that allocates its output, and copies what it wrote.
    func encoded(
        _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>) -> Int32
    ) -> [UInt8]? {
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        let status = write(&data, &size)
        defer { lept_free(data) }
        guard status == 0, let data else { return nil }
        return [UInt8](UnsafeBufferPointer(start: data, count: size))
    }
}

extension Bitmap {
    /// The picture as the rest of the program reads it: 8-bit grey where it has no colour, else 32-bit.
    ///
    /// - Throws: ``GeneratorError/drawing(_:)`` when there is no memory for it.
    public func raster(dpi: Int) throws(GeneratorError) -> Raster {
        guard let pix = makePix(dpi: dpi), let raster = Raster(owning: pix) else {
            throw .drawing("Leptonica made no image of \(width) × \(height) pixels")
        }
        return raster
    }

    /// A Leptonica image of the picture.
    func leptonica(dpi: Int) throws(GeneratorError) -> OwnedPix {
        guard let owned = OwnedPix(makePix(dpi: dpi)) else {
            throw .drawing("Leptonica made no image of \(width) × \(height) pixels")
        }
        return owned
    }

    /// A black-and-white image: black where the grey is below a threshold.
    func bilevel(threshold: Int, dpi: Int) throws(GeneratorError) -> OwnedPix {
        guard let pix = pixCreate(Int32(width), Int32(height), 1), let owned = OwnedPix(pix) else {
            throw .drawing("Leptonica made no image of \(width) × \(height) pixels")
        }
        pixSetResolution(pix, Int32(dpi), Int32(dpi))
        let wordsPerRow = Int(pixGetWpl(pix))
        guard let words = pixGetData(pix) else { return owned }
        pixels.withUnsafeBufferPointer { bytes in
            for y in 0..<height {
                for x in 0..<width {
                    let at = (y * width + x) * 3
                    let grey = (Int(bytes[at]) * 77 + Int(bytes[at + 1]) * 150 + Int(bytes[at + 2]) * 29) >> 8
                    if grey < threshold { words[y * wordsPerRow + x >> 5] |= 0x8000_0000 >> UInt32(x & 31) }
                }
            }
        }
        return owned
    }

    /// The picture as it comes out of a JPEG of a quality.
    func throughJPEG(quality: Int) throws(GeneratorError) -> Bitmap {
        let bytes = try jpeg(quality: quality, dpi: 0)
        guard let decoded = OwnedPix(pixReadMemJpeg(bytes, bytes.count, 0, 1, nil, 0)),
            let colour = OwnedPix(pixConvertTo32(decoded.pix)), let words = pixGetData(colour.pix)
        else { throw .drawing("the JPEG just written cannot be read") }
        let wordsPerRow = Int(pixGetWpl(colour.pix))
        return Bitmap(width: width, height: height) { target in
            var at = 0
            for y in 0..<height {
                for x in 0..<width {
                    let word = words[y * wordsPerRow + x]
                    target[at] = UInt8(truncatingIfNeeded: word >> 24)
                    target[at + 1] = UInt8(truncatingIfNeeded: word >> 16)
                    target[at + 2] = UInt8(truncatingIfNeeded: word >> 8)
                    at += 3
                }
            }
        }
    }

    /// The bytes of a JPEG file.
    func jpeg(quality: Int, dpi: Int) throws(GeneratorError) -> [UInt8] {
        let image = try leptonica(dpi: dpi)
        guard let bytes = image.encoded({ pixWriteMemJpeg($0, $1, image.pix, Int32(quality), 0) }) else {
            throw .drawing("Leptonica wrote no JPEG")
        }
        return bytes
    }

    private func makePix(dpi: Int) -> UnsafeMutablePointer<Pix>? {
        let grey = isGrey
        guard let pix = pixCreate(Int32(width), Int32(height), grey ? 8 : 32) else { return nil }
        pixSetResolution(pix, Int32(dpi), Int32(dpi))
        let wordsPerRow = Int(pixGetWpl(pix))
        guard let words = pixGetData(pix) else { return pix }
        pixels.withUnsafeBufferPointer { bytes in
            var at = 0
            for y in 0..<height {
                let row = words + y * wordsPerRow
                for x in 0..<width {
                    if grey {
                        row[x >> 2] |= UInt32(bytes[at]) << UInt32(24 - (x & 3) * 8)
                    } else {
                        row[x] =
                            UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
                    }
                    at += 3
                }
            }
        }
        return pix
    }
}
