/// A text that was painted, with its corners in pixels.
struct PlacedCell {
    var text: String
    var role: CellRole
    /// Top left, top right, bottom right, bottom left.
    var corners: [PixelPoint]
}

/// A point in pixels from the top left corner.
struct PixelPoint: Hashable {
    var x: Double
    var y: Double
}
