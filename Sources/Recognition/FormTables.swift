internal import Imaging
internal import Layout

/// Reads the tables of a receipt form whose headings cannot be read, since the data lies over them: by the alignment of
/// the data alone, each half of the form at its own size of print.
struct FormTables {
    /// Of form and print.
    var rulings: Rulings
    /// The headings of the form as far as they were read.
    var headings: [Heading]
    var cells: PageCells

    /// How well a heading must fit to name the column below it.
    private static let sure = 0.75

    /// Whether the inks of a page hold rulings that its print has not, as forms have: a seal on a list that goes on has none.
    ///
    /// Folds are as long as the page, and none of a form's.
    static func hasForm(_ all: Rulings, besides print: Rulings, pageHeight: Int, em: Int) -> Bool {
        func count(_ rulings: Rulings) -> Int {
            let upright = FormHalves.withoutFolds(rulings.upright, pageHeight: pageHeight, em: em)
            return rulings.level.count { $0.width >= em * 6 } + upright.count { $0.height >= em * 6 }
        }
        return count(all) > count(print)
    }

    /// The tables of the form's halves, left to right; empty where nothing is aligned like a table.
    ///
    /// A half holds details, with two amounts and more in a line, or sums with one.
    ///
    /// - Parameters:
    ///   - page: The page's print.
    ///   - reader: The engines.
    ///   - used: Takes the print that belongs to the tables.
    /// - Returns: Tables whose columns are of the kind that a heading says, or unknown.
    /// - Throws: ``RecognitionError`` from the engines.
    func tables(
        on page: borrowing PrintedPage, with reader: borrowing CellReader, used: inout UsedPrint
    ) throws(RecognitionError) -> [Table] {
        var tables: [Table] = []
        // Short ones are edges of seals and waves of the paper.
        let bars = rulings.upright.filter { $0.height >= page.em * 6 }
        var rows = rows(on: page)
        let size = (width: page.text.width, height: page.text.height)
        for span in FormHalves.spans(rulings: rulings.upright, page: size, em: page.em) {
            var numbers: [Int] = []
            var lines: [PrintLine] = []
            var texts: [Int: [TextRun]] = [:]
            for (number, whole) in page.lines.enumerated() {
                let line = whole.within(span, em: page.em)
                guard rows.contains(line.box.centerY),
                    line.runs.contains(where: { span.contains($0.box.centerX) })
                else { continue }
                let text = try read(line, on: page, with: reader)
                // Sums and payments stand below both halves.
                if text.contains(where: { Self.isOfFoot($0.text) }) {
                    rows = rows.lowerBound..<max(rows.lowerBound + 1, line.box.top)
                    break
                }
                let hasBegun = texts.values.joined().contains(where: HeadlessTable.isAmount)
                if hasBegun, let first = text.first, EndWords.begin(first.text) { break }
                texts[lines.count] = text
                numbers.append(number)
                lines.append(line)
            }
            var finder = HeadlessTable(
                em: Self.em(of: lines, page.em), rulings: bars, leastRows: 2, isSmallPrint: true)
            var found = finder.find(in: lines, texts: texts)
            if found == nil {
                finder.leastRows = 1
                finder.amountsInRow = 1
                found = finder.find(in: lines, texts: texts)
            }
            guard let found, let first = found.lines.first else { continue }
            let top = lines[first].box.top - page.em / 2
            let half = TableReader(
                groups: [HeadingGroup(headings: named(found.headings))], top: top, headBottom: top,
                cells: cells,
                knownLines: found.lines.map { numbers[$0] }, knownSpan: span)
            tables += try half.tables(on: page, with: reader, used: &used)
        }
        for i in tables.indices { tables[i].hasHeadings = false }
        return tables
    }

    /// The pixel rows that details and sums stand in: from the headings down to the ruling over the total in capitals.
    private func rows(on page: borrowing PrintedPage) -> Range<Int> {
        guard let head = Box.union(of: headings.map(\.box)) else { return 0..<page.text.height }
        let top = max(0, head.top - page.em)
        let foot = rulings.level.filter {
            $0.width * 3 > page.text.width && $0.top > head.bottom + page.em * 2
        }
        .map(\.centerY).min()
        return top..<max(top + 1, foot ?? page.text.height)
    }

    /// Whether a text is one of those that a form prints below its details.
    private static func isOfFoot(_ text: String) -> Bool {
        ["大写", "小写", "现金支付", "统筹支付", "账户支付", "收款单位"].contains { text.contains($0) }
    }

    /// The height of the characters of most of a half's lines, pixels.
    private static func em(of lines: [PrintLine], _ common: Int) -> Int {
        let heights = lines.flatMap(\.runs).filter { $0.parts.count > 3 }.map(\.box.height).sorted()
        guard heights.count >= 4 else { return common }
        return max(common / 2, min(common, heights[heights.count / 2]))
    }

    /// The columns with the kinds of the headings that stand over them; a kind that is read over two says nothing.
    ///
    /// Only headings of factors and products are believed: data is printed over the others' borders, names under codes
    /// above all.
    private func named(_ columns: [Heading]) -> [Heading] {
        let known = columns.map { column in
            headings.filter {
                $0.kind.isFactorOrProduct && $0.likeness >= Self.sure
                    && $0.box.horizontalOverlap(column.box) > 0
            }
            .max { $0.box.horizontalOverlap(column.box) < $1.box.horizontalOverlap(column.box) }
        }
        return zip(columns, known).map { column, heading in
            guard let heading, known.count(where: { $0?.kind == heading.kind }) == 1 else { return column }
            return Heading(
                kind: heading.kind, text: heading.text, box: column.box, likeness: heading.likeness)
        }
    }

    private func read(
        _ line: PrintLine, on page: borrowing PrintedPage, with reader: borrowing CellReader
    ) throws(RecognitionError) -> [TextRun] {
        var result: [TextRun] = []
        for run in line.runs where run.parts.count > 1 {
            var text = try FreeTextReader.read(run, of: line, on: page, cells: cells, with: reader)
            // Small figures are read as anything by the Chinese model.
            if text.text.hanCount == 0, !HeadlessTable.isAmount(text) {
                let number = try cells.read(run.box, of: line, on: page, as: .number, with: reader)
                text.alternatives.append(Alternative(text: number.text, confidence: number.confidence))
            }
            result.append(text)
        }
        return result
    }
}
