/// The one fact of EXIF that reading needs.
enum EXIF {
    /// The orientation tag of the first directory, 1…8; 1 (upright) where it is absent or makes no sense.
    ///
    /// Source: EXIF 2.32, section 4.6.4, tag 274.
    ///
    /// - Parameter block: A TIFF header and what follows, as in a JPEG's APP1 segment after `Exif\0\0`.
    /// - Returns: 1…8.
    static func orientation(in block: [UInt8]) -> Int {
        let order: ByteOrder
        switch block.prefix(2) {
        case [0x49, 0x49]: order = .little
        case [0x4D, 0x4D]: order = .big
        default: return 1
        }
        guard order.number(in: block, at: 2, width: 2) == 42,
            let directory = order.number(in: block, at: 4, width: 4).flatMap({ Int(exactly: $0) }),
            let count = order.number(in: block, at: directory, width: 2)
        else { return 1 }
        for index in 0..<Int(count) {
            let entry = directory + 2 + 12 * index
            guard let tag = order.number(in: block, at: entry, width: 2) else { return 1 }
            guard tag == 274 else { continue }
            guard let value = order.number(in: block, at: entry + 8, width: 2), (1...8).contains(value) else {
                return 1
            }
            return Int(value)
        }
        return 1
    }
}
