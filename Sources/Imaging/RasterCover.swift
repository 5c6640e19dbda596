internal import CLeptonica
public import Layout

extension Raster {
    /// The picture with boxes painted over: what was printed in them is gone.
    ///
    /// - Parameter boxes: In pixels; what lies outside the picture is left out.
    /// - Returns: The picture.
    /// - Throws: `oom` when there is no memory for them.
    public consuming func covering(_ boxes: [Layout.Box]) throws(DecodingError) -> Raster {
        let grey: UInt32 =
            switch depth {
            case 1: 1
            case 8: 0x8C
            default: 0x8C8C_8C00
            }
        for box in boxes {
            let part = box.intersection(Layout.Box(x: 0, y: 0, width: width, height: height))
            guard !part.isEmpty else { continue }
            var area = boxCreate(l_int32(part.x), l_int32(part.y), l_int32(part.width), l_int32(part.height))
            defer { boxDestroy(&area) }
            guard area != nil, pixSetInRectArbitrary(pix, area, grey) == 0 else {
                throw DecodingError(.outOfMemory, "no memory to cover a part of the page")
            }
        }
        return self
    }
}
