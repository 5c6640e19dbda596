/// What the chunks of a PNG say before it is decoded.
///
/// Source: W3C PNG specification, third edition, sections 5 and 11.
struct PNGStructure {
    let width: Int
    let height: Int
    /// The EXIF orientation of the `eXIf` chunk, 1…8.
    let orientation: Int

    /// Walks the chunks.
    ///
    /// - Throws: `corrupt` where the file ends before its end chunk does.
    init(_ bytes: [UInt8]) throws(DecodingError) {
        let cutOff = DecodingError(.corrupt, "the PNG is cut off: copy or scan it again")
        let big = ByteOrder.big
        var offset = 8
        guard big.number(in: bytes, at: offset, width: 4) == 13,
            bytes.dropFirst(offset + 4).starts(with: Array("IHDR".utf8)),
            let width = big.number(in: bytes, at: offset + 8, width: 4),
            let height = big.number(in: bytes, at: offset + 12, width: 4)
        else { throw DecodingError(.corrupt, "the PNG has no header: copy or scan it again") }
        self.width = Int(width)
        self.height = Int(height)

        var orientation = 1
        var ended = false
        while !ended {
            guard let length = big.number(in: bytes, at: offset, width: 4).map(Int.init),
                length <= bytes.count - offset - 12
            else { throw cutOff }
            let name = bytes[offset + 4..<offset + 8]
            if name.elementsEqual(Array("eXIf".utf8)) {
                orientation = EXIF.orientation(in: Array(bytes[offset + 8..<offset + 8 + length]))
            }
            ended = name.elementsEqual(Array("IEND".utf8))
            offset += 12 + length
        }
        self.orientation = orientation
    }
}
