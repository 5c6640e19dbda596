import Layout
import Testing

@testable import Imaging

@Suite struct `Print that is much paler than the rest of its page` {
    private let em = 36
    private let head = Layout.Box(x: 200, y: 90, width: 1000, height: 360)
    private let items = Layout.Box(x: 200, y: 520, width: 1000, height: 500)

    private func page(depth: Int = 8) throws -> Raster {
        let page = try DrawnPage.blank(width: 1400, height: 1120, depth: depth)
        DrawnPage.print(in: head, em: em, .init(grey: 60), on: page)
        return page
    }

    private func ink(of scan: consuming Raster, in box: Layout.Box) throws -> Int {
        try PagePreparation.prepare(scan).printBinary.blackPixels(in: box)
    }

    @Test(arguments: [8, 32], [150, 165, 180])
    func `is print as the dark lines beside it are`(depth: Int, grey: UInt32) throws {
        let dark = try page(depth: depth)
        DrawnPage.print(in: items, em: em, .init(grey: 60), on: dark)
        let wanted = try ink(of: dark, in: items)
        let pale = try page(depth: depth)
        DrawnPage.print(in: items, em: em, .init(grey: grey), on: pale)
        let found = try ink(of: pale, in: items)
        #expect(found * 10 >= wanted * 9 && found * 10 <= wanted * 11, "\(found) of \(wanted)")
    }

    @Test func `is none where it is as pale as what shows through from the back`() throws {
        let page = try page()
        DrawnPage.print(in: items, em: em, .init(grey: 232), on: page)
        #expect(try ink(of: page, in: items) == 0)
    }

    @Test func `is none where it has colour`() throws {
        let page = try page(depth: 32)
        DrawnPage.print(in: items, em: em, .init(red: 235, green: 150, blue: 150), on: page)
        #expect(try ink(of: page, in: items) == 0)
    }

    @Test func `is none where the page has no dark print to compare with`() throws {
        let page = try DrawnPage.blank(width: 1400, height: 1120)
        DrawnPage.print(in: items, em: em, .init(grey: 150), on: page)
        let even = try DrawnPage.made(page.evened())
        let mask = try DrawnPage.made(Raster.withoutInk(width: 1400, height: 1120))
        #expect(PalePrint(on: even, em: em, besides: mask) == nil)
    }

    @Test func `is none where a fold of the paper runs down or across the sheet`() throws {
        let page = try page()
        for x in [300, 306] {
            DrawnPage.fill(.init(x: x, y: 0, width: 3, height: 1120), .init(grey: 150), on: page)
        }
        for y in [600, 606] {
            DrawnPage.fill(.init(x: 0, y: y, width: 1400, height: 3), .init(grey: 150), on: page)
        }
        let even = try DrawnPage.made(page.evened())
        let mask = try DrawnPage.made(Raster.withoutInk(width: 1400, height: 1120))
        #expect(PalePrint(on: even, em: em, besides: mask) == nil)
    }

    @Test func `is none where only a little of it is paler`() throws {
        let page = try page()
        DrawnPage.print(in: .init(x: 200, y: 520, width: 300, height: 60), em: em, .init(grey: 160), on: page)
        let even = try DrawnPage.made(page.evened())
        let mask = try DrawnPage.made(Raster.withoutInk(width: 1400, height: 1120))
        #expect(PalePrint(on: even, em: em, besides: mask) == nil)
    }

    @Test func `leaves a page without it as it is`() throws {
        let page = try page()
        DrawnPage.print(in: items, em: em, .init(grey: 80), on: page)
        let even = try DrawnPage.made(page.evened())
        let mask = try DrawnPage.made(Raster.withoutInk(width: 1400, height: 1120))
        #expect(PalePrint(on: even, em: em, besides: mask) == nil)
    }
}
