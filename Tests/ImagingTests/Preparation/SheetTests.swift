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
