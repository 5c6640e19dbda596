internal import Layout

/// Pieces of a fold or of a ruling beside the words of a cell, which would make a stretch of paper of a name.
enum FoldScraps {
    /// How far from the words a piece stands at least, in characters.
    private static let distance = 2

    /// The parts of a cell of words without slivers that stand alone at its ends.
    ///
    /// - Parameters:
    ///   - parts: The cell's print.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: All of it where it is nothing but slivers.
    static func removed(from parts: [Box], em: Int) -> [Box] {
        var rest = parts.sorted { $0.left < $1.left }
        while rest.count > 2, let last = rest.last, isSliver(last, em: em),
            last.left - (rest.dropLast().map(\.right).max() ?? last.left) > em * distance
        {
            rest.removeLast()
        }
        while rest.count > 2, let first = rest.first, isSliver(first, em: em),
            rest[1].left - first.right > em * distance
        {
            rest.removeFirst()
        }
        return rest
    }

    private static func isSliver(_ part: Box, em: Int) -> Bool { part.width * 5 <= em }
}
