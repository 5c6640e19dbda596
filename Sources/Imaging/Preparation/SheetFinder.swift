/// Finds the sheet of paper on a scanner bed or a desk.
///
/// The search runs on a reduced picture without its print. On each side the best straight edge is taken behind
/// which there is no print and nothing as bright as paper; a side without one is taken as the picture's own. So
/// folds, shadows and filled boxes of the page itself are no edges, and nothing printed is cut off.
public enum SheetFinder {
    /// Longest side of the reduced picture that is searched, pixels.
    static let searchSize = 640.0

    /// The corners of the sheet in the raster's pixels, or nil where the sheet fills the picture.
    public static func sheet(in raster: borrowing Raster) -> Quadrilateral? {
        let factor = min(1, searchSize / Double(max(raster.width, raster.height)))
        guard let picture = ReducedPicture(raster, factor: factor) else { return nil }
        let (left, right) = EdgeSearch(picture: picture).edges()
        let (top, bottom) = EdgeSearch(picture: picture.transposed()).edges()
        guard left != nil || right != nil || top != nil || bottom != nil else { return nil }
        let (w, h) = (Double(picture.width), Double(picture.height))
        let sides = Sides(
            left: left ?? Edge(offset: 0, slope: 0), right: right ?? Edge(offset: w, slope: 0),
            top: top ?? Edge(offset: 0, slope: 0), bottom: bottom ?? Edge(offset: h, slope: 0))
        let quad = sides.quadrilateral
        // A sheet that is less than an eighth of the picture is a shadow or a sticker, not the sheet.
        guard quad.area > 0.125 * w * h, quad.isConvex else { return nil }
        return quad.scaled(by: 1 / factor, insetBy: 0.8)
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

    func position(at along: Double) -> Double { offset + slope * along }
}
