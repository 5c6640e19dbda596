/// Makes pages full of known texts, damaged as slips are, to train and to measure the models that read.
///
/// The same kind, entries, seed and fonts give the same pixels. Seeds from ``measuringSeeds`` on are never trained on.
public struct SpecimenMaker: Sendable {
    /// The first of the seeds that are kept for measuring.
    public static let measuringSeeds: UInt64 = 1_000_000

    private let entries: [ShelfEntry]

    /// A maker of the names of catalogs.
    ///
    /// - Throws: ``GeneratorError/fontMissing(family:package:)`` when a font is not installed.
    public init(catalogs: [CatalogShelf]) throws(GeneratorError) {
        if let missing = SlipFont.missing { throw missing }
        entries = catalogs.flatMap(\.entries)
    }

    /// Makes one page.
    ///
    /// - Parameters:
    ///   - kind: What its cells hold.
    ///   - seed: The same seed gives the same page.
    ///   - damage: How badly it is treated; nil draws a level.
    /// - Returns: The page and its truth.
    /// - Throws: ``GeneratorError`` when the page cannot be painted.
    public func page(
        _ kind: SpecimenKind, seed: UInt64, damage: DamageLevel? = nil
    ) throws(GeneratorError) -> SpecimenPage {
        var random = SeededRandom(seed: seed)
        var lookRandom = random.fork()
        var textRandom = random.fork()
        var damageRandom = random.fork()
        let typesetter = try Typesetter()
        let look = SpecimenLook(random: &lookRandom)
        let composer = SpecimenSheet(
            kind: kind, chinese: ChineseTexts(entries: entries), typesetter: typesetter)
        var sheet = composer.sheet(look, random: &textRandom)
        let drawn = damageRandom.pick(Self.mix, else: .medium)
        let level = damage ?? drawn
        let steps = steps(level, dpi: look.dpi, random: &damageRandom)
        sheet.marks += PaperMarks(hospital: "样张市第一人民医院").marks(for: steps, on: sheet, random: &damageRandom)
        let canvas = try Canvas.pixels(of: sheet, dpi: look.dpi)
        let placed = SheetPainter(typesetter: typesetter).paint(sheet, on: canvas, random: &lookRandom)
        var page = ScannedPage(bitmap: canvas.bitmap())
        try page.apply(steps, dpi: look.dpi, random: &damageRandom)
        var notes = steps.compactMap(\.note)
        if level != .none, damageRandom.chance(0.12) {
            page.bitmap.makeBilevel(threshold: damageRandom.integer(in: 120...190))
            notes.append("bilevel")
        }
        let cells = Self.cells(
            of: sheet, placed, scale: canvas.scale, on: page, typesetter: typesetter)
        return SpecimenPage(bitmap: page.bitmap, dpi: look.dpi, cells: cells, damage: level, notes: notes)
    }

    private static let mix: [DamageLevel] = [
        .none, .none, .none, .light, .light, .light, .light, .light, .medium, .medium, .medium, .medium,
        .medium,
        .medium, .heavy, .heavy, .heavy, .heavy, .heavy, .heavy,
    ]

    /// The level's steps, but those that preparation undoes before print is measured (bed, perspective, quarter
    /// turns), and with more of what makes print hard to read.
    private func steps(_ level: DamageLevel, dpi: Int, random: inout SeededRandom) -> [DamageStep] {
        var steps = level.steps(dpi: dpi, random: &random).filter { step in
            switch step {
            case .scannerBed, .desk, .surface, .cropped, .perspective, .quarterTurns: false
            default: true
            }
        }
        guard level == .medium || level == .heavy else { return steps }
        let share = level == .heavy ? 1.0 : 0.5
        if random.chance(0.25 * share) { steps.insert(.faintInk(random.number(in: 0.25...0.5)), at: 0) }
        if random.chance(0.25 * share) {
            steps.append(.blur(random.number(in: 0.6...1.4) * Double(dpi) / 300))
        }
        if random.chance(0.4 * share) { steps.append(.jpeg(quality: random.integer(in: 40...65))) }
        return steps
    }

    /// The truth of the texts, moved as the page was.
    private static func cells(
        of sheet: Sheet, _ placed: [PlacedCell], scale: Double, on page: ScannedPage, typesetter: Typesetter
    ) -> [SpecimenPage.Cell] {
        let texts = sheet.marks.compactMap { mark -> (String, SheetPoint, TextStyle, CellRole)? in
            if case .text(let text, let point, let style, let role) = mark {
                (text, point, style, role)
            } else {
                nil
            }
        }
        func corners(_ points: [PixelPoint]) -> [SpecimenPage.Point] {
            points.map { point in
                let there = page.place(of: point)
                return SpecimenPage.Point(x: there.x, y: there.y)
            }
        }
        return zip(texts, placed).compactMap { text, cell in
            let (words, point, style, role) = text
            guard let kind = SpecimenText(rawValue: role.name), cell.corners.count == 4 else { return nil }
            let (top, bottom) = (cell.corners[0].y, cell.corners[3].y)
            let glyphs = typesetter.inks(of: words, style).compactMap { ink -> [SpecimenPage.Point]? in
                guard let ink else { return nil }
                let left = (point.x + ink.lowerBound) * scale
                let right = (point.x + ink.upperBound) * scale
                return corners([
                    PixelPoint(x: left, y: top), PixelPoint(x: right, y: top),
                    PixelPoint(x: right, y: bottom), PixelPoint(x: left, y: bottom),
                ])
            }
            return SpecimenPage.Cell(
                text: words, kind: kind, font: style.font.rawValue, outline: corners(cell.corners),
                glyphs: glyphs)
        }
    }
}

extension Bitmap {
    /// Makes every pixel black or white, as fax machines and office scanners do.
    mutating func makeBilevel(threshold: Int) {
        pixels.withUnsafeMutableBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                let grey = (Int(bytes[at]) * 77 + Int(bytes[at + 1]) * 150 + Int(bytes[at + 2]) * 29) >> 8
                let level: UInt8 = grey < threshold ? 0 : 255
                for channel in at..<at + 3 { bytes[channel] = level }
                at += 3
            }
        }
    }
}
