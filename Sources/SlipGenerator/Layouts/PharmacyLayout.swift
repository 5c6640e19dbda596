import Slips

/// Sets a pharmacy's till slip on narrow thermal paper: the name on one line, the figures on the next.
struct PharmacyLayout {
    let content: SlipContent
    private let forms: PrintedForms
    private var writer: SheetWriter
    private let style: TextStyle
    private var y = 9.0

    init(_ content: SlipContent, typesetter: Typesetter, random: inout SeededRandom) {
        self.content = content
        forms = PrintedForms(random: &random)
        style = TextStyle(
            font: random.pick([.zenHei, .ming, .sans], else: .zenHei), size: 3,
            ink: Ink.black.lighter(random.number(in: 0.05...0.25)))
        let sheet = Sheet(width: Self.width, height: 30, paper: Ink(red: 0.985, green: 0.985, blue: 0.98))
        writer = SheetWriter(typesetter: typesetter, sheet: sheet)
    }

    private static let width = 80.0
    private static let left = 5.0
    private static let right = 75.0
    private static let leading = 4.5

    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        let header = content.header
        writer.text(
            header.hospital, x: Self.width / 2, y: y, style.sized(3.7), CellRole("hospital"), .centre)
        y += 5.2
        writer.text("销售小票", x: Self.width / 2, y: y, style.sized(3.4), CellRole("title"), .centre)
        y += 6
        for (label, value, role) in [
            (random.word("单号:", "票据号:", "小票号:"), header.receiptNumber, "receipt_no"),
            (random.word("日期:", "销售日期:"), forms.date(header.issueDate), "issue_date"),
            (random.word("姓名:", "会员姓名:", "顾客:"), header.patient, "patient"),
            ("医保类型:", header.insuranceType, "insurance_type"),
        ] {
            writer.field(label, value, role, x: Self.left, y: y, style)
            y += Self.leading
        }
        dashes()
        let names = writeItems()
        dashes()
        writer.field("合计:", forms.total(content.total), "total", x: Self.left, y: y, style.sized(3.7))
        writer.field("件数:", String(content.lines.count), "count", x: 50, y: y, style)
        y += 5.6
        writer.field(
            "大写:", CapitalAmount(content.total)?.description ?? "", "total_capitals", x: Self.left, y: y,
            style)
        y += Self.leading
        writer.field("医保支付:", "0.00", "fund", x: Self.left, y: y, style)
        writer.field("现金:", content.total.description, "cash", x: 42, y: y, style)
        y += Self.leading
        writer.field("收银员:", random.digits(3), "cashier", x: Self.left, y: y, style)
        y += Self.leading
        dashes()
        writer.text(
            "药品离柜 非质量问题概不退换", x: Self.width / 2, y: y, style.sized(2.7), CellRole("label"), .centre)
        writer.sheet.height = y + 9
        return ComposedSlip(sheets: writer.finished, printedNames: names, printsUnitPrice: true)
    }

    private mutating func dashes() {
        let count = Int((Self.right - Self.left) / writer.typesetter.width(of: "-", style))
        writer.text(String(repeating: "-", count: count), x: Self.left, y: y, style, CellRole("rule"))
        y += Self.leading
    }

    private mutating func writeItems() -> [String] {
        for (text, x, alignment) in [
            ("品名/规格", Self.left, SheetWriter.Alignment.left), ("数量", 40, .right), ("单价", 57, .right),
            ("金额", Self.right, .right),
        ] { writer.text(text, x: x, y: y, style, CellRole("heading"), alignment) }
        y += Self.leading
        var names: [String] = []
        for (index, line) in content.lines.enumerated() {
            func role(_ name: String) -> CellRole { CellRole(name, line: index + 1) }
            let name = writer.typesetter.cut(line.printedName, style, width: Self.right - Self.left)
            names.append(name)
            writer.text(name, x: Self.left, y: y, style, role("item.name"))
            y += Self.leading
            writer.text(
                writer.typesetter.cut(line.spec, style, width: 22), x: Self.left + 1, y: y, style,
                role("item.spec"))
            let unit = writer.typesetter.width(of: line.unit, style)
            writer.text(
                forms.quantity(line.quantity), x: 40 - unit, y: y, style, role("item.quantity"), .right)
            writer.text(line.unit, x: 40, y: y, style, role("item.unit"), .right)
            writer.text(forms.price(line.price), x: 57, y: y, style, role("item.unit_price"), .right)
            writer.text(forms.amount(line.amount), x: Self.right, y: y, style, role("item.amount"), .right)
            y += Self.leading + 0.6
        }
        return names
    }
}
