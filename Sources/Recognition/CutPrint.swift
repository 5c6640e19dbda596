internal import Layout

/// Tells upright strokes that run through print, as the edges of folds do, from rulings, which leave room on both sides.
enum CutPrint {
    /// How many upright strokes beside each other are those of a ruled table: folds have one edge or two.
    private static let frameBars = 4

    /// Whether a stroke runs through the words or numbers of most lines.
    ///
    /// - Parameters:
    ///   - bar: The stroke.
    ///   - bars: All strokes of the page: the edge of a fold is found in pieces.
    ///   - lines: Of a table's body.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: True where it begins far above and ends far below the lines, as no ruling of a table does, or one of both
    ///   where few strokes begin and end with it; and print stands right before and right behind it, no further apart than
    ///   digits do.
    static func isCut(by bar: Box, among bars: [Box], lines: [PrintLine], em: Int) -> Bool {
        let pieces = pieces(of: bar, among: bars, em: em)
        let bar = pieces.reduce(bar) { $0.union($1) }
        guard let body = Box.union(of: lines.map(\.box)) else { return false }
        let (isAbove, isBelow) = (bar.top < body.top - em * 3, bar.bottom > body.bottom + em * 3)
        guard (isAbove && isBelow) || ((isAbove || isBelow) && isLone(bar, among: bars, em: em)) else {
            return false
        }
        let beside = lines.compactMap { line -> Bool? in
            guard bar.vertical.contains(line.box.centerY) else { return nil }
            // A fold may lean: what counts is where it runs beside this line.
            let middle = line.box.centerY
            let bar = pieces.min { distance(of: middle, from: $0) < distance(of: middle, from: $1) } ?? bar
            let parts = line.runs.flatMap(\.parts).filter { $0.height * 3 >= em }
            if parts.contains(where: { $0.left < bar.left && $0.right > bar.right }) { return true }
            guard let left = parts.filter({ $0.centerX < bar.centerX }).map(\.right).max(),
                let right = parts.filter({ $0.centerX >= bar.centerX }).map(\.left).min()
            else { return false }
            // A line with no print near the stroke on one side says nothing.
            guard bar.left - left <= em * 4, right - bar.right <= em * 4 else { return nil }
            return right - left - bar.width <= em / 4
        }
        let cut = beside.count { $0 }
        return cut >= 3 && cut * 2 >= beside.count
    }

    /// A stroke with the pieces that it was found in, each near the next.
    private static func pieces(of bar: Box, among bars: [Box], em: Int) -> [Box] {
        var pieces = [bar]
        var rest = bars.filter { $0 != bar }
        while let next = rest.firstIndex(where: { piece in
            pieces.contains { abs($0.centerX - piece.centerX) * 3 <= em }
        }) {
            pieces.append(rest.remove(at: next))
        }
        return pieces
    }

    private static func distance(of y: Int, from piece: Box) -> Int {
        max(0, max(piece.top - y, y - piece.bottom))
    }

    /// Whether so few strokes begin and end where one does that they are not those of a ruled table.
    private static func isLone(_ bar: Box, among bars: [Box], em: Int) -> Bool {
        let strokes = bars.sorted { $0.centerX < $1.centerX }.reduce(into: [Box]()) { strokes, piece in
            if let last = strokes.last, abs(last.centerX - piece.centerX) * 2 <= em {
                strokes[strokes.count - 1] = last.union(piece)
            } else {
                strokes.append(piece)
            }
        }
        let alike = strokes.count {
            abs($0.top - bar.top) <= em * 2 && abs($0.bottom - bar.bottom) <= em * 2
        }
        return alike < frameBars
    }
}
