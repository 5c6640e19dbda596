internal import Layout

/// Makes a scanned page ready for reading.
public enum PagePreparation {
    /// Character heights between which Tesseract reads best, pixels (measured on its line model, 48 px high).
    static let bestEm = 30...52
    /// The height that other pages are scaled to.
    static let targetEm = 38

    /// Cuts the sheet from its bed, turns it level, parts its inks and scales it to a readable size.
    ///
    /// - Parameter scan: The page as decoded, grey or colour.
    /// - Returns: The page, and by how much it was turned and scaled.
    /// - Throws: ``PreparationError`` when memory runs out for one of the steps.
    public static func prepare(_ scan: consuming Raster) throws(PreparationError) -> PreparedPage {
        let declared = Double(scan.declaredResolution)
        let sheet = try cutSheet(consume scan)
        let quarters = try quarterTurns(sheet)
        guard let upright = quarters == 0 ? consume sheet : sheet.turned(quarters: quarters) else {
            throw .outOfMemory(step: "turning")
        }
        let skew = try skew(of: upright)
        guard let level = skew == 0 ? consume upright : upright.rotated(degrees: skew) else {
            throw .outOfMemory(step: "levelling")
        }
        let print = try typeSize(level)
        guard print.em > 0, !bestEm.contains(print.em) else {
            return try separated(consume level, quarters: quarters, skew: skew, dpi: declared, print: print)
        }
        let factor = min(3, Double(targetEm) / Double(print.em))
        guard let scaled = level.scaled(by: factor) else { throw .outOfMemory(step: "scaling") }
        return try separated(
            consume scaled, quarters: quarters, skew: skew, dpi: declared * factor,
            print: PrintSize(em: Int(Double(print.em) * factor), isDotted: print.isDotted && factor >= 0.8))
    }

    /// How large the print is and whether it is made of dots apart.
    private struct PrintSize {
        var em: Int
        var isDotted: Bool
    }

    private static func cutSheet(_ scan: consuming Raster) throws(PreparationError) -> Raster {
        guard let quad = SheetFinder.sheet(in: scan) else { return scan }
        guard
            let cut = scan.straightened(
                quad, width: Int(quad.meanWidth), height: Int(quad.meanHeight))
        else { throw .outOfMemory(step: "cutting the sheet") }
        return cut
    }

    /// A small black-and-white picture of the print, for measuring directions.
    private static func sketch(_ page: borrowing Raster, longestSide: Double) throws(PreparationError)
        -> Raster
    {
        let factor = min(1, longestSide / Double(max(page.width, page.height)))
        guard let small = page.scaled(by: factor), let print = small.printOnly(), let even = print.evened()
        else { throw .outOfMemory(step: "reducing") }
        guard let binary = even.binarisedInk() else { throw .outOfMemory(step: "thresholding") }
        return binary
    }

    /// How many quarter turns clockwise bring the lines of print level (0 or 1).
    private static func quarterTurns(_ page: borrowing Raster) throws(PreparationError) -> Int {
        let small = try sketch(page, longestSide: 1800)
        let parts = small.separatedRulings(em: 18)?.page.components() ?? small.components()
        return TypeSize.liesOnItsSide(parts.filter { $0.width > 3 || $0.height > 3 }) ? 1 : 0
    }

    /// Degrees clockwise that bring the lines of print level; zero where they are, or where it is not sure.
    private static func skew(of page: borrowing Raster) throws(PreparationError) -> Double {
        let small = try sketch(page, longestSide: 2400)
        guard let skew = small.skew(), abs(skew) > 0.03 else { return 0 }
        return skew
    }

    private static func typeSize(_ page: borrowing Raster) throws(PreparationError) -> PrintSize {
        guard let print = page.printOnly()?.evened() else { throw .outOfMemory(step: "evening") }
        let em = try em(of: print)
        guard let sharp = print.binarisedInk() else { return PrintSize(em: 0, isDotted: false) }
        let parts = sharp.components()
        // Where no two dots touch there is nothing to measure but specks: more of them than a blank page has.
        let guess = em > 0 ? em : parts.count > 400 ? targetEm : 0
        guard guess > 0, TypeSize.isDotted(parts, em: guess) else {
            return PrintSize(em: em, isDotted: false)
        }
        // Dots apart are measured as small print: joined, they show the size of the characters.
        guard let joined = print.smoothed(radius: max(1, guess / 16)) else {
            throw .outOfMemory(step: "joining dots")
        }
        // Specks that stay apart are dust.
        guard em > 0 || (joined.binarisedInk()?.components().count ?? 0) * 3 < parts.count else {
            return PrintSize(em: 0, isDotted: false)
        }
        let measured = try self.em(of: joined)
        return PrintSize(em: measured, isDotted: measured > 0)
    }

    private static func em(of print: borrowing Raster) throws(PreparationError) -> Int {
        guard let binary = print.binarisedInk() else { throw .outOfMemory(step: "thresholding") }
        guard let text = binary.separatedRulings(em: 40) else { throw .outOfMemory(step: "rulings") }
        return TypeSize.em(of: text.page) ?? 0
    }

    private static func separated(
        _ picture: consuming Raster, quarters: Int, skew: Double, dpi: Double, print size: PrintSize
    ) throws(PreparationError) -> PreparedPage {
        guard let even = picture.printOnly()?.evened() else { throw .outOfMemory(step: "parting inks") }
        guard let sharp = even.binarisedInk() else { throw .outOfMemory(step: "thresholding") }
        guard let print = size.isDotted ? even.smoothed(radius: max(1, size.em / 26)) : consume even,
            let binary = size.isDotted ? print.binarisedInk() : consume sharp
        else { throw .outOfMemory(step: "joining dots") }
        let every = try everyInk(picture)
        let faint = try faintInk(every)
        return PreparedPage(
            picture: picture, print: print, printBinary: binary, everyInkBinary: faint, everyInk: every,
            rotation: quarters % 4 * 90, skew: skew, dpi: dpi, em: size.em)
    }

    /// Print and coloured inks together, evened; nil on a page without colour.
    private static func everyInk(_ picture: borrowing Raster) throws(PreparationError) -> Raster? {
        guard picture.hasColouredInk else { return nil }
        guard let every = picture.everyInk()?.evened() else { throw .outOfMemory(step: "parting inks") }
        return every
    }

    private static func faintInk(_ every: borrowing Raster?) throws(PreparationError) -> Raster? {
        switch every {
        case .some(let page):
            guard let binary = page.binarisedFaintInk() else { throw .outOfMemory(step: "parting inks") }
            return binary
        case .none: return nil
        }
    }
}
