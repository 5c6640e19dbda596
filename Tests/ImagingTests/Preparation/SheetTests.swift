import Layout
import Testing

@testable import Imaging

@Suite struct `A sheet on a bed` {
    private typealias Corner = Quadrilateral.Corner

    /// A white sheet with print between four corners, on a dark bed.
    private func scan(_ corners: [(x: Double, y: Double)], bed: UInt32 = 40) throws -> Raster {
        let page = try DrawnPage.blank(width: 900, height: 1100, colour: DrawnPage.Colour(grey: bed))
        for y in 0..<1100 {
            // Where the row crosses the four sides: paper lies between.
            let crossings = corners.indices.compactMap { i -> Double? in
                let (a, b) = (corners[i], corners[(i + 1) % 4])
                guard (a.y <= Double(y)) != (b.y <= Double(y)) else { return nil }
                return a.x + (Double(y) - a.y) / (b.y - a.y) * (b.x - a.x)
            }
            guard let from = crossings.min(), let to = crossings.max() else { continue }
            DrawnPage.fill(
                Layout.Box(left: Int(from), top: y, right: Int(to), bottom: y + 1),
                DrawnPage.Colour(grey: 240), on: page)
        }
        return page
    }

    /// The farthest that a found corner lies from the true one, pixels.
    private func error(_ found: Quadrilateral, _ truth: [(x: Double, y: Double)]) -> Double {
        zip(found.corners, truth).map { max(abs($0.x - $1.x), abs($0.y - $1.y)) }.max() ?? .infinity
    }

    @Test(arguments: [
        [(80.0, 60.0), (820.0, 60.0), (820.0, 1040.0), (80.0, 1040.0)],
        [(60.0, 80.0), (840.0, 50.0), (830.0, 1050.0), (70.0, 1020.0)],
        [(100.0, 60.0), (800.0, 90.0), (850.0, 1040.0), (40.0, 1060.0)],
        [(90.0, 50.0), (860.0, 110.0), (800.0, 1050.0), (30.0, 990.0)],
    ])
    func `is found to a few pixels, also in perspective`(corners: [(Double, Double)]) throws {
        let truth = corners.map { (x: $0.0, y: $0.1) }
        let scan = try scan(truth)
        let sheet = SheetFinder.sheet(in: scan)
        let found = try #require(sheet)
        // The search runs on a reduced picture and draws in by 1.5 of its pixels.
        #expect(error(found, truth) < 6)
        for (inner, outer) in [(found.topLeft, truth[0]), (found.bottomLeft, truth[3])] {
            #expect(inner.x > outer.x - 1)
        }
    }

    @Test func `is found on a bed that is only a little darker`() throws {
        let truth = [(x: 80.0, y: 60.0), (820, 60), (820, 1040), (80, 1040)]
        let scan = try scan(truth, bed: 200)
        let sheet = SheetFinder.sheet(in: scan)
        let found = try #require(sheet)
        #expect(error(found, truth) < 6)
    }

    @Test func `is found where it touches two sides of the picture`() throws {
        let truth = [(x: 0.0, y: 0.0), (700, 0), (700, 950), (0, 950)]
        let scan = try scan(truth)
        let sheet = SheetFinder.sheet(in: scan)
        let found = try #require(sheet)
        #expect(error(found, truth) < 6)
    }

    @Test func `is not seen where the page fills the picture`() throws {
        let page = try DrawnPage.page()
        let sheet = SheetFinder.sheet(in: page)
        #expect(sheet == nil)
        // A dark block of print is no bed.
        DrawnPage.fill(Layout.Box(x: 100, y: 100, width: 700, height: 200), on: page)
        let below = SheetFinder.sheet(in: page)
        #expect(below == nil)
    }

    @Test func `is not taken for a sticker of less than a quarter of the picture`() throws {
        let small = [(x: 300.0, y: 400.0), (560, 400), (560, 700), (300, 700)]
        let scan = try scan(small)
        let sheet = SheetFinder.sheet(in: scan)
        #expect(sheet == nil)
    }

    @Test func `is cut out straight, its corners at the picture's corners`() throws {
        let truth = [(x: 100.0, y: 60.0), (800, 90), (850, 1040), (40, 1060)]
        let page = try scan(truth)
        // A mark near the bottom right corner.
        DrawnPage.fill(Layout.Box(x: 780, y: 980, width: 24, height: 24), on: page)
        let quad = Quadrilateral(
            topLeft: Corner(x: 100, y: 60), topRight: Corner(x: 800, y: 90),
            bottomRight: Corner(x: 850, y: 1040), bottomLeft: Corner(x: 40, y: 1060))
        let cut = try DrawnPage.made(page.straightened(quad, width: 750, height: 980))
        #expect(cut.width == 750 && cut.height == 980)
        for (x, y) in [(6, 6), (743, 6), (743, 973), (6, 973)] {
            #expect(PagesForDecoding.level(cut, x: x, y: y) > 200, "\(x) \(y)")
        }
        let marks = try DrawnPage.made(cut.binarised(below: 100)).components().filter { $0.height > 12 }
        #expect(marks.count == 1)
        #expect(marks.allSatisfy { $0.left > 650 && $0.right < 740 && $0.top > 880 && $0.bottom < 970 })
    }

    @Test func `is cut from its bed when the page is prepared`() throws {
        let truth = [(x: 80.0, y: 60.0), (820, 60), (820, 1040), (80, 1040)]
        let scan = try scan(truth)
        DrawnPage.print(in: Layout.Box(left: 140, top: 130, right: 760, bottom: 970), em: 36, on: scan)
        let page = try PagePreparation.prepare(scan)
        #expect(abs(page.picture.width - 740) < 12 && abs(page.picture.height - 980) < 12)
        #expect(page.rotation == 0 && abs(page.skew) < 0.1)
        #expect(PagesForDecoding.level(page.picture, x: 2, y: 2) > 200)
    }
}

@Suite struct `Where a sheet ends` {
    @Test func `is no fold, beyond which there is print`() throws {
        let page = try DrawnPage.blank(width: 900, height: 1100, colour: DrawnPage.Colour(grey: 240))
        DrawnPage.print(in: Layout.Box(left: 60, top: 60, right: 840, bottom: 1040), em: 36, on: page)
        // A dark crease from edge to edge.
        DrawnPage.fill(
            Layout.Box(x: 560, y: 0, width: 10, height: 1100), DrawnPage.Colour(grey: 150), on: page)
        let sheet = SheetFinder.sheet(in: page)
        #expect(sheet == nil)
    }

    @Test func `shows on checked cloth`() throws {
        let page = try DrawnPage.blank(width: 900, height: 1100, colour: DrawnPage.Colour(grey: 190))
        for y in stride(from: 0, to: 1100, by: 60) {
            for x in stride(from: (y / 60 % 2) * 30, to: 900, by: 60) {
                DrawnPage.fill(
                    Layout.Box(x: x, y: y, width: 30, height: 60), DrawnPage.Colour(grey: 90), on: page)
            }
        }
        let paper = Layout.Box(left: 120, top: 100, right: 790, bottom: 1000)
        DrawnPage.fill(paper, DrawnPage.Colour(grey: 240), on: page)
        DrawnPage.print(in: Layout.Box(left: 170, top: 150, right: 740, bottom: 950), em: 30, on: page)
        let found = SheetFinder.sheet(in: page)
        let sheet = try #require(found)
        #expect(abs(sheet.topLeft.x - 120) < 6 && abs(sheet.topLeft.y - 100) < 6)
        #expect(abs(sheet.bottomRight.x - 790) < 6 && abs(sheet.bottomRight.y - 1000) < 6)
    }
}

@Suite struct `Papers on a bed` {
    private func bed(_ papers: [Layout.Box], grey: UInt32 = 30, print: Bool = true) throws -> Raster {
        let page = try DrawnPage.blank(width: 1100, height: 1300, colour: DrawnPage.Colour(grey: grey))
        for paper in papers {
            DrawnPage.fill(paper, DrawnPage.Colour(grey: 240), on: page)
            if print { DrawnPage.print(in: paper.grown(dx: -40, dy: -40), em: 30, on: page) }
        }
        return page
    }

    private let upper = Layout.Box(left: 100, top: 60, right: 900, bottom: 560)
    private let lower = Layout.Box(left: 140, top: 640, right: 960, bottom: 1200)

    @Test func `are found one by one, in reading order`() throws {
        let left = Layout.Box(left: 60, top: 80, right: 480, bottom: 600)
        let right = Layout.Box(left: 560, top: 60, right: 1040, bottom: 580)
        let scan = try bed([lower, right, left])
        let found = PaperFinder.papers(in: scan)
        try #require(found.count == 3)
        for (box, paper) in zip(found, [left, right, lower]) {
            #expect(box.intersection(paper) == paper)
            #expect(abs(box.left - paper.left) < 24 && abs(box.bottom - paper.bottom) < 24)
        }
    }

    @Test func `that are one paper are not parted`() throws {
        let alone = PaperFinder.papers(in: try bed([upper]))
        #expect(alone.isEmpty)
        let filling = PaperFinder.papers(in: try DrawnPage.page())
        #expect(filling.isEmpty)
    }

    @Test func `are not made of one by a soft shadow across it`() throws {
        let scan = try bed([Layout.Box(left: 100, top: 60, right: 1000, bottom: 1240)])
        for y in 500..<800 {
            let depth = min(1, Double(min(y - 500, 799 - y)) / 90)
            DrawnPage.fill(
                Layout.Box(left: 100, top: y, right: 1000, bottom: y + 1),
                DrawnPage.Colour(grey: UInt32(240 - 205 * depth)), on: scan)
        }
        let found = PaperFinder.papers(in: scan)
        #expect(found.isEmpty)
    }

    @Test func `are not parted where print would be left over on a scrap`() throws {
        let scan = try bed([upper, lower, Layout.Box(left: 940, top: 60, right: 1080, bottom: 220)])
        let found = PaperFinder.papers(in: scan)
        #expect(found.isEmpty)
    }
}
