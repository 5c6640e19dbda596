/// A projective map of the plane, as a 3 × 3 matrix in rows.
struct Homography: Hashable {
    var rows: [Double]

    static let identity = Homography(rows: [1, 0, 0, 0, 1, 0, 0, 0, 1])

    static func translation(x: Double, y: Double) -> Homography {
        Homography(rows: [1, 0, x, 0, 1, y, 0, 0, 1])
    }

    /// A turn about a point; sine and cosine of the angle, which is clockwise as y points down.
    static func turn(sine: Double, cosine: Double, about centre: PixelPoint) -> Homography {
        translation(x: -centre.x, y: -centre.y)
            .followed(by: Homography(rows: [cosine, -sine, 0, sine, cosine, 0, 0, 0, 1]))
            .followed(by: translation(x: centre.x, y: centre.y))
    }

    /// The map that takes four points to four others; nil when three of them lie on a line.
    ///
    /// Source: Hartley and Zisserman, “Multiple View Geometry in Computer Vision”, §4.1, with the last element fixed
    /// to 1.
    init?(from source: [PixelPoint], to target: [PixelPoint]) {
        guard source.count == 4, target.count == 4 else { return nil }
        var system: [[Double]] = []
        for (s, t) in zip(source, target) {
            system.append([s.x, s.y, 1, 0, 0, 0, -s.x * t.x, -s.y * t.x, t.x])
            system.append([0, 0, 0, s.x, s.y, 1, -s.x * t.y, -s.y * t.y, t.y])
        }
        for column in 0..<8 {
            guard let pivot = (column..<8).max(by: { abs(system[$0][column]) < abs(system[$1][column]) }),
                abs(system[pivot][column]) > 1e-12
            else { return nil }
            system.swapAt(column, pivot)
            for row in 0..<8 where row != column {
                let factor = system[row][column] / system[column][column]
                for index in column..<9 { system[row][index] -= factor * system[column][index] }
            }
        }
        rows = (0..<8).map { system[$0][8] / system[$0][$0] } + [1]
    }

    init(rows: [Double]) {
        self.rows = rows
    }

    /// The map that does this one first and another after it.
    func followed(by next: Homography) -> Homography {
        var product = [Double](repeating: 0, count: 9)
        for row in 0..<3 {
            for column in 0..<3 {
                for index in 0..<3 {
                    product[row * 3 + column] += next.rows[row * 3 + index] * rows[index * 3 + column]
                }
            }
        }
        return Homography(rows: product)
    }

    /// The map back, up to a factor, which a projective map does not feel.
    var inverse: Homography {
        let m = rows
        return Homography(rows: [
            m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
        ])
    }

    func apply(to point: PixelPoint) -> PixelPoint {
        let weight = rows[6] * point.x + rows[7] * point.y + rows[8]
        return PixelPoint(
            x: (rows[0] * point.x + rows[1] * point.y + rows[2]) / weight,
            y: (rows[3] * point.x + rows[4] * point.y + rows[5]) / weight)
    }
}
