internal import Archive
internal import Foundation
internal import SlipGenerator

/// How alike scans of the same sheets are, and scans of different sheets of the same forms.
public struct Rescans: Sendable {
    /// Two pages beside each other.
    public struct Pair: Sendable {
        /// Their files, and the page's number.
        public var names: (String, String)
        /// The form of the first.
        public var layout: String
        public var isSameForm: Bool
        /// Numbers on both pages of all that are on either, in thousandths.
        public var share: Int
        /// How many of the common ones one map takes to their places, in thousandths.
        public var inPlace: Int
        /// Whether the archive would compare them at all.
        public var meet: Bool
        /// Whether the archive takes them for one sheet.
        public var isOneSheet: Bool { meet && isAlike }
        let isAlike: Bool
    }

    /// Pairs of two scans of one sheet.
    public let same: [Pair]
    /// Pairs of scans of different sheets.
    public let different: [Pair]
    /// Pages with too few numbers to be compared.
    public let poor: Int
    public let pages: Int

    /// Compares two folders that hold the same slips, made with different seeds of damage.
    public init(_ first: MadeSlips, _ second: MadeSlips) throws {
        let all = try Self.pages(of: first, in: "A") + Self.pages(of: second, in: "B")
        let read = all.filter { $0.numbers != nil }
        pages = all.count
        poor = all.count - read.count
        var same: [Pair] = []
        var different: [Pair] = []
        for (index, one) in read.enumerated() {
            for other in read[(index + 1)...] {
                guard let pair = Self.pair(one, other) else { continue }
                if one.sheet == other.sheet {
                    same.append(pair)
                } else if one.slip != other.slip {
                    different.append(pair)
                }
            }
        }
        self.same = same
        self.different = different
    }

    private struct Page {
        var slip: String
        var sheet: String
        var name: String
        var layout: String
        var numbers: PageNumbers?
        var bands: Set<Int64>
    }

    private static func pages(of slips: MadeSlips, in folder: String) throws -> [Page] {
        try slips.readings.flatMap { reading in
            try reading.layouts.enumerated().map { index, layout in
                let numbers = PageNumbers(layout: Array(try JSONEncoder().encode(layout)))
                return Page(
                    slip: reading.truth.file, sheet: "\(reading.truth.file) \(index)",
                    name: "\(folder)/\(reading.truth.file) \(index + 1)", layout: reading.truth.layout,
                    numbers: numbers, bands: Set(numbers?.bands ?? []))
            }
        }
    }

    private static func pair(_ one: Page, _ other: Page) -> Pair? {
        guard let a = one.numbers, let b = other.numbers else { return nil }
        let likeness = a.likeness(to: b)
        return Pair(
            names: (one.name, other.name), layout: one.layout, isSameForm: one.layout == other.layout,
            share: likeness.share, inPlace: likeness.inPlace, meet: !one.bands.isDisjoint(with: other.bands),
            isAlike: likeness.isOneSheet)
    }
}
