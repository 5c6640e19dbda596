import Slips

/// Sets an outpatient receipt: a brown form on patterned paper, and black data printed a little off its places.
struct PreprintedLayout {
    let content: SlipContent
    private let forms: PrintedForms
    private var writer: SheetWriter
    private let form: TextStyle
    private let data: TextStyle
    /// How far the printer is off the form, in millimetres.
    private let shift: SheetPoint
    private let brown: Ink

    init(_ content: SlipContent, typesetter: Typesetter, random: inout SeededRandom) {
        self.content = content
        forms = PrintedForms(random: &random)
        let papers = [
            Ink(red: 0.97, green: 0.94, blue: 0.85), Ink(red: 0.95, green: 0.96, blue: 0.92),
            Ink(red: 0.97, green: 0.93, blue: 0.91),
        ]
        let inks = [
            Ink(red: 0.45, green: 0.26, blue: 0.12), Ink(red: 0.22, green: 0.38, blue: 0.25),
            Ink(red: 0.5, green: 0.2, blue: 0.2),
        ]
        let tint = random.integer(in: 0...2)
        brown = inks[tint]
        var sheet = Sheet(width: 210, height: 127, paper: papers[tint])
        sheet.marks.append(.waves(papers[tint].darker(0.07), pitch: 2.6))
        for row in 0..<10 {
            for x in [5.0, 205] {
                sheet.marks.append(
                    .disc(centre: SheetPoint(x: x, y: 6.35 + Double(row) * 12.7), radius: 1.9, .white))
            }
        }
        writer = SheetWriter(typesetter: typesetter, sheet: sheet)
        form = TextStyle(font: random.pick([.kai, .song, .serif], else: .kai), size: 3.2, ink: brown)
        data = TextStyle(
            font: random.pick([.zenHei, .sans, .song], else: .sans), size: 3.4, ink: Ink.black.lighter(0.12))
        shift = SheetPoint(x: random.number(in: -1.2...1.6), y: random.number(in: -0.9...1.3))
    }

    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        writeForm(random: &random)
        writeHead()
        writeCategories(random: &random)
        let names = writeItems(random: &random)
        writeFoot(random: &random)
        writeSeals(random: &random)
        return ComposedSlip(sheets: writer.finished, printedNames: names, printsUnitPrice: true)
    }

    private static let box = SheetBox(x: 14, y: 31, width: 182, height: 74)
    private static let divider = 76.0

    private mutating func writeForm(random: inout SeededRandom) {
        let box = Self.box
        let title = TextStyle(font: .kai, size: 6.4, ink: brown, spacing: 0.25)
        writer.text("医疗门诊收费票据", x: 105, y: 15, title, CellRole("title"), .centre)
        writer.frame(box, thickness: 0.3, brown)
        writer.line(box.x, box.y + 6.5, box.right, box.y + 6.5, brown)
        writer.line(Self.divider, box.y, Self.divider, box.bottom - 16, brown)
        writer.line(box.x, box.bottom - 16, box.right, box.bottom - 16, brown)
        writer.line(box.x, box.bottom - 8, box.right, box.bottom - 8, brown)
        let heading = box.y + 4.6
        for (text, x) in [
            ("项目", 26.0), ("金额(元)", 56), ("项目/规格", 84), ("单位", 135), ("数量", 146), ("单价", 161), ("金额(元)", 179),
        ] { writer.text(text, x: x, y: heading, form, CellRole("heading")) }
        let copy = form.sized(2.6)
        for (index, character) in "第一联收据联".enumerated() {
            writer.text(
                String(character), x: 198.2, y: 46 + Double(index) * 3.4, copy, CellRole("label"))
        }
    }

    /// A form's label in its place and the data behind it, off by the printer's shift.
    private mutating func entry(_ label: String, _ value: String, _ role: String, x: Double, y: Double) {
        let end = writer.text(label, x: x, y: y, form, CellRole("label"))
        writer.text(value, x: end + 1.5 + shift.x, y: y + shift.y, data, CellRole(role))
    }

    private mutating func writeHead() {
        let header = content.header
        writer.text(
            header.hospital, x: 22 + shift.x, y: 20.5 + shift.y, data.sized(3.9), CellRole("hospital"))
        let red = Ink(red: 0.78, green: 0.1, blue: 0.15)
        let end = writer.text("No.", x: 150, y: 16, form.inked(red).sized(3.6), CellRole("label"))
        writer.text(
            header.receiptNumber, x: end + 2, y: 16, TextStyle(font: .sans, size: 4.8, ink: red),
            CellRole("receipt_no"))
        writer.text(
            header.receiptNumber, x: 150 + shift.x, y: 22 + shift.y, data.sized(2.8), CellRole("receipt_no"))
        entry("姓名:", header.patient, "patient", x: 16, y: 28)
        entry("性别:", header.sex, "sex", x: 52, y: 28)
        entry("医保类型:", header.insuranceType, "insurance_type", x: 74, y: 28)
        entry("社会保障号码:", header.idNumber, "id_number", x: 130, y: 28)
    }

    private mutating func writeCategories(random: inout SeededRandom) {
        var y = Self.box.y + 11.8 + shift.y
        for category in content.categories.prefix(6) {
            writer.text(category.name, x: 18 + shift.x, y: y, data, CellRole("category"))
            writer.text(
                forms.amount(category.amount), x: Self.divider - 4 + shift.x, y: y, data,
                CellRole("subtotal"),
                .right)
            y += 5.4
        }
    }

    /// Writes the items in smaller print and gives their names as cut.
    private mutating func writeItems(random: inout SeededRandom) -> [String] {
        let small = data.sized(2.9)
        var y = Self.box.y + 11.4 + shift.y
        let dated = random.chance(0.4)
        var names: [String] = []
        for (index, line) in content.lines.enumerated() {
            func role(_ name: String) -> CellRole { CellRole(name, line: index + 1) }
            let x = Self.divider + 2 + shift.x
            let name = writer.typesetter.cut(line.printedName, small, width: 38)
            names.append(name)
            let end = writer.text(name, x: x, y: y, small, role("item.name"))
            let room = 133 + shift.x - end - 1.5
            if room > 8, !line.spec.isEmpty {
                writer.text(
                    writer.typesetter.cut(line.spec, small, width: room), x: end + 1.5, y: y, small,
                    role("item.spec"))
            }
            writer.text(line.unit, x: 136.5 + shift.x, y: y, small, role("item.unit"))
            let amounts = [
                (forms.quantity(line.quantity), 153.0, "item.quantity"),
                (forms.price(line.price), 171, "item.unit_price"),
                (forms.amount(line.amount), dated ? 186 : 192, "item.amount"),
            ]
            for (text, right, name) in amounts {
                writer.text(text, x: right + shift.x, y: y, small, role(name), .right)
            }
            if dated {
                writer.text(
                    forms.shortDate(line.date), x: 187.2 + shift.x, y: y, small.sized(2.5), role("item.date"))
            }
            y += 5.1
        }
        return names
    }

    private mutating func writeFoot(random: inout SeededRandom) {
        let box = Self.box
        let total = forms.total(content.total)
        entry(
            "合计(大写):", CapitalAmount(content.total)?.description ?? "", "total_capitals", x: 17,
            y: box.bottom - 10.4)
        entry("(小写):¥", total, "total", x: 140, y: box.bottom - 10.4)
        entry("现金支付:", content.total.description, "cash", x: 17, y: box.bottom - 2.4)
        entry("医保统筹支付:", "0.00", "fund", x: 72, y: box.bottom - 2.4)
        entry("个人账户支付:", "0.00", "account", x: 130, y: box.bottom - 2.4)
        let below = box.bottom + 6
        writer.text("收款单位(章):", x: 16, y: below, form, CellRole("label"))
        entry("收款人:", random.digits(4), "cashier", x: 100, y: below)
        entry("收费日期:", forms.date(content.header.issueDate), "issue_date", x: 140, y: below)
    }

    private mutating func writeSeals(random: inout SeededRandom) {
        let red = Ink(red: 0.84, green: 0.12, blue: 0.16)
        writer.sheet.marks.append(
            .seal(
                Seal(
                    centre: SheetPoint(x: 105, y: 17), radius: 15, flatness: 0.68, rim: "财政票据监制章",
                    bottom: "云帆省", ink: red, strength: 0.6, turn: random.number(in: -4...4),
                    grain: random.bits())))
        writer.sheet.marks.append(
            .seal(
                Seal(
                    centre: SheetPoint(x: random.number(in: 110...165), y: random.number(in: 72...86)),
                    radius: 17, rim: content.header.hospital, bottom: "收费专用章", ink: red,
                    strength: random.number(in: 0.45...0.7), turn: random.number(in: -25...25),
                    grain: random.bits())))
    }
}
