import Slips

/// What outpatient and registration receipts on a tractor form have in common: title, head, category sums, foot.
struct TractorReceipt {
    let content: SlipContent
    let form: TractorForm
    let forms: PrintedForms
    var writer: SheetWriter
    /// The frame of the form, and the ruling between its two halves, in millimetres.
    let box: SheetBox
    let divider: Double
    /// Whether the category sums are on the left.
    let sumsAreLeft: Bool
    /// How much of a row the data begins above the first row of the form: at 1 it lies over the headings.
    let rise: Double

    init(_ content: SlipContent, typesetter: Typesetter, random: inout SeededRandom) {
        self.content = content
        form = TractorForm(random: &random)
        forms = PrintedForms(random: &random)
        writer = SheetWriter(typesetter: typesetter, sheet: form.sheet)
        box = SheetBox(x: random.number(in: 11...15), y: random.number(in: 30...33), width: 182, height: 73)
        sumsAreLeft = random.chance(0.85)
        let sums = random.number(in: 58...70)
        divider = sumsAreLeft ? box.x + sums : box.right - sums
        rise = random.pick([1, 1, 0.8, 0.5, 0], else: 1)
    }

    static let headHeight = 6.2

    /// The half of the category sums and the half of the details, from left to right edge.
    var sums: ClosedRange<Double> { sumsAreLeft ? box.x...divider : divider...box.right }
    var details: ClosedRange<Double> { sumsAreLeft ? divider...box.right : box.x...divider }

    /// The baseline of the first row of data.
    var firstRow: Double { box.y + 4.4 + (1 - rise) * Self.headHeight + form.shift.y }

    /// Writes data where its label left off, off by the printer's shift.
    mutating func data(
        _ text: String, _ role: String, x: Double, y: Double, _ alignment: SheetWriter.Alignment = .left
    ) {
        writer.text(
            text, x: x + form.shift.x, y: y + form.shift.y, form.data, CellRole(role), alignment)
    }

    private mutating func entry(_ label: String, _ value: String, _ role: String, x: Double, y: Double) {
        let end = writer.text(label, x: x, y: y, form.label, CellRole("label"))
        data(value, role, x: end + 1, y: y)
    }

    mutating func writeHead(title: String, random: inout SeededRandom) {
        let header = content.header
        let middle = random.number(in: 96...110)
        let style = TextStyle(
            font: form.label.font, size: random.number(in: 5.2...6.4), ink: form.ink, spacing: 0.2)
        writer.text(title, x: middle, y: 15.5, style, CellRole("title"), .centre)
        writer.sheet.marks.append(form.oval(x: middle, random: &random))
        let red = Ink(red: 0.78, green: 0.12, blue: 0.16)
        let end = writer.text(
            random.word("No.", "NO", "№"), x: 150, y: 15, form.label.inked(red).sized(3.6), CellRole("label"))
        writer.text(
            header.receiptNumber, x: end + 1.5, y: 15, TextStyle(font: .arial, size: 4.4, ink: red),
            CellRole("receipt_no"))
        data(header.receiptNumber, "receipt_no", x: 150, y: 21)
        data(
            header.hospital, "hospital", x: middle - random.number(in: 12...45),
            y: random.number(in: 17...21.5))
        entry("姓名:", header.patient, "patient", x: 16, y: 28)
        entry("性别:", header.sex, "sex", x: 50, y: 28)
        entry("医保类型:", header.insuranceType, "insurance_type", x: 72, y: 28)
        entry(random.word("社会保障号码:", "就诊卡号:"), header.idNumber, "id_number", x: 128, y: 28)
    }

    mutating func writeFrame(detailHeadings: [(String, Double)]) {
        let ink = form.ink
        writer.frame(box, thickness: 0.3, ink)
        writer.line(box.x, box.y + Self.headHeight, box.right, box.y + Self.headHeight, ink)
        writer.line(divider, box.y, divider, box.bottom - 15, ink)
        writer.line(box.x, box.bottom - 15, box.right, box.bottom - 15, ink)
        writer.line(box.x, box.bottom - 7.5, box.right, box.bottom - 7.5, ink)
        let y = box.y + 4.4
        for (text, x) in [("项目", sums.lowerBound + 8), ("金额(元)", sums.upperBound - 22)] + detailHeadings {
            writer.text(text, x: x, y: y, form.label, CellRole("heading"))
        }
    }

    /// Writes the category sums of an outpatient receipt.
    mutating func writeCategories() {
        var y = firstRow - form.shift.y
        for category in content.categories.prefix(7) {
            data(category.name, "category", x: sums.lowerBound + 4, y: y)
            data(forms.amount(category.amount), "subtotal", x: sums.upperBound - 4, y: y, .right)
            y += 5.3
        }
        data("合计", "label", x: sums.lowerBound + 4, y: box.bottom - 18)
        data(content.total.description, "total", x: sums.upperBound - 4, y: box.bottom - 18, .right)
    }

    mutating func writeFoot(random: inout SeededRandom) {
        let total = content.total.description
        let (first, second, below) = (box.bottom - 9.8, box.bottom - 2.3, box.bottom + 5.5)
        entry(
            random.word("合计(大写):", "人民币(大写):", "合计人民币(大写)"), CapitalAmount(content.total)?.description ?? "",
            "total_capitals", x: 16, y: first)
        if random.chance(0.6) { entry("(小写):¥", total, "total", x: 140, y: first) }
        entry(random.word("现金支付:", "现金支付:", "实收:"), total, "cash", x: 16, y: second)
        entry("医保统筹支付:", "0.00", "fund", x: 70, y: second)
        entry("个人账户支付:", "0.00", "account", x: 128, y: second)
        writer.text("收款单位(章):", x: 15, y: below, form.label, CellRole("label"))
        entry("收款人:", random.digits(4), "cashier", x: 92, y: below)
        var date = content.header.issueDate.replacing("-", with: random.word(".", ".", "-", "/"))
        if random.chance(0.6) {
            func two(_ range: ClosedRange<Int>) -> String {
                let text = String(random.integer(in: range))
                return text.count == 1 ? "0" + text : text
            }
            date += " \(two(7...17)):\(two(0...59)):\(two(0...59))"
        }
        entry(random.word("收费日期:", "日期:", "收费时间:"), date, "issue_date", x: 130, y: below)
    }

    mutating func writeStamps(random: inout SeededRandom) {
        let rows = SheetBox(x: details.upperBound - 45, y: box.y + 8, width: 40, height: 22)
        let amounts = SheetBox(x: sums.upperBound - 22, y: box.y + 12, width: 16, height: 38)
        if random.chance(0.7) {
            writer.sheet.marks.append(
                form.stamp(
                    content.header.hospital, over: random.chance(0.6) ? rows : amounts, random: &random))
        }
    }
}
