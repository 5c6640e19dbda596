internal import Layout

/// Tells upright strokes that run through print, as the edges of folds do, from rulings, which leave room on both sides.
enum CutPrint {
    /// Whether a stroke runs through the words or numbers of most lines.
    ///
    /// - Parameters:
    ///   - bar: The stroke.
    ///   - bars: All strokes of the page: the edge of a fold is found in pieces.
    ///   - lines: Of a table's body.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: True where it begins far above and ends far below the lines, as no ruling of a table does, and print
    ///   stands right before and right behind it, no further apart than digits do.
    static func isCut(by bar: Box, among bars: [Box], lines: [PrintLine], em: Int) -> Bool {
        let pieces = bars.filter { abs($0.centerX - bar.centerX) * 3 <= em }
        let bar = pieces.reduce(bar) { $0.union($1) }
        guard let body = Box.union(of: lines.map(\.box)), bar.top < body.top - em * 3,
            bar.bottom > body.bottom + em * 3
        else { return false }
        let beside = lines.filter { bar.vertical.contains($0.box.centerY) }
        let cut = beside.count { line in
            let parts = line.runs.flatMap(\.parts).filter { $0.height * 3 >= em }
            if parts.contains(where: { $0.left < bar.left && $0.right > bar.right }) { return true }
            guard let left = parts.map(\.right).filter({ $0 <= bar.centerX }).max(),
                let right = parts.map(\.left).filter({ $0 > bar.centerX }).min()
            else { return false }
            return right - left - bar.width <= em / 4
        }
        return cut >= 3 && cut * 2 >= beside.count
    }
}
