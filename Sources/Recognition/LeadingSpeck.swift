internal import Layout

/// Dust before a number, which an engine takes for its sign: two such specks turn a charge into a refund that closes.
enum LeadingSpeck {
    /// Whether what stands first in a cell is too small for a sign.
    ///
    /// A sign is longer than a quarter of a digit's height; one that is made of dots is judged with all its dots.
    ///
    /// - Parameters:
    ///   - parts: The connected parts of the cell's print, in any frame.
    ///   - height: The height of the cell's print in the same pixels.
    /// - Returns: True for a speck; false for a sign, a digit, or an empty cell.
    static func begins(_ parts: [Box], height: Int) -> Bool {
        let parts = parts.sorted { $0.left < $1.left }
        guard var first = parts.first else { return false }
        for part in parts.dropFirst() where part.left - first.right <= height / 5 {
            first = first.union(part)
        }
        return max(first.width, first.height) * 4 <= height
    }
}
