import CLeptonica
import Testing

@testable import Imaging

@Suite struct `Long runs of black` {
    /// A page of runs of many lengths, some at its edges.
    private func page() throws -> Raster {
        let page = try PagesForDecoding.owned(pixCreate(203, 157, 1))
        var state: UInt64 = 7
        for y in 0..<157 {
            for x in 0..<203 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                if (state >> 33) % 16 != 0 || y % 19 == 0 || x % 23 == 0 {
                    pixSetPixel(page.pix, l_int32(x), l_int32(y), 1)
                }
            }
        }
        return page
    }

    @Test(arguments: [1, 2, 3, 7, 16, 31, 60, 157, 203, 400])
    func `are those that opening with a brick keeps`(length: Int) throws {
        let page = try page()
        for (direction, sequence) in [
            (Raster.LineDirection.level, "o\(length).1"), (.upright, "o1.\(length)"),
        ] {
            let runs = try DrawnPage.made(page.longRuns(of: length, direction))
            let opened = try DrawnPage.made(length == 1 ? page.copy() : page.morphed(sequence))
            var isSame: l_int32 = 0
            pixEqual(runs.pix, opened.pix, &isSame)
            #expect(isSame == 1, "\(sequence)")
        }
    }

    @Test func `are of black and white pages only`() throws {
        let grey = try PagesForDecoding.owned(pixCreate(20, 20, 8))
        let hasRuns =
            switch grey.longRuns(of: 3, .level) {
            case .some: true
            case .none: false
            }
        #expect(!hasRuns)
    }
}
