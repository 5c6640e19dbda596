/// A QR code of up to 106 bytes: versions 1 to 5, error correction level L, byte mode, mask 0.
///
/// Source: ISO/IEC 18004:2015. These five versions have one block of codewords each, which is all that the line of an
/// e-receipt or the mark of a cover sheet needs.
public struct QRCode: Hashable, Sendable {
    /// Modules a side.
    public let size: Int
    private var dark: [Bool]
    private var reserved: [Bool]

    /// Data codewords and error correction codewords of versions 1 to 5 at level L.
    private static let capacities: [(data: Int, correction: Int)] = [
        (19, 7), (34, 10), (55, 15), (80, 20), (108, 26),
    ]

    /// The code of a text; nil when its UTF-8 is longer than 106 bytes.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        // A byte segment takes 4 bits of mode and 8 of length.
        guard let version = Self.capacities.firstIndex(where: { bytes.count + 2 <= $0.data }) else {
            return nil
        }
        let capacity = Self.capacities[version]
        size = 21 + 4 * version
        dark = [Bool](repeating: false, count: size * size)
        reserved = dark
        drawFinders()
        drawTiming()
        if version > 0 { drawAlignment(centre: size - 7) }
        drawFormat()
        let data = Self.codewords(bytes, count: capacity.data)
        place(data + ReedSolomon.correction(of: data, count: capacity.correction))
    }

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

    private mutating func drawAlignment(centre: Int) {
        for row in -2...2 {
            for column in -2...2 {
                set(centre + row, centre + column, max(abs(row), abs(column)) != 1)
            }
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
    private static func codewords(_ bytes: [UInt8], count: Int) -> [UInt8] {
        var nibbles: [UInt8] = [0b0100, UInt8(bytes.count >> 4), UInt8(bytes.count & 15)]
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
