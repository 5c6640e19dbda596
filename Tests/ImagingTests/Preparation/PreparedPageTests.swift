import CLeptonica
import Layout
import Testing

@testable import Imaging

@Suite struct `A prepared page` {
    @Test(arguments: [0, 1, 2, 3])
    func `has its lines level whichever way the scan lay`(quarters: Int) throws {
        let scan = try DrawnPage.made(DrawnPage.page().turned(quarters: quarters))
        let page = try PagePreparation.prepare(scan)
        // The half turn is told by reading.
        #expect(page.rotation == quarters % 2 * 90)
        #expect(page.picture.width < page.picture.height)
    }

    @Test(arguments: [-5.5, -3, -1.2, -0.4, -0.15, 0, 0.15, 0.4, 1.2, 3, 5.5])
    func `is turned level to a tenth of a degree`(degrees: Double) throws {
        let scan = try DrawnPage.made(
            DrawnPage.page(width: 1700, height: 700).rotated(degrees: degrees))
        let page = try PagePreparation.prepare(scan)
        #expect(abs(page.skew + degrees) < 0.1, "measured \(page.skew)")
        let left = page.printBinary.skew()
        #expect(abs(try #require(left)) < 0.1)
    }

    @Test func `is not turned for print that shows no direction`() throws {
        let scan = try DrawnPage.blank(width: 600, height: 800)
        DrawnPage.print(in: Layout.Box(x: 200, y: 300, width: 200, height: 40), em: 36, on: scan)
        let page = try PagePreparation.prepare(scan)
        #expect(page.skew == 0 && page.rotation == 0)
    }

    @Test(arguments: [(DrawnPage.Colour.white, 8), (.white, 32), (.init(grey: 180), 8)])
    func `without print has no character height`(paper: DrawnPage.Colour, depth: Int) throws {
        let page = try PagePreparation.prepare(
            DrawnPage.blank(width: 600, height: 800, depth: depth, colour: paper))
        #expect(page.em == 0)
        #expect(page.picture.width == 600 && page.picture.height == 800)
        #expect(page.printBinary.components().isEmpty)
    }

    @Test(arguments: [8, 500]) func `with specks alone has no character height`(count: Int) throws {
        let scan = try DrawnPage.blank(width: 1600, height: 2200)
        var state: UInt64 = 88_172_645_463_325_252
        for _ in 0..<count {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let (x, y) = (Int(state % 1590), Int(state >> 32) % 2190)
            DrawnPage.fill(Layout.Box(x: x, y: y, width: 3, height: 3), on: scan)
        }
        let page = try PagePreparation.prepare(scan)
        #expect(page.em == 0)
    }

    @Test(arguments: [30, 34, 40, 46, 52])
    func `of readable print keeps its size`(em: Int) throws {
        let page = try PagePreparation.prepare(DrawnPage.page(em: em))
        #expect(abs(page.em - em) <= 1)
        #expect(page.picture.width == 900 && page.dpi == 300)
    }

    @Test(arguments: [16, 20, 24, 64, 80])
    func `of print too small or too large is scaled to a readable size`(em: Int) throws {
        let page = try PagePreparation.prepare(DrawnPage.page(em: em))
        #expect(PagePreparation.bestEm.contains(page.em))
        let factor = Double(page.picture.width) / 900
        #expect(abs(factor * Double(em) - Double(page.em)) <= 2)
        #expect(abs(page.dpi - 300 * factor) < 3)
    }

    @Test(arguments: [(80, 2), (64, 2), (44, 1)])
    func `scanned at 600 dpi is halved first where its print stays readable`(em: Int, part: Int) throws {
        let scan = try DrawnPage.page(width: 1800, height: 2200, em: em)
        pixSetResolution(scan.pix, 600, 600)
        let page = try PagePreparation.prepare(scan)
        #expect(abs(page.em - em / part) <= 1)
        #expect(page.picture.width == 1800 / part && page.dpi == 600 / Double(part))
    }

    @Test func `turned upside down is the same page the other way`() throws {
        let page = try PagePreparation.prepare(DrawnPage.page(height: 1000))
        let (em, width) = (page.em, page.picture.width)
        let before = page.printBinary.blackPixels(in: Layout.Box(x: 0, y: 0, width: 900, height: 300))
        let other = page.turnedUpsideDown()
        switch other {
        case .some(let turned):
            #expect(turned.rotation == 180 && turned.em == em && turned.picture.width == width)
            #expect(
                turned.printBinary.blackPixels(in: Layout.Box(x: 0, y: 700, width: 900, height: 300))
                    == before)
        case .none: Issue.record("no memory")
        }
    }

    @Test func `has its bed beyond a torn edge painted as paper, and its print kept`() throws {
        let page = try DrawnPage.page()
        DrawnPage.fill(Layout.Box(x: 0, y: 0, width: 30, height: 1100), .init(grey: 40), on: page)
        let clean = try DrawnPage.made(page.withoutBed())
        let ink = try DrawnPage.made(clean.binarised(below: 128))
        #expect(ink.blackPixels(in: Layout.Box(x: 0, y: 0, width: 40, height: 1100)) == 0)
        let before = try DrawnPage.made(page.binarised(below: 128))
        let print = Layout.Box(x: 70, y: 0, width: 830, height: 1100)
        #expect(ink.blackPixels(in: print) == before.blackPixels(in: print))
    }

    @Test(arguments: [(36, false), (18, true)])
    func `has a second size of print where its details are much smaller`(em: Int, isSmall: Bool) throws {
        let page = try DrawnPage.blank(width: 1200, height: 700)
        DrawnPage.print(in: Layout.Box(left: 60, top: 60, right: 1140, bottom: 360), em: 36, on: page)
        DrawnPage.print(in: Layout.Box(left: 60, top: 400, right: 1140, bottom: 660), em: em, on: page)
        let ink = try DrawnPage.made(page.binarised(below: 128))
        let small = TypeSize.smallEm(of: ink, em: 36)
        #expect((small != nil) == isSmall)
        if let small { #expect(abs(small - em) <= 2) }
    }
}
