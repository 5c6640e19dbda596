import Imaging
import Layout
import Testing

@testable import Recognition
@testable import SlipGenerator

@Suite(.enabled(if: MadePages.canPaint, MadePages.fontsNeeded))
struct `A page that is read` {
    @Test(arguments: [0, 2])
    func `gives the table of a ruled list, upside down too`(quarterTurns: Int) throws {
        let slip = try MadePages.slip(
            .ruled, seed: 5, items: 4, steps: [.skew(degrees: 0.6), .quarterTurns(quarterTurns)])
        let page = try MadePages.read(slip)
        #expect(page.rotation == quarterTurns * 90)
        #expect(abs(page.skew + 0.6) < 0.1)
        let table = try #require(page.layout.tables.first)
        #expect(page.layout.tables.count == 1 && table.hasHeadings)
        let amounts = MadePages.texts(.amount, of: table)
        #expect(amounts.starts(with: slip.truth.items.map(\.amount)))
        let prices = MadePages.texts(.unitPrice, of: table)
        #expect(prices.starts(with: slip.truth.items.compactMap(\.unitPrice)))
        // Every box lies on the page, and every row has a cell for each column.
        #expect(table.rows.allSatisfy { $0.cells.count == table.columns.count })
        for box in table.rows.map(\.box) + page.layout.lines.map(\.box) {
            #expect(box.left >= 0 && box.right <= page.layout.width)
            #expect(box.top >= 0 && box.bottom <= page.layout.height)
        }
        // The head stands above the table, the total below, and neither in it.
        let head = page.layout.lines.filter { $0.box.bottom < table.box.top }.map(\.text).joined()
        #expect(head.contains(slip.truth.header.recordNumber))
        #expect(amounts.count == slip.truth.items.count)
    }

    @Test func `gives both halves of an e-receipt, its code and the print below`() throws {
        let slip = try MadePages.slip(.electronic, seed: 7, items: 5)
        let page = try MadePages.read(slip).layout
        #expect(page.tables.count == 2)
        let truth = slip.truth.items.map(\.amount)
        let left = try #require(page.tables.first)
        let right = try #require(page.tables.last)
        #expect(left.box.right <= right.columns.first?.span.lowerBound ?? 0)
        #expect(MadePages.texts(.amount, of: left) == [truth[0], truth[2], truth[4]])
        #expect(MadePages.texts(.amount, of: right) == [truth[1], truth[3]])
        let code = try #require(page.barcodes.first)
        #expect(page.barcodes.count == 1 && code.symbology == "QR-Code")
        #expect(code.text.contains(slip.truth.header.receiptNumber))
        #expect(code.text.contains(slip.truth.total))
        #expect(code.box.centerX > page.width * 3 / 4 && code.box.centerY < page.height / 3)
        #expect((page.lines + page.formLines).contains { $0.text.contains(slip.truth.total) })
    }

    @Test func `is blank where nothing is printed`() throws {
        let page = try PageReader(dataPath: nil).read(
            Bitmap(width: 800, height: 1000, grey: 250).raster(dpi: 100))
        #expect(page.layout.isBlank)
        #expect(page.layout.emHeight == 0 && page.rotation == 0 && page.skew == 0)
        #expect(page.layout.width == 800 && page.layout.height == 1000)
    }

    @Test func `needs its models, and says which`() {
        let missing = RecognitionError.modelMissing(language: "slip_chinese", folder: "/nowhere")
        #expect(throws: missing) {
            _ = try PageReader(dataPath: "/nowhere").read(
                Bitmap(width: 9, height: 9, grey: 255).raster(dpi: 72))
        }
        #expect("\(missing)".contains("slip_chinese") && "\(missing)".contains("/nowhere"))
    }
}
