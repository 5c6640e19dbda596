import Slips
import Testing

@testable import SlipGenerator

@Suite(.enabled(if: MadeShelf.canPaint, MadeShelf.fontsNeeded))
struct `A painted slip` {
    private func slip(
        _ layout: SlipLayout, seed: UInt64 = 3, items: Int = 5, steps: [DamageStep] = []
    ) throws -> GeneratedSlip {
        let generator = try SlipGenerator(catalog: MadeShelf.shelf)
        return try generator.slip(
            SlipRequest(layout: layout, seed: seed, dpi: 72, items: items, steps: steps))
    }

    /// The darkest grey within a cell's box.
    private func darkest(in cell: SlipTruth.Cell, of pages: [Bitmap]) -> Int {
        let page = pages[cell.page - 1]
        var least = 255
        for y in max(0, cell.box[1])..<min(page.height, cell.box[1] + cell.box[3]) {
            for x in max(0, cell.box[0])..<min(page.width, cell.box[0] + cell.box[2]) {
                least = min(least, Int(page.colour(x: x, y: y).green))
            }
        }
        return least
    }

    @Test(arguments: SlipLayout.allCases)
    func `shows every item, its figures and the total inside the page`(layout: SlipLayout) throws {
        let slip = try slip(layout)
        #expect(slip.truth.items.count == min(5, layout.mostItems))
        for (index, item) in slip.truth.items.enumerated() {
            let cells = slip.truth.cells.filter { $0.line == index + 1 }
            func text(_ role: String) -> String { cells.filter { $0.role == role }.map(\.text).joined() }
            #expect(text("item.name") == item.name)
            #expect((item.fullName + item.spec).hasPrefix(item.name))
            // A registration receipt has no quantities: each fee is one.
            let quantity = layout == .registration ? "1" : text("item.quantity")
            #expect(Quantity(printed: quantity) == Quantity(item.quantity))
            #expect(Money(printed: text("item.amount")) == Money(item.amount))
            #expect(item.unitPrice.flatMap { Money($0) } == Money(printed: text("item.unit_price")))
        }
        for role in ["hospital", "patient", "receipt_no", "issue_date", "total", "total_capitals"] {
            #expect(slip.truth.cells.contains { $0.role == role }, "\(role)")
        }
        let capitals = slip.truth.cells.first { $0.role == "total_capitals" }?.text ?? ""
        #expect(CapitalAmount(capitals)?.money == Money(slip.truth.total))
        for cell in slip.truth.cells where cell.box[2] > 0 {
            let page = slip.truth.pages[cell.page - 1]
            #expect(cell.box[0] >= 0 && cell.box[0] + cell.box[2] <= page.width, "\(cell.text)")
            #expect(cell.box[1] >= 0 && cell.box[1] + cell.box[3] <= page.height, "\(cell.text)")
        }
    }

    @Test(arguments: SlipLayout.allCases)
    func `is the same for the same seed and another for another`(layout: SlipLayout) throws {
        let first = try slip(layout, seed: 8)
        #expect(try slip(layout, seed: 8).pages == first.pages)
        #expect(try slip(layout, seed: 9).pages != first.pages)
    }

    @Test(arguments: [
        [], [DamageStep.skew(degrees: 2)], [.quarterTurns(1)], [.quarterTurns(3), .skew(degrees: -1)],
        [.scannerBed(margin: 0.1), .skew(degrees: 1), .perspective(0.03), .quarterTurns(2)],
        [.bend(0.01), .surface(.wood, margin: 0.1), .shear(degrees: 1), .perspective(0.1)],
        [.cropped(0.01), .skew(degrees: 0.5)],
    ])
    func `has ink where the truth says that its figures are, after any geometry`(steps: [DamageStep]) throws {
        let slip = try slip(.ruled, steps: steps)
        for cell in slip.truth.cells where cell.role == "item.amount" || cell.role == "patient" {
            #expect(darkest(in: cell, of: slip.pages) < 130, "\(cell.text) at \(cell.box)")
        }
        #expect(slip.truth.pages.map(\.width) == slip.pages.map(\.width))
    }

    @Test func `turned by 90° four times is as it was`() throws {
        let page = try slip(.pharmacy).pages[0]
        var turned = page
        for _ in 0..<4 { turned = turned.turnedClockwise() }
        #expect(turned == page)
        #expect(page.turnedClockwise().width == page.height)
    }

    @Test(arguments: [
        DamageStep.seal, .handwriting(strokes: 2), .scannerBed(margin: 0.05), .desk(margin: 0.05),
        .surface(.cloth, margin: 0.1), .cropped(0.05), .skew(degrees: 1), .shear(degrees: 1),
        .perspective(0.02), .bend(0.02), .shadow(0.4), .quarterTurns(1), .shading(0.3), .fold(0.6),
        .faintInk(0.4),
        .blur(0.8),
        .noise(4), .specks(200), .jpeg(quality: 50),
    ])
    func `changes with every kind of damage`(step: DamageStep) throws {
        #expect(try slip(.pharmacy, steps: [step]).pages != slip(.pharmacy).pages)
    }

    @Test func `loses darkness with faint ink and detail with blur`() throws {
        let clean = try slip(.ruled)
        let name = try #require(clean.truth.cells.first { $0.role == "hospital" })
        let before = darkest(in: name, of: clean.pages)
        #expect(try darkest(in: name, of: slip(.ruled, steps: [.faintInk(0.5)]).pages) > before + 40)
        #expect(try darkest(in: name, of: slip(.ruled, steps: [.blur(2)]).pages) > before + 40)
    }

    @Test func `runs over to a second page without headings`() throws {
        let slip = try slip(.multipage, items: 30)
        #expect(slip.pages.count == 2)
        #expect(slip.truth.cells.filter { $0.page == 2 && $0.role == "heading" }.isEmpty)
        #expect(slip.truth.cells.contains { $0.page == 2 && $0.role == "item.name" })
    }

    @Test func `of two lists side by side has half its items in each and the same headings`() throws {
        let slip = try slip(.sidebyside, items: 10)
        let middle = slip.pages[0].width / 2
        let names = slip.truth.cells.filter { $0.role == "item.name" }
        for (line, isRight) in [(1, false), (5, false), (6, true), (10, true)] {
            #expect(names.filter { $0.line == line }.allSatisfy { ($0.box[0] > middle) == isRight })
        }
        let headings = slip.truth.cells.filter { $0.role == "heading" }.map(\.text)
        #expect(headings.prefix(headings.count / 2) == headings.suffix(headings.count / 2))
    }

    @Test func `in any form has name and amount and differs in columns, headings and numbers`() throws {
        var orders: Set<[String]> = []
        for seed in 1...12 {
            let slip = try slip(.varied, seed: UInt64(seed))
            let headings = slip.truth.cells.filter { $0.role == "heading" }.map(\.text)
            #expect(headings.count >= 3)
            orders.insert(headings)
        }
        #expect(orders.count >= 11)
    }

    @Test func `breaks long names into lines that fit`() throws {
        let typesetter = try Typesetter()
        let style = TextStyle(font: .song, size: 3)
        let name = "复方聚乙二醇(3350)电解质散★Ⅱ型"
        for width in [1.0, 6, 10.5, 30, 200] {
            let lines = typesetter.wrapped(name, style, width: width)
            #expect(lines.joined() == name)
            #expect(lines.allSatisfy { $0.count == 1 || typesetter.width(of: $0, style) <= width })
        }
    }

    @Test func `borrows characters that its font lacks`() throws {
        let typesetter = try Typesetter()
        // U+51E3 is in none of the GB 2312 fonts.
        let glyph = typesetter.glyph(of: "\u{51E3}", Typesetter.Face(font: .song, bold: false))
        #expect(glyph.face.font == .sans)
        #expect(glyph.index != 0)
    }
}
