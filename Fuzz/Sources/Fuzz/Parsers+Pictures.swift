@testable import Structures

/// Parsers of the structure of pictures, which bound what a decoder may be given.
extension Parsers {
    private static let limits = DecodingLimits()

    @Sendable static func tiff(_ bytes: [UInt8]) {
        guard let structure = try? TIFFStructure(bytes, limits: limits) else { return }
        expect(structure.pages.count <= limits.pages + 1, "\(structure.pages.count) pages")
        for page in structure.pages where page.fault == nil {
            expect((try? limits.check(width: page.width, height: page.height)) != nil, "\(page)")
            expect(page.offset < bytes.count, "\(page)")
        }
        if let link = structure.brokenLink { expect(link.lowerBound >= 0, "\(link)") }
    }

    @Sendable static func jpeg(_ bytes: [UInt8]) {
        guard let structure = try? JPEGStructure(bytes, limits: limits) else { return }
        expect((1...8).contains(structure.orientation), "turned \(structure.orientation)")
        expect(structure.height > 0 && [1, 3, 4].contains(structure.components), "\(structure)")
    }

    @Sendable static func png(_ bytes: [UInt8]) {
        _ = try? SourceFormat.sniff(bytes)
        expect((1...8).contains(EXIF.orientation(in: bytes)), "no orientation")
        guard let structure = try? PNGStructure(bytes) else { return }
        expect((1...8).contains(structure.orientation), "turned \(structure.orientation)")
    }
}
