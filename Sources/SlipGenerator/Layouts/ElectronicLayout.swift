import QRCodes
import Slips

/// Sets a printed e-receipt (电子票据): red form, items side by side, QR code.
///
/// Without a look the form is the one of ``SlipLayout/electronic``: two columns of items, no unit prices.
struct ElectronicLayout {
    let content: SlipContent
    private let forms: PrintedForms
    private var writer: SheetWriter
    private let red = Ink(red: 0.72, green: 0.16, blue: 0.16)
    private let style: TextStyle
    /// How the items are set; nil for two columns as ever.
    private let look: ElectronicLook?

    init(
        _ content: SlipContent, isVaried: Bool = false, typesetter: Typesetter, random: inout SeededRandom
    ) {
        self.content = content
        forms = isVaried ? .any(random: &random) : PrintedForms(random: &random)
        look = isVaried ? ElectronicLook(width: Self.right - Self.left, random: &random) : nil
        let rows = Double(look?.rows(for: content.lines.count) ?? (content.lines.count + 1) / 2)
        let height = 92 + rows * Self.rowHeight
        writer = SheetWriter(typesetter: typesetter, sheet: Sheet(width: 210, height: height))
        style = TextStyle(font: random.pick([.song, .serif, .ming], else: .song), size: 3.4)
    }

    private static let rowHeight = 5.6
    private static let left = 12.0
    private static let right = 198.0

    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        writeHead(random: &random)
        let (names, bottom) = writeItems()
        writeTotals(from: bottom, random: &random)
        return ComposedSlip(
            sheets: writer.finished, printedNames: names, printsUnitPrice: look?.hasPrices ?? false,
            printsQuantity: look?.quantities != ElectronicLook.Quantities.none)
    }

    private mutating func writeHead(random: inout SeededRandom) {
        let header = content.header
        let title = TextStyle(font: .kai, size: 6, ink: red)
        writer.text(
            "云帆省医疗门诊收费票据(电子)", x: 105, y: 13.5, title, CellRole("title"), .centre)
        var y = 23.0
        writer.field("票据代码:", header.receiptCode, "receipt_code", x: 14, y: y, style)
        writer.field("票据号码:", header.receiptNumber, "receipt_no", x: 122, y: y, style)
        y += 5.2
        writer.field("交款人统一社会信用代码:", header.idNumber, "id_number", x: 14, y: y, style)
        writer.field("校验码:", header.checkCode, "check_code", x: 122, y: y, style)
        y += 5.2
        writer.field("交款人:", header.patient, "patient", x: 14, y: y, style)
        writer.field("开票日期:", header.issueDate, "issue_date", x: 122, y: y, style)
        let digits = header.issueDate.filter { $0 != "-" }
        let payload =
            "01,06,\(header.receiptCode),\(header.receiptNumber),\(content.total),\(digits),\(header.checkCode)"
        if let code = QRCode(payload) {
            writer.sheet.marks.append(.code(code, SheetBox(x: 178, y: 14, width: 19, height: 19)))
        }
        writer.sheet.marks.append(
            .seal(
                Seal(
                    centre: SheetPoint(x: 105, y: 16), radius: 15, flatness: 0.68, rim: "财政电子票据监制章",
                    bottom: "云帆省", ink: Ink(red: 0.84, green: 0.12, blue: 0.16), strength: 0.55,
                    turn: random.number(in: -3...3), grain: random.bits())))
    }

    /// Writes the items, odd ones left and even ones right; gives the printed names and the y below the last.
    private mutating func writeItems() -> (names: [String], bottom: Double) {
        let top = 37.0
        let middle = 105.0
        writer.line(Self.left, top, Self.right, top, thickness: 0.3, red)
        if let look {
            writer.line(Self.left, top + 6.6, Self.right, top + 6.6, red)
            return ElectronicItems(
                content: content, look: look, forms: forms, left: Self.left, right: Self.right,
                rowHeight: Self.rowHeight
            )
            .write(on: &writer, from: top, headings: look.style.inked(red))
        }
        for left in [Self.left, middle] {
            for (text, x) in [("项目名称", 18.0), ("数量/单位", 47), ("金额(元)", 64), ("备注", 82)] {
                writer.text(text, x: left + x, y: top + 4.6, style.inked(red), CellRole("heading"))
            }
        }
        writer.line(Self.left, top + 6.6, Self.right, top + 6.6, red)
        var names: [String] = []
        for (index, line) in content.lines.enumerated() {
            func role(_ name: String) -> CellRole { CellRole(name, line: index + 1) }
            let left = index.isMultiple(of: 2) ? Self.left : middle
            let y = top + 11 + Double(index / 2) * Self.rowHeight
            let name = writer.typesetter.cut(line.printedName, style, width: 45)
            names.append(name)
            writer.text(name, x: left + 2, y: y, style, role("item.name"))
            let quantity = writer.typesetter.width(of: "/" + line.unit, style)
            let end = left + 61.0
            writer.text(
                forms.quantity(line.quantity), x: end - quantity, y: y, style, role("item.quantity"), .right)
            writer.text("/" + line.unit, x: end, y: y, style, role("item.unit"), .right)
            writer.text(forms.amount(line.amount), x: left + 78, y: y, style, role("item.amount"), .right)
            let remark = line.entry == nil ? "自费" : line.insuranceClass + "类"
            writer.text(remark, x: left + 82, y: y, style, role("item.class"))
        }
        let rows = Double((content.lines.count + 1) / 2)
        return (names, top + 8.4 + rows * Self.rowHeight)
    }

    private mutating func writeTotals(from top: Double, random: inout SeededRandom) {
        let header = content.header
        let total = content.total.description
        writer.line(Self.left, top, Self.right, top, red)
        writer.field(
            "金额合计(大写):", CapitalAmount(content.total)?.description ?? "", "total_capitals", x: 14,
            y: top + 5, style)
        writer.field("(小写):", total, "total", x: 135, y: top + 5, style)
        writer.line(Self.left, top + 7.4, Self.right, top + 7.4, red)
        let rows: [[(label: String, value: String, role: String)]] = [
            [
                ("业务流水号:", random.digits(9), "serial"), ("门诊号:", header.recordNumber, "record_no"),
                ("就诊日期:", header.issueDate, "issue_date"), ("医疗机构类型:", "综合医院", "institution_kind"),
            ],
            [
                ("医保类型:", header.insuranceType, "insurance_type"), ("医保编号:", "", "insured_no"),
                ("性别:", header.sex, "sex"), ("医保统筹基金支付:", "0.00", "fund"),
            ],
            [
                ("其他支付:", "0.00", "other"), ("个人账户支付:", "0.00", "account"),
                ("个人现金支付:", total, "cash"), ("个人自付:", "0.00", "self"),
            ],
        ]
        for (row, fields) in rows.enumerated() {
            for (column, field) in fields.enumerated() {
                writer.field(
                    field.label, field.value, field.role, x: 14 + Double(column) * 47,
                    y: top + 13 + Double(row) * 5.8, style)
            }
        }
        let bottom = top + 29
        writer.line(Self.left, bottom, Self.right, bottom, thickness: 0.3, red)
        for x in [Self.left, Self.right] { writer.line(x, 37, x, bottom, thickness: 0.3, red) }
        writer.field("收款单位(章):", header.hospital, "hospital", x: 14, y: bottom + 5.4, style)
        writer.field("复核人:", "系统", "checker", x: 120, y: bottom + 5.4, style)
        writer.field("收款人:", "窗口\(random.integer(in: 1...19))", "cashier", x: 160, y: bottom + 5.4, style)
        writer.sheet.marks.append(
            .seal(
                Seal(
                    centre: SheetPoint(x: random.number(in: 50...70), y: bottom - 6), radius: 15,
                    rim: header.hospital, bottom: "收费专用章", ink: Ink(red: 0.84, green: 0.12, blue: 0.16),
                    strength: 0.5, turn: random.number(in: -15...15), grain: random.bits())))
    }
}
