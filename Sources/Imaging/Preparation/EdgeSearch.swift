/// Finds the left and the right edge of the sheet in a picture.
struct EdgeSearch {
    /// Grey levels by which paper is brighter than what it lies on, at least.
    static let step = 10
    /// The most that an edge leans: perspective and skew together.
    static let mostSlope = 0.28
    /// The part of the picture's height along which an edge shows, at least.
    static let leastSupport = 0.25

    let picture: ReducedPicture

    /// A place where brightness rises (or falls) inwards.
    private struct Point {
        var along: Double
        var at: Double
        var rise: Int
    }

    /// The sheet's edges as seen from the left and from the right; nil on a side where none is found.
    func edges() -> (left: Edge?, right: Edge?) {
        let points = points()
        return (edge(points, fromLeft: true), edge(points, fromLeft: false))
    }

    /// Every second row's places where brightness changes most, rises to the right positive.
    private func points() -> [Point] {
        var result: [Point] = []
        let width = picture.width
        var changes = [Int](repeating: 0, count: width)
        for y in stride(from: 0, to: picture.height, by: 2) {
            let row = y * width
            func level(_ x: Int) -> Int { Int(picture.levels[row + x]) }
            for x in 3..<(width - 3) {
                changes[x] =
                    level(x) + level(x + 1) + level(x + 2) - level(x - 1) - level(x - 2) - level(x - 3)
            }
            for x in 3..<(width - 3) {
                let change = changes[x]
                guard abs(change) >= 3 * Self.step else { continue }
                let isPeak = ((x - 2)...(x + 2)).allSatisfy { near in
                    near == x || near < 3 || near >= width - 3
                        || (change > 0 ? changes[near] <= change : changes[near] >= change)
                }
                if isPeak { result.append(Point(along: Double(y), at: Double(x), rise: change / 3)) }
            }
        }
        return result
    }

    private func edge(_ points: [Point], fromLeft: Bool) -> Edge? {
        let inwards = points.filter { ($0.rise > 0) == fromLeft }
        var best: (edge: Edge, score: Double)?
        for candidate in candidates(points, fromLeft: fromLeft) {
            let (edge, support, rise) = refined(candidate, inwards)
            guard support >= Self.leastSupport, isSheetSide(edge, fromLeft: fromLeft) else { continue }
            let score = support * min(1, rise / 40)
            if score > best?.score ?? 0 { best = (edge, score) }
        }
        return best?.edge
    }

    /// Lines along which many rows change (Hough); changes the other way, as of checked cloth, count against them.
    private func candidates(_ points: [Point], fromLeft: Bool) -> [Edge] {
        let slopes = stride(from: -Self.mostSlope, through: Self.mostSlope, by: 0.01).map { $0 }
        let bins = picture.width / 2 + 1
        let middle = Double(picture.height) / 2
        var votes = [Int](repeating: 0, count: slopes.count * bins)
        for point in points {
            let vote = (point.rise > 0) == fromLeft ? 1 : -1
            for (i, slope) in slopes.enumerated() {
                let offset = point.at - slope * (point.along - middle)
                let bin = Int(offset) / 2
                if offset >= 0, bin < bins { votes[i * bins + bin] += vote }
            }
        }
        let least = Int(Self.leastSupport * 0.7 * Double(picture.height) / 2)
        let half = fromLeft ? 0..<(bins * 3 / 5) : (bins * 2 / 5)..<bins
        var found: [(edge: Edge, bin: Int, votes: Int)] = []
        for bin in half {
            let strongest = slopes.indices.max { votes[$0 * bins + bin] < votes[$1 * bins + bin] }
            guard let i = strongest, votes[i * bins + bin] >= least else { continue }
            let offset = Double(bin) * 2 + 1 - slopes[i] * middle
            found.append((Edge(offset: offset, slope: slopes[i]), bin, votes[i * bins + bin]))
        }
        var chosen: [(edge: Edge, bin: Int, votes: Int)] = []
        for line in found.sorted(by: { ($0.votes, -$0.bin) > ($1.votes, -$1.bin) }) where chosen.count < 12 {
            if !chosen.contains(where: { abs($0.bin - line.bin) < 4 }) { chosen.append(line) }
        }
        return chosen.map(\.edge)
    }

    /// The line laid through the points near it, the part of the rows that have one, and how much brighter it gets
    /// there.
    private func refined(_ rough: Edge, _ points: [Point]) -> (edge: Edge, support: Double, rise: Double) {
        var edge = rough
        for reach in [4.0, 2.5] {
            let near = points.filter { abs(edge.position(at: $0.along) - $0.at) <= reach }
            edge = Self.leastSquares(near) ?? edge
        }
        let near = points.filter { abs(edge.position(at: $0.along) - $0.at) <= 2 }
        let rise = near.reduce(0.0) { $0 + Double(min(60, abs($1.rise))) } / Double(max(1, near.count))
        return (edge, Double(near.count) * 2 / Double(picture.height), rise)
    }

    /// Whether what lies outside an edge is no part of the page: hardly any print, darker right beside the edge than
    /// the paper there, and farther off hardly anywhere as bright as the paper's bright parts.
    private func isSheetSide(_ edge: Edge, fromLeft: Bool) -> Bool {
        let width = picture.width
        func place(_ row: Int, _ i: Int) -> Int { row * width + (fromLeft ? i : width - 1 - i) }
        var (print, allPrint) = (0, 0)
        var sides: [(row: Int, line: Int, paper: Int)] = []
        for row in 0..<picture.height {
            let x = Int(edge.position(at: Double(row)))
            let line = fromLeft ? x : width - 1 - x
            for i in 0..<width where picture.isPrint[place(row, i)] {
                allPrint += 1
                // The sheet's own shadow is as thin and dark as print.
                if i < line - 12 { print += 1 }
            }
            guard line >= 0, line + 12 < width else { continue }
            let paper = (3..<12).reduce(0) { $0 + Int(picture.levels[place(row, line + $1)]) } / 9
            // Beyond the sheet's corners the line runs over the ground.
            let ground = (3..<6).reduce(0) { $0 + Int(picture.levels[place(row, max(0, line - $1))]) } / 3
            if paper - ground > Self.step / 2 { sides.append((row, line, paper)) }
        }
        guard !sides.isEmpty else { return false }
        let bright = sides.map(\.paper).sorted()[sides.count * 9 / 10]
        var (outside, near, darkNear, darkFar, levels) = (0, 0, 0, 0, 0)
        for side in sides {
            for i in 0..<max(0, side.line - 2) {
                let level = Int(picture.levels[place(side.row, i)])
                outside += 1
                levels += level
                if i > side.line - 16 {
                    near += 1
                    if level < side.paper - 4 { darkNear += 1 }
                } else if level < bright - 6 {
                    darkFar += 1
                }
            }
        }
        // A margin of a pixel or two is not worth a cut.
        guard outside > sides.count * 2, darkNear * 10 >= near * 8, darkFar * 10 >= (outside - near) * 8
        else {
            return false
        }
        if print * 100 <= allPrint { return true }
        let paper = sides.reduce(0) { $0 + $1.paper } / sides.count
        let inside = max(1, width * picture.height - outside)
        return levels / outside * 4 < paper * 3
            && Double(print) / Double(outside) < 0.4 * Double(allPrint - print) / Double(inside)
    }

    private static func leastSquares(_ points: [Point]) -> Edge? {
        let n = Double(points.count)
        guard n >= 4 else { return nil }
        let meanAlong = points.reduce(0) { $0 + $1.along } / n
        let meanAt = points.reduce(0) { $0 + $1.at } / n
        let spread = points.reduce(0) { $0 + ($1.along - meanAlong) * ($1.along - meanAlong) }
        guard spread > 0 else { return nil }
        let slope = points.reduce(0) { $0 + ($1.along - meanAlong) * ($1.at - meanAt) } / spread
        return Edge(offset: meanAt - slope * meanAlong, slope: slope)
    }
}
