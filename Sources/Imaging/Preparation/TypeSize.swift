public import Layout

/// Measures of the print on a black-and-white page, taken from its connected parts.
public enum TypeSize {
    /// The height of a Chinese character of the page's common print, pixels; nil where there is hardly any print.
    ///
    /// A line of print is as high as its highest characters: the parts are joined sideways into short runs, and
    /// the common height of the longer runs is the answer.
    public static func em(of page: borrowing Raster) -> Int? {
        let heights = page.components().filter { $0.height >= 6 && $0.width <= $0.height * 8 }.map(\.height)
        guard heights.count >= 12 else { return nil }
        let sorted = heights.sorted()
        let guess = sorted[sorted.count * 7 / 10]
        guard let joined = page.morphed("c\(max(3, guess / 2)).1") else { return nil }
        let runs = joined.components().filter {
            $0.width >= guess * 2 && $0.height * 2 >= guess && $0.height <= guess * 3
        }
        guard runs.count >= 4 else { return guess }
        return height(of: runs, guess: guess, percent: 60) ?? guess
    }

    /// The height of the characters of a second, much smaller print, as the details of receipts are printed in; nil
    /// where the page has none.
    ///
    /// - Parameters:
    ///   - page: The page without rulings, 1 bit.
    ///   - em: Height of a Chinese character of the common print, pixels.
    /// - Returns: The height of the small print's Chinese characters, pixels.
    public static func smallEm(of page: borrowing Raster, em: Int) -> Int? {
        guard let joined = page.morphed("c\(max(3, em / 3)).1") else { return nil }
        let runs = joined.components().filter {
            $0.width >= em * 2 && $0.height * 4 >= em && $0.height * 10 <= em * 15
        }
        // Figures of the common print are 0.72 of it high: what is lower than two thirds is another print.
        let small = runs.filter { $0.height * 3 < em * 2 }
        let all = runs.reduce(0) { $0 + min($1.width, em * 12) }
        let part = small.reduce(0) { $0 + min($1.width, em * 12) }
        guard small.count >= 4, part * 7 >= all else { return nil }
        return height(of: small, guess: em, percent: 80)
    }

    /// The height below which a part of the print lies, weighted by length, so that a few large headings do not count
    /// as much as the body.
    private static func height(of runs: [Box], guess: Int, percent: Int) -> Int? {
        var byHeight: [Int: Int] = [:]
        for run in runs { byHeight[run.height, default: 0] += min(run.width, guess * 12) }
        let total = byHeight.values.reduce(0, +)
        var seen = 0
        for height in byHeight.keys.sorted() {
            seen += byHeight[height] ?? 0
            if seen * 100 >= total * percent { return height }
        }
        return nil
    }

    /// Whether the print is made of dots that do not touch: dot-matrix print with a faint ribbon.
    ///
    /// - Parameters:
    ///   - parts: Connected parts of the page.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: Whether the fragments of characters outnumber whole characters by two to one.
    public static func isDotted(_ parts: [Box], em: Int) -> Bool {
        let fragments = parts.count {
            max($0.width, $0.height) * 4 < em && max($0.width, $0.height) * 16 >= em
        }
        let glyphs = parts.count { $0.height * 2 >= em && $0.height * 10 <= em * 15 && $0.width <= em * 2 }
        return fragments > glyphs * 2
    }

    /// Whether the lines of print run from top to bottom: the page lies on its side.
    ///
    /// Characters stand closer to their neighbours in the line than to those of the next line.
    public static func liesOnItsSide(_ parts: [Box]) -> Bool {
        let heights = parts.map { max($0.width, $0.height) }.sorted()
        guard heights.count >= 20 else { return false }
        let size = heights[heights.count / 2]
        let glyphs = parts.filter {
            let side = max($0.width, $0.height)
            return side * 2 >= size && side <= size * 3
        }
        let cell = max(1, size * 3)
        var grid: [Int: [Int]] = [:]
        func key(_ x: Int, _ y: Int) -> Int { (y / cell) * 100_000 + x / cell }
        for (i, box) in glyphs.enumerated() { grid[key(box.centerX, box.centerY), default: []].append(i) }
        var level = 0
        var upright = 0
        for (i, box) in glyphs.enumerated() {
            var best: (gap: Int, isLevel: Bool)?
            for dy in -1...1 {
                for dx in -1...1 {
                    for j in grid[key(box.centerX + dx * cell, box.centerY + dy * cell)] ?? [] where j != i {
                        let other = glyphs[j]
                        let across = max(other.left - box.right, box.left - other.right)
                        let down = max(other.top - box.bottom, box.top - other.bottom)
                        let isLevel = box.verticalOverlap(other) * 2 > min(box.height, other.height)
                        let isUpright = box.horizontalOverlap(other) * 2 > min(box.width, other.width)
                        guard isLevel != isUpright else { continue }
                        let gap = max(0, isLevel ? across : down)
                        if gap < best?.gap ?? .max { best = (gap, isLevel) }
                    }
                }
            }
            guard let best else { continue }
            if best.isLevel { level += 1 } else { upright += 1 }
        }
        return upright > level
    }
}
