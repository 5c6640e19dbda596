internal import Layout

/// A stretch of print without a wide gap: a word, a cell, a label with its value.
struct PrintRun: Equatable {
    var box: Box
    /// The connected parts of the print, left to right.
    var parts: [Box]
}

/// A line of print across the page, which may fall or rise a little.
struct PrintLine: Equatable {
    /// Left to right.
    var runs: [PrintRun]
    /// Height of the print's band, pixels.
    var bandHeight: Int
    /// The band's middle at the page's left edge, pixels, and how much it falls for each pixel to the right.
    var offset: Double
    var slope: Double

    var box: Box { Box.union(of: runs.map(\.box)) ?? Box(x: 0, y: 0, width: 0, height: 0) }

    /// What of the line stands in a stretch of pixel columns, its band laid anew: beside a table in smaller print the
    /// line goes on in larger print.
    func within(_ span: Range<Int>, em: Int) -> PrintLine {
        let held = runs.filter { span.contains($0.box.centerX) }
        guard held.count < runs.count else { return self }
        return LineFinder.line(held, em: em) ?? self
    }

    /// The band's middle at column `x`, pixels.
    func middle(at x: Int) -> Int { Int((offset + slope * Double(x)).rounded()) }

    /// The band's rows over the columns of `box`, grown where the print itself is higher, pixels.
    ///
    /// All cells of a line get the same height, so that digits keep the scale of the characters beside them; print of full
    /// height that lies off the line's middle has its own.
    func band(over box: Box) -> Box {
        let isOff =
            (bandHeight * 7...bandHeight * 13).contains(box.height * 10)
            && abs(box.centerY - middle(at: box.centerX)) * 5 > bandHeight
        let middle = isOff ? box.centerY : middle(at: box.centerX)
        let top = middle - bandHeight / 2
        let bottom = top + bandHeight
        let room = bandHeight / 3
        return Box(
            left: box.left, top: min(top, max(box.top, top - room)), right: box.right,
            bottom: max(bottom, min(box.bottom, bottom + room)))
    }
}
