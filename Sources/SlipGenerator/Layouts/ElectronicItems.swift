/// Sets the items of an e-receipt under their headings, one to three side by side.
struct ElectronicItems {
    let content: SlipContent
    let look: ElectronicLook
    let forms: PrintedForms
    let left: Double
    let right: Double
    let rowHeight: Double

    /// Writes headings and items from a y downwards; gives the printed names and the y below the last row.
    func write(
        on writer: inout SheetWriter, from top: Double, headings: TextStyle
    ) -> (names: [String], bottom: Double) {
        let width = (right - left) / Double(look.columns)
        let bottom = top + 8.4 + Double(look.rows(for: content.lines.count)) * rowHeight
        for column in 0..<look.columns {
            let from = left + Double(column) * width
            for (part, span) in spans(from: from, width: width) {
                let end = part.alignment == .right ? span.upperBound : span.lowerBound
                let middle = (span.lowerBound + span.upperBound) / 2
                let alignment = part.alignment
                writer.text(
                    part.heading, x: alignment == .centre ? middle : end, y: top + 4.6, headings,
                    CellRole("heading"), alignment)
            }
            if look.isRuled, column > 0 { writer.line(from, top, from, bottom, headings.ink) }
        }
        var names: [String] = []
        for (index, line) in content.lines.enumerated() {
            let place = look.place(of: index, among: content.lines.count)
            let from = left + Double(place.column) * width
            let y = top + 11 + Double(place.row) * rowHeight
            names.append(write(line, number: index + 1, on: &writer, from: from, width: width, y: y))
        }
        return (names, bottom)
    }

    /// Where the parts of an item stand, in millimetres.
    private func spans(from left: Double, width: Double) -> [(ElectronicLook.Part, ClosedRange<Double>)] {
        let gap = look.style.size * ElectronicLook.gap
        let others = look.parts.reduce(0) { $0 + $1.width * look.style.size + gap }
        var x = left + gap
        return look.parts.map { part in
            let wide = part.role == "name" ? width - others - gap : part.width * look.style.size
            defer { x += wide + gap }
            return (part, x...(x + wide))
        }
    }

    private func write(
        _ line: SlipContent.Line, number: Int, on writer: inout SheetWriter, from left: Double,
        width: Double, y: Double
    ) -> String {
        var printed = ""
        for (part, span) in spans(from: left, width: width) {
            let role = CellRole("item." + part.role, line: number)
            var end = part.alignment == .right ? span.upperBound : span.lowerBound
            var text = ""
            switch part.role {
            case "name":
                text = writer.typesetter.cut(
                    line.printedName, look.style, width: span.upperBound - span.lowerBound)
                printed = text
            case "quantity":
                text = forms.quantity(line.quantity)
                if look.quantities == .slashed || look.quantities == .glued {
                    let unit = (look.quantities == .slashed ? "/" : "") + line.unit
                    writer.text(unit, x: end, y: y, look.style, CellRole("item.unit", line: number), .right)
                    end -= writer.typesetter.width(of: unit, look.style)
                }
            case "unit": text = line.unit
            case "unit_price": text = forms.price(line.price)
            case "amount": text = forms.amount(line.amount)
            default: text = line.entry == nil ? "自费" : line.insuranceClass
            }
            if part.alignment == .centre { end = (span.lowerBound + span.upperBound) / 2 }
            writer.text(text, x: end, y: y, look.style, role, part.alignment)
        }
        return printed
    }
}
