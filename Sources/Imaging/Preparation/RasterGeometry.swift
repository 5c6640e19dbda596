internal import CLeptonica
public import Layout

extension Raster {
    /// A second raster with the same pixels.
    public func copy() -> Raster? {
        Raster(owning: pixCopy(nil, pix))
    }

    /// The part within `box`, which is first cut down to the raster; nil when nothing is left.
    public func clipped(to box: Layout.Box) -> Raster? {
        let inside = box.intersection(Layout.Box(x: 0, y: 0, width: width, height: height))
        guard !inside.isEmpty,
            let frame = boxCreate(
                l_int32(inside.x), l_int32(inside.y), l_int32(inside.width), l_int32(inside.height))
        else { return nil }
        var doomed: UnsafeMutablePointer<CLeptonica.Box>? = frame
        defer { boxDestroy(&doomed) }
        return Raster(owning: pixClipRectangle(pix, frame, nil))
    }

    /// The part of a black-and-white or grey raster within `box`, with a white margin around it.
    public func bordered(_ box: Layout.Box, dx: Int, dy: Int) -> Raster? {
        guard depth <= 8, let part = clipped(to: box) else { return nil }
        let white: l_uint32 = depth == 1 ? 0 : 255
        return Raster(
            owning: pixAddBorderGeneral(part.pix, l_int32(dx), l_int32(dx), l_int32(dy), l_int32(dy), white))
    }

    /// The same picture at `factor` times the size, grey and colour interpolated.
    public func scaled(by factor: Double) -> Raster? {
        let factor = l_float32(factor)
        if depth == 1 { return Raster(owning: pixScale(pix, factor, factor)) }
        return Raster(
            owning: factor < 0.7
                ? pixScaleAreaMap(pix, factor, factor) : pixScaleGeneral(pix, factor, factor, 0, 0))
    }

    /// The picture turned clockwise by quarter turns (0…3).
    public func turned(quarters: Int) -> Raster? {
        Raster(owning: pixRotateOrth(pix, l_int32((quarters % 4 + 4) % 4)))
    }

    /// The picture turned clockwise by a few degrees about its middle, white brought in.
    public func rotated(degrees: Double) -> Raster? {
        Raster(
            owning: pixRotate(
                pix, l_float32(degrees * .pi / 180), l_int32(L_ROTATE_AREA_MAP), l_int32(L_BRING_IN_WHITE),
                0, 0))
    }

    /// What lies within a quadrilateral, stretched to an upright picture of the given size.
    ///
    /// - Parameters:
    ///   - quad: The corners in this raster's pixels: top left, top right, bottom right, bottom left.
    ///   - width: Width of the result in pixels.
    ///   - height: Height of the result in pixels.
    /// - Returns: The picture, or nil when memory runs out.
    public func straightened(_ quad: Quadrilateral, width: Int, height: Int) -> Raster? {
        let corners = [(0, 0), (width, 0), (width, height), (0, height)].map { (Double($0.0), Double($0.1)) }
        guard var target = Self.points(corners), var origin = Self.points(quad.corners.map { ($0.x, $0.y) })
        else { return nil }
        defer {
            Self.destroy(&target)
            Self.destroy(&origin)
        }
        guard
            let warped = Raster(
                owning: pixProjectivePta(pix, target, origin, l_int32(L_BRING_IN_WHITE)))
        else { return nil }
        guard width <= warped.width, height <= warped.height else { return warped }
        return warped.clipped(to: Layout.Box(x: 0, y: 0, width: width, height: height))
    }

    private static func points(_ points: [(Double, Double)]) -> UnsafeMutablePointer<Pta>? {
        guard let pta = ptaCreate(l_int32(points.count)) else { return nil }
        for point in points { _ = ptaAddPt(pta, l_float32(point.0), l_float32(point.1)) }
        return pta
    }

    private static func destroy(_ pta: inout UnsafeMutablePointer<Pta>) {
        var doomed: UnsafeMutablePointer<Pta>? = pta
        ptaDestroy(&doomed)
    }
}

/// Four corners of a sheet in pixels, clockwise from the top left.
public struct Quadrilateral: Hashable, Sendable {
    public struct Corner: Hashable, Sendable {
        public var x: Double
        public var y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public var topLeft: Corner
    public var topRight: Corner
    public var bottomRight: Corner
    public var bottomLeft: Corner

    public init(topLeft: Corner, topRight: Corner, bottomRight: Corner, bottomLeft: Corner) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    /// Clockwise from the top left.
    public var corners: [Corner] { [topLeft, topRight, bottomRight, bottomLeft] }
}
