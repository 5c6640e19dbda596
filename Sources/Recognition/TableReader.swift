internal import Imaging
internal import Layout

/// Reads the tables of a page below their headings, cell by cell.
struct TableReader {
    /// The headings, one group for each of the tables that stand side by side.
    var groups: [HeadingGroup]
    /// The row of the page below which the tables' lines lie, pixels.
    var top: Int
    /// The bottom of the headings, pixels.
    var headBottom: Int
    var cells: PageCells
    /// The lines of the body, where they are known beforehand.
    var knownLines: [Int]?
    /// Upright rulings of a form that the page's print has not.
    var formRulings: [Box] = []
    /// The pixel columns of the one table, where they are known beforehand.
    var knownSpan: Range<Int>?

    /// Reads all tables.
    ///
    /// - Parameters:
    ///   - page: The page's print.
    ///   - reader: The engines.
    ///   - used: Takes the print that belongs to the tables; free lines are made of the rest.
    /// - Returns: One table for each group of headings, left to right.
    /// - Throws: ``RecognitionError`` from the engines.
    func tables(
        on page: borrowing PrintedPage, with reader: borrowing CellReader, used: inout UsedPrint
    ) throws(RecognitionError) -> [Table] {
        let below = page.lines.indices.filter { page.lines[$0].box.centerY > top }
        let near = Array(below.prefix(6))
        let sides = zip(groups, groups.dropFirst()).map { left, right in
            ColumnFinder(body: near.map { page.lines[$0] }, rulings: page.rulings.upright, em: page.em)
                .border(
                    between: left.headings.last?.box ?? left.box, and: right.headings.first?.box ?? right.box,
                    within: top..<max(top + 1, page.text.height))
        }
        var bodies: [(span: Range<Int>, lines: [Int])] = []
        var foot = Int.max
        for (i, group) in groups.enumerated() {
            let left = i == 0 ? 0 : sides[i - 1]
            let right = i == groups.count - 1 ? page.text.width : sides[i]
            let span = knownSpan ?? framed(left..<max(left + 1, right), group: group, on: page)
            let lines = try lines(below, of: group, in: span, on: page, with: reader, foot: &foot)
            bodies.append((span, lines))
        }
        var tables: [Table] = []
        for (group, body) in zip(groups, bodies) {
            // The total in capitals stands below all tables, though its words stand under one.
            let lines = body.lines.filter { page.lines[$0].box.centerY < foot }
            tables.append(
                try table(of: group, in: body.span, lines: lines, on: page, with: reader, used: &used))
        }
        return tables
    }

    /// A table's pixel columns within the outermost rulings beside it: what is printed beyond a form's frame is no part
    /// of it.
    private func framed(_ span: Range<Int>, group: HeadingGroup, on page: borrowing PrintedPage) -> Range<Int>
    {
        let beside = group.box.top..<(group.box.bottom + page.em * 6)
        let bars = (page.rulings.upright + formRulings).filter {
            $0.vertical.clamped(to: beside).count > page.em * 4 && span.contains($0.centerX)
        }
        let left = bars.map(\.centerX).filter { $0 <= group.box.left + page.em / 2 }.min() ?? span.lowerBound
        let right =
            bars.map(\.centerX).filter { $0 >= group.box.right - page.em / 2 }.max() ?? span.upperBound
        return left..<max(left + 1, right)
    }

    private func lines(
        _ below: [Int], of group: HeadingGroup, in span: Range<Int>, on page: borrowing PrintedPage,
        with reader: borrowing CellReader, foot: inout Int
    ) throws(RecognitionError) -> [Int] {
        if let knownLines { return knownLines }
        return try body(below, of: group, in: span, on: page, with: reader, foot: &foot)
    }

    /// The lines of a table's body: from the headings down to a line that begins like those below tables, or to a
    /// wide gap.
    private func body(
        _ below: [Int], of group: HeadingGroup, in span: Range<Int>, on page: borrowing PrintedPage,
        with reader: borrowing CellReader, foot: inout Int
    ) throws(RecognitionError) -> [Int] {
        var result: [Int] = []
        var lastBottom = headBottom
        for index in below {
            let line = page.lines[index].within(span, em: page.em)
            let runs = line.runs.filter { span.contains($0.box.centerX) }
            guard
                let first = runs.first(where: { $0.box.height * 2 >= page.em && $0.parts.count > 1 })
                    ?? runs.first
            else { continue }
            if !result.isEmpty, first.box.top - lastBottom > page.em * 4 { break }
            if first.parts.count > 1,
                try !isDateOrCode(first, of: line, below: group, on: page, with: reader)
            {
                let text = try cells.read(first.box, of: line, on: page, as: .chinese, with: reader).text
                if EndWords.begin(text) {
                    if text.contains("大写") { foot = min(foot, first.box.top) }
                    break
                }
                // One sum of a kind of charge may head the group of its lines; two side by side stand below all.
                if EndWords.isSumOfCategory(text),
                    let second = runs.first(where: { $0.box.left > first.box.right && $0.parts.count > 3 }),
                    EndWords.isSumOfCategory(
                        try cells.read(second.box, of: line, on: page, as: .chinese, with: reader).text)
                {
                    break
                }
            }
            result.append(index)
            // Scraps of seals below a table do not carry it on.
            if runs.contains(where: { $0.box.width >= page.em }) { lastBottom = first.box.bottom }
        }
        return result
    }

    /// Whether a line's first run is plainly a date or a code, and so none of the words that stand below tables.
    private func isDateOrCode(
        _ run: PrintRun, of line: PrintLine, below group: HeadingGroup, on page: borrowing PrintedPage,
        with reader: borrowing CellReader
    ) throws(RecognitionError) -> Bool {
        guard let heading = group.headings.first(where: { $0.box.horizontalOverlap(run.box) > 0 }),
            heading.kind == .date || heading.kind == .code
        else { return false }
        let content = content(of: heading.kind, hasUnits: true)
        let read = try cells.read(run.box, of: line, on: page, as: content, with: reader)
        return read.confidence >= CellReader.certain && read.text.count { $0.isNumber } >= 6
    }

    private func table(
        of group: HeadingGroup, in span: Range<Int>, lines: [Int], on page: borrowing PrintedPage,
        with reader: borrowing CellReader, used: inout UsedPrint
    ) throws(RecognitionError) -> Table {
        let bottom = lines.last.map { page.lines[$0].box.bottom } ?? headBottom + 1
        let body = lines.map { page.lines[$0].within(span, em: page.em) }
        let finder = ColumnFinder(body: body, rulings: page.rulings.upright, em: page.em)
        var columns = finder.columns(
            for: group.headings, in: span, rows: group.box.bottom..<max(group.box.bottom + 1, bottom))
        columns = try joiningNames(columns, lines: lines, on: page, with: reader)
        columns = try partingDates(columns, body: body, on: page, with: reader)
        var table = Table(box: group.box, columns: columns, rows: [], hasHeadings: true)
        var rowLines: [PrintLine] = []
        for (index, line) in zip(lines, body) {
            let runningOn = RunningOn.parts(of: line, columns: columns, em: page.em)
            let parts =
                runningOn
                ?? columns.map { column in
                    line.runs.flatMap(\.parts).filter {
                        column.span.contains($0.centerX) && !used.has($0, ofLine: index)
                    }
                }
            let words =
                runningOn == nil ? try words(across: columns, of: line, on: page, with: reader) : nil
            guard
                let row = try row(
                    of: line, parts: parts, columns: columns, words: words, on: page, with: reader)
            else { continue }
            table.rows.append(row)
            rowLines.append(line)
            table.box = table.box.union(row.box)
            used.take(parts.flatMap { $0 }, ofLine: index)
        }
        try rereadNumbers(in: &table, lines: rowLines, on: page, with: reader)
        try rereadCounts(in: &table, lines: rowLines, on: page, with: reader)
        return table
    }

    /// Units that turn out to stand behind their quantities, under a heading of which only 单位 was read, are read again
    /// as both.
    private func rereadCounts(
        in table: inout Table, lines: [PrintLine], on page: borrowing PrintedPage,
        with reader: borrowing CellReader
    ) throws(RecognitionError) {
        guard let counted = CountedUnits.columns(of: table, em: page.em) else { return }
        if let empty = counted.emptyQuantity { table.columns[empty].kind = .other }
        let unit = counted.unit
        table.columns[unit].kind = .quantityAndUnit
        for (row, line) in lines.enumerated() {
            guard let cell = table.rows[row].cells[unit] else { continue }
            let first = counted.firstFigures.flatMap { table.rows[row].cells[$0]?.box }
            table.rows[row].cells[unit] = try cells.read(
                first.map { cell.box.union($0) } ?? cell.box, of: line, on: page, as: .mixed, with: reader)
        }
        guard let first = counted.firstFigures else { return }
        table.columns[unit].span = table.columns[first].span.lowerBound..<table.columns[unit].span.upperBound
        table.columns.remove(at: first)
        for row in table.rows.indices { table.rows[row].cells.remove(at: first) }
    }

    /// Columns under headings that were not understood are read for anything; where they turn out to hold numbers
    /// they are read again as such.
    ///
    /// - Parameters:
    ///   - table: The table as read so far.
    ///   - lines: The line of each of its rows.
    ///   - page: The page's print.
    ///   - reader: The engines.
    /// - Throws: ``RecognitionError`` from the engines.
    private func rereadNumbers(
        in table: inout Table, lines: [PrintLine], on page: borrowing PrintedPage,
        with reader: borrowing CellReader
    ) throws(RecognitionError) {
        for column in table.columns.indices where table.columns[column].kind == .other {
            let texts = table.rows.compactMap { $0.cells[column]?.text }
            guard let content = UnknownCells.content(of: texts) else { continue }
            for (row, line) in lines.enumerated() {
                guard let cell = table.rows[row].cells[column], !UnknownCells.isLabel(cell.text) else {
                    continue
                }
                table.rows[row].cells[column] = try cells.read(
                    cell.box, of: line, on: page, as: content, with: reader)
            }
        }
    }

    /// Joins a column headed as codes with the names beside it where the names are printed under both headings.
    private func joiningNames(
        _ columns: [Column], lines: [Int], on page: borrowing PrintedPage, with reader: borrowing CellReader
    ) throws(RecognitionError) -> [Column] {
        guard let i = columns.firstIndex(where: { $0.kind == .code }), i + 1 < columns.count,
            columns[i + 1].kind == .name
        else { return columns }
        var chinese = 0
        var seen = 0
        for index in lines where seen < 4 {
            let line = page.lines[index]
            guard
                let run = line.runs.first(where: {
                    columns[i].span.contains($0.box.left) && $0.parts.count > 1
                })
            else { continue }
            seen += 1
            let code = try cells.read(run.box, of: line, on: page, as: .code, with: reader)
            if code.confidence >= CellReader.certain, code.text.count >= 6 { continue }
            let text = try cells.read(run.box, of: line, on: page, as: .chinese, with: reader).text
            if text.hanCount * 2 >= text.count { chinese += 1 }
        }
        guard seen > 0, chinese * 2 >= seen else { return columns }
        var joined = columns
        joined[i] = Column(
            kind: .name, heading: columns[i + 1].heading,
            span: columns[i].span.lowerBound..<columns[i + 1].span.upperBound)
        joined.remove(at: i + 1)
        return joined
    }

    /// Parts days behind the amounts, which no heading names, from the column of amounts, or else the last one.
    private func partingDates(
        _ columns: [Column], body: [PrintLine], on page: borrowing PrintedPage,
        with reader: borrowing CellReader
    ) throws(RecognitionError) -> [Column] {
        // Without headings nothing says which column is one of amounts but that it is the last.
        guard
            let index = columns.lastIndex(where: { $0.kind == .amount })
                ?? (columns.last.map { $0.kind == .other && !ColumnHeadings.isHeading($0.heading) } == true
                    ? columns.indices.last : nil)
        else { return columns }
        let last = columns[index]
        let print = body.map { line in
            line.runs.flatMap(\.parts).filter { last.span.contains($0.centerX) }
        }
        guard let border = TrailingDates.border(in: print, em: page.em) else { return columns }
        var (seen, days) = (0, 0)
        for (line, parts) in zip(body, print) where seen < 3 {
            let whole = parts.filter { $0.height * 3 >= page.em }
            guard let box = Box.union(of: whole.filter { $0.left >= border }),
                let before = Box.union(of: parts.filter { $0.left < border })
            else { continue }
            seen += 1
            let amount = try cells.read(before, of: line, on: page, as: .number, with: reader).text
            let day = try cells.read(box, of: line, on: page, as: .date, with: reader).text
            if TrailingDates.areApart(amount, day) { days += 1 }
        }
        guard days * 2 > seen else { return columns }
        var parted = columns
        parted[index].span = last.span.lowerBound..<border
        let kind: ColumnKind = columns.contains { $0.kind == .date } ? .other : .date
        parted.insert(
            Column(kind: kind, heading: "", span: border..<max(border + 1, last.span.upperBound)),
            at: index + 1)
        return parted
    }

    /// The words that stand across the columns of a line with little on it; nil where there are none.
    private func words(
        across columns: [Column], of line: PrintLine, on page: borrowing PrintedPage,
        with reader: borrowing CellReader
    ) throws(RecognitionError) -> TextRun? {
        for run in SparseLine(columns: columns, em: page.em).words(of: line) {
            let text = try FreeTextReader.read(run, of: line, on: page, cells: cells, with: reader)
            // A sum that stands directly behind its label is no word.
            let isWord = text.text.hanCount >= 2 && !text.text.endsInFen
            if text.confidence > 0.6, isWord || Self.isDate(text.text) { return text }
        }
        return nil
    }

    /// Whether a text is three numbers with marks between them.
    private static func isDate(_ text: String) -> Bool {
        let numbers = text.split { "-./年月日".contains($0) }
        return numbers.count == 3 && numbers[0].count == 4
            && numbers.allSatisfy { $0.allSatisfy(\.isNumber) }
    }

    /// The row of one line; nil when there is nothing on it that looks like a cell.
    private func row(
        of line: PrintLine, parts: [[Box]], columns: [Column], words: TextRun?,
        on page: borrowing PrintedPage, with reader: borrowing CellReader
    ) throws(RecognitionError) -> TableRow? {
        var boxes = zip(parts, columns).map { parts, column in
            let own = parts.filter { words?.box.horizontal.contains($0.centerX) != true }
            return cellBox(
                column.kind == .name ? FoldScraps.removed(from: own, em: page.em) : own, em: page.em)
        }
        let home = words.flatMap { _ in SparseLine(columns: columns, em: page.em).home }
        if let home { boxes[home] = words?.box }
        guard let box = Box.union(of: boxes.compactMap { $0 }) else { return nil }
        // Dust and the strokes of a seal make low or lonely cells.
        let cell = boxes.lazy.compactMap(\.self).first { min($0.width, $0.height) * 2 >= page.em }
        guard cell != nil else { return nil }
        let hasUnits = columns.contains { $0.kind == .unit || $0.kind == .quantityAndUnit }
        var read: [TextRun?] = []
        for (i, (box, column)) in zip(boxes, columns).enumerated() {
            guard let box, i != home else {
                read.append(i == home ? words : nil)
                continue
            }
            let content = content(of: column.kind, hasUnits: hasUnits)
            let text = try cells.read(box, of: line, on: page, as: content, with: reader)
            if column.kind == .amount || column.kind == .unitPrice || column.kind == .quantity {
                var number = text
                if column.kind != .quantity {
                    number = try CutNumbers.doubting(
                        number, column: i, parts: parts, of: line, on: page, cells: cells, with: reader)
                }
                read.append(
                    try FaintPrint.doubting(
                        number, in: column.span, of: line, on: page, cells: cells, with: reader))
                continue
            }
            if column.kind == .quantityAndUnit {
                read.append(
                    try FaintPrint.doubting(
                        text, in: column.span, of: line, on: page, cells: cells, with: reader, as: .mixed))
                continue
            }
            read.append(
                try GluedCode.reread(
                    text, parts: parts[read.count], of: line, on: page, cells: cells, with: reader))
        }
        // Beside the headings of a form only a line that carries amounts is data.
        if box.centerY < headBottom, !zip(read, columns).contains(where: { isSureAmount($0, $1) }) {
            return nil
        }
        return TableRow(box: box, cells: read)
    }

    private func isSureAmount(_ cell: TextRun?, _ column: Column) -> Bool {
        guard column.kind == .amount, let cell else { return false }
        return cell.confidence > 0.5 && cell.text.wholeMatch(of: /[-¥]*[0-9,]+\.[0-9]+/) != nil
            && cell.text.count >= 4
    }

    private func cellBox(_ parts: [Box], em: Int) -> Box? {
        guard let box = Box.union(of: parts) else { return nil }
        // A lone speck is no cell.
        guard max(box.width, box.height) * 4 >= em else { return nil }
        return box
    }

    private func content(of kind: ColumnKind, hasUnits: Bool) -> CellReader.Content {
        switch kind {
        case .quantity: hasUnits ? .number : .mixed
        case .serial, .unitPrice, .amount: .number
        case .date: .date
        case .code: .code
        case .spec: .spec
        case .quantityAndUnit, .selfPayRatio, .other: .mixed
        default: .chinese
        }
    }
}
