import Layout
import Testing

@testable import Imaging

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
