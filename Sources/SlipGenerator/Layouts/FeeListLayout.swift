import Slips

/// Sets an itemised fee list (费用明细清单): head, table, sums, foot; over as many sheets as it takes.
struct FeeListLayout {
    let content: SlipContent
    let look: FeeListLook
    let forms: PrintedForms
    /// One for each list that stands side by side.
    private let tables: [FeeTable]
    private var side = 0
    private var writer: SheetWriter
    private var y = 0.0
    /// Top of the table on the current sheet.
    private var tableTop = 0.0
    private var rowsOnPage = 0
    private var pageSum = Money.zero
    private var page = 1
    private var table: FeeTable { tables[side] }

    init(
        _ content: SlipContent, layout: SlipLayout, typesetter: Typesetter, random: inout SeededRandom
    ) {
        self.content = content
        let look = FeeListLook(layout, random: &random)
        self.look = look
        forms = look.isVaried ? .any(random: &random) : PrintedForms(random: &random)
        let order = random.pick(look.orders, else: FeeColumn.orders[1])
        let gutter = 6.0
        let room = (look.width - 2 * look.margin - gutter * Double(look.sides - 1)) / Double(look.sides)
        var tables: [FeeTable] = []
        let headings = random
        for side in 0..<look.sides {
            // Lists side by side have the same headings.
            if side > 0 { random = headings }
            let left = look.margin + Double(side) * (room + gutter)
            tables.append(
                FeeTable(
                    content, order: order, forms: forms, look: look, from: left,
                    to: side == look.sides - 1 ? look.width - look.margin : left + room,
                    typesetter: typesetter, random: &random))
        }
        self.tables = tables
        writer = SheetWriter(typesetter: typesetter, sheet: Self.emptySheet(look))
    }

    /// The finished sheets.
    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        y = FeeListHead(content: content, forms: forms, look: look).write(on: &writer, random: &random)
        let top = y
        writeHeadings()
        var category = ""
        var categorySum = Money.zero
        var lowest = y
        for (index, line) in content.lines.enumerated() {
            if side < index * look.sides / content.lines.count {
                closeTable()
                lowest = max(lowest, y)
                side += 1
                y = top
                writeHeadings()
            }
            let group = look.byDays ? forms.date(line.date.description) : line.category
            if look.grouped, group != category {
                if !category.isEmpty { writeGroupSum(category, categorySum) }
                category = group
                categorySum = .zero
                makeRoom(rows: 3)
                writeGroupHeading(category)
            }
            makeRoom(rows: table.height(ofRow: index))
            writeRow(index)
            categorySum = categorySum + line.amount
            pageSum = pageSum + line.amount
        }
        if look.grouped { writeGroupSum(category, categorySum) }
        if look.totalInTable { writeTotalRow() }
        closeTable()
        y = max(y, lowest)
        side = 0
        y = FeeListFoot(content: content, forms: forms, look: look, left: table.left, right: table.right)
            .write(below: y, on: &writer, random: &random)
        if look.sides > 1 { writer.sheet.height = max(look.height, y + 3 * look.rowHeight + look.margin) }
        numberPages()
        return ComposedSlip(
            sheets: writer.finished, printedNames: tables[0].rows.map { ($0[.name] ?? []).joined() },
            printsUnitPrice: table.columns.contains { $0.kind == .price })
    }

    private static func emptySheet(_ look: FeeListLook) -> Sheet {
        var sheet = Sheet(width: look.width, height: look.height)
        guard look.holes else { return sheet }
        // Tractor holes are 4 mm wide, half an inch apart and 6 mm from the edges.
        var y = 6.35
        while y < look.height {
            for x in [6.0, look.width - 6] {
                sheet.marks.append(
                    .disc(centre: SheetPoint(x: x, y: y), radius: 2, Ink(red: 0.35, green: 0.35, blue: 0.35)))
            }
            y += 12.7
        }
        return sheet
    }

    private mutating func writeHeadings() {
        tableTop = y
        if look.rules == .headingOnly { rule(at: y) }
        let leading = look.style.size * 1.25
        let most = table.columns.map(\.heading.count).max() ?? 1
        let height = look.rowHeight + Double(most - 1) * leading
        shade(look.headingShade, height: height)
        for column in table.columns {
            let top = y + (height - Double(column.heading.count - 1) * leading) / 2
            for (step, text) in column.heading.enumerated() {
                let baseline = top + Double(step) * leading + look.style.size * 0.36
                write(text, in: column, baseline: baseline, CellRole("heading"), headings: true)
            }
        }
        y += height
        rule(at: y)
    }

    private mutating func writeRow(_ index: Int) {
        let count = table.height(ofRow: index)
        let leading = look.style.size * 1.25
        let first = y + look.rowHeight / 2 + look.style.size * 0.36
        if index.isMultiple(of: 2) {
            shade(look.rowShade, height: look.rowHeight + Double(count - 1) * leading)
        }
        for column in table.columns {
            let texts = table.rows[index][column.kind] ?? []
            let spare = Double(count - texts.count)
            let from =
                switch look.shortCells {
                case .first: 0.0
                case .middle: spare / 2
                case .last: spare
                }
            for (step, text) in texts.enumerated() {
                let baseline = first + (from + Double(step)) * leading
                if column.kind == .quantity, look.cellForms.units == .behindQuantity {
                    writeQuantity(of: index, in: column, baseline: baseline)
                } else {
                    write(
                        text, in: column, baseline: baseline, CellRole(column.kind.role, line: index + 1),
                        headings: false)
                }
            }
        }
        y += look.rowHeight + Double(count - 1) * leading
        rowsOnPage += 1
        if look.rules != .headingOnly { rule(at: y) }
    }

    /// Writes a quantity and, without a gap, its unit.
    private mutating func writeQuantity(of index: Int, in column: FeeTable.Column, baseline: Double) {
        let line = content.lines[index]
        let unit = writer.typesetter.width(of: line.unit, look.style)
        let end = column.x + column.width - look.padding
        let quantity = forms.quantity(line.quantity)
        writer.text(
            quantity, x: end - unit, y: baseline, look.style, CellRole("item.quantity", line: index + 1),
            .right)
        writer.text(
            line.unit, x: end, y: baseline, look.style, CellRole("item.unit", line: index + 1), .right)
    }

    private mutating func write(
        _ text: String, in column: FeeTable.Column, baseline: Double, _ role: CellRole, headings: Bool
    ) {
        let alignment = headings && look.rules != .headingOnly ? .centre : column.kind.alignment
        let x =
            switch alignment {
            case .left: column.x + look.padding
            case .centre: column.x + column.width / 2
            case .right: column.x + column.width - look.padding
            }
        writer.text(text, x: x, y: baseline, look.style, role, alignment)
    }

    private mutating func writeGroupHeading(_ group: String) {
        let baseline = y + look.rowHeight / 2 + look.style.size * 0.36
        let text = look.byDays ? look.dayLabel + group : "【" + group + "】"
        writer.text(text, x: table.left, y: baseline, look.style, CellRole("category"))
        if look.groupSums == .above {
            let sum = content.categories.first { $0.name == group }?.amount ?? .zero
            writeInAmounts(sum, role: "subtotal", baseline: baseline)
        }
        y += look.rowHeight
    }

    /// Lays a grey ground below what is written next.
    private mutating func shade(_ darkness: Double, height: Double) {
        guard darkness > 0 else { return }
        let box = SheetBox(x: table.left, y: y, width: table.right - table.left, height: height)
        writer.sheet.marks.append(.fill(box, Ink.white.darker(darkness)))
    }

    /// Writes the total as the table's last row.
    private mutating func writeTotalRow() {
        makeRoom(rows: 1)
        let baseline = y + look.rowHeight / 2 + look.style.size * 0.36
        let column = table.columns.first { $0.kind == .name } ?? table.columns[0]
        write("合计", in: column, baseline: baseline, CellRole("label"), headings: false)
        writeInAmounts(content.total, role: "total", baseline: baseline)
        y += look.rowHeight
        rule(at: y)
    }

    private mutating func writeGroupSum(_ category: String, _ sum: Money) {
        switch look.groupSums {
        case .above: break
        case .beside: writeSum("小计", sum, role: "subtotal")
        case .inName:
            makeRoom(rows: 1)
            let baseline = y + look.rowHeight / 2 + look.style.size * 0.36
            let column = table.columns.first { $0.kind == .name } ?? table.columns[0]
            write(
                look.byDays ? "当日小计" : category + "小计", in: column, baseline: baseline, CellRole("label"),
                headings: false)
            writeInAmounts(sum, role: "subtotal", baseline: baseline)
            y += look.rowHeight
            if look.rules != .headingOnly { rule(at: y) }
        }
    }

    private mutating func writeInAmounts(_ sum: Money, role: String, baseline: Double) {
        let column = table.columns.first { $0.kind == .amount } ?? table.columns[0]
        write(forms.amount(sum), in: column, baseline: baseline, CellRole(role), headings: false)
    }

    /// Writes a sum under the amounts, its label left of it.
    private mutating func writeSum(_ label: String, _ sum: Money, role: String) {
        makeRoom(rows: 1)
        let baseline = y + look.rowHeight / 2 + look.style.size * 0.36
        let column = table.columns.first { $0.kind == .amount } ?? table.columns[0]
        let end = column.x + column.width - look.padding
        let text = forms.amount(sum)
        let width = writer.typesetter.width(of: text, look.style)
        writer.text(text, x: end, y: baseline, look.style, CellRole(role), .right)
        let labelEnd = min(end - width - look.style.size, column.x - look.padding)
        if labelEnd - table.left < look.style.size * 3 {
            // Nothing stands left of the amounts.
            let after = column.x + column.width + look.padding
            writer.text(label + ":", x: after, y: baseline, look.style, CellRole("label"))
        } else {
            writer.text(label + ":", x: labelEnd, y: baseline, look.style, CellRole("label"), .right)
        }
        y += look.rowHeight
    }

    /// Turns the page when the rows no longer fit it; the table goes on without headings.
    private mutating func makeRoom(rows: Int) {
        guard look.sides == 1 else { return }
        let needed = Double(rows) * look.rowHeight
        let below = (look.pageSums ? 4.5 : 3.2) + (look.summarises ? 3 : 0)
        let limit = look.height - look.margin - below * look.rowHeight
        let full = look.rowsPerPage.map { rowsOnPage >= $0 && (page == 1 || look.isVaried) } ?? false
        // A page is only turned when it holds something.
        guard rowsOnPage > 0, y + needed > limit || full else { return }
        closeTable()
        writer.turnPage(to: Self.emptySheet(look))
        page += 1
        rowsOnPage = 0
        y = look.margin + look.rowHeight
        if look.repeatsHeadings {
            writeHeadings()
        } else {
            tableTop = y
            rule(at: y)
        }
    }

    private mutating func closeTable() {
        if look.pageSums {
            let sum = pageSum
            pageSum = .zero
            let baseline = y + look.rowHeight / 2 + look.style.size * 0.36
            let end = writer.text("本页小计:", x: table.left, y: baseline, look.style, CellRole("label"))
            writer.text(
                forms.amount(sum), x: end + 1, y: baseline, look.style, CellRole("page_subtotal"))
            y += look.rowHeight
            rule(at: y)
        } else if look.rules == .headingOnly {
            rule(at: y)
        }
        guard look.rules == .grid else { return }
        let bottom = look.pageSums ? y - look.rowHeight : y
        if tableTop < bottom {
            writer.line(table.left, tableTop, table.right, tableTop, thickness: look.ruling, look.style.ink)
        }
        for x in table.columns.map(\.x) + [table.right] {
            writer.line(x, tableTop, x, bottom, thickness: look.ruling, look.style.ink)
        }
    }

    private mutating func rule(at y: Double) {
        let thickness = look.style.pen == .pins ? 0.24 : look.ruling
        writer.line(table.left, y, table.right, y, thickness: thickness, look.style.ink, pen: look.style.pen)
    }

    private mutating func numberPages() {
        guard look.rowsPerPage != nil || look.pageSums else { return }
        let look = look
        writer.onEverySheet { writer, number, count in
            writer.text(
                "第\(number)页/共\(count)页", x: look.width / 2, y: look.height - look.margin * 0.6, look.style,
                CellRole("label"), .centre)
        }
    }
}
