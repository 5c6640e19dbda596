internal import Layout

/// Days printed behind the amounts of a table, under no heading of their own: `104.28 02/06`.
enum TrailingDates {
    /// The pixel column at which the days begin behind the numbers of a column; nil where most lines print one number.
    ///
    /// - Parameters:
    ///   - lines: The column's print, line by line.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: The middle of the gap that most lines have.
    static func border(in lines: [[Box]], em: Int) -> Int? {
        let printed = lines.filter { $0.count >= 3 }
        let gaps = printed.map { Self.gaps(in: $0, em: em) }
        // Numbers end and days begin at one place each; narrow figures leave gaps elsewhere.
        var best: (lines: Int, room: Range<Int>)?
        for gap in gaps.joined() {
            let shared = gaps.compactMap { line in
                line.filter { $0.overlaps(gap) }.max { $0.count < $1.count }
            }
            let left = shared.map(\.lowerBound).max() ?? 0
            let right = shared.map(\.upperBound).min() ?? 0
            guard left < right, shared.count * 3 >= printed.count * 2 else { continue }
            let isBetter = best.map { (shared.count, right - left) > ($0.lines, $0.room.count) } ?? true
            if isBetter { best = (shared.count, left..<right) }
        }
        return best.map { ($0.room.lowerBound + $0.room.upperBound) / 2 }
    }

    /// The day behind a number as it was read, month and day with a mark between.
    static func isDay(_ text: String) -> Bool {
        let parts = text.split(whereSeparator: { "/-.".contains($0) })
        guard (4...10).contains(text.count), (2...3).contains(parts.count) else { return false }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, let day = numbers.last, let month = numbers.dropLast().last else {
            return false
        }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    /// Whether what stands before and behind a gap are an amount and something else: not a price and an amount.
    static func areApart(_ amount: String, _ behind: String) -> Bool {
        if isDay(behind) { return true }
        return amount.wholeMatch(of: /-?[0-9]+\.[0-9]{2}/) != nil && !behind.contains(".")
    }

    /// The gaps between characters with a number before them and at least four characters behind them.
    private static func gaps(in parts: [Box], em: Int) -> [Range<Int>] {
        let sorted = parts.sorted { $0.left < $1.left }
        let heights = sorted.map(\.height).filter { $0 * 3 >= em }.sorted()
        guard !heights.isEmpty else { return [] }
        // A point has less room around it, whatever the face.
        let least = heights[heights.count / 2] / 2
        var gaps: [Range<Int>] = []
        var right = sorted.first?.right ?? 0
        var before = 0
        for part in sorted {
            if part.left - right >= max(1, least), before >= 3, heights.count - before >= 4 {
                gaps.append(right..<part.left)
            }
            right = max(right, part.right)
            if part.height * 3 >= em { before += 1 }
        }
        return gaps
    }
}
