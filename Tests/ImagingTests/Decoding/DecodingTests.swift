import CLeptonica
import Testing

@testable import Imaging

@Suite struct `Decoding a file` {
    private static let kinds: [Kind] = [
        Kind(IFF_PNG, .png, depth: 1), Kind(IFF_PNG, .png, depth: 8), Kind(IFF_PNG, .png, depth: 32),
        Kind(IFF_JFIF_JPEG, .jpeg, depth: 8), Kind(IFF_JFIF_JPEG, .jpeg, depth: 32),
        Kind(IFF_TIFF, .tiff, depth: 8), Kind(IFF_TIFF_LZW, .tiff, depth: 32),
        Kind(IFF_TIFF_LZW, .tiff, depth: 8), Kind(IFF_TIFF_G4, .tiff, depth: 1),
        Kind(IFF_TIFF_G3, .tiff, depth: 1), Kind(IFF_TIFF_PACKBITS, .tiff, depth: 1),
        Kind(IFF_TIFF_ZIP, .tiff, depth: 8), Kind(IFF_TIFF_JPEG, .tiff, depth: 8),
        Kind(IFF_TIFF_JPEG, .tiff, depth: 32),
    ]

    private struct Kind {
        /// Leptonica's number.
        let written: Int32
        let format: SourceFormat
        let depth: Int

        init(_ written: Int, _ format: SourceFormat, depth: Int) {
            self.written = Int32(written)
            self.format = format
            self.depth = depth
        }
    }

    @Test(arguments: kinds.indices)
    func `gives the picture of each format and depth`(index: Int) throws {
        let kind = Self.kinds[index]
        let bytes = try PagesForDecoding.bytes(
            of: try PagesForDecoding.quarters(depth: kind.depth), as: kind.written)
        let document = try SourceDocument(bytes: bytes)
        #expect(document.format == kind.format)
        #expect(document.pageCount == 1)
        let page = try document.page(1)
        #expect(page.width == 64)
        #expect(page.height == 48)
        #expect(page.depth == kind.depth)
        #expect(page.declaredResolution == 300)
        #expect(PagesForDecoding.level(page, x: 8, y: 8) < 12)
        #expect(PagesForDecoding.level(page, x: 8, y: 40) > 243)
        #expect(abs(PagesForDecoding.level(page, x: 56, y: 8) - (kind.depth == 1 ? 255 : 128)) < 12)
    }

    @Test(arguments: kinds.indices)
    func `refuses a file cut off anywhere, unless its pixels are whole`(index: Int) throws {
        let kind = Self.kinds[index]
        let bytes = try PagesForDecoding.bytes(
            of: try PagesForDecoding.quarters(depth: kind.depth), as: kind.written)
        let whole = try SourceDocument(bytes: bytes).page(1)
        for length in bytes.indices {
            do throws(DecodingError) {
                let document = try SourceDocument(bytes: Array(bytes.prefix(length)))
                let page = try document.page(1)
                var isSame: l_int32 = 0
                pixEqual(page.pix, whole.pix, &isSame)
                #expect(isSame == 1 && kind.format == .tiff, "\(length) of \(bytes.count) bytes")
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }

    @Test(arguments: kinds.indices)
    func `survives any changed byte`(index: Int) throws {
        let kind = Self.kinds[index]
        let bytes = try PagesForDecoding.bytes(
            of: try PagesForDecoding.quarters(width: 24, height: 18, depth: kind.depth), as: kind.written)
        var limits = DecodingLimits()
        limits.pixels = 1_000_000
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0xFF
            do throws(DecodingError) {
                let document = try SourceDocument(bytes: changed, limits: limits)
                let page = try document.page(1)
                #expect([1, 8, 32].contains(page.depth))
                #expect(page.width * page.height <= limits.pixels)
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }

    /// Whether the stored top left and top right quarter stand right and below on the upright page.
    private static let orientations: [(Int, black: (Bool, Bool), grey: (Bool, Bool))] = [
        (1, (false, false), (true, false)), (2, (true, false), (false, false)),
        (3, (true, true), (false, true)), (4, (false, true), (true, true)),
        (5, (false, false), (false, true)), (6, (true, false), (true, true)),
        (7, (true, true), (true, false)), (8, (false, true), (false, false)),
    ]

    @Test(arguments: 1...8, ["JPEG", "PNG", "TIFF"])
    func `turns the page upright once, as the file declares`(orientation: Int, format: String) throws {
        let picture = try PagesForDecoding.quarters(width: 64, height: 48)
        let bytes: [UInt8]
        switch format {
        case "JPEG":
            bytes = PagesForDecoding.jpeg(
                try PagesForDecoding.bytes(of: picture, as: Int32(IFF_JFIF_JPEG)), orientation: orientation)
        case "PNG":
            var png = try PagesForDecoding.bytes(of: picture, as: Int32(IFF_PNG))
            let exif = PagesForDecoding.exif(orientation: orientation, isBig: false)
            // After the header chunk; libpng only warns of the wrong check sum.
            png.insert(
                contentsOf: [0, 0, 0, UInt8(exif.count)] + Array("eXIf".utf8) + exif + [0, 0, 0, 0], at: 33)
            bytes = png
        default: bytes = PagesForDecoding.TIFF(tags: [274: orientation]).bytes
        }
        let page = try SourceDocument(bytes: bytes).page(1)
        let isTurned = orientation > 4
        #expect(page.width == (isTurned ? 48 : 64))
        #expect(page.height == (isTurned ? 64 : 48))
        func level(_ place: (right: Bool, bottom: Bool)) -> Int {
            PagesForDecoding.level(
                page, x: place.right ? page.width - 6 : 6, y: place.bottom ? page.height - 6 : 6)
        }
        let expected = Self.orientations[orientation - 1]
        #expect(level(expected.black) < 12)
        #expect(abs(level(expected.grey) - 128) < 12)
    }

    @Test func `lays transparency over white`() throws {
        let picture = try PagesForDecoding.quarters(depth: 32)
        pixSetSpp(picture.pix, 4)
        for x in 0..<64 {
            for y in 0..<48 { pixSetPixel(picture.pix, l_int32(x), l_int32(y), x < 32 ? 0 : 0x0000_00FF) }
        }
        let page = try SourceDocument(bytes: PagesForDecoding.bytes(of: picture, as: Int32(IFF_PNG))).page(1)
        #expect(PagesForDecoding.level(page, x: 10, y: 10) == 255)
        #expect(PagesForDecoding.level(page, x: 50, y: 10) == 0)
    }

    @Test func `brings a palette to grey or colour and 16 bits to 8`() throws {
        let picture = try PagesForDecoding.quarters()
        let palette = try PagesForDecoding.owned(pixConvertGrayToColormap(picture.pix))
        let first = try SourceDocument(bytes: PagesForDecoding.bytes(of: palette, as: Int32(IFF_PNG))).page(1)
        #expect(first.depth == 8)
        #expect(PagesForDecoding.level(first, x: 50, y: 10) == 128)
        let deep = try PagesForDecoding.owned(pixConvert8To16(picture.pix, 8))
        let second = try SourceDocument(bytes: PagesForDecoding.bytes(of: deep, as: Int32(IFF_TIFF))).page(1)
        #expect(second.depth == 8)
        #expect(PagesForDecoding.level(second, x: 50, y: 10) == 128)
    }

    @Test func `stretches a fax's flat pixels to squares`() throws {
        let fax = try PagesForDecoding.quarters(depth: 1)
        pixSetResolution(fax.pix, 204, 102)
        let page = try SourceDocument(bytes: PagesForDecoding.bytes(of: fax, as: Int32(IFF_TIFF_G4))).page(1)
        #expect(page.width == 64)
        #expect(page.height == 96)
        #expect(page.declaredResolution == 204)
    }

    @Test(arguments: [1, 8, 32], [16, 17, 23, 31, 33, 64])
    func `packs a raster as PNG and gets it back`(depth: Int, width: Int) throws {
        let picture = try PagesForDecoding.quarters(width: width, height: 19, depth: depth)
        let page = try SourceDocument(bytes: picture.pngBytes()).page(1)
        var isSame: l_int32 = 0
        pixEqual(picture.pix, page.pix, &isSame)
        #expect(isSame == 1)
        #expect(page.depth == depth)
        #expect(page.declaredResolution == 300)
    }

    @Test func `noise that cannot be packed is packed all the same`() throws {
        let noise = try PagesForDecoding.quarters(width: 300, height: 200)
        var generator = SystemRandomNumberGenerator()
        for y in 0..<200 {
            for x in 0..<300 {
                pixSetPixel(noise.pix, l_int32(x), l_int32(y), UInt32.random(in: 0...255, using: &generator))
            }
        }
        let page = try SourceDocument(bytes: noise.pngBytes()).page(1)
        var isSame: l_int32 = 0
        pixEqual(noise.pix, page.pix, &isSame)
        #expect(isSame == 1)
    }
}
