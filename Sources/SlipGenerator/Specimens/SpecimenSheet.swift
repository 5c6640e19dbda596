/// Fills a sheet with cells of text in blocks of rows and columns, each block in a face of its own.
struct SpecimenSheet {
    let kind: SpecimenKind
    let numbers = NumberTexts()
    let chinese: ChineseTexts
    let typesetter: Typesetter

    /// The sheet, its texts in rows that are ruled or not.
    func sheet(_ look: SpecimenLook, random: inout SeededRandom) -> Sheet {
        var sheet = Sheet(width: look.width, height: look.height, paper: look.paper)
        if let waves = look.waves { sheet.marks.append(.waves(waves, pitch: 2.2)) }
        let margin = 8.0
        var y = margin
        while y < look.height - margin - look.size * 2 {
            y = block(from: y, margin: margin, look, on: &sheet, random: &random)
            y += look.size * random.number(in: 0.2...1.2)
        }
        return sheet
    }

    private struct Column {
        var left: Double
        var right: Double
        var isFiller: Bool
        var alignment: SheetWriter.Alignment
    }

    /// Sets a block of rows and gives the y below it.
    private func block(
        from top: Double, margin: Double, _ look: SpecimenLook, on sheet: inout Sheet,
        random: inout SeededRandom
    ) -> Double {
        let style = style(look, random: &random)
        let columns = columns(from: margin, to: look.width - margin, size: style.size, random: &random)
        let rowHeight = look.size * look.rowHeight
        var y = top
        for _ in 0..<random.integer(in: 4...11) where y + rowHeight < look.height - margin {
            let baseline = y + rowHeight / 2 + style.size * (0.36 + look.offset)
            for column in columns {
                set(in: column, baseline: baseline, style, on: &sheet, random: &random)
            }
            y += rowHeight
            if look.rules != .none { rule(margin, y, look.width - margin, y, look, on: &sheet) }
        }
        if look.rules != .none { rule(margin, top, look.width - margin, top, look, on: &sheet) }
        if look.rules == .grid {
            for x in columns.map(\.left) + [look.width - margin] { rule(x, top, x, y, look, on: &sheet) }
        }
        return y
    }

    private func style(_ look: SpecimenLook, random: inout SeededRandom) -> TextStyle {
        let fonts: [SlipFont] =
            switch look.pen {
            case .outline:
                [
                    .sans, .serif, .zenHei, .song, .song, .kai, .ming, .ukai, .wenKai, .microHei, .arial,
                    .times,
                    .courier, .unifont,
                ]
            case .pins, .pixels:
                [.song, .song, .ming, .zenHei, .sans, .unifont, .unifont, .kai, .courier, .microHei]
            }
        var style = TextStyle(
            font: random.pick(fonts, else: .sans), size: look.size * random.number(in: 0.92...1.1),
            ink: look.ink, pen: look.pen)
        if look.pen == .pins { style.ink = style.ink.lighter(random.number(in: 0...0.25)) }
        (style.grid, style.dot) = (style.font == .unifont && look.pen != .outline ? 16 : look.grid, look.dot)
        style.bold = look.pen == .outline && random.chance(0.15)
        if random.chance(0.14) { style.spacing = random.number(in: 0.03...0.25) }
        return style
    }

    private func columns(
        from left: Double, to right: Double, size: Double, random: inout SeededRandom
    ) -> [Column] {
        var columns: [Column] = []
        var x = left
        while right - x > size * 3 {
            let isFiller = kind == .numbers && random.chance(0.2)
            let ems =
                kind == .chinese || isFiller
                ? random.number(in: 3...16) : random.pick([2.2, 3, 4, 4.5, 5, 6, 7, 9, 12], else: 4)
            let end = min(right, x + size * ems + 2)
            columns.append(
                Column(
                    left: x, right: end, isFiller: isFiller,
                    alignment: random.pick([.left, .right, .centre], else: .left)))
            x = end
        }
        return columns
    }

    /// Sets a text that fits the column, if one is drawn in a few attempts.
    private func set(
        in column: Column, baseline: Double, _ style: TextStyle, on sheet: inout Sheet,
        random: inout SeededRandom
    ) {
        let padding = max(0.7, style.size * 0.28)
        let room = column.right - column.left - 2 * padding
        for _ in 0..<12 {
            let drawn =
                kind == .chinese || column.isFiller
                ? chinese.text(random: &random) : numbers.text(random: &random)
            let width = typesetter.width(of: drawn.text, style) - style.spacing * style.size
            guard width <= room, !drawn.text.isEmpty else { continue }
            let spare = room - width
            let x =
                switch column.alignment {
                case .left: column.left + padding
                case .centre: column.left + padding + spare / 2
                case .right: column.left + padding + spare
                }
            sheet.marks.append(
                .text(drawn.text, at: SheetPoint(x: x, y: baseline), style, CellRole(drawn.kind.rawValue)))
            return
        }
    }

    private func rule(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ look: SpecimenLook, on sheet: inout Sheet
    ) {
        sheet.marks.append(
            .line(
                from: SheetPoint(x: x1, y: y1), to: SheetPoint(x: x2, y: y2), thickness: look.ruleThickness,
                look.ruleInk, look.pen == .pins && look.ruleInk == look.ink ? .pins : .outline))
    }
}
