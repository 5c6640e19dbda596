import Slips

/// Sets an itemised fee list (费用明细清单): head, table, sums, foot; over as many sheets as it takes.
struct FeeListLayout {
    let content: SlipContent
    let look: FeeListLook
    let forms: PrintedForms
    private let table: FeeTable
    private var writer: SheetWriter
    private var y = 0.0
    /// Top of the table on the current sheet.
    private var tableTop = 0.0
    private var rowsOnPage = 0
    private var pageSum = Money.zero
    private var page = 1

    init(
        _ content: SlipContent, layout: SlipLayout, typesetter: Typesetter, random: inout SeededRandom
    ) {
        self.content = content
        let look = FeeListLook(layout, random: &random)
        self.look = look
        forms = PrintedForms(random: &random)
        table = FeeTable(
            content, order: random.pick(look.orders, else: FeeColumn.orders[1]), forms: forms,
            style: look.style, padding: look.padding, from: look.margin, to: look.width - look.margin,
            wraps: look.wraps, typesetter: typesetter, random: &random)
        writer = SheetWriter(typesetter: typesetter, sheet: Self.emptySheet(look))
    }

    /// The finished sheets.
    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        y = FeeListHead(content: content, forms: forms, look: look).write(on: &writer, random: &random)
        writeHeadings()
        var category = ""
        var categorySum = Money.zero
        for (index, line) in content.lines.enumerated() {
            if look.grouped, line.category != category {
                if !category.isEmpty { writeSum("小计", categorySum, role: "subtotal") }
                category = line.category
                categorySum = .zero
                makeRoom(rows: 3)
                writeCategoryHeading(category)
            }
            makeRoom(rows: table.height(ofRow: index))
            writeRow(index)
            categorySum = categorySum + line.amount
            pageSum = pageSum + line.amount
        }
        if look.grouped { writeSum("小计", categorySum, role: "subtotal") }
        closeTable()
        writeFoot(random: &random)
        numberPages()
        return ComposedSlip(
            sheets: writer.finished, printedNames: table.rows.map { ($0[.name] ?? []).joined() },
            printsUnitPrice: true)
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
        let baseline = y + look.rowHeight / 2 + look.style.size * 0.36
        for column in table.columns {
            write(column.heading, in: column, baseline: baseline, CellRole("heading"), headings: true)
        }
        y += look.rowHeight
        rule(at: y)
    }

    private mutating func writeRow(_ index: Int) {
        let count = table.height(ofRow: index)
        let leading = look.style.size * 1.25
        let first = y + look.rowHeight / 2 + look.style.size * 0.36
        for column in table.columns {
            for (step, text) in (table.rows[index][column.kind] ?? []).enumerated() {
                write(
                    text, in: column, baseline: first + Double(step) * leading,
                    CellRole(column.kind.role, line: index + 1), headings: false)
            }
        }
        y += look.rowHeight + Double(count - 1) * leading
        rowsOnPage += 1
        if look.rules != .headingOnly { rule(at: y) }
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

    private mutating func writeCategoryHeading(_ category: String) {
        let baseline = y + look.rowHeight / 2 + look.style.size * 0.36
        writer.text(
            "【" + category + "】", x: table.left, y: baseline, look.style, CellRole("category"))
        y += look.rowHeight
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
        writer.text(label + ":", x: labelEnd, y: baseline, look.style, CellRole("label"), .right)
        y += look.rowHeight
    }

    /// Turns the page when the rows no longer fit it; the table goes on without headings.
    private mutating func makeRoom(rows: Int) {
        let needed = Double(rows) * look.rowHeight
        let limit = look.height - look.margin - (look.pageSums ? 4.5 : 3.2) * look.rowHeight
        let full = look.rowsPerPage.map { rowsOnPage >= $0 && page == 1 } ?? false
        guard y + needed > limit || full else { return }
        closeTable()
        writer.turnPage(to: Self.emptySheet(look))
        page += 1
        rowsOnPage = 0
        y = look.margin + look.rowHeight
        tableTop = y
        rule(at: y)
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

    private mutating func writeFoot(random: inout SeededRandom) {
        let style = look.style
        let capitals = CapitalAmount(content.total)?.description ?? ""
        var baseline = y + look.rowHeight
        if random.chance(0.5) {
            writer.field(
                random.word("合计金额(大写):", "合计(大写):", "大写:"), capitals, "total_capitals", x: table.left,
                y: baseline, style)
            let amount = forms.total(content.total)
            let width = writer.typesetter.width(of: "(小写):¥" + amount, style)
            writer.field("(小写):¥", amount, "total", x: table.right - width, y: baseline, style)
        } else {
            let end = writer.field(
                random.word("合计:", "总计:", "费用合计:"), forms.total(content.total), "total", x: table.left,
                y: baseline, style)
            writer.field(
                "大写:", capitals, "total_capitals", x: max(end + style.size * 2, look.width * 0.4),
                y: baseline,
                style)
        }
        baseline += look.rowHeight
        let clerk = random.word("收费员:", "操作员:", "经办人:")
        let end = writer.text(
            clerk + random.digits(4), x: table.left, y: baseline, style, CellRole("label"))
        writer.field(
            random.word("打印日期:", "结算日期:", "打印日期:"), forms.date(content.header.issueDate), "issue_date",
            x: end + style.size * 2, y: baseline, style)
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
