import Slips

/// What stands below the table of a fee list: sums by category, the total in figures and capitals, who printed it when.
struct FeeListFoot {
    let content: SlipContent
    let forms: PrintedForms
    let look: FeeListLook
    /// Edges of the table in millimetres.
    let left: Double
    let right: Double

    /// Writes the foot and gives the y below it, in millimetres.
    func write(below top: Double, on writer: inout SheetWriter, random: inout SeededRandom) -> Double {
        let style = look.style
        let capitals = CapitalAmount(content.total)?.description ?? ""
        var baseline = top + look.rowHeight
        if look.summarises { baseline = writeCategories(at: baseline, on: &writer) }
        if random.chance(0.5) {
            writer.field(
                random.word("合计金额(大写):", "合计(大写):", "大写:"), capitals, "total_capitals", x: left,
                y: baseline, style)
            let amount = forms.total(content.total)
            let width = writer.typesetter.width(of: "(小写):¥" + amount, style)
            writer.field("(小写):¥", amount, "total", x: right - width, y: baseline, style)
        } else {
            let end = writer.field(
                random.word("合计:", "总计:", "费用合计:"), forms.total(content.total), "total", x: left,
                y: baseline, style)
            writer.field(
                "大写:", capitals, "total_capitals", x: max(end + style.size * 2, look.width * 0.4),
                y: baseline, style)
        }
        baseline += look.rowHeight
        let clerk = random.word("收费员:", "操作员:", "经办人:")
        let end = writer.text(clerk + random.digits(4), x: left, y: baseline, style, CellRole("label"))
        writer.field(
            random.word("打印日期:", "结算日期:", "打印日期:"), forms.date(content.header.issueDate), "issue_date",
            x: end + style.size * 2, y: baseline, style)
        return baseline
    }

    /// The sums of the categories, four a line; gives the next line's baseline.
    private func writeCategories(at first: Double, on writer: inout SheetWriter) -> Double {
        let step = (right - left) / 4
        var baseline = first
        for (index, category) in content.categories.enumerated() {
            if index > 0, index.isMultiple(of: 4) { baseline += look.style.size * 1.65 }
            let x = left + step * Double(index % 4)
            writer.text(
                category.name + ":" + forms.total(category.amount), x: x, y: baseline, look.style,
                CellRole("summary"))
        }
        return baseline + look.rowHeight
    }
}
