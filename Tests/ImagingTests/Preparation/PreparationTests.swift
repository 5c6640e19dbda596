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
}

@Suite struct `The inks of a page` {
    private let rimAlone = Layout.Box(x: 810, y: 900, width: 80, height: 190)

    private func stamped(_ colour: DrawnPage.Colour) throws -> Raster {
        let page = try DrawnPage.page(depth: 32)
        DrawnPage.ring(x: 740, y: 980, radius: 110, colour, on: page)
        return page
    }

    @Test(arguments: [
        DrawnPage.Colour.red, DrawnPage.Colour(red: 60, green: 80, blue: 220),
        DrawnPage.Colour(red: 150, green: 90, blue: 225),
    ])
    func `are parted: a seal over print is gone and the print stays`(colour: DrawnPage.Colour) throws {
        let plain = try PagePreparation.prepare(DrawnPage.page(depth: 32))
        let sealed = try PagePreparation.prepare(stamped(colour))
        let whole = Layout.Box(x: 0, y: 0, width: 900, height: 1100)
        let print = plain.printBinary.blackPixels(in: whole)
        #expect(print > 20_000)
        #expect(try DrawnPage.difference(plain.printBinary, sealed.printBinary) * 100 < print)
        #expect(sealed.printBinary.blackPixels(in: rimAlone) == 0)
        switch sealed.everyInkBinary {
        case .some(let every): #expect(every.blackPixels(in: rimAlone) > 500)
        case .none: Issue.record("the seal was not seen")
        }
    }

    @Test func `are not parted where there is no colour`() throws {
        for depth in [8, 32] {
            let page = try PagePreparation.prepare(DrawnPage.page(depth: depth))
            switch page.everyInkBinary {
            case .some: Issue.record("colour was seen at depth \(depth)")
            case .none: break
            }
        }
    }

    @Test func `keep black apart from the brown of a form`() throws {
        let scan = try DrawnPage.blank(width: 900, height: 1100, depth: 32)
        DrawnPage.print(
            in: Layout.Box(left: 80, top: 90, right: 820, bottom: 500), em: 36,
            DrawnPage.Colour(red: 216, green: 130, blue: 90), on: scan)
        DrawnPage.print(in: Layout.Box(left: 80, top: 600, right: 820, bottom: 1000), em: 36, on: scan)
        let page = try PagePreparation.prepare(scan)
        #expect(page.printBinary.blackPixels(in: Layout.Box(x: 0, y: 0, width: 900, height: 550)) == 0)
        #expect(page.printBinary.blackPixels(in: Layout.Box(x: 0, y: 550, width: 900, height: 550)) > 9_000)
        switch page.everyInkBinary {
        case .some(let every):
            #expect(every.blackPixels(in: Layout.Box(x: 0, y: 0, width: 900, height: 550)) > 9_000)
        case .none: Issue.record("the form was not seen")
        }
    }

    @Test func `are told from the paper where the light falls off`() throws {
        let even = try DrawnPage.page()
        let shaded = try DrawnPage.page()
        for y in 0..<1100 {
            for x in 0..<900 {
                let light = 255 - 110 * x / 900 - 30 * y / 1100
                DrawnPage.darken(x: x, y: y, to: light, on: shaded)
            }
        }
        let a = try PagePreparation.prepare(even)
        let b = try PagePreparation.prepare(shaded)
        #expect(a.em == b.em)
        let print = a.printBinary.blackPixels(in: Layout.Box(x: 0, y: 0, width: 900, height: 1100))
        #expect(try DrawnPage.difference(a.printBinary, b.printBinary) * 50 < print)
    }

    @Test(arguments: [(20, 250), (120, 240), (160, 215)])
    func `have their threshold between ink and paper, nearer the paper`(ink: Int, paper: Int) throws {
        let page = try DrawnPage.blank(
            width: 600, height: 600, colour: DrawnPage.Colour(grey: UInt32(paper)))
        DrawnPage.print(
            in: Layout.Box(x: 50, y: 50, width: 500, height: 500), em: 36,
            DrawnPage.Colour(grey: UInt32(ink)), on: page)
        let measured = page.inkLevels()
        let levels = try #require(measured)
        #expect(levels.ink == ink && levels.paper == paper)
        #expect(levels.threshold > (ink + paper) / 2 && levels.threshold < paper)
        #expect(levels.strongThreshold > ink && levels.strongThreshold < levels.threshold)
    }

    @Test func `have no levels on a blank page`() throws {
        let page = try DrawnPage.blank(width: 300, height: 300)
        let levels = page.inkLevels()
        #expect(levels == nil)
    }

    @Test func `are taken for print only where a stroke is somewhere strong`() throws {
        let page = try DrawnPage.page(width: 600, height: 600)
        // A fine pattern: paler than strokes, darker than the threshold.
        let measured = page.inkLevels()
        let level = try #require(measured)
        let pale = DrawnPage.Colour(grey: UInt32((level.strongThreshold + level.threshold) / 2))
        DrawnPage.fill(Layout.Box(x: 10, y: 20, width: 580, height: 3), pale, on: page)
        let binary = try DrawnPage.made(page.binarisedInk())
        #expect(binary.blackPixels(in: Layout.Box(x: 0, y: 10, width: 600, height: 30)) == 0)
        #expect(binary.blackPixels(in: Layout.Box(x: 0, y: 80, width: 600, height: 400)) > 5_000)
    }
}

@Suite struct `Print of dots` {
    private func dotted(em: Int) throws -> Raster {
        let page = try DrawnPage.blank(width: 900, height: 1100)
        let area = Layout.Box(left: 80, top: 90, right: 820, bottom: 1010)
        for place in DrawnPage.places(in: area, em: em) {
            DrawnPage.dottedCharacter(x: place.x, y: place.y, em: em, on: page)
        }
        return page
    }

    @Test(arguments: [36, 45]) func `is measured by its characters, not by its dots`(em: Int) throws {
        let page = try PagePreparation.prepare(dotted(em: em))
        #expect(abs(page.em - em) * 100 <= em * 15, "measured \(page.em)")
        // Joined, most dots of a character are one part.
        let parts = page.printBinary.components().count
        let characters = DrawnPage.places(
            in: Layout.Box(left: 80, top: 90, right: 820, bottom: 1010), em: em
        ).count
        #expect(parts < characters * 8, "\(parts) parts")
    }

    @Test func `is told from print of strokes`() throws {
        let dots = try DrawnPage.made(dotted(em: 36).binarisedInk()).components()
        let strokes = try DrawnPage.made(DrawnPage.page().binarisedInk()).components()
        let areDots = TypeSize.isDotted(dots, em: 36)
        let areStrokesDots = TypeSize.isDotted(strokes, em: 36)
        #expect(areDots && !areStrokesDots)
    }
}
