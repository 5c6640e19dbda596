import Imaging
import Layout
import Testing

@testable import Imaging
@testable import Recognition
@testable import SlipGenerator

@Suite struct `A number's print` {
    private let em = MadePrint.em

    /// A line of pale figures 12 pixels wide and 3 apart from column 100 on, as many as given.
    private func page(_ figures: Int, pale: UInt8 = 110) throws -> Raster {
        let (width, height) = (400, 60)
        let bitmap = Bitmap(width: width, height: height) { pixels in
            pixels.update(repeating: 255)
            for figure in 0..<figures {
                for y in 20..<42 {
                    let left = (y * width + 100 + 15 * figure) * 3
                    pixels[left..<left + 36].update(repeating: pale)
                }
            }
        }
        return try MadePrint.made(bitmap.raster(dpi: 300).printOnly())
    }

    private func whole(_ box: Box, _ figures: Int, span: Range<Int> = 60..<300, pale: UInt8 = 110) throws
        -> Box
    {
        let page = try page(figures, pale: pale)
        return FaintPrint.whole(box, in: span, rows: 15..<50, of: page, em: em)
    }

    /// The last two of five figures.
    private let found = Box(left: 145, top: 20, right: 172, bottom: 42)

    @Test func `goes on over pale figures beside what was found of it`() throws {
        #expect(try whole(found, 5) == Box(left: 100, top: 20, right: 172, bottom: 42))
        #expect(try whole(found, 7) == Box(left: 100, top: 20, right: 202, bottom: 42))
    }

    @Test func `ends at the border of its column`() throws {
        #expect(try whole(found, 7, span: 130..<172).left == 130)
        #expect(try whole(found, 7, span: 130..<172).right == 172)
    }

    @Test func `goes on over figures as pale as its own`() throws {
        #expect(try whole(found, 5, pale: 190) == Box(left: 100, top: 20, right: 172, bottom: 42))
        #expect(try whole(found, 5, pale: 225) == found, "hardly print")
    }

    @Test func `does not go on over the pattern of the paper beside black figures`() throws {
        let (width, height) = (400, 60)
        let bitmap = Bitmap(width: width, height: height) { pixels in
            pixels.update(repeating: 255)
            for figure in 0..<5 {
                for y in 20..<42 {
                    let left = (y * width + 100 + 15 * figure) * 3
                    pixels[left..<left + 36].update(repeating: figure < 3 ? 190 : 20)
                }
            }
        }
        let page = try MadePrint.made(bitmap.raster(dpi: 300).printOnly())
        #expect(FaintPrint.whole(found, in: 60..<300, rows: 15..<50, of: page, em: em) == found)
    }

    @Test func `is whole where nothing stands beside it`() throws {
        #expect(
            try whole(Box(left: 100, top: 20, right: 172, bottom: 42), 5)
                == Box(left: 100, top: 20, right: 172, bottom: 42))
        let far = Box(left: 220, top: 20, right: 247, bottom: 42)
        #expect(try whole(far, 5) == far)
    }
}
