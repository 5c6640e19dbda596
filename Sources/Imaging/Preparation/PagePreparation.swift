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
        let (quarters, skew) = try directions(of: sheet)
        guard let upright = quarters == 0 ? consume sheet : sheet.turned(quarters: quarters) else {
            throw .outOfMemory(step: "turning")
        }
        guard let level = skew == 0 ? consume upright : upright.rotated(degrees: skew) else {
            throw .outOfMemory(step: "levelling")
        }
        let even = try evenPrint(of: level)
        var size = try typeSize(even)
        let isPale = try hasPalePrint(even, size: &size)
        guard size.em > 0, !bestEm.contains(size.least) else {
            return try separated(
                consume level, even: even, isPale: isPale, quarters: quarters, skew: skew, dpi: declared,
                size: size)
        }
        let target = size.small == nil ? targetEm : bestEm.lowerBound
        let factor = min(3, Double(target) / Double(size.least))
        guard let scaled = level.scaled(by: factor) else { throw .outOfMemory(step: "scaling") }
        let evenScaled = try evenPrint(of: scaled)
        return try separated(
            consume scaled, even: evenScaled, isPale: isPale, quarters: quarters, skew: skew,
            dpi: declared * factor,
            size: PrintSize(em: Int(Double(size.em) * factor), isDotted: size.isDotted && factor >= 0.8))
    }

    /// How large the print is and whether it is made of dots apart.
    private struct PrintSize {
        var em: Int
        var isDotted: Bool
        /// The height of a second, much smaller print.
        var small: Int?

        /// The height of the smallest print that must be read.
        var least: Int { small ?? em }
    }

    private static func cutSheet(_ scan: consuming Raster) throws(PreparationError) -> Raster {
        guard let quad = SheetFinder.sheet(in: scan) else { return scan }
        guard
            let cut = scan.straightened(
                quad, width: Int(quad.meanWidth), height: Int(quad.meanHeight))
        else { throw .outOfMemory(step: "cutting the sheet") }
        return cut
    }

    /// How a sheet lies.
    ///
    /// - Returns: The quarter turns clockwise that bring its lines of print level (0 or 1), and the degrees clockwise by
    ///   which it must then be turned.
    private static func directions(of sheet: borrowing Raster) throws(PreparationError) -> (
        quarters: Int, skew: Double
    ) {
        guard let print = sheet.printOnly() else { throw .outOfMemory(step: "parting inks") }
        let quarters = try quarterTurns(print)
        guard quarters != 0 else { return (0, try skew(of: print)) }
        guard let upright = print.turned(quarters: quarters) else { throw .outOfMemory(step: "turning") }
        return (quarters, try skew(of: upright))
    }

    /// A small black-and-white picture of the print, for measuring directions.
    private static func sketch(_ print: borrowing Raster, longestSide: Double) throws(PreparationError)
        -> Raster
    {
        let factor = min(1, longestSide / Double(max(print.width, print.height)))
        guard let small = print.scaled(by: factor)?.evened() else { throw .outOfMemory(step: "reducing") }
        return try ink(of: small)
    }

    /// Black and grey print alone, light and paper evened out.
    private static func evenPrint(of page: borrowing Raster) throws(PreparationError) -> Raster {
        guard let print = page.printOnly()?.evened() else { throw .outOfMemory(step: "evening") }
        return print
    }

    /// The ink of an evened page, 1 bit.
    private static func ink(of print: borrowing Raster) throws(PreparationError) -> Raster {
        guard let binary = print.binarisedInk() else { throw .outOfMemory(step: "thresholding") }
        return binary
    }

    /// How many quarter turns clockwise bring the lines of print level (0 or 1).
    private static func quarterTurns(_ print: borrowing Raster) throws(PreparationError) -> Int {
        let small = try sketch(print, longestSide: 1800)
        let parts = small.separatedRulings(em: 18)?.page.components() ?? small.components()
        return TypeSize.liesOnItsSide(parts.filter { $0.width > 3 || $0.height > 3 }) ? 1 : 0
    }

    /// Degrees clockwise that bring the lines of print level; zero where they are, or where it is not sure.
    private static func skew(of print: borrowing Raster) throws(PreparationError) -> Double {
        let small = try sketch(print, longestSide: 2400)
        guard let skew = small.skew(), abs(skew) > 0.03 else { return 0 }
        return skew
    }

    private static func typeSize(_ print: borrowing Raster) throws(PreparationError) -> PrintSize {
        let sharp = try ink(of: print)
        let (em, small) = try sizes(of: sharp)
        let parts = sharp.components()
        // Where no two dots touch there is nothing to measure but specks: more of them than a blank page has.
        let guess = em > 0 ? em : parts.count > 400 ? targetEm : 0
        guard guess > 0, TypeSize.isDotted(parts, em: guess) else {
            return PrintSize(em: em, isDotted: false, small: small)
        }
        // Dots apart are measured as small print: joined, they show the size of the characters.
        guard let joined = print.smoothed(radius: max(1, guess / 16)) else {
            throw .outOfMemory(step: "joining dots")
        }
        // Specks that stay apart are dust.
        let joinedInk = try ink(of: joined)
        guard em > 0 || joinedInk.components().count * 3 < parts.count else {
            return PrintSize(em: 0, isDotted: false)
        }
        let measured = try sizes(of: joinedInk).em
        return PrintSize(em: measured, isDotted: measured > 0)
    }

    /// The heights of the common print and of a second, much smaller one; zero where there is no print.
    private static func sizes(
        of binary: borrowing Raster
    ) throws(PreparationError) -> (em: Int, small: Int?) {
        guard let text = binary.separatedRulings(em: 40) else { throw .outOfMemory(step: "rulings") }
        guard let em = TypeSize.em(of: text.page) else { return (0, nil) }
        return (em, TypeSize.smallEm(of: text.page, em: em))
    }

    private static func separated(
        _ picture: consuming Raster, even: consuming Raster, isPale: Bool, quarters: Int, skew: Double,
        dpi: Double, size: PrintSize
    ) throws(PreparationError) -> PreparedPage {
        let every = try everyInk(picture)
        let faint = try faintInk(every)
        let coloured = try colouredInk(faint, every: every, print: even)
        let level =
            isPale ? try withPalePrintDarkened(consume even, em: size.em, coloured: coloured) : consume even
        guard let print = size.isDotted ? level.smoothed(radius: max(1, size.em / 26)) : consume level else {
            throw .outOfMemory(step: "joining dots")
        }
        let binary = try ink(of: print)
        return PreparedPage(
            picture: picture, print: print, printBinary: binary, everyInkBinary: faint, everyInk: every,
            colouredInk: coloured, rotation: quarters % 4 * 90, skew: skew, dpi: dpi,
            em: size.em)
    }

    /// Whether some of the print is much paler than the rest; small print that is so is measured as well.
    private static func hasPalePrint(
        _ even: borrowing Raster, size: inout PrintSize
    ) throws(PreparationError) -> Bool {
        guard size.em > 0, !size.isDotted else { return false }
        guard let none = Raster.withoutInk(width: even.width, height: even.height) else {
            throw .outOfMemory(step: "darkening pale print")
        }
        guard let pale = PalePrint(on: even, em: size.em, besides: none) else { return false }
        if size.small == nil {
            guard let darkened = pale.darkened(even, besides: none),
                let text = try ink(of: darkened).separatedRulings(em: 40)
            else { throw .outOfMemory(step: "darkening pale print") }
            size.small = TypeSize.smallEm(of: text.page, em: size.em)
        }
        return true
    }

    /// The print with what is much paler than the rest as dark as the rest.
    private static func withPalePrintDarkened(
        _ even: consuming Raster, em: Int, coloured: borrowing Raster?
    ) throws(PreparationError) -> Raster {
        guard let colours = colourMask(coloured, width: even.width, height: even.height) else {
            throw .outOfMemory(step: "parting inks")
        }
        guard let pale = PalePrint(on: even, em: em, besides: colours) else { return even }
        guard let darkened = pale.darkened(even, besides: colours) else {
            throw .outOfMemory(step: "darkening pale print")
        }
        return darkened
    }

    /// Coloured ink with its edges; on a page without colour, nothing.
    private static func colourMask(_ coloured: borrowing Raster?, width: Int, height: Int) -> Raster? {
        switch coloured {
        case .some(let ink): ink.morphed("d3.3")
        case .none: Raster.withoutInk(width: width, height: height)
        }
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

    /// The part of the ink that has colour.
    private static func colouredInk(
        _ ink: borrowing Raster?, every: borrowing Raster?, print: borrowing Raster
    ) throws(PreparationError) -> Raster? {
        switch ink {
        case .some(let ink):
            switch every {
            case .some(let every):
                guard let coloured = ink.coloured(every: every, print: print) else {
                    throw .outOfMemory(step: "parting inks")
                }
                return coloured
            case .none: return nil
            }
        case .none: return nil
        }
    }
}
