/// A QR code of up to 425 bytes: versions 1 to 13, error correction level L, byte mode, mask 0.
///
/// Source: ISO/IEC 18004:2015. The first five versions have one block of codewords each, which is all that the line of an
/// e-receipt or the mark of a cover sheet needs; a signed checkpoint takes about the ninth.
public struct QRCode: Hashable, Sendable {
    /// Modules a side.
    public let size: Int
    private var dark: [Bool]
    private var reserved: [Bool]

    /// What a version holds at level L.
    private struct Version {
        /// Data codewords, in all blocks together.
        var data: Int
        /// Error correction codewords of each block.
        var correction: Int
        var blocks: Int
        /// Rows and columns of the centres of alignment patterns.
        var centres: [Int]
    }

    /// Versions 1 to 13; source: tables 7, 9 and E.1 of the standard.
    private static let versions = [
        Version(data: 19, correction: 7, blocks: 1, centres: []),
        Version(data: 34, correction: 10, blocks: 1, centres: [6, 18]),
        Version(data: 55, correction: 15, blocks: 1, centres: [6, 22]),
        Version(data: 80, correction: 20, blocks: 1, centres: [6, 26]),
        Version(data: 108, correction: 26, blocks: 1, centres: [6, 30]),
        Version(data: 136, correction: 18, blocks: 2, centres: [6, 34]),
        Version(data: 156, correction: 20, blocks: 2, centres: [6, 22, 38]),
        Version(data: 194, correction: 24, blocks: 2, centres: [6, 24, 42]),
        Version(data: 232, correction: 30, blocks: 2, centres: [6, 26, 46]),
        Version(data: 274, correction: 18, blocks: 4, centres: [6, 28, 50]),
        Version(data: 324, correction: 20, blocks: 4, centres: [6, 30, 54]),
        Version(data: 370, correction: 24, blocks: 4, centres: [6, 32, 58]),
        Version(data: 428, correction: 26, blocks: 4, centres: [6, 34, 62]),
    ]

    /// The largest version, for a text that is read from near: of a signed checkpoint.
    public static let largest = versions.count

    /// The code of a text; nil when its UTF-8 is longer than the versions hold.
    ///
    /// - Parameters:
    ///   - text: What is read from the code.
    ///   - limit: The largest version to take: the fifth holds 106 bytes, whose modules are read from a page of 200 dpi.
    public init?(_ text: String, upTo limit: Int = 5) {
        let bytes = Array(text.utf8)
        guard
            let index = Self.versions.prefix(limit).indices.first(where: {
                bytes.count + Self.overhead(ofVersion: $0 + 1) <= Self.versions[$0].data
            })
        else { return nil }
        let (number, version) = (index + 1, Self.versions[index])
        size = 17 + 4 * number
        dark = [Bool](repeating: false, count: size * size)
        reserved = dark
        drawFinders()
        drawTiming()
        drawAlignment(version.centres)
        drawFormat()
        if number >= 7 { drawVersion(number) }
        place(Self.interleaved(Self.codewords(bytes, inVersion: number, count: version.data), version))
    }

    /// The bytes that mode and length take: 4 bits, and 8, or from version 10 on 16.
    private static func overhead(ofVersion number: Int) -> Int { number < 10 ? 2 : 3 }

    /// Whether a module is dark; rows and columns count from 0 at the top left.
    public func isDark(row: Int, column: Int) -> Bool {
        dark[row * size + column]
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return }
        dark[row * size + column] = isDark
        reserved[row * size + column] = true
    }

    private mutating func drawFinders() {
        for (top, left) in [(0, 0), (0, size - 7), (size - 7, 0)] {
            for row in -1...7 {
                for column in -1...7 {
                    let ring = max(abs(row - 3), abs(column - 3))
                    set(top + row, left + column, ring != 2 && ring != 4)
                }
            }
        }
    }

    private mutating func drawTiming() {
        for index in 8..<size - 8 {
            set(6, index, index.isMultiple(of: 2))
            set(index, 6, index.isMultiple(of: 2))
        }
    }

    /// Draws the alignment patterns at all crossings of these rows and columns but the three that finders lie on.
    private mutating func drawAlignment(_ centres: [Int]) {
        for top in centres {
            for left in centres {
                let ends = [top, left].map { $0 == 6 ? 0 : $0 == centres.last ? 1 : 2 }
                if ends == [0, 0] || ends == [0, 1] || ends == [1, 0] { continue }
                for row in -2...2 {
                    for column in -2...2 {
                        set(top + row, left + column, max(abs(row), abs(column)) != 1)
                    }
                }
            }
        }
    }

    /// The version's number with its twelve correction bits, by the polynomial 0x1F25, twice.
    private mutating func drawVersion(_ number: Int) {
        var rest = number
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
        let bits = number << 12 | rest
        for bit in 0..<18 {
            let (near, far) = (bit / 3, size - 11 + bit % 3)
            set(near, far, bits >> bit & 1 == 1)
            set(far, near, bits >> bit & 1 == 1)
        }
    }

    /// The format of level L and mask 0, 0b111011111000100 with its own correction bits, twice, and the dark module.
    private mutating func drawFormat() {
        let format = 0b111_0111_1100_0100
        for bit in 0..<15 {
            let isDark = format >> bit & 1 == 1
            switch bit {
            case 0...5: set(bit, 8, isDark)
            case 6: set(7, 8, isDark)
            case 7: set(8, 8, isDark)
            case 8: set(8, 7, isDark)
            default: set(8, 14 - bit, isDark)
            }
            if bit < 8 { set(8, size - 1 - bit, isDark) } else { set(size - 15 + bit, 8, isDark) }
        }
        set(size - 8, 8, true)
    }

    /// Mode, length, bytes and padding.
    private static func codewords(_ bytes: [UInt8], inVersion number: Int, count: Int) -> [UInt8] {
        var nibbles: [UInt8] = [0b0100]
        for place in (0..<overhead(ofVersion: number) * 2 - 2).reversed() {
            nibbles.append(UInt8(bytes.count >> (4 * place) & 15))
        }
        for byte in bytes { nibbles += [byte >> 4, byte & 15] }
        nibbles.append(0)
        var words: [UInt8] = []
        for index in stride(from: 0, to: nibbles.count, by: 2) {
            words.append(nibbles[index] << 4 | nibbles[index + 1])
        }
        let padding: [UInt8] = [0xEC, 0x11]
        var next = 0
        while words.count < count {
            words.append(padding[next])
            next = 1 - next
        }
        return words
    }

    /// The data in blocks, the last of which may be one codeword longer, each with its own correction: the first codewords of
    /// all blocks, then the second ones, and so on.
    private static func interleaved(_ data: [UInt8], _ version: Version) -> [UInt8] {
        let (short, longer) = (data.count / version.blocks, data.count % version.blocks)
        var start = 0
        let blocks = (0..<version.blocks).map { index in
            let length = short + (index >= version.blocks - longer ? 1 : 0)
            defer { start += length }
            return Array(data[start..<start + length])
        }
        let corrections = blocks.map { ReedSolomon.correction(of: $0, count: version.correction) }
        return [blocks, corrections].flatMap { parts in
            (0...short + version.correction).flatMap { place in
                parts.compactMap { place < $0.count ? $0[place] : nil }
            }
        }
    }

    /// Runs the codewords up and down pairs of columns from the right, masked where row + column is even.
    private mutating func place(_ words: [UInt8]) {
        var bit = 0
        var upward = true
        var right = size - 1
        while right > 0 {
            if right == 6 { right -= 1 }
            for step in 0..<size {
                let row = upward ? size - 1 - step : step
                for column in [right, right - 1] where !reserved[row * size + column] {
                    var isDark = false
                    if bit < words.count * 8 { isDark = words[bit / 8] >> (7 - bit % 8) & 1 == 1 }
                    bit += 1
                    dark[row * size + column] = isDark != (row + column).isMultiple(of: 2)
                }
            }
            upward.toggle()
            right -= 2
        }
    }
}
