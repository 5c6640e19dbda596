internal import Layout

/// Marks what was read on a page: each run whole, or parted where only a part of it became a value.
struct TextMarker {
    private let values: [ReviewedValue]
    private var isMarked: [Bool]
    private(set) var marks: [TextMark] = []

    init(values: [ReviewedValue]) {
        self.values = values
        isMarked = values.map { _ in false }
    }

    /// A stretch of a run: of one value, or of none.
    private struct Piece {
        var box: Box
        var text: String
        var value: Int?
        var confidence: Double
    }

    /// Marks a cell of a table.
    mutating func mark(cell: TextRun) {
        for piece in pieces(of: cell) { mark(piece, as: piece.text.isEmpty ? .unread : .unused) }
    }

    /// Marks a line of print; what stands before a value is its label.
    mutating func mark(line: TextLine) {
        let pieces = line.runs.flatMap(pieces)
        for (index, piece) in pieces.enumerated() {
            let isLabel = index + 1 < pieces.count && pieces[index + 1].value != nil
            mark(piece, as: isLabel ? .label : .unused)
        }
    }

    /// Marks a line of all inks: what the print alone has not shown is print of the form.
    mutating func mark(formLine line: TextLine) {
        let known = marks.map(\.box)
        for piece in line.runs.flatMap(pieces) {
            if let value = piece.value, isMarked[value] { continue }
            let isKnown = known.contains { $0.intersection(piece.box).area * 3 > piece.box.area }
            if piece.value != nil || !isKnown { mark(piece, as: .label) }
        }
    }

    /// Marks a barcode, and the values that it gave.
    mutating func mark(barcode: Barcode) {
        var names: [String] = []
        for (index, value) in values.enumerated() where value.box == barcode.box && !isMarked[index] {
            names.append("\(value.name) \(value.text)")
            isMarked[index] = true
        }
        marks.append(
            TextMark(
                box: barcode.box, text: names.isEmpty ? barcode.text : names.joined(separator: "\n"),
                verdict: names.isEmpty ? .unused : .certain, name: barcode.symbology, confidence: 1))
    }

    /// Marks the values that stand on the page where nothing else was marked.
    mutating func markTheRest() {
        for (index, value) in values.enumerated() where !isMarked[index] {
            mark(
                Piece(box: value.box, text: value.text, value: index, confidence: value.confidence),
                as: value.verdict)
        }
    }

    /// Marks the headings of a table's columns: where they were seen as print, else where their column is.
    mutating func mark(headingsOf table: Table, em: Int) {
        guard table.hasHeadings else { return }
        let rows = table.headRows
        for column in table.columns where !column.heading.isEmpty {
            let span = column.span.clamped(to: table.box.horizontal)
            let seen = marks.indices.filter { index in
                let box = marks[index].box
                return marks[index].name == nil && rows.contains(box.centerY) && span.contains(box.centerX)
            }
            for index in seen { marks[index].verdict = .heading }
            guard seen.isEmpty else { continue }
            let width = min(span.count, column.heading.count * em)
            marks.append(
                TextMark(
                    box: Box(
                        x: (span.lowerBound + span.upperBound - width) / 2, y: rows.lowerBound, width: width,
                        height: min(rows.count, em)),
                    text: column.heading, verdict: .heading, confidence: 1))
        }
    }

    private mutating func mark(_ piece: Piece, as verdict: Verdict) {
        guard let index = piece.value else {
            marks.append(
                TextMark(
                    box: piece.box, text: piece.text, verdict: verdict, confidence: piece.confidence))
            return
        }
        let value = values[index]
        isMarked[index] = true
        // A value that goes on in other cells is shown where it stands, as it was read.
        let isWhole =
            piece.box.width * 5 >= value.box.width * 4 && piece.box.height * 5 >= value.box.height * 3
        // Print that holds the value is shown as it was read, its label with it.
        let saysValue = piece.text.contains(value.text)
        marks.append(
            TextMark(
                box: piece.box, text: isWhole && !saysValue ? value.text : piece.text,
                raw: isWhole && !saysValue ? piece.text : nil, verdict: value.verdict, name: value.name,
                confidence: value.confidence))
    }

    /// The run parted by the values that its characters belong to.
    private func pieces(of run: TextRun) -> [Piece] {
        let symbols =
            run.symbols.isEmpty
            ? [Symbol(text: run.text, box: run.box, confidence: run.confidence)] : run.symbols
        var pieces: [Piece] = []
        for symbol in symbols {
            let value = value(at: symbol.box)
            if let last = pieces.last, last.value == value {
                pieces[pieces.count - 1].box = last.box.union(symbol.box)
                pieces[pieces.count - 1].text += symbol.text
            } else {
                pieces.append(
                    Piece(box: symbol.box, text: symbol.text, value: value, confidence: run.confidence))
            }
        }
        // The boxes of characters are the engine's guess; a run that is one piece has a measured one.
        if pieces.count == 1 {
            pieces[0].box = run.box
            pieces[0].text = run.text
        }
        return pieces
    }

    /// The smallest value that a character lies within.
    private func value(at box: Box) -> Int? {
        values.indices.filter { index in
            let around = values[index].box
            return around.horizontal.contains(box.centerX) && around.vertical.contains(box.centerY)
        }.min { values[$0].box.area < values[$1].box.area }
    }
}

extension Table {
    /// The rows of pixels above its first row, where the headings stand.
    fileprivate var headRows: Range<Int> {
        box.top..<max(box.top, rows.first?.box.top ?? box.bottom)
    }
}
