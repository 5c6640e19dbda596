import Layout
import Testing

@testable import Imaging

@Suite struct `The rulings of a page` {
    private let em = 36
    private let levels = [100, 200, 300]
    private let uprights = [60, 400, 740]

    /// A ruled grid with print in its fields; strokes of print run into the rulings where `crossing` says so.
    private func ruled(skew: Double = 0, crossing: Bool = false) throws -> Raster {
        let page = try DrawnPage.blank(width: 800, height: 400)
        for y in levels { DrawnPage.fill(Layout.Box(left: 60, top: y, right: 742, bottom: y + 2), on: page) }
        for x in uprights {
            DrawnPage.fill(Layout.Box(left: x, top: 100, right: x + 2, bottom: 302), on: page)
        }
        for y in [130, 230] {
            for x in stride(from: 90, to: 340, by: 50) {
                DrawnPage.character(x: x, y: y, em: em, on: page)
            }
        }
        if crossing { DrawnPage.fill(Layout.Box(x: 500, y: 182, width: 5, height: 36), on: page) }
        let turned = skew == 0 ? page : try DrawnPage.made(page.rotated(degrees: skew))
        return try DrawnPage.made(turned.binarised(below: 128))
    }

    @Test(arguments: [0.0, 0.2, -0.2])
    func `are found, and the print stays alone`(skew: Double) throws {
        let ruled = try self.ruled(skew: skew)
        guard let parted = ruled.separatedRulings(em: em) else { throw PagesForDecoding.NoMemory() }
        for y in levels {
            #expect(parted.rulings.level.contains { abs($0.centerY - y) < 5 && $0.width > 150 }, "\(y)")
        }
        for x in uprights {
            #expect(parted.rulings.upright.contains { abs($0.centerX - x) < 5 && $0.height > 60 }, "\(x)")
        }
        let print = parted.page.components()
        #expect(print.allSatisfy { $0.height <= em + 2 && $0.width <= em + 2 })
        #expect(print.count { $0.height >= em - 3 } == 10)
        // Nothing but crumbs is left between the fields of print.
        #expect(parted.page.blackPixels(in: Layout.Box(x: 350, y: 90, width: 400, height: 220)) < 20)
    }

    @Test func `let the strokes that cross them stay whole`() throws {
        let ruled = try self.ruled(crossing: true)
        guard let parted = ruled.separatedRulings(em: em) else { throw PagesForDecoding.NoMemory() }
        let stroke = parted.page.components().filter { $0.left >= 480 && $0.right <= 530 }
        #expect(stroke.count == 1)
        #expect(stroke.first.map { $0.top <= 183 && $0.bottom >= 217 } == true)
    }

    @Test func `are no strokes of print, however wide`() throws {
        let page = try DrawnPage.made(DrawnPage.page(em: em).binarised(below: 128))
        let before = page.blackPixels(in: Layout.Box(x: 0, y: 0, width: 900, height: 1100))
        guard let parted = page.separatedRulings(em: em) else { throw PagesForDecoding.NoMemory() }
        #expect(parted.rulings == Rulings())
        #expect(
            parted.page.blackPixels(in: Layout.Box(x: 0, y: 0, width: 900, height: 1100)) == before)
    }

    @Test func `that broke are taken out in all their pieces, figures beside whole ones are not`() throws {
        let page = try DrawnPage.blank(width: 800, height: 600)
        for x in uprights {
            DrawnPage.fill(Layout.Box(left: x, top: 100, right: x + 2, bottom: 300), on: page)
        }
        // Below, the middle one is grey and breaks.
        for x in [uprights[0], uprights[2]] {
            DrawnPage.fill(Layout.Box(left: x, top: 300, right: x + 2, bottom: 560), on: page)
        }
        for y in stride(from: 320, to: 540, by: 40) {
            DrawnPage.fill(Layout.Box(x: 401, y: y, width: 2, height: 26), on: page)
        }
        // A figure printed over the form beside its line, and one in the midst of a field.
        DrawnPage.fill(Layout.Box(x: 64, y: 400, width: 3, height: 26), on: page)
        DrawnPage.fill(Layout.Box(x: 560, y: 400, width: 3, height: 26), on: page)
        let binary = try DrawnPage.made(page.binarised(below: 128))
        guard let parted = binary.separatedRulings(em: em) else { throw PagesForDecoding.NoMemory() }
        #expect(parted.page.blackPixels(in: Layout.Box(x: 380, y: 310, width: 40, height: 240)) == 0)
        #expect(parted.lines.blackPixels(in: Layout.Box(x: 398, y: 318, width: 10, height: 30)) > 40)
        #expect(parted.page.components().count == 2)
    }

    @Test func `leave the points of numbers alone that stand below the bars of a QR code`() throws {
        let page = try DrawnPage.blank(width: 800, height: 700)
        for x in stride(from: 500, to: 620, by: 24) {
            DrawnPage.fill(Layout.Box(left: x, top: 60, right: x + 5, bottom: 160), on: page)
        }
        for x in uprights {
            DrawnPage.fill(Layout.Box(left: x, top: 240, right: x + 2, bottom: 640), on: page)
        }
        // Points of numbers that end at the same place, under one of the bars, a line's height apart.
        let points = stride(from: 300, to: 600, by: 60)
        for y in points { DrawnPage.fill(Layout.Box(x: 548, y: y, width: 5, height: 5), on: page) }
        let binary = try DrawnPage.made(page.binarised(below: 128))
        guard let parted = binary.separatedRulings(em: em) else { throw PagesForDecoding.NoMemory() }
        #expect(parted.rulings.upright.contains { abs($0.centerX - 550) <= 3 })
        for y in points {
            #expect(parted.page.blackPixels(in: Layout.Box(x: 544, y: y - 4, width: 14, height: 14)) == 25)
        }
    }

    @Test func `are painted over in the grey page that is read`() throws {
        let page = try DrawnPage.blank(width: 800, height: 400)
        DrawnPage.fill(Layout.Box(left: 60, top: 200, right: 742, bottom: 203), on: page)
        for x in stride(from: 90, to: 700, by: 50) {
            DrawnPage.character(x: x, y: 120, em: em, on: page)
        }
        let binary = try DrawnPage.made(page.binarised(below: 128))
        guard let parted = binary.separatedRulings(em: em) else { throw PagesForDecoding.NoMemory() }
        let grey = try DrawnPage.made(page.readableGrey(without: parted.lines))
        let dark = try DrawnPage.made(grey.binarised(below: 128))
        #expect(dark.blackPixels(in: Layout.Box(x: 0, y: 190, width: 800, height: 30)) == 0)
        #expect(dark.blackPixels(in: Layout.Box(x: 0, y: 110, width: 800, height: 60)) > 2_000)
    }
}
