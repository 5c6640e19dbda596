internal import Foundation

/// The numbers that were read from a page, and where: what a second scan of the same sheet has in common with it.
///
/// Pictures of slips of one form are alike whoever they are for; their numbers are not (reliability guide, section 8).
/// A number counts by four digits or more, decimal points and separators left out; a year alone tells nothing.
public struct PageNumbers: Hashable, Sendable {
    /// A number and the centre of the print in which it stands.
    public struct Token: Hashable, Sendable {
        /// FNV-1a of its digits.
        public var hash: UInt64
        /// In ten-thousandths of the page's width and height.
        public var x: UInt16
        public var y: UInt16
    }

    /// Sorted by their hashes, each number once; one that stands at several places has the first.
    public let tokens: [Token]

    /// Pages with fewer numbers are not compared: nothing would be told by them.
    static let fewest = 6

    /// The numbers of a page as it was read; nil where it is no layout that this program knows, or has too few numbers.
    ///
    /// - Parameter layout: The kept layout, JSON.
    public init?(layout: [UInt8]) {
        guard let page = try? JSONDecoder().decode(ReadPage.self, from: Data(layout)), page.width > 0,
            page.height > 0
        else { return nil }
        var found: [UInt64: Token] = [:]
        for run in page.runs {
            let x = UInt16(clamping: (run.box.x * 2 + run.box.width) * 5_000 / page.width)
            let y = UInt16(clamping: (run.box.y * 2 + run.box.height) * 5_000 / page.height)
            for digits in Self.numbers(in: run.text) {
                let hash = Self.hash(digits)
                if found[hash] == nil { found[hash] = Token(hash: hash, x: x, y: y) }
            }
        }
        guard found.count >= Self.fewest else { return nil }
        tokens = found.values.sorted { $0.hash < $1.hash }
    }

    /// The digits of each number in a text.
    static func numbers(in text: String) -> [String] {
        var numbers: [String] = []
        var digits = ""
        var isBroken = false
        for character in text + " " {
            if let value = character.wholeNumberValue, value < 10, character.isNumber {
                digits += "\(value)"
                isBroken = false
            } else if ".,．，".contains(character), !digits.isEmpty, !isBroken {
                isBroken = true
            } else {
                if digits.count >= 4, !isYear(digits) { numbers.append(digits) }
                digits = ""
                isBroken = false
            }
        }
        return numbers
    }

    private static func isYear(_ digits: String) -> Bool {
        digits.count == 4 && (digits.hasPrefix("19") || digits.hasPrefix("20"))
    }

    private static func hash(_ digits: String) -> UInt64 {
        digits.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    // MARK: As bytes

    /// Twelve bytes a token, big-endian: hash, x, y.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for token in tokens {
            append(token.hash, 8)
            append(UInt64(token.x), 2)
            append(UInt64(token.y), 2)
        }
        func append(_ value: UInt64, _ count: Int) {
            for place in (0..<count).reversed() {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8)))
            }
        }
        return bytes
    }

    /// - Parameter bytes: ``bytes``.
    public init(bytes: [UInt8]) {
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        tokens = stride(from: 0, to: bytes.count - 11, by: 12).map { i in
            Token(
                hash: number(i..<i + 8), x: UInt16(number(i + 8..<i + 10)), y: UInt16(number(i + 10..<i + 12))
            )
        }
    }

    // MARK: Comparing

    /// Keys of which two pages that have half of their numbers in common nearly always share one, and two that have
    /// a tenth hardly ever: minima of three hashes each.
    ///
    /// Source: A. Broder, “On the resemblance and containment of documents” (1997).
    public var bands: [Int64] {
        (0..<UInt64(Self.bandCount)).map { band in
            let key = (0..<3 as Range<UInt64>).reduce(band) { key, row in
                let salt = Self.mixed(band &* 3 &+ row &+ 1)
                let least = tokens.lazy.map { Self.mixed($0.hash ^ salt) }.min() ?? 0
                return Self.mixed(key ^ least)
            }
            return Int64(bitPattern: key)
        }
    }

    static let bandCount = 16

    /// SplitMix64's last step.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }

    /// How alike two pages are.
    public struct Likeness: Hashable, Sendable {
        /// Numbers that stand on both, of all that stand on either, in thousandths.
        public var share: Int
        /// Numbers that stand on both.
        public var common: Int
        /// How many of those lie where one sheet, moved, turned and stretched, would have them, in thousandths.
        public var inPlace: Int

        /// Whether the pages are to be taken for one sheet: `docs/receipts.md` says what was measured.
        public var isOneSheet: Bool { share >= 200 && common >= 5 && inPlace >= 700 }
    }

    /// How alike this page and another are.
    public func likeness(to other: PageNumbers) -> Likeness {
        var pairs: [(Token, Token)] = []
        var i = 0
        var j = 0
        while i < tokens.count, j < other.tokens.count {
            if tokens[i].hash == other.tokens[j].hash {
                pairs.append((tokens[i], other.tokens[j]))
                i += 1
                j += 1
            } else if tokens[i].hash < other.tokens[j].hash {
                i += 1
            } else {
                j += 1
            }
        }
        let all = tokens.count + other.tokens.count - pairs.count
        guard all > 0, !pairs.isEmpty else { return Likeness(share: 0, common: 0, inPlace: 0) }
        return Likeness(
            share: pairs.count * 1000 / all, common: pairs.count, inPlace: SheetRegistration.inPlace(pairs))
    }
}

/// As much of a layout as tells its numbers; whatever else an edition of the program keeps is passed over.
private struct ReadPage: Decodable {
    struct Place: Decodable {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
    }

    struct Run: Decodable {
        var box: Place
        var text: String
    }

    struct Line: Decodable {
        var runs: [Run]
    }

    struct Row: Decodable {
        var cells: [Run?]
    }

    struct Table: Decodable {
        var rows: [Row]
    }

    var width: Int
    var height: Int
    var tables: [Table]
    var lines: [Line]
    var formLines: [Line]

    var runs: [Run] {
        tables.flatMap { $0.rows.flatMap { $0.cells.compactMap(\.self) } } + lines.flatMap(\.runs)
            + formLines.flatMap(\.runs)
    }
}
