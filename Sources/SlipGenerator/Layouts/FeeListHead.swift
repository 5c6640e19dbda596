/// The title and the head's fields of a fee list.
struct FeeListHead {
    let content: SlipContent
    let forms: PrintedForms
    let look: FeeListLook

    /// Writes title and fields and gives the y below them, in millimetres.
    func write(on writer: inout SheetWriter, random: inout SeededRandom) -> Double {
        let header = content.header
        var y = look.margin + look.titleStyle.size
        let title = random.word("住院费用明细清单", "费用明细清单", "住院病人费用清单", "医疗费用明细清单")
        let middle = look.width / 2
        if random.chance(0.55) {
            // One line: the hospital's name is a cell of its own.
            let both = writer.typesetter.width(of: header.hospital + title, look.titleStyle)
            let end = writer.text(
                header.hospital, x: middle - both / 2, y: y, look.titleStyle, CellRole("hospital"))
            writer.text(title, x: end, y: y, look.titleStyle, CellRole("title"))
        } else {
            writer.text(header.hospital, x: middle, y: y, look.titleStyle, CellRole("hospital"), .centre)
            y += look.titleStyle.size * 1.35
            let smaller = look.titleStyle.sized(look.titleStyle.size * 0.85)
            writer.text(title, x: middle, y: y, smaller, CellRole("title"), .centre)
        }
        y += look.style.size * 2.1
        let colon = random.word(":", "：", ":")
        for row in rows(random: &random) {
            let step = (look.width - 2 * look.margin) / Double(row.count)
            var x = look.margin
            for (index, field) in row.enumerated() {
                let start = max(x, look.margin + step * Double(index))
                x =
                    writer.field(field.label + colon, field.value, field.role, x: start, y: y, look.style)
                    + look.style.size
            }
            y += look.style.size * 1.65
        }
        return y - look.style.size * 0.55
    }

    private struct Field {
        let label: String
        let value: String
        let role: String
    }

    private func rows(random: inout SeededRandom) -> [[Field]] {
        let header = content.header
        let person = [
            Field(label: random.word("姓名", "患者姓名", "病人姓名"), value: header.patient, role: "patient"),
            Field(label: "性别", value: header.sex, role: "sex"),
            Field(label: "年龄", value: header.age + random.word("岁", "岁", ""), role: "age"),
            Field(
                label: random.word("住院号", "病案号", "病历号"), value: header.recordNumber, role: "record_no"),
        ]
        let insurance = [
            Field(label: random.word("科室", "科别"), value: header.department, role: "department"),
            Field(
                label: random.word("医保类型", "费别", "险种类型"), value: header.insuranceType,
                role: "insurance_type"),
            Field(label: random.word("身份证号", "证件号码"), value: header.idNumber, role: "id_number"),
        ]
        let stay = [
            Field(
                label: random.word("入院日期", "入院时间"), value: forms.date(header.admissionDate),
                role: "admission_date"),
            Field(
                label: random.word("出院日期", "出院时间"), value: forms.date(header.dischargeDate),
                role: "discharge_date"),
            Field(
                label: random.word("票据号", "发票号", "票据号码"), value: header.receiptNumber, role: "receipt_no"),
        ]
        return random.chance(0.5) ? [person, insurance, stay] : [person, stay, insurance]
    }
}
