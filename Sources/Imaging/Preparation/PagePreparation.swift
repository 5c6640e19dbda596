internal import Layout

/// Makes a scanned page ready for reading.
public enum PagePreparation {
    /// Character heights between which Tesseract reads best, pixels (measured on its line model, 48 px high).
    static let bestEm = 30...52
    /// The height that other pages are scaled to.
    static let targetEm = 38
    /// More characters than any sheet has in a line along its longer side: A4 lengthwise in type of 4 points has 210.
    static let mostCharacters = 260
    /// The most pixels that a page is scaled up to.
    static let mostPixels = 40_000_000.0

    /// Cuts the sheet from its bed, turns it level, parts its inks and scales it to a readable size.
    ///
    /// - Parameter scan: The page as decoded, grey or colour.
    /// - Returns: The page, and by how much it was turned and scaled.
    /// - Throws: ``PreparationError`` when memory runs out for one of the steps.
    public static func prepare(_ scan: consuming Raster) throws(PreparationError) -> PreparedPage {
        if isFine(scan) {
            guard let half = scan.scaled(by: 0.5) else { throw .outOfMemory(step: "reducing") }
            let page = try levelPage(of: consume half)
            if page.size.least >= bestEm.lowerBound { return try readable(consume page) }
        }
        return try readable(levelPage(of: consume scan))
    }

    /// Whether a scan says that it is so fine that half of its pixels each way may do.
    private static func isFine(_ scan: borrowing Raster) -> Bool { scan.declaredResolution >= 450 }

    /// A sheet that lies level, its print evened and measured.
    private struct LevelPage: ~Copyable {
        var picture: Raster
        var even: Raster
        /// Whether much of its print is paler than the rest.
        let isPale: Bool
        let quarters: Int
        let skew: Double
        let dpi: Double
        let size: PrintSize
    }

    /// Cuts a sheet from its bed and turns it level.
    private static func levelPage(of scan: consuming Raster) throws(PreparationError) -> LevelPage {
        let dpi = Double(scan.declaredResolution)
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
        return LevelPage(
            picture: level, even: even, isPale: isPale, quarters: quarters, skew: skew, dpi: dpi, size: size)
    }

    /// Scales a page whose print is too small or too large to be read well, and parts its inks.
    private static func readable(_ page: consuming LevelPage) throws(PreparationError) -> PreparedPage {
        let (quarters, skew, dpi, size) = (page.quarters, page.skew, page.dpi, page.size)
        let isPale = page.isPale
        guard size.em > 0, !bestEm.contains(size.least) else {
            return try separated(
                page.picture, even: page.even, isPale: isPale, quarters: quarters, skew: skew, dpi: dpi,
                size: size)
        }
        let target = size.small == nil ? targetEm : bestEm.lowerBound
        let room = (mostPixels / Double(page.picture.width * page.picture.height)).squareRoot()
        let factor = min(3, Double(target) / Double(size.least), max(1, room))
        guard let scaled = page.picture.scaled(by: factor) else { throw .outOfMemory(step: "scaling") }
        let evenScaled = try evenPrint(of: scaled)
        return try separated(
            consume scaled, even: evenScaled, isPale: isPale, quarters: quarters, skew: skew,
            dpi: dpi * factor,
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
        let (measured, small) = try sizes(of: sharp)
        let longest = max(print.width, print.height)
        // Print as small as that is the paper's grain.
        let em = measured * mostCharacters < longest ? 0 : measured
        let parts = sharp.components()
        // Where no two dots touch there is nothing to measure but specks: more of them than a blank page has.
        let guess = em > 0 ? em : parts.count > 400 ? targetEm : 0
        guard guess > 0, em < measured || TypeSize.isDotted(parts, em: guess) else {
            return PrintSize(
                em: em, isDotted: false, small: small.flatMap { $0 * mostCharacters < longest ? nil : $0 })
        }
        // Dots apart are measured as small print: joined, they show the size of the characters.
        guard let joined = print.smoothed(radius: max(1, guess / 16)) else {
            throw .outOfMemory(step: "joining dots")
        }
        // Specks that stay apart are dust.
        let joinedInk = try ink(of: joined)
        guard em > 0 || joinedInk.components().count * 3 < parts.count else {
            return PrintSize(em: measured, isDotted: false)
        }
        let height = try sizes(of: joinedInk).em
        return PrintSize(em: height, isDotted: height > 0)
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
