import Slips

/// Sets a registration receipt (挂号收据): category lines with dashes up to an amount, and where an outpatient receipt
/// has details, the clinic, the doctor and the number in large print.
struct RegistrationLayout {
    private var receipt: TractorReceipt

    init(_ content: SlipContent, typesetter: Typesetter, random: inout SeededRandom) {
        receipt = TractorReceipt(content, typesetter: typesetter, random: &random)
    }

    mutating func compose(random: inout SeededRandom) -> ComposedSlip {
        let left = receipt.details.lowerBound
        receipt.writeFrame(detailHeadings: [("项目/规格", left + 10), ("数量", left + 64), ("金额(元)", left + 90)])
        receipt.writeHead(title: random.word("门诊挂号收据", "医疗门诊挂号票据", "医疗门诊收费票据"), random: &random)
        let names = writeFees(random: &random)
        writeVisit(random: &random)
        receipt.writeFoot(random: &random)
        receipt.writeStamps(random: &random)
        return ComposedSlip(
            sheets: receipt.writer.finished, printedNames: names, printsUnitPrice: false)
    }

    private mutating func writeFees(random: inout SeededRandom) -> [String] {
        let data = receipt.form.data
        let shift = receipt.form.shift
        // The amount begins where the column is full and may lose its last figure.
        let end = receipt.sums.upperBound - 13 + shift.x
        let cutsOff = random.chance(0.4)
        var y = receipt.firstRow
        for (index, line) in receipt.content.lines.enumerated() {
            let start = receipt.writer.text(
                line.printedName, x: receipt.sums.lowerBound + 4 + shift.x, y: y, data,
                CellRole("item.name", line: index + 1))
            let amount = line.amount.description
            let dash = receipt.writer.typesetter.width(of: "-", data)
            let dashes = String(repeating: "-", count: max(0, Int((end - start) / dash)))
            receipt.writer.text(dashes, x: start, y: y, data, CellRole("label"))
            let isCut = cutsOff && amount.count > 5 && amount.hasSuffix("0")
            receipt.writer.text(
                isCut ? String(amount.dropLast()) : amount, x: end, y: y, data,
                CellRole("item.amount", line: index + 1))
            y += 5.6
        }
        let foot = receipt.box.bottom - 18
        receipt.data("合计", "label", x: receipt.sums.lowerBound + 4, y: foot)
        receipt.data(
            receipt.content.total.description, "total", x: receipt.sums.upperBound - 3, y: foot, .right)
        return receipt.content.lines.map(\.printedName)
    }

    private mutating func writeVisit(random: inout SeededRandom) {
        let large = receipt.form.data.sized(random.number(in: 4.2...5.4))
        let x = receipt.details.lowerBound + random.number(in: 8...16) + receipt.form.shift.x
        var y = receipt.firstRow + random.number(in: 5...9)
        let session = random.word("上午", "下午")
        for text in [
            receipt.content.header.department + random.word("普通门诊", "专家门诊", "门诊"),
            random.word("医生:", "医师 ") + MadePerson(on: receipt.content.discharge, random: &random).name,
            session + " \(random.integer(in: 1...68))号",
            random.word("请到三楼候诊", "二楼东区就诊", "当日有效"),
        ] {
            receipt.writer.text(text, x: x, y: y, large, CellRole("visit"))
            y += large.size * 1.7
        }
    }
}
