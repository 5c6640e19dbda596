/// A page made ready for reading: upright (but for the half turn, which only reading can tell), level, cut to
/// the sheet, its inks apart.
public struct PreparedPage: ~Copyable {
    /// The page as it is archived, colour where the scan had colour; every box on the page is in its pixels.
    public let picture: Raster
    /// Black and grey print, without coloured inks; paper near white, 8 bits.
    public let print: Raster
    /// The same print, 1 bit.
    public let printBinary: Raster
    /// Print and coloured inks together (form, seals, handwriting), 1 bit; nil on a page without colour.
    public let everyInkBinary: Raster?
    /// The same in grey, paper near white, 8 bits.
    public let everyInk: Raster?
    /// Where the ink of ``everyInkBinary`` has colour, 1 bit; nil on a page without colour.
    public let colouredInk: Raster?
    /// Degrees clockwise by which the scan was turned: 0, 90, 180 or 270.
    public let rotation: Int
    /// Degrees clockwise by which the page was then turned to lie level.
    public let skew: Double
    /// Dots per inch of ``picture``.
    public let dpi: Double
    /// Height of a Chinese character of the common print, pixels; zero on a blank page.
    public let em: Int

    /// Gives the picture away.
    public consuming func takePicture() -> Raster { picture }

    /// The page turned by 180°.
    public consuming func turnedUpsideDown() -> PreparedPage? {
        guard let picture = picture.turned(quarters: 2), let print = print.turned(quarters: 2),
            let printBinary = printBinary.turned(quarters: 2)
        else { return nil }
        return PreparedPage(
            picture: picture, print: print, printBinary: printBinary,
            everyInkBinary: everyInkBinary?.turned(quarters: 2), everyInk: everyInk?.turned(quarters: 2),
            colouredInk: colouredInk?.turned(quarters: 2), rotation: (rotation + 180) % 360, skew: skew,
            dpi: dpi,
            em: em)
    }
}
