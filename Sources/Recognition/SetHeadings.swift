internal import Layout

/// Puts together headings that are set with wide gaps between their characters (数　量) or on several lines.
enum SetHeadings {
    /// Makes each chain of single characters that spells a heading one run.
    ///
    /// - Parameter runs: A line's runs, left to right.
    /// - Returns: The same print in fewer runs.
    static func closed(_ runs: [TextRun]) -> [TextRun] {
        var result: [TextRun] = []
        var i = 0
        while i < runs.count {
            let chain = chain(from: i, in: runs)
            let length = (2...max(2, chain)).reversed().first { length in
                length <= chain
                    && ColumnHeadings.isHeading(runs[i..<(i + length)].map(\.text).joined())
            }
            let end = i + (length ?? 1)
            result.append(runs[(i + 1)..<end].reduce(runs[i], joined))
            i = end
        }
        return result
    }

    /// How many runs from one on are single characters near each other; the last may be followed by a bracket: 额(元).
    private static func chain(from start: Int, in runs: [TextRun]) -> Int {
        var end = start
        while end < runs.count, end - start < 6 {
            let text = runs[end].text
            let letters = ColumnHeadings.normalised(String(text.prefix { !"(（".contains($0) }))
            guard letters.count == 1 else { break }
            if end > start {
                let gap = runs[end].box.left - runs[end - 1].box.right
                guard gap <= runs[end].box.height * 4 else { break }
            }
            end += 1
            if ColumnHeadings.normalised(text).count > 1 { break }
        }
        return end - start
    }

    /// The headings of lines that stand close below each other, each piece with what stands above it.
    ///
    /// - Parameter lines: The runs of each line, the topmost first.
    /// - Returns: One run for each stack, left to right.
    static func stacked(_ lines: [[TextRun]]) -> [TextRun] {
        var stacks: [TextRun] = []
        for run in lines.joined() {
            let overlaps = stacks.map { $0.box.horizontalOverlap(run.box) }
            if let most = overlaps.max(), let stack = overlaps.firstIndex(of: most),
                most * 2 >= min(stacks[stack].box.width, run.box.width)
            {
                stacks[stack] = joined(stacks[stack], run)
            } else {
                stacks.append(run)
            }
        }
        return stacks.sorted { $0.box.left < $1.box.left }
    }

    private static func joined(_ a: TextRun, _ b: TextRun) -> TextRun {
        TextRun(
            box: a.box.union(b.box), text: a.text + b.text, confidence: min(a.confidence, b.confidence),
            symbols: a.symbols + b.symbols)
    }
}
