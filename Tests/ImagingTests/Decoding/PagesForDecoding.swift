import CLeptonica
import Testing

@testable import Imaging

/// Made pictures and the files that hold them.
enum PagesForDecoding {
    /// White, its top left quarter black and its top right quarter grey.
    static func quarters(width: Int = 64, height: Int = 48, depth: Int = 8) throws -> Raster {
        let raster = try owned(pixCreate(l_int32(width), l_int32(height), l_int32(depth)))
        for y in 0..<height {
            for x in 0..<width {
                let isTop = y < height / 2
                let isLeft = x < width / 2
                let level: UInt32 = isTop ? (isLeft ? 0 : 128) : 255
                let value: UInt32 =
                    switch depth {
                    case 1: isTop && isLeft ? 1 : 0
                    case 32: level << 24 | level << 16 | 40 << 8
                    default: level
                    }
                pixSetPixel(raster.pix, l_int32(x), l_int32(y), value)
            }
        }
        pixSetResolution(raster.pix, 300, 300)
        return raster
    }

    /// A noncopyable value cannot go through `#require`.
    static func owned(_ pix: UnsafeMutablePointer<Pix>?) throws -> Raster {
        guard let raster = Raster(owning: pix) else { throw NoMemory() }
        return raster
    }

    struct NoMemory: Error {}

    static func bytes(of raster: borrowing Raster, as format: Int32) throws -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        try #require(pixWriteMem(&start, &count, raster.pix, format) == 0)
        defer { lept_free(start) }
        return [UInt8](UnsafeBufferPointer(start: start, count: count))
    }

    /// The level of a pixel, 0…255, of whatever depth.
    static func level(_ raster: borrowing Raster, x: Int, y: Int) -> Int {
        var value: UInt32 = 0
        pixGetPixel(raster.pix, l_int32(x), l_int32(y), &value)
        return switch raster.depth {
        case 1: value == 1 ? 0 : 255
        case 32: Int(value >> 24)
        default: Int(value)
        }
    }

    /// An EXIF block that says nothing but the orientation.
    static func exif(orientation: Int, isBig: Bool = true) -> [UInt8] {
        let value = UInt8(orientation)
        return isBig
            ? Array("MM".utf8) + [
                0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0,
            ]
            : Array("II".utf8) + [
                42, 0, 8, 0, 0, 0, 1, 0, 18, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0,
            ]
    }

    /// The JPEG with an EXIF segment put in front of its others.
    static func jpeg(_ bytes: [UInt8], orientation: Int) -> [UInt8] {
        let body = Array("Exif".utf8) + [0, 0] + exif(orientation: orientation)
        let length = body.count + 2
        return Array(bytes.prefix(2)) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + body
            + bytes.dropFirst(2)
    }

    /// A TIFF written by hand: one uncompressed grey strip a page.
    struct TIFF {
        var width = 64
        var height = 48
        var pages = 1
        /// Values of tags beside or instead of the usual ones.
        var tags: [Int: Int] = [:]
        /// The page, from 0, to which the last page links back; nil ends the chain.
        var loop: Int?

        /// Little-endian bytes.
        var bytes: [UInt8] {
            var result = Array("II".utf8) + number(42, 2) + number(8, 4)
            var offset = 8
            var starts: [Int] = []
            for page in 0..<pages {
                starts.append(offset)
                var fields = [
                    254: 0, 256: width, 257: height, 258: 8, 259: 1, 262: 1, 277: 1, 278: height,
                    279: width * height,
                ]
                fields.merge(tags) { $1 }
                let size = 2 + (fields.count + 1) * 12 + 4
                fields[273] = offset + size
                let data = fields[279] == 0 ? 0 : width * height
                let following = offset + size + data
                let isLast = page == pages - 1
                result += number(fields.count, 2)
                for (tag, value) in fields.sorted(by: { $0.key < $1.key }) {
                    result += number(tag, 2) + number(4, 2) + number(1, 4) + number(value, 4)
                }
                result += number(isLast ? loop.map { starts[$0] } ?? 0 : following, 4)
                result += (0..<data).map { pixel in
                    let (x, y) = (pixel % width, pixel / width)
                    return y < height / 2 ? (x < width / 2 ? 0 : 128) : 255
                }
                offset = following
            }
            return result
        }

        private func number(_ value: Int, _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(value >> (8 * $0) & 255) }
        }
    }

    /// A PDF of one page with a drawing, its cross-references left to the reader to find.
    static func pdf(
        width: Int = 144, height: Int = 72, content: String = "0 0 0 rg 0 36 72 36 re f", rotate: Int = 0
    ) -> [UInt8] {
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(width) \(height)]/Rotate \(rotate)/Contents 4 0 R"
                + "/Resources<<>>>>",
            "<</Length \(content.utf8.count)>>\nstream\n\(content)\nendstream",
        ]
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 5\n0000000000 65535 f \n"
        for offset in offsets {
            text += String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n"
        }
        text += "trailer<</Size 5/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}
