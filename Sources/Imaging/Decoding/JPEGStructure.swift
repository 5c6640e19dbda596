/// What the markers of a JPEG say before it is decoded.
///
/// Source: ITU-T T.81, annex B.
struct JPEGStructure {
    let width: Int
    let height: Int
    /// 1 grey, 3 colour, 4 CMYK or YCCK.
    let components: Int
    /// The EXIF orientation, 1…8.
    let orientation: Int
    /// How often rubbish stands between two segments, at which the decoder takes no harm but warns.
    let gaps: Int

    /// Walks the markers to the end of the image.
    ///
    /// - Throws: `unsupported` for kinds that the library cannot decode or that would take it too long,
    ///   `corrupt` where the image has no frame or no end.
    init(_ bytes: [UInt8], limits: DecodingLimits) throws(DecodingError) {
        let big = ByteOrder.big
        var frame: (width: Int, height: Int, components: Int)?
        var orientation = 1
        var scans = 0
        var gaps = 0
        var isCodedData = false
        var offset = 2
        while true {
            if !isCodedData, offset < bytes.count, bytes[offset] != 0xFF { gaps += 1 }
            guard let marker = Self.nextMarker(in: bytes, from: &offset) else {
                throw DecodingError(.corrupt, "the JPEG is cut off: copy or scan it again")
            }
            if marker == 0xD9 { break }
            guard let length = big.number(in: bytes, at: offset, width: 2).map(Int.init), length >= 2,
                offset + length <= bytes.count
            else { throw DecodingError(.corrupt, "the JPEG is cut off: copy or scan it again") }
            switch marker {
            case 0xC0, 0xC1, 0xC2:
                if frame == nil { frame = try Self.frame(in: bytes, at: offset) }
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                throw DecodingError(
                    .unsupported,
                    "lossless, hierarchical or arithmetic JPEG is not accepted: save the page as PNG")
            case 0xF7:
                throw DecodingError(.unsupported, "JPEG-LS is not accepted: save the page as PNG")
            case 0xE1:
                let body = bytes[offset + 2..<offset + length]
                if body.starts(with: Array("Exif".utf8) + [0, 0]) {
                    orientation = EXIF.orientation(in: Array(body.dropFirst(6)))
                }
            case 0xDA:
                scans += 1
                guard scans <= limits.scans else {
                    throw DecodingError(
                        .unsupported,
                        "more than \(limits.scans) progressive scans are not accepted: save the page as PNG")
                }
            default: break
            }
            isCodedData = marker == 0xDA
            offset += length
        }
        guard let frame else {
            throw DecodingError(.corrupt, "the JPEG holds no picture: copy or scan it again")
        }
        (width, height, components) = frame
        self.orientation = orientation
        self.gaps = gaps
    }

    /// The next marker that starts a segment or ends the image, leaving `offset` behind it.
    ///
    /// Skips coded data, stuffed zeros, restart markers, fill bytes, and rubbish between segments, as the
    /// decoder does.
    private static func nextMarker(in bytes: [UInt8], from offset: inout Int) -> UInt8? {
        while offset < bytes.count, let prefix = bytes[offset...].firstIndex(of: 0xFF) {
            offset = prefix + 1
            while offset < bytes.count, bytes[offset] == 0xFF { offset += 1 }
            guard offset < bytes.count else { return nil }
            let marker = bytes[offset]
            offset += 1
            switch marker {
            case 0x00, 0x01, 0xD0...0xD8: continue
            default: return marker
            }
        }
        return nil
    }

    private static func frame(
        in bytes: [UInt8], at offset: Int
    ) throws(DecodingError) -> (width: Int, height: Int, components: Int) {
        let big = ByteOrder.big
        guard let precision = big.number(in: bytes, at: offset + 2, width: 1),
            let height = big.number(in: bytes, at: offset + 3, width: 2),
            let width = big.number(in: bytes, at: offset + 5, width: 2),
            let components = big.number(in: bytes, at: offset + 7, width: 1)
        else { throw DecodingError(.corrupt, "the JPEG is cut off: copy or scan it again") }
        guard precision == 8 else {
            throw DecodingError(
                .unsupported, "JPEG of \(precision) bits is not accepted: save the page as PNG")
        }
        guard [1, 3, 4].contains(components) else {
            throw DecodingError(
                .unsupported, "JPEG with \(components) channels is not accepted: save the page as PNG")
        }
        guard height > 0 else {
            throw DecodingError(
                .unsupported, "JPEG without a height in its header is not accepted: save the page as PNG")
        }
        return (Int(width), Int(height), Int(components))
    }
}
