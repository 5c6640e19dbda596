import Foundation
import Imaging
import Layout
import Testing

@testable import Recognition
@testable import SlipGenerator

/// Pages that are made, and what a reader makes of them.
enum MadePages {
    static let canPaint = SlipFont.missing == nil
    static let fontsNeeded = Comment(
        rawValue: "fonts are missing: apt-get install " + SlipFont.debianPackages.joined(separator: " "))

    /// The package's own catalog.
    private static let catalog = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "catalog").path

    static func slip(
        _ layout: SlipLayout, seed: UInt64, items: Int, steps: [DamageStep] = []
    ) throws -> GeneratedSlip {
        try SlipGenerator(catalog: CatalogShelf(folder: catalog))
            .slip(SlipRequest(layout: layout, seed: seed, dpi: 200, items: items, steps: steps))
    }

    static func read(_ slip: GeneratedSlip) throws -> (layout: PageLayout, rotation: Int, skew: Double) {
        let reading = try PageReader(dataPath: nil).read(slip.pages[0].raster(dpi: slip.dpi))
        #expect(reading.layout.width == reading.picture.width)
        #expect(reading.layout.height == reading.picture.height)
        return (reading.layout, reading.rotation, reading.skew)
    }

    /// The texts of a column, top to bottom, without empty cells.
    static func texts(_ kind: ColumnKind, of table: Table) -> [String] {
        guard let column = table.columns.firstIndex(where: { $0.kind == kind }) else { return [] }
        return table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
    }
}

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
        let missing = RecognitionError.modelMissing(language: "chi_sim", folder: "/nowhere")
        #expect(throws: missing) {
            _ = try PageReader(dataPath: "/nowhere").read(
                Bitmap(width: 9, height: 9, grey: 255).raster(dpi: 72))
        }
        #expect("\(missing)".contains("chi_sim") && "\(missing)".contains("/nowhere"))
    }
}

@Suite struct `A barcode on a page` {
    private func page(_ text: String, module: Int, x: Int, y: Int) throws -> Raster {
        let code = try #require(QRCode(text))
        let bitmap = Bitmap(width: 900, height: 700) { pixels in
            pixels.update(repeating: 245)
            for row in 0..<code.size * module {
                for column in 0..<code.size * module
                where code.isDark(row: row / module, column: column / module) {
                    let at = ((y + row) * 900 + x + column) * 3
                    pixels[at..<at + 3].update(repeating: 20)
                }
            }
        }
        return try bitmap.raster(dpi: 200)
    }

    @Test(arguments: ["01,06,11060124,0012345678,128.50,20240310,a1b2c3", "x", "合计:128.50元"])
    func `is read with its place`(text: String) throws {
        let page = try page(text, module: 5, x: 600, y: 40)
        let found = BarcodeScanner.barcodes(on: page)
        #expect(found.map(\.text) == [text])
        let box = try #require(found.first?.box)
        #expect(abs(box.left - 600) < 25 && abs(box.top - 40) < 25)
    }

    @Test func `is none on a page of print`() throws {
        let boxes = (0..<200).map { Box(x: 20 + $0 % 20 * 40, y: 20 + $0 / 20 * 60, width: 26, height: 30) }
        let page = try MadePrint.page(width: 900, height: 700, boxes)
        let found = BarcodeScanner.barcodes(on: page)
        #expect(found.isEmpty)
    }
}
