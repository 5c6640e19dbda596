/// The bounds that a file is held to before anything of it is decoded.
public struct DecodingLimits: Hashable, Sendable {
    /// In bytes.
    public var fileBytes = 200_000_000
    public var pages = 2000
    /// Shortest and longest side of a page in pixels; Tesseract refuses more than 32 767.
    public var side = 16...32_767
    /// Pixels of one page; A3 at 600 dpi has 70 million.
    public var pixels = 100_000_000
    /// Strips or tiles of one TIFF page.
    public var strips = 65_535
    /// Scans of one progressive JPEG; ordinary ones have about ten.
    public var scans = 64
    /// Entries of one TIFF directory.
    public var directoryEntries = 4096

    public init() {}

    /// Checks a page's size.
    ///
    /// - Throws: `too_many_pixels` or `too_few_pixels`.
    func check(width: Int, height: Int) throws(DecodingError) {
        guard width >= side.lowerBound, height >= side.lowerBound else {
            throw DecodingError(
                .tooFewPixels,
                "\(width) × \(height) pixels are too few to hold print (at least \(side.lowerBound) a side)")
        }
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        guard width <= side.upperBound, height <= side.upperBound, !overflow, area <= pixels else {
            throw DecodingError(
                .tooManyPixels,
                "\(width) × \(height) pixels are too many (at most \(pixels / 1_000_000) million, "
                    + "\(side.upperBound) a side): scan again at 300 dpi")
        }
    }
}
