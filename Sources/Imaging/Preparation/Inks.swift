internal import CLeptonica
public import Layout

extension Raster {
    /// The picture in grey (luminance), 8 bits.
    public func grey() -> Raster? {
        Raster(owning: depth == 32 ? pixConvertRGBToLuminance(pix) : pixConvertTo8(pix, 0))
    }

    /// Whether more than a trace of the picture has colour: a form, a seal, handwriting.
    var hasColouredInk: Bool {
        guard depth == 32 else { return false }
        var fraction: l_float32 = 0
        var colour: l_float32 = 0
        // Pixels darker than 20 or lighter than 244 say nothing; a spread of 24 between channels is colour.
        guard pixColorFraction(pix, 20, 244, 24, 4, &fraction, &colour) == 0 else { return false }
        return fraction * colour > 0.0008
    }

    /// Only what is dark in every channel: black and grey print without seals, form colour and handwriting.
    ///
    /// The brightest channel of a coloured ink is close to the paper's, so the ink vanishes (`L_CHOOSE_MAX`).
    func printOnly() -> Raster? {
        guard depth == 32 else { return grey() }
        return Raster(owning: pixConvertRGBToGrayMinMax(pix, l_int32(L_CHOOSE_MAX)))
    }

    /// The black and grey print within a box, as it was scanned: 8 bits, neither evened nor darkened; nil outside the page
    /// or when memory runs out.
    public func plainPrint(in box: Layout.Box) -> Raster? { clipped(to: box)?.printOnly() }

    /// Everything that is dark in any channel.
    func everyInk() -> Raster? {
        guard depth == 32 else { return grey() }
        return Raster(owning: pixConvertRGBToGrayMinMax(pix, l_int32(L_CHOOSE_MIN)))
    }

    /// The share of its darkness that coloured ink lacks in its brightest channel, on evened pages: one in so many.
    ///
    /// A share, because the edges of strokes and faint print are as coloured as the rest and only paler.
    private static let colourShare: l_float32 = 4

    /// The ink of a black-and-white page that has colour.
    ///
    /// - Parameters:
    ///   - every: The page's inks together, evened, of the same size.
    ///   - print: Its print alone, evened, of the same size.
    /// - Returns: The part of this page's ink that is plainly darker among all inks than in the print, or nil when memory
    ///   runs out.
    func coloured(every: borrowing Raster, print: borrowing Raster) -> Raster? {
        guard let spread = Raster(owning: pixSubtractGray(nil, print.pix, every.pix)),
            let darkness = Raster(owning: pixInvert(nil, every.pix)),
            pixMultConstantGray(spread.pix, Self.colourShare) == 0,
            let lacking = Raster(owning: pixSubtractGray(nil, darkness.pix, spread.pix)),
            let coloured = Raster(owning: pixThresholdToBinary(lacking.pix, 1))
        else { return nil }
        return Raster(owning: pixAnd(nil, pix, coloured.pix))
    }

    /// The grey picture with light and paper evened out, the paper near white.
    ///
    /// What is paper is told by a fixed level first. Pale and blurred print is above it and makes the paper round it too
    /// light: where that shows, the paper is evened once more by the level of the page's own ink.
    func evened() -> Raster? {
        guard depth == 8, let page = withoutBed() else { return nil }
        guard let even = Raster(owning: pixBackgroundNormSimple(page.pix, nil, nil)) else {
            return page.copy()
        }
        guard let levels = even.inkLevels(), let again = even.evenedAgain(levels) else { return even }
        return again
    }

    /// The evened picture without light rims round its print.
    ///
    /// Measured on made pages: sharp black print has ink below 95; rims spread the paper by 7 levels and more, of which
    /// less than half is left, while ink stays as dark; where the paper has a pattern, that comes out as pale ink.
    ///
    /// - Parameter levels: Of this picture.
    /// - Returns: The picture, or nil where it has no rims, or paper with a pattern.
    private func evenedAgain(_ levels: InkLevels) -> Raster? {
        guard levels.noise >= 7, levels.ink >= 95,
            let again = Raster(
                owning: pixBackgroundNorm(pix, nil, nil, 10, 15, l_int32(levels.threshold), 40, 200, 2, 1)),
            let after = again.inkLevels(), after.noise * 2 <= levels.noise, after.ink <= levels.ink + 12
        else { return nil }
        return again
    }

    /// An evened grey page as the engines like it: paper white, ink dark, rulings painted over.
    ///
    /// - Parameter lines: The rulings, 1 bit, of the same size.
    /// - Returns: The page, or nil when memory runs out.
    public func readableGrey(without lines: borrowing Raster) -> Raster? {
        guard let levels = inkLevels(), let page = copy() else { return copy() }
        let white = levels.paper - max(4, Int(2 * levels.noise))
        let black = max(0, min(levels.ink - 10, white - 40))
        guard pixGammaTRC(page.pix, page.pix, 1, l_int32(black), l_int32(white)) != nil,
            pixSetMasked(page.pix, lines.pix, 255) == 0
        else { return nil }
        return page
    }
}
