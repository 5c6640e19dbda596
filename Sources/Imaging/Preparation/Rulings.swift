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
        let rulings = Rulings(level: levelBoxes, upright: uprightBoxes)
        for piece in rulings.pieces(among: uprightBoxes.isEmpty ? [] : page.components(), em: em) {
            let (x, y) = (l_int32(piece.left - 1), l_int32(piece.top - 1))
            let (w, h) = (l_int32(piece.width + 2), l_int32(piece.height + 2))
            pixRasterop(page.pix, x, y, w, h, PIX_CLR, nil, 0, 0)
            pixRasterop(fat.pix, x, y, w, h, PIX_SET, nil, 0, 0)
        }
        return RuledPage(rulings: rulings, page: page, lines: fat)
    }
}

extension Rulings {
    /// How far from a line, in pixels, a piece of it may lie on a page that was levelled.
    private static let drift = 3

    /// What is left of grey lines that broke when ink was told from paper: thin parts that lie where a line breaks off, each no
    /// further from it, or from the piece before, than a character is high.
    ///
    /// Beside a line that goes on there is none: what stands there is a figure that was printed over the form. Points of numbers
    /// that stand far below the bars of a QR code, one under the other, are none either.
    ///
    /// - Parameters:
    ///   - parts: The connected parts of the page without its lines.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: Those of the parts that are pieces of upright lines.
    func pieces(among parts: [Layout.Box], em: Int) -> [Layout.Box] {
        guard let area = Layout.Box.union(of: upright) else { return [] }
        let thin = max(6, em / 6)
        let lines = upright.filter { $0.width <= thin }
        let beside = parts.filter { part in
            guard part.width <= thin, part.height >= part.width, part.top >= area.top - em,
                part.bottom <= area.bottom + em
            else { return false }
            let own = lines.filter { abs($0.centerX - part.centerX) <= Self.drift }
            return !own.isEmpty && own.allSatisfy { $0.verticalOverlap(part) * 2 < part.height }
        }
        return beside.isEmpty ? [] : reached(beside, from: lines, within: em)
    }

    /// Those of the parts that lines lead to, from piece to piece.
    private func reached(
        _ parts: [Layout.Box], from lines: [Layout.Box], within reach: Int
    ) -> [Layout.Box] {
        func leads(_ box: Layout.Box, to part: Layout.Box) -> Bool {
            abs(box.centerX - part.centerX) <= Self.drift
                && max(box.top - part.bottom, part.top - box.bottom) <= reach
        }
        var (found, left) = ([Layout.Box](), parts)
        var ends = lines
        while !ends.isEmpty {
            let next = left.filter { part in ends.contains { leads($0, to: part) } }
            left.removeAll { next.contains($0) }
            found += next
            ends = next
        }
        return found
    }
}
