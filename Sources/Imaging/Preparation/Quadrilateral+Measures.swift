extension Quadrilateral {
    /// In square pixels (shoelace formula).
    var area: Double {
        let points = corners
        var sum = 0.0
        for i in points.indices {
            let (a, b) = (points[i], points[(i + 1) % points.count])
            sum += a.x * b.y - b.x * a.y
        }
        return abs(sum) / 2
    }

    /// Whether going round the corners one always turns clockwise.
    var isConvex: Bool {
        let points = corners
        return points.indices.allSatisfy { i in
            let (a, b, c) = (points[i], points[(i + 1) % 4], points[(i + 2) % 4])
            return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) > 0
        }
    }

    /// The same corners in a picture `factor` times as large, first drawn in by some pixels of the small one.
    func scaled(by factor: Double, insetBy inset: Double) -> Quadrilateral {
        func move(_ c: Corner, _ dx: Double, _ dy: Double) -> Corner {
            Corner(x: (c.x + dx * inset) * factor, y: (c.y + dy * inset) * factor)
        }
        return Quadrilateral(
            topLeft: move(topLeft, 1, 1), topRight: move(topRight, -1, 1),
            bottomRight: move(bottomRight, -1, -1), bottomLeft: move(bottomLeft, 1, -1))
    }

    /// Mean length of the level sides, pixels.
    var meanWidth: Double {
        (Self.length(topLeft, topRight) + Self.length(bottomLeft, bottomRight)) / 2
    }

    /// Mean length of the upright sides, pixels.
    var meanHeight: Double {
        (Self.length(topLeft, bottomLeft) + Self.length(topRight, bottomRight)) / 2
    }

    private static func length(_ a: Corner, _ b: Corner) -> Double {
        let (dx, dy) = (a.x - b.x, a.y - b.y)
        return (dx * dx + dy * dy).squareRoot()
    }
}
