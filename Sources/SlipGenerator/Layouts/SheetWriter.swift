/// Sets text on the sheets of a slip.
struct SheetWriter {
    enum Alignment {
        case left, centre, right
    }

    let typesetter: Typesetter
    private(set) var sheets: [Sheet] = []
    var sheet: Sheet

    init(typesetter: Typesetter, sheet: Sheet) {
        self.typesetter = typesetter
        self.sheet = sheet
    }

    /// Puts the current sheet away and begins the next.
    mutating func turnPage(to next: Sheet) {
        sheets.append(sheet)
        sheet = next
    }

    /// Writes on each sheet in turn, given its number from 1 and how many there are.
    mutating func onEverySheet(
        _ write: (_ writer: inout SheetWriter, _ number: Int, _ count: Int) -> Void
    ) {
        let all = finished
        sheets = []
        for (index, each) in all.enumerated() {
            sheet = each
            write(&self, index + 1, all.count)
            if index + 1 < all.count { sheets.append(sheet) }
        }
    }

    /// All sheets, the current one last.
    var finished: [Sheet] { sheets + [sheet] }

    /// Sets a text at a point of its baseline and gives the x at which it ends.
    @discardableResult
    mutating func text(
        _ text: String, x: Double, y: Double, _ style: TextStyle, _ role: CellRole,
        _ alignment: Alignment = .left
    ) -> Double {
        let width = typesetter.width(of: text, style)
        let left =
            switch alignment {
            case .left: x
            case .centre: x - width / 2
            case .right: x - width
            }
        if !text.isEmpty {
            sheet.marks.append(.text(text, at: SheetPoint(x: left, y: y), style, role))
        }
        return left + width
    }

    /// Sets a label and, behind it, the value of a field.
    @discardableResult
    mutating func field(
        _ label: String, _ value: String, _ role: String, x: Double, y: Double, _ style: TextStyle,
        gap: Double = 0
    ) -> Double {
        let end = text(label, x: x, y: y, style, CellRole("label"))
        return text(value, x: end + gap, y: y, style, CellRole(role))
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, thickness: Double = 0.2, _ ink: Ink = .black,
        pen: Pen = .outline
    ) {
        sheet.marks.append(
            .line(
                from: SheetPoint(x: x1, y: y1), to: SheetPoint(x: x2, y: y2), thickness: thickness, ink, pen))
    }

    mutating func frame(_ box: SheetBox, thickness: Double = 0.25, _ ink: Ink = .black) {
        line(box.x, box.y, box.right, box.y, thickness: thickness, ink)
        line(box.x, box.bottom, box.right, box.bottom, thickness: thickness, ink)
        line(box.x, box.y, box.x, box.bottom, thickness: thickness, ink)
        line(box.right, box.y, box.right, box.bottom, thickness: thickness, ink)
    }
}
