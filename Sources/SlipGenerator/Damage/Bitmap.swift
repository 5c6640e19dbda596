/// A picture of red, green and blue bytes, rows from the top, no padding.
public struct Bitmap: Hashable, Sendable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// Three bytes a pixel.
    public internal(set) var pixels: [UInt8]

    /// A picture of one grey.
    init(width: Int, height: Int, grey: UInt8) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: grey, count: width * height * 3)
    }

    /// A picture whose bytes a closure sets.
    init(width: Int, height: Int, filledBy fill: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
        self.width = width
        self.height = height
        pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            fill(buffer)
            count = width * height * 3
        }
    }

    /// Whether every pixel has three equal parts.
    public var isGrey: Bool {
        pixels.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                if bytes[at] != bytes[at + 1] || bytes[at] != bytes[at + 2] { return false }
                at += 3
            }
            return true
        }
    }

    /// Red, green and blue of the pixel in a column and row.
    public func colour(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let at = (y * width + x) * 3
        return (pixels[at], pixels[at + 1], pixels[at + 2])
    }
}
