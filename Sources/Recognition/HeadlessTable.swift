internal import Imaging
internal import Layout

/// Finds a table by alignment alone, on a page where no headings were read: one that goes on from the page before,
/// or whose headings are too pale.
struct HeadlessTable {
    /// Height of a Chinese character, pixels.
    var em: Int
    var rulings: [Box]
    /// How many lines a table has at least.
    var leastRows = 3
    /// How many amounts a line of the table has at least.
    var amountsInRow = 2
    /// How many stretches of print a line has at least that carries so many amounts.
    var leastRuns = 1
    /// Whether the table is the small print of a form: its columns stand close, and a line directly above the others is
    /// theirs though only one of its amounts was read, since the form's headings lie under it.
    var isSmallPrint = false

    /// How many columns a table has at least that prints one amount in a line, and no prices; and one of a line or two.
    static let (leastUnpriced, leastInTail) = (4, 5)

    /// The lines of the table and stand-ins for its headings; nil where nothing is aligned like a table.
    ///
    /// Lists without prices have one amount in a line: they are told by their many columns.
    ///
    /// - Parameters:
    ///   - lines: The page's lines.
    ///   - texts: What was read on them, by line.
    /// - Returns: The table's lines and one heading of unknown kind for each column.
    func findPricedOrNot(
        in lines: [PrintLine], texts: [Int: [TextRun]]
    ) -> (lines: [Int], headings: [Heading])? {
        if let found = find(in: lines, texts: texts) { return found }
        var unpriced = self
        unpriced.amountsInRow = 1
        unpriced.leastRuns = Self.leastUnpriced
        if let found = unpriced.find(in: lines, texts: texts), found.headings.count >= Self.leastUnpriced {
            return found
        }
        // The tail of a list may be a line or two: what carries amounts in many columns, and no label.
        var tail = self
        tail.leastRows = 1
        tail.leastRuns = Self.leastInTail
        let unlabelled = texts.filter { _, runs in
            !runs.contains { $0.text.contains { ":：".contains($0) } && $0.text.hanCount > 1 }
        }
        guard let found = tail.find(in: lines, texts: unlabelled), found.headings.count >= Self.leastInTail
        else { return nil }
        return found
    }

    /// The lines of the table and stand-ins for its headings; nil where nothing is aligned like a table.
    ///
    /// - Parameters:
    ///   - lines: The page's lines.
    ///   - texts: What was read on them, by line.
    /// - Returns: The table's lines and one heading of unknown kind for each column.
    func find(in lines: [PrintLine], texts: [Int: [TextRun]]) -> (lines: [Int], headings: [Heading])? {
        let rows = lengthened(
            aligned(
                framed(longestStretch(of: lines, texts: texts), of: lines), of: lines, texts: texts),
            of: lines, texts: texts)
        guard rows.count >= leastRows else { return nil }
        let body = rows.map { lines[$0] }
        guard let box = Box.union(of: body.map(\.box)) else { return nil }
        let spans = ColumnClusters(
            lines: body, em: em,
            bars: rulings.filter { bar in
                bar.vertical.overlaps(box.vertical)
                    && !CutPrint.isCut(by: bar, among: rulings, lines: body, em: em)
            }.map(\.centerX),
            narrowGap: isSmallPrint ? em * 2 / 5 : nil
        ).spans(in: box.horizontal)
        guard spans.count > amountsInRow else { return nil }
        let top = box.top - em
        let headings = spans.map { span in
            Heading(
                kind: .other, text: "",
                box: Box(x: span.lowerBound, y: top, width: span.count, height: em / 2),
                likeness: 0)
        }
        return (rows, headings)
    }

    /// The longest stretch of neighbouring lines that carry amounts, other lines (wrapped names) between.
    private func longestStretch(of lines: [PrintLine], texts: [Int: [TextRun]]) -> [Int] {
        var best: [Int] = []
        var current: [Int] = []
        var lastBottom = 0
        var singles = 0
        func close() {
            if current.count > best.count { best = current }
            current = []
            singles = 0
        }
        for (i, line) in lines.enumerated() {
            let amounts = (texts[i] ?? []).count { Self.isAmount($0) }
            if !current.isEmpty, line.box.top - lastBottom > em * 4 { close() }
            if amounts >= amountsInRow, line.runs.count >= leastRuns {
                current.append(i)
                singles = 0
            } else if !current.isEmpty {
                singles += 1
                if singles > 2 { close() } else { current.append(i) }
            }
            lastBottom = line.box.bottom
        }
        close()
        if isSmallPrint, let first = best.first, first > 0,
            lines[first].box.top - lines[first - 1].box.bottom < em,
            (texts[first - 1] ?? []).contains(where: Self.isAmount)
        {
            best.insert(first - 1, at: 0)
        }
        // Lines after the last amount are none of the table's.
        while let last = best.last, (texts[last] ?? []).count(where: { Self.isAmount($0) }) < amountsInRow {
            best.removeLast()
        }
        return best
    }

    /// How many upright rulings beside each other make a frame: folds have one edge or two.
    private static let frameBars = 4

    /// A stretch of lines with those directly above and below it that stand between the same upright rulings: a seal may
    /// cover their amounts.
    private func framed(_ stretch: [Int], of lines: [PrintLine]) -> [Int] {
        guard var first = stretch.first, var last = stretch.last, !isSmallPrint,
            let box = Box.union(of: stretch.map { lines[$0].box })
        else { return stretch }
        let bars = rulings.filter { bar in
            bar.height >= em && bar.right > box.left - em && bar.left < box.right + em
                && !CutPrint.isCut(by: bar, among: rulings, lines: stretch.map { lines[$0] }, em: em)
        }
        func isInFrame(_ line: PrintLine, beside other: PrintLine) -> Bool {
            func around(_ line: PrintLine) -> [Int] {
                bars.filter { $0.vertical.contains(line.box.centerY) }.map(\.centerX)
            }
            let others = around(other)
            let same = around(line).filter { bar in others.contains { abs($0 - bar) * 2 <= em } }
            return same.count >= Self.frameBars && abs(line.box.centerY - other.box.centerY) <= em * 4
        }
        while first > 0, isInFrame(lines[first - 1], beside: lines[first]) { first -= 1 }
        while last + 1 < lines.count, isInFrame(lines[last + 1], beside: lines[last]) { last += 1 }
        return Array(first...last)
    }

    /// How many other lines may stand between those of a table: the rest of a name, a sum of a group and the next heading.
    private static let mostBetween = 3

    /// A stretch of lines with those near it that are filled like them and of whose amounts some were not read.
    private func lengthened(_ stretch: [Int], of lines: [PrintLine], texts: [Int: [TextRun]]) -> [Int] {
        guard var first = stretch.first, var last = stretch.last, !isSmallPrint else { return stretch }
        let counts = stretch.map { lines[$0].runs.count }.sorted()
        let most = counts[counts.count * 3 / 4]
        guard most >= Self.leastUnpriced else { return stretch }
        func isFilled(_ line: Int) -> Bool {
            lines[line].runs.count * 4 >= most * 3 && (texts[line] ?? []).contains(where: Self.isAmount)
        }
        func areNear(_ upper: Int, _ lower: Int) -> Bool {
            (upper..<lower).allSatisfy { lines[$0 + 1].box.top - lines[$0].box.bottom <= em * 4 }
        }
        func next(_ lines: [Int]) -> Int? { lines.prefix(Self.mostBetween + 1).first(where: isFilled) }
        while let line = next(Array(last + 1..<max(last + 1, lines.count))), areNear(last, line) {
            last = line
        }
        while let line = next((0..<first).reversed()), areNear(line, first) { first = line }
        return Array(first...last)
    }

    /// A stretch of lines with those above and below it that go on at its pitch, begin where it begins and have a number
    /// that ends where its amounts end: the last line of two tables side by side may have one amount, and an amount may
    /// have been cut.
    private func aligned(_ stretch: [Int], of lines: [PrintLine], texts: [Int: [TextRun]]) -> [Int] {
        let own = stretch.filter { (texts[$0] ?? []).count(where: Self.isAmount) >= amountsInRow }
        guard own.count >= 2, var first = stretch.first, var last = stretch.last else {
            return stretch
        }
        let begins = own.compactMap { lines[$0].runs.map(\.box.left).min() }
        let ends = own.flatMap { (texts[$0] ?? []).filter(Self.isAmount).map(\.box.right) }
        let pitches = zip(own, own.dropFirst()).map { lines[$1].box.centerY - lines[$0].box.centerY }.sorted()
        let pitch = pitches[pitches.count / 2]
        func goesOn(_ index: Int, beside other: Int) -> Bool {
            guard lines.indices.contains(index), let left = lines[index].runs.map(\.box.left).min() else {
                return false
            }
            let apart = abs(lines[index].box.centerY - lines[other].box.centerY)
            return abs(apart - pitch) * 3 <= pitch && begins.contains { abs($0 - left) <= em }
                && (texts[index] ?? []).contains { run in
                    run.text.hanCount == 0 && run.text.contains(where: \.isNumber)
                        && ends.contains { abs($0 - run.box.right) * 2 <= em }
                }
        }
        while goesOn(last + 1, beside: last) { last += 1 }
        while goesOn(first - 1, beside: first) { first -= 1 }
        return Array(first...last)
    }

    /// Whether amounts are printed over the row of some headings.
    ///
    /// - Parameters:
    ///   - headings: Of a form.
    ///   - texts: What was read of the black print, by line.
    /// - Returns: False also where no headings are given.
    static func hasAmounts(besides headings: [Heading], in texts: [Int: [TextRun]]) -> Bool {
        guard let row = Box.union(of: headings.map(\.box)) else { return false }
        return texts.values.joined().contains { run in
            // Strokes of handwriting are as high as they are wide.
            run.box.verticalOverlap(row) * 3 >= min(run.box.height, row.height)
                && run.box.width > run.box.height && isAmount(run)
        }
    }

    /// Whether a run, or a runner-up of it, is an amount or a price.
    static func isAmount(_ run: TextRun) -> Bool {
        isAmount(run.text) || run.alternatives.contains { isAmount($0.text) }
    }

    /// Prices have up to six decimals; words before a number make it a field.
    private static func isAmount(_ text: String) -> Bool {
        text.hanCount == 0 && text.decimalsAtEnd.map { (1...6).contains($0) } ?? false
    }
}
