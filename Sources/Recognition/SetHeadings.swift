internal import Layout

/// Puts together headings that are set with wide gaps between their characters (数　量) or on several lines.
enum SetHeadings {
    /// Makes each chain of single characters that spells a heading one run.
    ///
    /// - Parameter runs: A line's runs, left to right.
    /// - Returns: The same print in fewer runs.
    static func closed(_ runs: [TextRun]) -> [TextRun] {
        let runs = neighbours(runs)
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

    /// The widest gap within a heading, in heights of its print; before a bracket of full width, which is blank at its left.
    private static let (widestGap, widestBeforeBracket) = (0.5, 1.1)

    /// Puts together what was parted within a heading in use: 费用 and 日期 where bold print stands wide, 金额 and the 元 in
    /// brackets behind it, which may have been read with the next heading.
    private static func neighbours(_ runs: [TextRun]) -> [TextRun] {
        var result: [TextRun] = []
        for run in runs {
            guard let last = result.last, isWord(last) else {
                result.append(run)
                continue
            }
            let gap = Double(run.box.left - last.box.right) / Double(max(1, last.box.height))
            let isBracket = run.text.first.map { "(（".contains($0) } == true
            guard gap <= (isBracket ? widestBeforeBracket : widestGap) else {
                result.append(run)
                continue
            }
            if isWord(run) || isBracket, isOneHeading(last.text, run.text) {
                result[result.count - 1] = joined(last, run)
            } else if isBracket,
                let end = Array(run.text).firstIndex(where: { ")）".contains($0) }).map({ $0 + 1 }),
                ColumnHeadings.isHeading(last.text + run.text.prefix(end))
            {
                result[result.count - 1] = joined(last, run.part(0..<end))
                if end < run.text.count { result.append(run.part(end..<run.text.count)) }
            } else {
                result.append(run)
            }
        }
        return result
    }

    /// Whether two pieces are one heading in use: the last word says of what kind (费用日期 is a date), else they are two
    /// columns beside each other (药品名称, 规格).
    private static func isOneHeading(_ first: String, _ second: String) -> Bool {
        guard let kind = ColumnHeadings.kind(of: first + second) else { return false }
        return ColumnHeadings.kind(of: second).map { $0 == kind } ?? true
    }

    /// Whether a run is a piece of a heading of more than one letter.
    private static func isWord(_ run: TextRun) -> Bool {
        (2...4).contains(ColumnHeadings.normalised(run.text).count)
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
