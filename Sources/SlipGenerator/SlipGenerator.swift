/// Makes medical fee slips: invents what they say, sets and paints them, and damages them as scanning does.
///
/// The same catalog, request and fonts give the same pixels.
public struct SlipGenerator: Sendable {
    private let shelf: CatalogShelf

    /// A generator that charges the entries of a catalog.
    ///
    /// - Throws: ``GeneratorError/fontMissing(family:package:)`` when a font is not installed.
    public init(catalog shelf: CatalogShelf) throws(GeneratorError) {
        if let missing = SlipFont.missing { throw missing }
        self.shelf = shelf
    }

    /// Makes one slip.
    ///
    /// - Throws: ``GeneratorError`` when the catalog is too small for the request, or a page cannot be painted.
    public func slip(_ request: SlipRequest) throws(GeneratorError) -> GeneratedSlip {
        var random = SeededRandom(seed: request.seed)
        var contentRandom = random.fork()
        var layoutRandom = random.fork()
        let ownDamage = random.fork()
        var damageRandom = request.damageSeed.map { SeededRandom(seed: request.seed ^ $0) } ?? ownDamage
        let content = try ContentMaker(shelf: shelf).content(for: request, random: &contentRandom)
        let typesetter = try Typesetter()
        var composed = compose(content, request.layout, typesetter, random: &layoutRandom)
        let steps = request.steps ?? request.damage.steps(dpi: request.dpi, random: &damageRandom)
        let paper = PaperMarks(hospital: content.header.hospital)
        for index in composed.sheets.indices {
            composed.sheets[index].marks += paper.marks(
                for: steps, on: composed.sheets[index], random: &damageRandom)
        }
        let painter = SheetPainter(typesetter: typesetter)
        let printerSeed = random.bits()
        var pages: [Bitmap] = []
        var cells: [SlipTruth.Cell] = []
        for (index, sheet) in composed.sheets.enumerated() {
            let canvas = try Canvas.pixels(of: sheet, dpi: request.dpi)
            var printer = SeededRandom(seed: printerSeed &+ UInt64(index))
            let placed = painter.paint(sheet, on: canvas, random: &printer)
            var page = ScannedPage(bitmap: canvas.bitmap())
            try page.apply(steps, dpi: request.dpi, random: &damageRandom)
            pages.append(page.bitmap)
            cells += placed.map { SlipTruth.Cell($0, page: index + 1, on: page) }
        }
        let truth = SlipTruth(
            content, composed, request: request, notes: steps.compactMap(\.note), pages: pages, cells: cells)
        return GeneratedSlip(
            truth: truth, pages: pages, dpi: request.dpi, sheets: composed.sheets, printerSeed: printerSeed)
    }

    private func compose(
        _ content: SlipContent, _ layout: SlipLayout, _ typesetter: Typesetter, random: inout SeededRandom
    ) -> ComposedSlip {
        switch layout {
        case .ruled, .hlines, .grouped, .dotmatrix, .multipage, .varied, .landscape, .daily, .sidebyside,
            .continued:
            var list = FeeListLayout(content, layout: layout, typesetter: typesetter, random: &random)
            return list.compose(random: &random)
        case .preprinted:
            var receipt = PreprintedLayout(content, typesetter: typesetter, random: &random)
            return receipt.compose(random: &random)
        case .overprint:
            var receipt = OverprintLayout(content, typesetter: typesetter, random: &random)
            return receipt.compose(random: &random)
        case .registration:
            var receipt = RegistrationLayout(content, typesetter: typesetter, random: &random)
            return receipt.compose(random: &random)
        case .electronic, .eform:
            var receipt = ElectronicLayout(
                content, isVaried: layout == .eform, typesetter: typesetter, random: &random)
            return receipt.compose(random: &random)
        case .till:
            var receipt = TillLayout(content, typesetter: typesetter, random: &random)
            return receipt.compose(random: &random)
        case .pharmacy:
            var receipt = PharmacyLayout(content, typesetter: typesetter, random: &random)
            return receipt.compose(random: &random)
        }
    }
}
