/// The kinds of file that are accepted, told by content and never by name.
public enum SourceFormat: String, Codable, Sendable, CaseIterable {
    case tiff
    case jpeg
    case png
    case pdf

    /// Tells the format from the first bytes.
    ///
    /// - Throws: `empty`, `unsupported` with the format's name for an image that is not accepted, `not_image`.
    static func sniff(_ bytes: [UInt8]) throws(DecodingError) -> SourceFormat {
        guard !bytes.isEmpty else {
            throw DecodingError(.empty, "the file is empty: scan or copy it again")
        }
        for (signature, format) in signatures where bytes.starts(with: signature) { return format }
        // Acrobat accepts the header anywhere in the first 1024 bytes, and so do scanners' mail gateways.
        if bytes.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil { return .pdf }
        for (signature, offset, name) in refused where bytes.dropFirst(offset).starts(with: signature) {
            throw DecodingError(
                .unsupported, "\(name) is not accepted: save the page as PNG, JPEG, TIFF or PDF")
        }
        let looksLikeText = bytes.prefix(512).allSatisfy {
            $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D].contains($0)
        }
        throw DecodingError(
            .notImage,
            (looksLikeText ? "the file holds text, not an image" : "the file is no image that is known")
                + ": give a TIFF, JPEG, PNG or PDF")
    }

    private static let signatures: [([UInt8], SourceFormat)] = [
        ([0x49, 0x49, 0x2A, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        ([0x49, 0x49, 0x2B, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2B], .tiff),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("%PDF-".utf8), .pdf),
    ]

    /// Signature, its offset, and the format's name.
    private static let refused: [([UInt8], Int, String)] = [
        (Array("GIF8".utf8), 0, "GIF"), (Array("BM".utf8), 0, "BMP"), (Array("8BPS".utf8), 0, "PSD"),
        (Array("WEBP".utf8), 8, "WebP"), (Array("ftyphei".utf8), 4, "HEIC"),
        (Array("ftypmif".utf8), 4, "HEIC"),
        (Array("ftypavi".utf8), 4, "AVIF"), (Array("jP  ".utf8), 4, "JPEG 2000"),
        ([0xFF, 0x4F, 0xFF, 0x51], 0, "JPEG 2000"), (Array("DDS ".utf8), 0, "DDS"),
        (Array("AT&TFORM".utf8), 0, "DjVu"), ([0x97, 0x4A, 0x42, 0x32], 0, "JBIG2"),
        (Array("PK".utf8) + [3, 4], 0, "a ZIP archive"),
    ]
}
