internal import Imaging
internal import Layout
internal import Overlay

/// Paints the two halves of an overlay's drawing.
struct OverlayPainter {
    let overlay: PageOverlay
    /// The height of an ordinary character, pixels.
    let unit: Double

    // MARK: The page as scanned

    /// Paints the page, and over it what was found.
    func paintPage(
        _ page: borrowing Raster, on surface: borrowing Surface, at frame: Frame
    ) throws(DrawingError) {
        try surface.paint(page, x: frame.x, y: frame.y)
        surface.moved(x: frame.x, y: frame.y) {
            for table in overlay.tables { paintColumns(of: table, on: surface) }
            for mark in overlay.texts { paintPlace(of: mark, on: surface) }
            for table in overlay.tables { paintColumnNames(of: table, on: surface) }
            for item in overlay.items { paintNumber(of: item, on: surface) }
        }
        surface.outline(frame, .line, width: unit / 16)
    }

    private func paintPlace(of mark: TextMark, on surface: borrowing Surface) {
        let frame = Frame(mark.box).grown(unit / 10)
        surface.fill(frame, mark.verdict.colour, strength: mark.verdict.tint)
        surface.outline(frame, mark.verdict.colour, strength: 0.75, width: unit / 18)
    }

    // MARK: The page as read

    /// Paints what was read at its places.
    func paintReading(on surface: borrowing Surface, at frame: Frame) {
        surface.fill(frame, .paper)
        surface.clipped(to: frame) {
            surface.moved(x: frame.x, y: frame.y) {
                for table in overlay.tables { paintColumns(of: table, on: surface) }
                for mark in overlay.texts { paintText(of: mark, on: surface) }
                for table in overlay.tables { paintColumnNames(of: table, on: surface) }
                for item in overlay.items {
                    paintNumber(of: item, on: surface)
                    paintRemark(on: item, surface)
                }
            }
        }
        surface.outline(frame, .line, width: unit / 16)
    }

    private func paintText(of mark: TextMark, on surface: borrowing Surface) {
        let frame = Frame(mark.box)
        if mark.verdict != .unused, mark.verdict != .label {
            surface.fill(frame.grown(unit / 10), mark.verdict.colour, strength: mark.verdict.tint)
        }
        if mark.verdict == .unread || mark.verdict == .doubtful {
            surface.outline(
                frame.grown(unit / 10), mark.verdict.colour, strength: 0.8, width: unit / 18)
        }
        let lines = mark.text.split(separator: "\n")
        let colour = mark.verdict.letters
        if lines.count > 1 {
            for (index, line) in lines.enumerated() {
                surface.letter(
                    String(line), x: frame.x, middle: frame.y + unit * (0.6 + Double(index)),
                    size: unit * 0.8, colour)
            }
        } else if mark.text.isEmpty {
            surface.letter("?", x: frame.x, middle: frame.middle, size: size(of: mark), colour)
        } else {
            let isPart = mark.raw.map { $0.count > mark.text.count } ?? false
            fit(
                mark.text, size: size(of: mark), into: frame, atMost: isPart ? 1 : 1.2, colour,
                strength: strength(of: mark), on: surface)
        }
        if let raw = mark.raw { paintSmall("读 " + raw, below: frame, .quiet, on: surface) }
    }

    /// The height of a mark's characters: a Chinese character fills nine tenths of the em, a figure seven.
    private func size(of mark: TextMark) -> Double {
        let height = Double(mark.box.height)
        let isChinese = mark.text.unicodeScalars.contains(where: \.isHan)
        // Strokes of a seal make the boxes of figures higher than their print.
        let most = isChinese || height > unit * 2.2 ? max(unit * 1.06, height * 1.06) : unit * 1.06
        return max(unit * 0.5, min(height * (isChinese ? 1.06 : 1.3), most))
    }

    /// Patterns of a form are read as words that mean nothing: they must not drown the rest.
    private func strength(of mark: TextMark) -> Double {
        mark.verdict == .label && mark.confidence < 0.95 ? 0.4 : 1
    }

    /// Letters a text as wide as its print, but not stretched more than it may be.
    private func fit(
        _ text: String, size: Double, into frame: Frame, atMost limit: Double, _ colour: Colour,
        strength: Double, on surface: borrowing Surface
    ) {
        let natural = max(1, surface.width(of: text, size: size))
        // What does not fit even when it is narrowed, such as the content of a barcode, is lettered smaller.
        let size = min(size, size * frame.width / natural / 0.4)
        surface.letter(
            text, x: frame.x, middle: frame.middle, size: size,
            stretch: max(0.4, min(limit, frame.width / natural)), colour, strength: strength)
    }

    private func paintSmall(
        _ text: String, below frame: Frame, _ colour: Colour, on surface: borrowing Surface
    ) {
        surface.letter(text, x: frame.x, middle: frame.bottom + unit * 0.38, size: unit * 0.5, colour)
    }

    /// What the catalog calls the line, and what was found on it, in small letters below it.
    private func paintRemark(on item: ItemMark, _ surface: borrowing Surface) {
        let frame = Frame(item.name)
        var x = frame.x
        func add(_ text: String, _ colour: Colour) {
            surface.letter(text, x: x, middle: frame.bottom + unit * 0.42, size: unit * 0.5, colour)
            x += surface.width(of: text, size: unit * 0.5) + unit
        }
        if !item.findings.isEmpty { add(item.findings.joined(separator: "、"), .finding) }
        if !item.entries.isEmpty {
            add(
                (item.entries.count > 1 ? "目录? " : "目录 ") + item.entries.joined(separator: " / "),
                item.entries.count > 1 ? Verdict.doubtful.colour : .quiet)
        }
    }

    // MARK: On both

    private func paintColumns(of table: TableMark, on surface: borrowing Surface) {
        let box = Frame(table.box)
        for (index, column) in table.columns.enumerated() {
            let span = column.span.clamped(to: table.box.horizontal)
            let (left, right) = (Double(span.lowerBound), Double(span.upperBound))
            if !index.isMultiple(of: 2) {
                surface.fill(
                    Frame(x: left, y: box.y, width: right - left, height: box.height),
                    Verdict.heading.colour, strength: 0.035)
            }
            for x in [left, right] {
                surface.line(
                    from: (x, box.y), to: (x, box.bottom), Verdict.heading.colour, strength: 0.25,
                    width: unit / 24)
            }
        }
        for row in table.rows.map({ Frame($0) }) {
            surface.line(
                from: (row.x, row.bottom), to: (row.right, row.bottom), Verdict.heading.colour, strength: 0.2,
                width: unit / 24)
        }
        surface.outline(box, Verdict.heading.colour, strength: 0.6, width: unit / 16)
    }

    /// What each column was taken for, above it.
    private func paintColumnNames(of table: TableMark, on surface: borrowing Surface) {
        let size = unit * 0.62
        for column in table.columns {
            let width = surface.width(of: column.name, size: size) + unit * 0.4
            let span = column.span.clamped(to: table.box.horizontal)
            let centre = Double(span.lowerBound + span.upperBound) / 2
            let chip = Frame(
                x: centre - width / 2, y: Double(table.box.top) - unit * 0.9, width: width,
                height: unit * 0.85)
            surface.fill(chip, Verdict.heading.colour, strength: 0.88)
            surface.letter(
                column.name, x: chip.x + unit * 0.2, middle: chip.middle, size: size, .paper)
        }
    }

    /// The item's number before its line.
    private func paintNumber(of item: ItemMark, on surface: borrowing Surface) {
        let frame = Frame(item.box)
        let text = String(item.line)
        let width = surface.width(of: text, size: unit * 0.7) + unit * 0.4
        let chip = Frame(
            x: max(0, frame.x - width - unit * 0.3), y: frame.y - unit * 0.02, width: width,
            height: unit * 0.9)
        surface.fill(chip, item.verdict.colour, strength: 0.88)
        surface.letter(text, x: chip.x + unit * 0.2, middle: chip.middle, size: unit * 0.7, .paper)
    }
}
