import Layout
import Testing

@testable import Imaging

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

    @Test(arguments: [
        DrawnPage.Colour(red: 140, green: 96, blue: 70), DrawnPage.Colour(red: 90, green: 116, blue: 96),
    ])
    func `keep data apart from a form of dark brown or green`(ink: DrawnPage.Colour) throws {
        let scan = try DrawnPage.blank(
            width: 900, height: 1100, depth: 32, colour: DrawnPage.Colour(red: 244, green: 238, blue: 214))
        let form = Layout.Box(left: 80, top: 90, right: 820, bottom: 500)
        DrawnPage.print(in: form, em: 36, ink, on: scan)
        let grey = DrawnPage.Colour(grey: 60)
        DrawnPage.print(in: Layout.Box(left: 80, top: 600, right: 820, bottom: 1000), em: 36, grey, on: scan)
        // A ruling of the form over a line of data, as where the printer is set too high.
        DrawnPage.fill(Layout.Box(x: 40, y: 690, width: 820, height: 4), ink, on: scan)
        let page = try PagePreparation.prepare(scan)
        switch try page.dataPrint() {
        case .some(let data):
            #expect(data.binary.blackPixels(in: Layout.Box(x: 0, y: 0, width: 900, height: 550)) < 500)
            #expect(data.binary.blackPixels(in: Layout.Box(x: 0, y: 550, width: 900, height: 550)) > 9_000)
            let beside = Layout.Box(x: 0, y: 680, width: 75, height: 24)
            #expect(data.binary.blackPixels(in: beside) == 0)
        case .none: Issue.record("the form was not seen")
        }
        switch try PagePreparation.prepare(try DrawnPage.page(depth: 32)).dataPrint() {
        case .some: Issue.record("black print is no form")
        case .none: break
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
