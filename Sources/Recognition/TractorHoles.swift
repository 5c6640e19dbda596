internal import Layout

/// Tells the holes of tractor paper from print.
enum TractorHoles {
    /// The parts without columns of round marks near the left and right edges.
    ///
    /// - Parameters:
    ///   - parts: Connected parts of the page.
    ///   - width: Width of the page in pixels.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: The parts that are print, in the given order.
    static func removed(from parts: [Box], width: Int, em: Int) -> [Box] {
        let isRound = { (part: Box) in
            part.height * 2 >= em && part.height <= em * 5 / 2
                && abs(part.width - part.height) * 4 <= part.height
        }
        let margin = width / 8
        // A character has others beside it: the first of equal words that stand below each other is no hole.
        let isCharacter = { (part: Box) in
            parts.contains { other in
                let gap = max(other.left - part.right, part.left - other.right)
                return (0...(em / 2)).contains(gap) && other.height * 2 >= em
                    && other.verticalOverlap(part) * 2 > part.height
            }
        }
        let marks = parts.filter {
            isRound($0) && ($0.centerX < margin || $0.centerX > width - margin) && !isCharacter($0)
        }
        var holes: Set<Box> = []
        for mark in marks where !holes.contains(mark) {
            let column = marks.filter {
                abs($0.centerX - mark.centerX) * 2 <= em && abs($0.height - mark.height) * 4 <= mark.height
            }
            .sorted { $0.centerY < $1.centerY }
            guard column.count >= 6 else { continue }
            let pitches = zip(column.dropFirst(), column).map { $0.centerY - $1.centerY }.sorted()
            let pitch = pitches[pitches.count / 2]
            // Lines of print are closer together than holes, and holes are evenly spaced.
            let even = pitches.count { abs($0 - pitch) * 8 <= pitch }
            guard pitch * 10 >= em * 12, even * 3 >= pitches.count * 2 else { continue }
            if runsAlongSheet(column, parts: parts, em: em) { holes.formUnion(column) }
        }
        return holes.isEmpty ? parts : parts.filter { !holes.contains($0) }
    }

    /// Whether a column of marks goes on from the first line of print to the last, as holes do; one of a table's
    /// begins below title and headings and ends above the foot.
    private static func runsAlongSheet(_ column: [Box], parts: [Box], em: Int) -> Bool {
        guard let first = column.first, let last = column.last,
            let top = parts.map(\.top).min(), let bottom = parts.map(\.bottom).max()
        else { return false }
        return first.top - top <= em * 4 && bottom - last.bottom <= em * 4
    }
}
