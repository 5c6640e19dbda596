internal import CLeptonica
public import Layout

extension Raster {
    /// The bounding boxes of the connected black parts of a black-and-white raster (8-connected), unordered.
    public func components() -> [Layout.Box] {
        guard depth == 1 else { return [] }
        var boxa = pixConnCompBB(pix, 8)
        guard let boxes = boxa else { return [] }
        defer { boxaDestroy(&boxa) }
        let count = Int(boxaGetCount(boxes))
        var result: [Layout.Box] = []
        result.reserveCapacity(count)
        for i in 0..<count {
            var (x, y, w, h): (l_int32, l_int32, l_int32, l_int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, l_int32(i), &x, &y, &w, &h) == 0 else { continue }
            result.append(Layout.Box(x: Int(x), y: Int(y), width: Int(w), height: Int(h)))
        }
        return result
    }

    /// How many black pixels lie in a box of a black-and-white raster.
    public func blackPixels(in box: Layout.Box) -> Int {
        guard depth == 1, let part = clipped(to: box) else { return 0 }
        var count: l_int32 = 0
        guard pixCountPixels(part.pix, &count, nil) == 0 else { return 0 }
        return Int(count)
    }

    /// A Leptonica sequence of morphological operations on a black-and-white raster, such as `c9.1 + o3.1`.
    public func morphed(_ sequence: String) -> Raster? {
        guard depth == 1 else { return nil }
        return Raster(owning: pixMorphSequence(pix, sequence, 0))
    }
}
