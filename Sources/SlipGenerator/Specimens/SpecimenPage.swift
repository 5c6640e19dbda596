import CLeptonica

/// A made page of specimens with its truth: what training lines are cut from.
public struct SpecimenPage: Sendable {
    /// A point in pixels of the page, from the top left corner.
    public struct Point: Hashable, Sendable {
        public var x: Double
        public var y: Double
    }

    /// A cell of one text.
    public struct Cell: Sendable {
        /// As printed, without spaces.
        public var text: String
        public var kind: SpecimenText
        /// The font's family.
        public var font: String
        /// Corners of its em box: top left, top right, bottom right, bottom left.
        public var outline: [Point]
        /// The corners of the columns that each character's ink covers, blanks left out; same order.
        public var glyphs: [[Point]]
    }

    public let bitmap: Bitmap
    /// Dots per inch of the bitmap.
    public let dpi: Int
    public let cells: [Cell]
    public let damage: DamageLevel
    /// The damage in a few words.
    public let notes: [String]

    /// Writes the page as a PNG file, to be looked at.
    ///
    /// - Throws: ``GeneratorError/cannotWrite(path:reason:)``.
    public func writePNG(to path: String) throws(GeneratorError) {
        let image = try bitmap.leptonica(dpi: dpi)
        guard pixWritePng(path, image.pix, 0) == 0 else {
            throw .cannotWrite(path: path, reason: "Leptonica could not encode it")
        }
    }
}
