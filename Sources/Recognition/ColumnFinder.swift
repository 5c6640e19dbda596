internal import Imaging
internal import Layout

/// Finds where one column of a table ends and the next begins.
struct ColumnFinder {
    /// The lines of print below the headings.
    var body: [PrintLine]
    /// Upright rulings of the page.
    var rulings: [Box]
    /// Height of a Chinese character, pixels.
    var em: Int

    /// The columns under a row of headings.
    ///
    /// Between two headings the border is an upright ruling where there is one, else where the fewest lines of
    /// the table have print: numbers align right under their heading and names begin left of theirs, so the
    /// border is looked for between the headings' middles, and the widest empty stretch wins.
    ///
    /// - Parameters:
    ///   - headings: Left to right; neighbours of one kind are one heading.
    ///   - span: The pixel columns of the whole table.
    ///   - rows: The pixel rows of its body.
    /// - Returns: Columns that cover the span without gaps, left to right.
    func columns(for headings: [Heading], in span: Range<Int>, rows: Range<Int>) -> [Column] {
        let headings = merged(headings)
        let aligned = ColumnClusters(lines: telling(rows), em: em).borders(under: headings, in: span)
        let figures = linesOfFigures(under: headings, rows: rows)
        var columns: [Column] = []
        var left = span.lowerBound
        for (i, heading) in headings.enumerated() {
            var right = span.upperBound
            if i + 1 < headings.count {
                let next = headings[i + 1].box
                right =
                    ruling(between: heading.box, and: next, within: rows) ?? aligned?[i]
                    ?? border(
                        between: heading.box, and: next, within: rows,
                        ofNumbers: isOfNumbers(heading) && isOfNumbers(headings[i + 1]),
                        by: isOfNumbers(headings[i + 1]) ? figures : nil,
                        rightMayBeEmpty: isOfNumbers(heading) && headings[i + 1].kind == .remark)
            }
            columns.append(
                Column(kind: heading.kind, heading: heading.text, span: left..<max(left + 1, right)))
            left = max(left + 1, right)
        }
        columns = ruled(joined(columns, rows: rows), under: headings, rows: rows)
        return parted(columns, under: headings, rows: rows)
    }

    /// Parts columns through which an upright ruling runs, with print on both sides in many lines: the heading over one
    /// side was not read.
    private func ruled(_ columns: [Column], under headings: [Heading], rows: Range<Int>) -> [Column] {
        let lines = telling(rows)
        guard lines.count >= 3 else { return columns }
        return columns.flatMap { column -> [Column] in
            guard column.kind != .quantityAndUnit,
                let heading = headings.first(where: { column.span.contains($0.box.centerX) }),
                column.span.count > em * 2,
                let bar = bars(in: column.span.lowerBound + em..<column.span.upperBound - em, within: rows)
                    .first(where: {
                        !heading.box.horizontal.contains($0.centerX)
                            && isBorder($0.centerX, in: column.span, of: lines)
                    })
            else { return [column] }
            let isLeft = heading.box.centerX < bar.centerX
            func part(_ span: Range<Int>, isHeaded: Bool) -> Column {
                Column(
                    kind: isHeaded ? column.kind : .other, heading: isHeaded ? column.heading : "",
                    span: span)
            }
            return [
                part(column.span.lowerBound..<bar.centerX, isHeaded: isLeft),
                part(bar.centerX..<column.span.upperBound, isHeaded: !isLeft),
            ]
        }
    }

    /// Whether many lines have print on both sides of a place in a column, and hardly one has print across it.
    private func isBorder(_ x: Int, in span: Range<Int>, of lines: [PrintLine]) -> Bool {
        let runs = lines.map { line in
            line.runs.filter { $0.box.height * 2 >= em && span.contains($0.box.centerX) }
        }
        let both = runs.count { runs in
            runs.contains { $0.box.right <= x + em / 5 } && runs.contains { $0.box.left >= x - em / 5 }
        }
        let across = runs.count { $0.contains { $0.box.left < x - em / 5 && $0.box.right > x + em / 5 } }
        return both >= 3 && both * 3 >= lines.count && across * 6 <= both
    }

    /// Parts columns whose print stands in stretches with gaps between them in nearly all lines: what stands beside the
    /// print under a heading had one of its own that was not read.
    private func parted(_ columns: [Column], under headings: [Heading], rows: Range<Int>) -> [Column] {
        let lines = telling(rows)
        guard lines.count >= 3 else { return columns }
        let clusters = ColumnClusters(lines: lines, em: em)
        return columns.flatMap { column -> [Column] in
            // Quantities stand apart from their units.
            guard column.kind != .quantityAndUnit, !column.heading.isEmpty,
                let heading = headings.first(where: { column.span.contains($0.box.centerX) })
            else { return [column] }
            let spans = clusters.spans(in: column.span).filter { span in
                let filled = lines.count { isFilled(span, by: $0) }
                // A column of lone figures is narrow, and has one in nearly every line.
                return span.count * 5 >= em * 4
                    ? filled * 5 >= lines.count * 3 : span.count * 4 >= em && filled * 5 >= lines.count * 4
            }
            let isApart = zip(spans, spans.dropFirst()).allSatisfy { $1.lowerBound - $0.upperBound >= em / 2 }
            // A heading that stands over two of them heads both.
            guard spans.count >= 2, isApart,
                spans.count(where: { $0.overlaps(heading.box.horizontal) }) < 2,
                let own = spans.min(by: { distance($0, heading) < distance($1, heading) })
            else { return [column] }
            let borders = zip(spans, spans.dropFirst()).map { ($0.upperBound + $1.lowerBound) / 2 }
            let edges = [column.span.lowerBound] + borders + [column.span.upperBound]
            return zip(spans, zip(edges, edges.dropFirst())).map { span, edges in
                Column(
                    kind: span == own ? column.kind : .other, heading: span == own ? column.heading : "",
                    span: edges.0..<max(edges.0 + 1, edges.1))
            }
        }
    }

    private func isFilled(_ span: Range<Int>, by line: PrintLine) -> Bool {
        line.runs.contains { $0.box.height * 2 >= em && $0.box.horizontal.overlaps(span) }
    }

    /// How far print stands from below a heading, pixels.
    private func distance(_ span: Range<Int>, _ heading: Heading) -> Int {
        max(0, max(heading.box.left - span.upperBound, span.lowerBound - heading.box.right)) * 1000
            - heading.box.horizontal.clamped(to: span).count
    }

    /// Joins names with the specs after them where print runs across the border in most lines: then the two were
    /// never apart.
    private func joined(_ columns: [Column], rows: Range<Int>) -> [Column] {
        var result: [Column] = []
        for column in columns {
            guard let last = result.last, last.kind == .name, column.kind == .spec,
                isCrossed(column.span.lowerBound, from: last.span.lowerBound, rows: rows)
            else {
                result.append(column)
                continue
            }
            result[result.count - 1].span = last.span.lowerBound..<column.span.upperBound
        }
        return result
    }

    private func isCrossed(_ border: Int, from left: Int, rows: Range<Int>) -> Bool {
        var crossing = 0
        var beginning = 0
        for line in body where rows.contains(line.box.centerY) {
            let runs = line.runs.filter { $0.box.left >= left - em && $0.box.left < border }
            guard !runs.isEmpty else { continue }
            beginning += 1
            if runs.contains(where: { $0.box.right > border + em / 3 }) { crossing += 1 }
        }
        return crossing >= 2 && crossing * 5 >= beginning * 3
    }

    /// Whether numbers stand under a heading: also those of a price that is not charged (原价).
    private func isOfNumbers(_ heading: Heading) -> Bool {
        heading.kind.isFactorOrProduct
            || ColumnHeadings.matches(in: heading.text.map(String.init)).first?.kind.isFactorOrProduct == true
    }

    private func merged(_ headings: [Heading]) -> [Heading] {
        var result: [Heading] = []
        for heading in headings {
            if let last = result.last, areApart(last, heading) {
                // Of two prices or amounts the last is the one that is charged.
                result[result.count - 1].kind = .other
                result.append(heading)
            } else if let last = result.last, last.kind == heading.kind, heading.kind != .other {
                result[result.count - 1].box = last.box.union(heading.box)
                result[result.count - 1].text += heading.text
            } else {
                result.append(heading)
            }
        }
        return result
    }

    /// Whether neighbouring headings of one kind are whole headings of two columns of numbers, 零售价 and 实价.
    private func areApart(_ left: Heading, _ right: Heading) -> Bool {
        left.kind == right.kind && left.kind.isFactorOrProduct && right.box.left - left.box.right >= em
            && ColumnHeadings.isHeading(left.text) && ColumnHeadings.isHeading(right.text)
    }

    /// The border between two neighbouring boxes in the row of headings.
    ///
    /// - Parameters:
    ///   - left: A heading's box.
    ///   - right: That of the next heading.
    ///   - rows: The pixel rows of the table's body.
    ///   - ofNumbers: Whether both head numbers: then names that run on below them, batches and makers among them, say
    ///     nothing.
    ///   - lines: Those that alone tell the border; nil for the table's.
    ///   - rightMayBeEmpty: Whether nothing may stand under the right heading: then numbers that stand beside it are those of
    ///     the left one.
    /// - Returns: The border's pixel column.
    func border(
        between left: Box, and right: Box, within rows: Range<Int>, ofNumbers: Bool = false,
        by lines: [PrintLine]? = nil, rightMayBeEmpty: Bool = false
    ) -> Int {
        if let ruling = ruling(between: left, and: right, within: rows) { return ruling }
        let from = min(left.centerX, right.centerX)
        if rightMayBeEmpty, let end = endOfPrint(before: right, from: from, within: rows) {
            return (end + right.left) / 2
        }
        let full = ofNumbers ? telling(rows, besidesWords: true) : []
        return emptiest(
            from..<max(right.centerX, from + 1), left: left, right: right, within: rows,
            by: lines ?? (full.count >= 2 ? full : telling(rows)))
    }

    /// Where the print that begins behind a pixel column ends before a heading that nothing stands under; nil where something
    /// stands under it.
    private func endOfPrint(before right: Box, from: Int, within rows: Range<Int>) -> Int? {
        let runs = body.filter { rows.contains($0.box.centerY) }.flatMap(\.runs)
            .filter { $0.box.height * 3 >= em }
        guard !runs.contains(where: { $0.box.horizontalOverlap(right.grown(dx: em / 2, dy: 0)) > 0 }) else {
            return nil
        }
        return runs.map(\.box.right).filter { from < $0 && $0 < right.left }.max()
    }

    /// The upright ruling between two neighbouring boxes in the row of headings.
    private func ruling(between left: Box, and right: Box, within rows: Range<Int>) -> Int? {
        let from = min(left.centerX, right.centerX)
        let to = max(right.centerX, from + 1)
        let lines = bars(in: from + 1..<max(from + 1, to), within: rows)
        // A ruling between the headings themselves is the border; one through a heading belongs elsewhere.
        return lines.min { distance($0, left, right) < distance($1, left, right) }?.centerX
    }

    /// The upright rulings of a table's body in a stretch of pixel columns, edges of folds apart.
    private func bars(in span: Range<Int>, within rows: Range<Int>) -> [Box] {
        rulings.filter { ruling in
            span.contains(ruling.centerX)
                && ruling.vertical.clamped(to: rows).count * 2 > min(rows.count, em * 8)
                && !CutPrint.isCut(by: ruling, among: rulings, lines: body, em: em)
        }
    }

    /// The lines that show where columns are: those with at least half as many stretches of print as the fullest
    /// have, or with words unless only numbers matter; the scraps of a seal do not count.
    private func telling(_ rows: Range<Int>, besidesWords: Bool = false) -> [PrintLine] {
        let lines = body.filter { rows.contains($0.box.centerY) }
        func stretches(_ line: PrintLine) -> Int { line.runs.count { $0.box.height * 2 >= em } }
        let counts = lines.map(stretches).sorted()
        guard let many = counts.dropLast(counts.count / 4).last else { return lines }
        return lines.filter { line in
            besidesWords
                ? stretches(line) * 2 > many
                : stretches(line) * 2 >= many || line.runs.contains { $0.box.width >= em * 4 }
        }
    }

    /// The lines of figures of a table whose items stand on two lines or three, the name on one and the figures on another;
    /// nil for other tables.
    ///
    /// There names run on over the columns of figures, and say nothing of where those begin.
    private func linesOfFigures(under headings: [Heading], rows: Range<Int>) -> [PrintLine]? {
        let numbers = headings.filter(isOfNumbers).map(\.box)
        let lines = body.filter { line in
            rows.contains(line.box.centerY) && line.runs.contains { $0.box.width >= em }
        }
        let full = lines.filter { line in
            let headed = line.runs.lazy.filter { $0.box.height * 2 >= em }.map { run in
                numbers.indices.filter { numbers[$0].horizontalOverlap(run.box) > 0 }
            }
            return Set(headed.filter { $0.count == 1 }.joined()).count >= 2
                && !headed.contains { $0.count > 1 }
        }
        return full.count >= 2 && full.count * 5 >= lines.count && full.count * 10 <= lines.count * 7
            ? full : nil
    }

    private func distance(_ ruling: Box, _ left: Box, _ right: Box) -> Int {
        abs(ruling.centerX * 2 - left.right - right.left)
    }

    private func emptiest(
        _ span: Range<Int>, left: Box, right: Box, within rows: Range<Int>, by lines: [PrintLine]
    ) -> Int {
        var cover = [Int](repeating: 0, count: span.count)
        for line in lines {
            // Print counts twice, the margin beside it once: a narrow gap is better than no gap.
            var weights = [Int](repeating: 0, count: span.count)
            for part in line.runs.lazy.filter({ $0.box.width < em * 30 }).flatMap(\.parts) {
                for x in part.grown(dx: em / 5, dy: 0).horizontal.clamped(to: span) {
                    weights[x - span.lowerBound] = max(weights[x - span.lowerBound], 1)
                }
                for x in part.horizontal.clamped(to: span) { weights[x - span.lowerBound] = 2 }
            }
            for x in cover.indices { cover[x] += weights[x] }
        }
        // The headings themselves are cut through only where a third of the lines would be otherwise.
        for heading in [left, right] {
            for x in heading.horizontal.clamped(to: span) {
                cover[x - span.lowerBound] += max(6, lines.count * 2 / 3)
            }
        }
        guard let least = cover.min() else { return span.lowerBound }
        // The widest stretch with the least print, unless it leaves nothing under the right heading.
        var best: (start: Int, length: Int)?
        var fallback = (start: 0, length: 0)
        var start = 0
        while start < cover.count {
            guard cover[start] == least else {
                start += 1
                continue
            }
            var end = start
            while end < cover.count, cover[end] == least { end += 1 }
            let stretch = (start: start, length: end - start)
            if stretch.length > fallback.length { fallback = stretch }
            if stretch.length > best?.length ?? 0,
                hasPrint(span.lowerBound + end, to: right.right + em / 2, within: rows)
            {
                best = stretch
            }
            start = end
        }
        let chosen = best ?? fallback
        return span.lowerBound + chosen.start + chosen.length / 2
    }

    /// Whether a fair part of the lines have print that begins in a stretch of pixel columns.
    private func hasPrint(_ from: Int, to: Int, within rows: Range<Int>) -> Bool {
        let lines = body.filter { rows.contains($0.box.centerY) }
        let filled = lines.count { line in
            line.runs.contains { $0.parts.contains { $0.left >= from - em / 4 && $0.centerX < to } }
        }
        return filled * 5 >= lines.count
    }
}
