internal import CLeptonica

/// Finds the sheet of paper on a scanner bed or a desk.
///
/// From each side of the picture, scan lines run inwards until the bed gives way to something brighter; a line
/// is laid through these steps with RANSAC. A side without a consistent edge is taken as the picture's own.
public enum SheetFinder {
    /// Longest side of the reduced picture that is searched, pixels.
    static let searchSize = 640.0
    /// Grey levels by which paper is brighter than the bed beside it.
    static let step = 16

    /// The corners of the sheet in the raster's pixels, or nil where the sheet fills the picture.
    public static func sheet(in raster: borrowing Raster) -> Quadrilateral? {
        let factor = min(1, searchSize / Double(max(raster.width, raster.height)))
        guard let grey = raster.grey(), let small = grey.scaled(by: factor) else { return nil }
        let picture = ReducedPicture(
            width: small.width, height: small.height, levels: small.greyLevels())
        guard picture.levels.count == picture.width * picture.height, picture.width > 60, picture.height > 60
        else { return nil }
        let left = picture.edge(from: .left)
        let right = picture.edge(from: .right)
        let top = picture.edge(from: .top)
        let bottom = picture.edge(from: .bottom)
        guard left != nil || right != nil || top != nil || bottom != nil else { return nil }
        let (w, h) = (Double(picture.width), Double(picture.height))
        let sides = Sides(
            left: left ?? Edge(offset: 0, slope: 0), right: right ?? Edge(offset: w, slope: 0),
            top: top ?? Edge(offset: 0, slope: 0), bottom: bottom ?? Edge(offset: h, slope: 0))
        let quad = sides.quadrilateral
        // A sheet that is less than a quarter of the picture is a shadow or a sticker, not the sheet.
        guard quad.area > 0.25 * w * h else { return nil }
        return quad.scaled(by: 1 / factor, insetBy: 1.5)
    }

    private struct Sides {
        var left: Edge
        var right: Edge
        var top: Edge
        var bottom: Edge

        var quadrilateral: Quadrilateral {
            Quadrilateral(
                topLeft: Self.meet(left, top), topRight: Self.meet(right, top),
                bottomRight: Self.meet(right, bottom), bottomLeft: Self.meet(left, bottom))
        }

        /// Where x = a + b·y (upright) and y = c + d·x (level) meet.
        private static func meet(_ upright: Edge, _ level: Edge) -> Quadrilateral.Corner {
            let x =
                (upright.offset + upright.slope * level.offset) / (1 - upright.slope * level.slope)
            return Quadrilateral.Corner(x: x, y: level.offset + level.slope * x)
        }
    }
}

/// A nearly upright or nearly level line: position = offset + slope × distance along it.
struct Edge: Equatable {
    var offset: Double
    var slope: Double
}

/// The picture as searched for the sheet's edges.
struct ReducedPicture {
    enum Side {
        case left
        case right
        case top
        case bottom
    }

    var width: Int
    var height: Int
    var levels: [UInt8]

    /// The line along which bed turns into paper, seen from one side; nil where there is no bed.
    func edge(from side: Side) -> Edge? {
        let isUpright = side == .left || side == .right
        let scans = isUpright ? height : width
        let depth = (isUpright ? width : height) * 2 / 5
        let steps = (0..<scans).compactMap { along -> (along: Double, at: Double)? in
            step(at: along, from: side, depth: depth).map { (Double(along), Double($0)) }
        }
        guard steps.count * 3 > scans else { return nil }
        guard let edge = Self.line(through: steps), abs(edge.slope) < 0.2 else { return nil }
        let agreeing = steps.count { abs(edge.offset + edge.slope * $0.along - $0.at) <= 2 }
        guard agreeing * 2 > steps.count, agreeing * 3 > scans else { return nil }
        guard side == .right || side == .bottom else { return edge }
        let far = Double(side == .right ? width : height)
        return Edge(offset: far - edge.offset, slope: -edge.slope)
    }

    /// Pixels from the side to the first place where it turns and stays brighter than the bed; nil for none.
    private func step(at along: Int, from side: Side, depth: Int) -> Int? {
        func level(_ i: Int) -> Int {
            switch side {
            case .left: Int(levels[along * width + i])
            case .right: Int(levels[along * width + width - 1 - i])
            case .top: Int(levels[i * width + along])
            case .bottom: Int(levels[(height - 1 - i) * width + along])
            }
        }
        var bed = (level(0) + level(1) + level(2)) / 3
        var i = 3
        while i < depth {
            let brighter = level(i) - bed
            if brighter > SheetFinder.step, level(i + 1) - bed > SheetFinder.step {
                let stays = (2...8).count { level(i + $0) - bed > SheetFinder.step }
                let sharp = level(i + 2) - level(max(0, i - 3)) > SheetFinder.step
                if stays >= 6 && sharp { return i }
            }
            // The bed's own level follows slow changes of light, not the paper's edge.
            if abs(brighter) <= SheetFinder.step { bed = (bed * 7 + level(i)) / 8 }
            i += 1
        }
        return nil
    }

    /// RANSAC with a fixed sequence of pairs, so that the same picture always gives the same line.
    private static func line(through steps: [(along: Double, at: Double)]) -> Edge? {
        guard steps.count >= 8 else { return nil }
        var best: (edge: Edge, agreeing: Int)?
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        for _ in 0..<200 {
            let a = steps[next(steps.count)]
            let b = steps[next(steps.count)]
            guard abs(b.along - a.along) > 10 else { continue }
            let slope = (b.at - a.at) / (b.along - a.along)
            let edge = Edge(offset: a.at - slope * a.along, slope: slope)
            let agreeing = steps.count { abs(edge.offset + slope * $0.along - $0.at) <= 1.5 }
            if agreeing > best?.agreeing ?? 0 { best = (edge, agreeing) }
        }
        guard let rough = best?.edge else { return nil }
        let near = steps.filter { abs(rough.offset + rough.slope * $0.along - $0.at) <= 2 }
        return leastSquares(near) ?? rough
    }

    private static func leastSquares(_ steps: [(along: Double, at: Double)]) -> Edge? {
        let n = Double(steps.count)
        guard n >= 4 else { return nil }
        let meanAlong = steps.reduce(0) { $0 + $1.along } / n
        let meanAt = steps.reduce(0) { $0 + $1.at } / n
        let spread = steps.reduce(0) { $0 + ($1.along - meanAlong) * ($1.along - meanAlong) }
        guard spread > 0 else { return nil }
        let slope = steps.reduce(0) { $0 + ($1.along - meanAlong) * ($1.at - meanAt) } / spread
        return Edge(offset: meanAt - slope * meanAlong, slope: slope)
    }
}

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
