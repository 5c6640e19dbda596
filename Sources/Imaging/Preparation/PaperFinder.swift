public import Layout

/// Finds papers that lie apart on a bed or a desk.
///
/// Only strong evidence counts: each paper is a bright rectangle with print on it and sharp edges all round, the
/// ground shows between them and around them. A shadow or a fold across a sheet parts nothing.
public enum PaperFinder {
    /// The places of the papers in reading order, each with a margin of what it lies on; empty where the picture
    /// shows one paper, or where it is not sure that it shows several.
    public static func papers(in raster: borrowing Raster) -> [Layout.Box] {
        let factor = min(1, SheetFinder.searchSize / Double(max(raster.width, raster.height)))
        guard let picture = ReducedPicture(raster, factor: factor) else { return [] }
        guard let level = groundLevel(of: picture), isAround(picture, below: level) else { return [] }
        let all = patches(of: picture, above: level)
        let area = picture.width * picture.height
        let papers = all.filter { $0.area * 40 >= area }
        guard papers.count > 1, papers.allSatisfy({ isPaper($0, of: picture) }), areApart(papers) else {
            return []
        }
        // Print on a scrap must not get lost: then the picture is read whole.
        let scraps = all.filter { $0.area * 40 < area && $0.print > 15 }
        guard scraps.isEmpty else { return [] }
        return inReadingOrder(papers.map(\.box)).map { box in
            let grown = box.grown(dx: 8, dy: 8)
            return Layout.Box(
                left: Int(Double(grown.left) / factor), top: Int(Double(grown.top) / factor),
                right: Int(Double(grown.right) / factor), bottom: Int(Double(grown.bottom) / factor)
            ).intersection(Layout.Box(x: 0, y: 0, width: raster.width, height: raster.height))
        }
    }

    /// A connected bright part of the picture.
    struct Patch {
        var box: Layout.Box
        var area: Int
        /// Pixels of print in it.
        var print: Int
        /// Leftmost and rightmost column in each row from the box's top.
        var rows: [(left: Int, right: Int)]
    }

    /// The level between ground and paper (Otsu); nil where the two are not clearly apart.
    private static func groundLevel(of picture: ReducedPicture) -> Int? {
        var counts = [Int](repeating: 0, count: 256)
        for level in picture.levels { counts[Int(level)] += 1 }
        let total = picture.levels.count
        let sum = counts.indices.reduce(0) { $0 + $1 * counts[$1] }
        var (below, belowSum) = (0, 0)
        var best: (level: Int, spread: Double, distance: Double, share: Double)?
        for level in 0..<255 {
            below += counts[level]
            belowSum += level * counts[level]
            guard below > 0, below < total else { continue }
            let dark = Double(belowSum) / Double(below)
            let bright = Double(sum - belowSum) / Double(total - below)
            let spread = Double(below) * Double(total - below) * (bright - dark) * (bright - dark)
            if spread > best?.spread ?? 0 {
                best = (level + 1, spread, bright - dark, Double(below) / Double(total))
            }
        }
        guard let best, best.distance >= 45, best.share >= 0.04 else { return nil }
        return best.level
    }

    /// Whether the ground shows along most of the picture's rim.
    private static func isAround(_ picture: ReducedPicture, below level: Int) -> Bool {
        let (w, h) = (picture.width, picture.height)
        var dark = 0
        for x in 0..<w {
            for y in [2, h - 3] where Int(picture.levels[y * w + x]) < level { dark += 1 }
        }
        for y in 0..<h {
            for x in [2, w - 3] where Int(picture.levels[y * w + x]) < level { dark += 1 }
        }
        return dark * 10 >= 2 * (w + h) * 7
    }

    private static func patches(of picture: ReducedPicture, above level: Int) -> [Patch] {
        let (w, h) = (picture.width, picture.height)
        var isOpen = picture.levels.map { Int($0) >= level }
        var patches: [Patch] = []
        for start in isOpen.indices where isOpen[start] {
            var stack = [start]
            isOpen[start] = false
            var area = 0
            var print = 0
            var (left, top, right, bottom) = (w, h, 0, 0)
            var rows: [Int: (left: Int, right: Int)] = [:]
            while let at = stack.popLast() {
                let (x, y) = (at % w, at / w)
                area += 1
                if picture.isPrint[at] { print += 1 }
                (left, right) = (min(left, x), max(right, x + 1))
                (top, bottom) = (min(top, y), max(bottom, y + 1))
                let row = rows[y] ?? (x, x)
                rows[y] = (min(row.left, x), max(row.right, x))
                for (near, isInside) in [
                    (at - 1, x > 0), (at + 1, x + 1 < w), (at - w, y > 0), (at + w, y + 1 < h),
                ]
                where isInside && isOpen[near] {
                    isOpen[near] = false
                    stack.append(near)
                }
            }
            patches.append(
                Patch(
                    box: Layout.Box(left: left, top: top, right: right, bottom: bottom), area: area,
                    print: print,
                    rows: (top..<bottom).map { rows[$0] ?? (left, left) }))
        }
        return patches
    }

    /// Whether a patch is a sheet: a rectangle with print, its sides sharp.
    private static func isPaper(_ patch: Patch, of picture: ReducedPicture) -> Bool {
        guard patch.print >= 40, min(patch.box.width, patch.box.height) >= 40 else { return false }
        return Double(patch.area) >= 0.86 * leastRectangle(around: patch) && hasSharpSides(patch, of: picture)
    }

    /// Square pixels of the smallest rectangle around a patch, turned by up to 12°.
    private static func leastRectangle(around patch: Patch) -> Double {
        var least = Double.infinity
        for step in -12...12 {
            let slope = Double(step) * .pi / 180
            let across = (1 - slope * slope).squareRoot()
            var (minU, maxU, minV, maxV) = (
                Double.infinity, -Double.infinity, Double.infinity, -Double.infinity
            )
            for (i, row) in patch.rows.enumerated() {
                let y = Double(patch.box.top + i)
                for x in [Double(row.left), Double(row.right)] {
                    let (u, v) = (x * across + y * slope, y * across - x * slope)
                    (minU, maxU, minV, maxV) = (min(minU, u), max(maxU, u), min(minV, v), max(maxV, v))
                }
            }
            least = min(least, (maxU - minU + 1) * (maxV - minV + 1))
        }
        return least
    }

    /// Whether brightness falls at once at the left and right sides; shadows fall off slowly.
    private static func hasSharpSides(_ patch: Patch, of picture: ReducedPicture) -> Bool {
        let w = picture.width
        var (sharp, sides) = (0, 0)
        func look(inside: Int, outside: Int) {
            guard picture.levels.indices.contains(inside), picture.levels.indices.contains(outside) else {
                return
            }
            sides += 1
            if Int(picture.levels[inside]) - Int(picture.levels[outside]) >= 28 { sharp += 1 }
        }
        for (i, row) in patch.rows.enumerated() {
            let y = patch.box.top + i
            if row.left > 4 { look(inside: y * w + min(w - 1, row.left + 2), outside: y * w + row.left - 3) }
            if row.right + 5 < w {
                look(inside: y * w + max(0, row.right - 2), outside: y * w + row.right + 3)
            }
        }
        let (first, last) = (patch.box.top, patch.box.bottom - 1)
        for x in (patch.box.left + patch.box.width / 4)..<(patch.box.right - patch.box.width / 4) {
            // The upper and lower side of a turned sheet are looked for from outside.
            if let y = (first...last).first(where: { contains(patch, x, $0) }), y > 4 {
                look(inside: (y + 2) * w + x, outside: (y - 3) * w + x)
            }
            if let y = (first...last).last(where: { contains(patch, x, $0) }), y + 5 < picture.height {
                look(inside: (y - 2) * w + x, outside: (y + 3) * w + x)
            }
        }
        return sides > 40 && sharp * 10 >= sides * 8
    }

    private static func contains(_ patch: Patch, _ x: Int, _ y: Int) -> Bool {
        let row = patch.rows[y - patch.box.top]
        return row.left <= x && x <= row.right
    }

    /// Whether no box covers much of another.
    private static func areApart(_ papers: [Patch]) -> Bool {
        papers.indices.allSatisfy { i in
            papers.indices.allSatisfy { j in
                let (a, b) = (papers[i].box, papers[j].box)
                return j <= i || a.intersection(b).area * 7 <= min(a.area, b.area)
            }
        }
    }

    /// By rows from the top, in a row from the left.
    private static func inReadingOrder(_ boxes: [Layout.Box]) -> [Layout.Box] {
        var rows: [[Layout.Box]] = []
        for box in boxes.sorted(by: { $0.centerY < $1.centerY }) {
            if let first = rows.last?.first, first.verticalOverlap(box) * 2 > min(first.height, box.height) {
                rows[rows.count - 1].append(box)
            } else {
                rows.append([box])
            }
        }
        return rows.flatMap { $0.sorted { $0.left < $1.left } }
    }
}
