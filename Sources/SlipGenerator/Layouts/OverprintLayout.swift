import Slips

/// Sets an outpatient receipt on a tractor form: category sums in one half, details in much smaller print in the other.
struct OverprintLayout {
    private var receipt: TractorReceipt
    private let code: CodePrint
    /// Whether the day stands behind each detail's amount.
    private let isDated: Bool
    private let columns: Columns

    /// What stands before a detail's name, without a gap.
    private enum CodePrint {
        case none
        /// The catalog's code.
        case catalog
        /// The hospital's own, which holds the national number of a service: `S210300001b0010`.
        case own
    }

    /// Places of the details' columns, in millimetres from the left edge of their half: where the name must end, where
    /// the unit begins, and where the numbers end.
    private struct Columns {
        var name: Double
        var unit: Double
        var quantity: Double
        var price: Double
        var amount: Double
    }

    init(_ content: SlipContent, typesetter: Typesetter, random: inout SeededRandom) {
        receipt = TractorReceipt(content, typesetter: typesetter, random: &random)
        code = random.pick([.none, .none, .catalog, .catalog, .own, .own, .own], else: .own)
        isDated = random.chance(0.5)
        let width = receipt.details.upperBound - receipt.details.lowerBound
        let amount = width - (isDated ? 10 : 2.5)
        let price = amount - random.number(in: 15...18)
        let quantity = price - random.number(in: 14...16)
        let unit = quantity - random.number(in: 12...14)
        columns = Columns(
            name: min(unit - random.number(in: 0.8...2), random.number(in: 40...64)), unit: unit,
            quantity: quantity, price: price,
            amount: amount)
    }

    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        let left = receipt.details.lowerBound
        let priced = random.chance(0.85)
        receipt.writeFrame(detailHeadings: [
            (random.word("项目/规格", "项目名称", "名称/规格"), left + 10), ("单位", left + columns.unit - 2),
            ("数量", left + columns.quantity - 7), (priced ? "单价" : "价格", left + columns.price - 8),
            (random.word("金额(元)", "金额"), left + columns.amount - 11),
        ])
        receipt.writeHead(title: random.word("医疗门诊收费票据", "门诊医疗收费收据", "门急诊医疗费收据"), random: &random)
        receipt.writeCategories()
        let names = writeDetails(random: &random)
        receipt.writeFoot(random: &random)
        receipt.writeStamps(random: &random)
        return ComposedSlip(sheets: receipt.writer.finished, printedNames: names, printsUnitPrice: true)
    }

    /// Writes the details and gives their names as the paper cuts them.
    private mutating func writeDetails(random: inout SeededRandom) -> [String] {
        let small = receipt.form.small
        let left = receipt.details.lowerBound + receipt.form.shift.x
        let step = min(5.2, small.size * random.number(in: 1.55...2))
        var y = receipt.firstRow
        var names: [String] = []
        let suffix = random.word("b0010", "b0020", "a0010")
        for (index, line) in receipt.content.lines.enumerated() {
            func role(_ name: String) -> CellRole { CellRole(name, line: index + 1) }
            let code = code(of: line, suffix: suffix)
            let start = left + 1.2
            let end = receipt.writer.text(code, x: start, y: y, small, role("item.code"))
            let room = left + columns.name - end
            let name = receipt.writer.typesetter.cut(line.printedName, small, width: room)
            names.append(name)
            receipt.writer.text(name, x: end, y: y, small, role("item.name"))
            receipt.writer.text(line.unit, x: left + columns.unit, y: y, small, role("item.unit"))
            let numbers = [
                (padded(line.quantity.description), columns.quantity, "item.quantity"),
                (receipt.forms.price(line.price), columns.price, "item.unit_price"),
                (receipt.forms.amount(line.amount), columns.amount, "item.amount"),
            ]
            for (text, right, name) in numbers {
                receipt.writer.text(text, x: left + right, y: y, small, role(name), .right)
            }
            if isDated {
                receipt.writer.text(
                    receipt.forms.shortDate(line.date).replacing(".", with: "/"),
                    x: left + columns.amount + 1.2,
                    y: y, small, role("item.date"))
            }
            y += step
        }
        return names
    }

    private func code(of line: SlipContent.Line, suffix: String) -> String {
        guard let entry = line.entry else { return "" }
        switch code {
        case .none: return ""
        case .catalog: return entry.code
        case .own:
            guard entry.kind == .service, entry.code.count == 15 else { return entry.code }
            return "S" + entry.code.dropFirst(2).prefix(9) + suffix
        }
    }

    /// These receipts print two decimals of every quantity.
    private func padded(_ quantity: String) -> String {
        let decimals = quantity.split(separator: ".").dropFirst().first?.count ?? 0
        guard decimals < 2 else { return quantity }
        return quantity + (decimals == 0 ? "." : "") + String(repeating: "0", count: 2 - decimals)
    }
}
