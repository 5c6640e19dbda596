/// Lays one page over another by what stands on both.
///
/// A second scan of a sheet is moved, turned a little, and stretched along each side: an affine map takes every number of
/// the one to its place on the other. Numbers that two different slips share by chance stand anywhere.
enum SheetRegistration {
    /// How far a number may lie from its place: 1.5 % of the page's side, about a line of print.
    private static let tolerance = 150.0

    /// How many numbers one map takes to their places, of all that stand on both pages, in thousandths.
    ///
    /// The map is fitted to all of them, then again to those that lie best, until they stay the same.
    static func inPlace(_ pairs: [(PageNumbers.Token, PageNumbers.Token)]) -> Int {
        guard pairs.count >= 4 else { return 0 }
        let points = pairs.map { from, to in
            Point(x: Double(from.x), y: Double(from.y), u: Double(to.x), v: Double(to.y))
        }
        var chosen = points
        for _ in 0..<8 {
            guard let map = Map(fitting: chosen) else { return 0 }
            let errors = points.map(map.error).sorted()
            // The nearer three quarters, or all that lie well.
            let bound = max(errors[(errors.count * 3 - 1) / 4], tolerance)
            let next = points.filter { map.error($0) <= bound }
            if next.count == chosen.count, bound == tolerance { break }
            chosen = next
        }
        guard let map = Map(fitting: chosen), map.isPlausible else { return 0 }
        return points.count { map.error($0) <= tolerance } * 1000 / points.count
    }

    private struct Point {
        var x: Double
        var y: Double
        var u: Double
        var v: Double
    }

    /// u = a·x + b·y + c, v = d·x + e·y + f.
    private struct Map {
        var a: Double
        var b: Double
        var c: Double
        var d: Double
        var e: Double
        var f: Double

        /// The map with the least squares of errors; nil where the points lie on a line.
        init?(fitting points: [Point]) {
            let n = Double(points.count)
            guard n >= 3 else { return nil }
            let (mx, my) = (points.reduce(0) { $0 + $1.x } / n, points.reduce(0) { $0 + $1.y } / n)
            let (mu, mv) = (points.reduce(0) { $0 + $1.u } / n, points.reduce(0) { $0 + $1.v } / n)
            var (xx, xy, yy, xu, yu, xv, yv) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
            for point in points {
                let (x, y, u, v) = (point.x - mx, point.y - my, point.u - mu, point.v - mv)
                xx += x * x
                xy += x * y
                yy += y * y
                xu += x * u
                yu += y * u
                xv += x * v
                yv += y * v
            }
            let determinant = xx * yy - xy * xy
            guard determinant > 1e-3 * (xx + yy) * (xx + yy) / 4 else { return nil }
            a = (xu * yy - yu * xy) / determinant
            b = (yu * xx - xu * xy) / determinant
            d = (xv * yy - yv * xy) / determinant
            e = (yv * xx - xv * xy) / determinant
            c = mu - a * mx - b * my
            f = mv - d * mx - e * my
        }

        func error(_ point: Point) -> Double {
            max(
                abs(a * point.x + b * point.y + c - point.u), abs(d * point.x + e * point.y + f - point.v))
        }

        /// Whether it moves a sheet as scanning does: stretched by less than a half, hardly turned.
        var isPlausible: Bool {
            (0.6...1.6).contains(a) && (0.6...1.6).contains(e) && abs(b) < 0.3 && abs(d) < 0.3
        }
    }
}
