import Slips

/// Sets a pharmacy's till slip in any of the forms that tills print.
struct TillLayout {
    let content: SlipContent
    private let look: TillLook
    private let forms: PrintedForms
    private var writer: SheetWriter
    private var y = 8.0

    init(_ content: SlipContent, typesetter: Typesetter, random: inout SeededRandom) {
        self.content = content
        // Wide digits would be printed over each other.
        forms = PrintedForms.any(random: &random).narrow
        look = TillLook(random: &random)
        writer = SheetWriter(
            typesetter: typesetter,
            sheet: Sheet(width: look.width, height: 30, paper: Ink(red: 0.985, green: 0.985, blue: 0.98)))
    }

    private var left: Double { look.margin }
    private var right: Double { look.width - look.margin }
    private var style: TextStyle { look.style }

    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        let header = content.header
        let middle = look.width / 2
        for (text, role) in [(header.hospital, "hospital"), (look.title, "title")] {
            let size = min(
                style.size * 1.25,
                style.size * (right - left) / max(1, writer.typesetter.width(of: text, style)))
            writer.text(text, x: middle, y: y, style.sized(size), CellRole(role), .centre)
            y += look.leading * 1.2
        }
        for (label, value, role) in [
            (random.word("单号:", "小票号:", "流水号:"), header.receiptNumber, "receipt_no"),
            (random.word("日期:", "销售时间:", "交易时间:"), forms.date(header.issueDate), "issue_date"),
            (random.word("会员:", "姓名:", "顾客:"), header.patient, "patient"),
        ] {
            writer.field(label, value, role, x: left, y: y, style)
            y += look.leading
        }
        dashes()
        let names = writeItems(random: &random)
        dashes()
        writeFoot(random: &random)
        writer.sheet.height = y + 8
        return ComposedSlip(sheets: writer.finished, printedNames: names, printsUnitPrice: true)
    }

    private mutating func dashes() {
        let count = Int((right - left) / writer.typesetter.width(of: "-", style))
        writer.text(String(repeating: "-", count: count), x: left, y: y, style, CellRole("rule"))
        y += look.leading
    }

    /// Where quantity, list price, price and amount end, as shares of the line.
    private var ends: (quantity: Double, list: Double, price: Double, amount: Double) {
        func x(_ share: Double) -> Double { left + (right - left) * share }
        switch look.figures {
        case .beside: return (x(0.6), x(0.6), x(0.8), right)
        case .below, .product:
            return look.hasListPrices ? (x(0.42), x(0.6), x(0.8), right) : (x(0.5), x(0.5), x(0.76), right)
        }
    }

    private mutating func writeItems(random: inout SeededRandom) -> [String] {
        if look.hasHeadings { writeHeadings(random: &random) }
        let gap = look.leading * random.number(in: 0...0.3)
        var names: [String] = []
        for (index, line) in content.lines.enumerated() {
            func role(_ name: String) -> CellRole { CellRole(name, line: index + 1) }
            var x = left
            if look.hasCodes, look.figures != .beside {
                x = writer.text(random.digits(6), x: x, y: y, style, role("item.code")) + style.size * 0.6
            }
            switch look.figures {
            case .beside: names.append(writeBeside(line, number: index + 1))
            case .below, .product:
                let name = writer.typesetter.cut(line.printedName, style, width: right - x)
                writer.text(name, x: x, y: y, style, role("item.name"))
                names.append(name)
                y += look.leading
                if look.figures == .below {
                    let room = ends.quantity - left - style.size * 3.6
                    writer.text(
                        writer.typesetter.cut(line.spec, style, width: room), x: left, y: y, style,
                        role("item.spec"))
                    writeFigures(line, number: index + 1)
                } else {
                    writeProduct(line, number: index + 1)
                }
                y += look.leading
            }
            if look.hasBatches {
                writer.text(
                    "批号:" + random.digits(8) + " " + random.word("云帆制药", "松涛药业", "梦泽生物") + "有限公司",
                    x: left, y: y, style.sized(style.size * 0.9), CellRole("maker"))
                y += look.leading
            }
            y += gap
        }
        return names
    }

    private mutating func writeHeadings(random: inout SeededRandom) {
        let ends = ends
        let name = random.word("品名/规格", "商品名称", "品名", "名称/规格")
        writer.text(name, x: left, y: y, style, CellRole("heading"))
        if look.hasListPrices {
            writer.text(
                random.word("零售价", "原价"), x: ends.list, y: y, style, CellRole("heading"), .right)
        }
        let price = look.hasListPrices ? random.word("会员价", "实价") : random.word("单价", "价格", "零售价")
        for (text, end) in [
            ("数量", ends.quantity), (price, ends.price), (random.word("金额", "小计", "金额"), ends.amount),
        ] {
            writer.text(text, x: end, y: y, style, CellRole("heading"), .right)
        }
        y += look.leading
    }

    private mutating func writeFigures(_ line: SlipContent.Line, number: Int) {
        func role(_ name: String) -> CellRole { CellRole(name, line: number) }
        let ends = ends
        var end = ends.quantity
        if look.gluesUnit {
            writer.text(line.unit, x: end, y: y, style, role("item.unit"), .right)
            end -= writer.typesetter.width(of: line.unit, style)
        }
        writer.text(forms.quantity(line.quantity), x: end, y: y, style, role("item.quantity"), .right)
        if look.hasListPrices {
            let list = Money(fen: line.price.micros / 10_000 + Int64(number * 35 % 200))
            writer.text(forms.price(list), x: ends.list, y: y, style, CellRole("list_price"), .right)
        }
        writer.text(forms.price(line.price), x: ends.price, y: y, style, role("item.unit_price"), .right)
        writer.text(forms.amount(line.amount), x: ends.amount, y: y, style, role("item.amount"), .right)
    }

    /// Writes `2盒 × 15.50 = 31.00`, the amount at the right edge.
    private mutating func writeProduct(_ line: SlipContent.Line, number: Int) {
        func role(_ name: String) -> CellRole { CellRole(name, line: number) }
        var x = writer.text(
            forms.quantity(line.quantity), x: left + style.size, y: y, style, role("item.quantity"))
        if look.gluesUnit { x = writer.text(line.unit, x: x, y: y, style, role("item.unit")) }
        let space = style.size * 0.4
        x = writer.text(look.times, x: x + space, y: y, style, CellRole("label"))
        x = writer.text(forms.price(line.price), x: x + space, y: y, style, role("item.unit_price"))
        if look.equals != " " {
            writer.text(look.equals, x: x + space, y: y, style, CellRole("label"))
        }
        writer.text(forms.amount(line.amount), x: right, y: y, style, role("item.amount"), .right)
    }

    /// Writes name and figures in one line, the rest of the name below; gives the name as printed.
    private mutating func writeBeside(_ line: SlipContent.Line, number: Int) -> String {
        let room = ends.quantity - left - style.size * 3.4
        let parts = writer.typesetter.wrapped(line.printedName, style, width: room)
        writeFigures(line, number: number)
        for part in parts {
            writer.text(part, x: left, y: y, style, CellRole("item.name", line: number))
            y += look.leading
        }
        return line.printedName
    }

    private mutating func writeFoot(random: inout SeededRandom) {
        let total = forms.total(content.total)
        writer.field(random.word("合计:", "应收:", "总计:"), total, "total", x: left, y: y, style)
        y += look.leading
        writer.field(
            "大写:", CapitalAmount(content.total)?.description ?? "", "total_capitals", x: left, y: y, style)
        y += look.leading
        writer.field(random.word("实收:", "现金:", "微信支付:"), total, "cash", x: left, y: y, style)
        writer.field("找零:", "0.00", "change", x: left + (right - left) * 0.6, y: y, style)
        y += look.leading
        writer.field("收银员:", random.digits(3), "cashier", x: left, y: y, style)
        y += look.leading
    }
}
