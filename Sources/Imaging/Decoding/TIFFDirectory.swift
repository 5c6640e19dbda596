/// One image file directory of a TIFF: the tags that tell whether its page can be decoded safely.
struct TIFFDirectory {
    private enum Tag {
        static let subfileType = 254
        static let width = 256
        static let height = 257
        static let bitsPerSample = 258
        static let compression = 259
        static let photometric = 262
        static let stripOffsets = 273
        static let samplesPerPixel = 277
        static let stripByteCounts = 279
        static let tileOffsets = 324
        static let tileByteCounts = 325
        static let sampleFormat = 339
    }

    private struct Entry {
        var type: Int
        var count: Int
        /// Where the values start, bytes.
        var offset: Int
    }

    /// Where the next directory starts; 0 at the end of the chain, nil where the file ends first.
    let next: UInt64?
    /// The bytes of the link to the next directory.
    let link: Range<Int>
    /// In pixels; 0 where the directory does not say.
    var width: Int { value(Tag.width) ?? 0 }
    /// In pixels; 0 where the directory does not say.
    var height: Int { value(Tag.height) ?? 0 }
    /// Whether it holds a thumbnail or a mask rather than a page.
    var isAuxiliary: Bool { (value(Tag.subfileType) ?? 0) & 0b101 != 0 }

    private let bytes: [UInt8]
    private let order: ByteOrder
    private let isBig: Bool
    private var entries: [Int: Entry] = [:]

    /// Reads the entries of the directory at `offset`.
    ///
    /// - Throws: `corrupt` where the directory is cut off or impossibly long.
    init(
        bytes: [UInt8], offset: Int, order: ByteOrder, isBig: Bool, limits: DecodingLimits
    ) throws(DecodingError) {
        self.bytes = bytes
        self.order = order
        self.isBig = isBig
        let (countWidth, entryWidth, linkWidth) = isBig ? (8, 20, 8) : (2, 12, 4)
        guard let count = order.number(in: bytes, at: offset, width: countWidth),
            count <= limits.directoryEntries, count > 0,
            offset + countWidth + Int(count) * entryWidth <= bytes.count
        else {
            throw DecodingError(.corrupt, "the TIFF's directory is damaged: copy or scan it again")
        }
        let first = offset + countWidth
        for index in 0..<Int(count) {
            let entry = first + index * entryWidth
            guard let tag = order.number(in: bytes, at: entry, width: 2),
                let type = order.number(in: bytes, at: entry + 2, width: 2),
                let values = order.number(in: bytes, at: entry + 4, width: linkWidth),
                let number = Int(exactly: values)
            else { continue }
            let (size, overflow) = number.multipliedReportingOverflow(by: Self.size(ofType: Int(type)))
            guard !overflow, size > 0 else { continue }
            let inline = entry + 4 + linkWidth
            guard
                let place = size <= linkWidth
                    ? inline
                    : order.number(in: bytes, at: inline, width: linkWidth).flatMap({ Int(exactly: $0) })
            else { continue }
            // As in libtiff, the first of several entries with one tag counts.
            if entries[Int(tag)] == nil {
                entries[Int(tag)] = Entry(type: Int(type), count: number, offset: place)
            }
        }
        let end = first + Int(count) * entryWidth
        link = end..<end + linkWidth
        // A link that is cut off with the end of the file ends the chain, as in libtiff.
        next = order.number(in: bytes, at: end, width: linkWidth) ?? 0
    }

    /// Bytes of one value of a field type; 0 for types that are not numbers.
    private static func size(ofType type: Int) -> Int {
        switch type {
        case 1, 6, 7: 1
        case 3, 8: 2
        case 4, 9, 13: 4
        case 16, 17, 18: 8
        default: 0
        }
    }

    private func values(_ tag: Int, limit: Int) -> [Int]? {
        guard let entry = entries[tag], entry.count <= limit else { return nil }
        let size = Self.size(ofType: entry.type)
        var result: [Int] = []
        result.reserveCapacity(entry.count)
        for index in 0..<entry.count {
            guard let value = order.number(in: bytes, at: entry.offset + index * size, width: size),
                let number = Int(exactly: value)
            else { return nil }
            result.append(number)
        }
        return result
    }

    private func value(_ tag: Int) -> Int? {
        values(tag, limit: 16)?.first
    }

    /// Checks that the page is of a kind and a size that can be decoded, and that its data lie in the file.
    func check(limits: DecodingLimits) throws(DecodingError) {
        guard entries[Tag.width] != nil, entries[Tag.height] != nil else {
            throw DecodingError(.corrupt, "the TIFF does not say how large the page is: scan it again")
        }
        try limits.check(width: width, height: height)
        try checkKind()
        let isTiled = entries[Tag.tileOffsets] != nil
        let offsetsTag = isTiled ? Tag.tileOffsets : Tag.stripOffsets
        guard let declared = entries[offsetsTag] else {
            throw DecodingError(.corrupt, "the TIFF page has no data: copy or scan it again")
        }
        guard declared.count <= limits.strips else {
            throw DecodingError(
                .unsupported,
                "\(declared.count) strips in a page are too many (at most \(limits.strips)): "
                    + "save the page again")
        }
        guard let offsets = values(offsetsTag, limit: limits.strips) else { throw cutOff }
        guard let counts = values(isTiled ? Tag.tileByteCounts : Tag.stripByteCounts, limit: limits.strips)
        else {
            // libtiff works the counts out itself where there are none.
            guard offsets.allSatisfy({ $0 < bytes.count }) else { throw cutOff }
            return
        }
        for (offset, count) in zip(offsets, counts) where offset > bytes.count || count > bytes.count - offset
        {
            throw cutOff
        }
    }

    private var cutOff: DecodingError {
        DecodingError(.corrupt, "the TIFF is cut off within this page: copy or scan it again")
    }

    private func checkKind() throws(DecodingError) {
        let compression = value(Tag.compression) ?? 1
        guard let name = Self.compressions[compression] else {
            let kind = compression == 6 ? "old-style JPEG" : "kind \(compression)"
            throw DecodingError(
                .unsupported, "TIFF compression of \(kind) is not accepted: save the page with LZW or G4")
        }
        let photometric = value(Tag.photometric) ?? 0
        guard (0...6).contains(photometric), photometric != 4 else {
            throw DecodingError(
                .unsupported, "TIFF colours of kind \(photometric) are not accepted: save the page as RGB")
        }
        let bits = values(Tag.bitsPerSample, limit: 64) ?? [1]
        let samples = value(Tag.samplesPerPixel) ?? 1
        let formats = values(Tag.sampleFormat, limit: 64) ?? [1]
        guard formats.allSatisfy({ $0 == 1 || $0 == 4 }), (1...5).contains(samples),
            bits.allSatisfy({ [1, 2, 4, 8, 16].contains($0) }), Set(bits).count == 1,
            samples < 3 || bits.allSatisfy({ $0 >= 8 }),
            // A palette beside an extra sample crashes readers of the picture.
            photometric != Self.palette || samples == 1
        else {
            throw DecodingError(
                .unsupported,
                "\(name) TIFF with \(samples) samples of \(bits.map(String.init).joined(separator: ", ")) "
                    + "bits is not accepted: save the page with 8 bits a sample")
        }
    }

    private static let palette = 3

    /// The compressions that libtiff decodes safely.
    private static let compressions = [
        1: "uncompressed", 2: "G3", 3: "G3", 4: "G4", 5: "LZW", 7: "JPEG", 8: "Deflate", 32946: "Deflate",
        32773: "PackBits",
    ]
}
