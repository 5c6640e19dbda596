internal import Layout

/// A title whose parts were read as several lines, since a fold or large print lies between them.
enum SplitTitle {
    /// A line with what stands beside it in other lines; nil where nothing does.
    ///
    /// - Parameters:
    ///   - line: One line.
    ///   - lines: The lines of the same layer of ink.
    /// - Returns: The line's runs and those of others at the same height, of nearly the same size, that lie over none of its
    ///   own; left to right.
    static func joined(_ line: TextLine, with lines: [TextLine]) -> TextLine? {
        let height = line.runs.map(\.box.height).max() ?? 0
        var runs = line.runs
        for other in lines.lazy.filter({ $0 != line }).flatMap(\.runs) {
            let isAlike =
                other.box.height * 4 >= height * 3 && height * 4 >= other.box.height * 3
                && other.box.verticalOverlap(line.box) * 5 >= other.box.height * 4
            guard isAlike, !runs.contains(where: { $0.box.horizontalOverlap(other.box) * 4 > height }) else {
                continue
            }
            runs.append(other)
        }
        guard runs.count > line.runs.count, let box = Box.union(of: runs.map(\.box)) else { return nil }
        return TextLine(box: box, runs: runs.sorted { $0.box.left < $1.box.left })
    }

    /// Whether a flat run is the 一 of 第一: as wide as a character, at half the height of the 第 before it.
    static func isOne(_ run: TextRun, behind before: TextRun) -> Bool {
        run.text == "一" && before.text.hasSuffix("第") && run.box.width * 2 >= before.box.height
            && abs(run.box.centerY - before.box.centerY) * 5 <= before.box.height
            && run.box.left - before.box.right < before.box.height
    }
}
