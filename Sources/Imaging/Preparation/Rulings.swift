internal import CLeptonica
public import Layout

/// The ruled lines of a page.
public struct Rulings: Hashable, Sendable {
    /// Level lines, as thin boxes in pixels of the page.
    public var level: [Layout.Box]
    /// Upright lines, as thin boxes in pixels of the page.
    public var upright: [Layout.Box]

    public init(level: [Layout.Box] = [], upright: [Layout.Box] = []) {
        self.level = level
        self.upright = upright
    }

    /// These and others together.
    ///
    /// - Parameter others: Of another layer of the same page; nil where it has none.
    /// - Returns: All of them; those of both layers twice.
    public func joined(with others: Rulings?) -> Rulings {
        Rulings(level: level + (others?.level ?? []), upright: upright + (others?.upright ?? []))
    }
}

/// A page and the ruled lines that were taken out of it.
public struct RuledPage: ~Copyable {
    public var rulings: Rulings
    /// The page without them, 1 bit.
    public var page: Raster
    /// The lines alone, a little fat, 1 bit.
    public var lines: Raster

    /// Gives the page away.
    public consuming func takePage() -> Raster { page }
}

extension Raster {
    /// Finds the ruled lines of a black-and-white page and takes them out, keeping the strokes that cross them.
    ///
    /// - Parameter em: Height of a Chinese character in pixels: a line is longer than any stroke.
    /// - Returns: The lines, and the page without them.
    public func separatedRulings(em: Int) -> RuledPage? {
        let levelLength = max(60, em * 3)
        let uprightLength = max(48, em * 9 / 4)
        guard let bridged = morphed("c\(max(3, em / 6)).1"),
            let level = bridged.longRuns(of: levelLength, .level),
            let bridgedDown = morphed("c1.\(max(3, em / 6))"),
            let upright = bridgedDown.longRuns(of: uprightLength, .upright)
        else { return nil }
        // Text never forms such lines; dense hatching may, and is left alone.
        let levelBoxes = level.components().filter {
            $0.height <= max(8, em / 3) || $0.width > $0.height * 12
        }
        let uprightBoxes = upright.components().filter {
            $0.width <= max(8, em / 3) || $0.height > $0.width * 12
        }
        guard
            let lines = Raster(owning: pixOr(nil, level.pix, upright.pix)),
            let fat = lines.morphed("d3.3"),
            let page = Raster(owning: pixSubtract(nil, pix, fat.pix)),
            let down = page.morphed("c1.\(max(5, em / 6))"),
            let across = page.morphed("c\(max(5, em / 6)).1"),
            let repaired = Raster(owning: pixOr(nil, down.pix, across.pix)),
            let bridge = Raster(owning: pixAnd(nil, repaired.pix, fat.pix))
        else { return nil }
        guard pixOr(page.pix, page.pix, bridge.pix) != nil else { return nil }
        return RuledPage(rulings: Rulings(level: levelBoxes, upright: uprightBoxes), page: page, lines: fat)
    }
}
