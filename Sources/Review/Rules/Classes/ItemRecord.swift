import Slips

/// 结算明细信息异常: a line whose printed code is malformed or of another item, or an e-receipt whose code
/// contradicts it.
///
/// A printed code that begins as a national one, or as that of the entry that the name means, and was read for
/// certain, yet has another length or form, asks: hospitals print codes of their own too, which are left alone.
/// So does a code of the catalog that names another item than the printed name. The code of an e-receipt is of
/// eight digits: region, 06 for medical, 01 for outpatients or 02 for inpatients, year. An unknown region,
/// outpatients beside the days of a stay, or a year after the date of issue asks. It needs no points.
enum ItemRecord: RuleClass {
    typealias Point = EntryPoint
    static let number = 36
    static let table: String? = nil

    static func findings(on slip: JudgedSlip, by points: PointIndex<EntryPoint>) -> [RuleFinding] {
        slip.printedCodes.compactMap(finding) + receipt(slip)
    }

    private static func finding(_ printed: PrintedCode) -> RuleFinding? {
        let chinese: String
        let english: String
        switch printed.fault {
        case .malformed:
            chinese = "编码“\(printed.text)”不合国家编码格式。"
            english = "The printed code has not the form of a national code."
        case .otherItem(let name):
            chinese = "编码“\(printed.text)”是“\(name)”，与名称不符。"
            english = "The printed code is of another item than the name."
        }
        return RuleFinding(
            self, line: printed.line, code: .badCode, severity: .suspect, point: nil, chinese: chinese,
            english: english, clearedBy: "更正的清单 a corrected list")
    }

    private static func receipt(_ slip: JudgedSlip) -> [RuleFinding] {
        guard let code = slip.receiptCode else { return [] }
        var faults: [(String, String)] = []
        if !regions.contains(code.region) { faults.append(("地区码\(code.region)不存在", "no such region")) }
        if code.kind == .outpatient, slip.admission != nil, slip.discharge != nil {
            faults.append(("为门诊票据，票面却有住院日期", "of outpatients, beside the days of a stay"))
        }
        if let issued = slip.issued, code.year > issued.year {
            faults.append(("年度\(code.year)晚于开票日期\(issued)", "of a year after the date of issue"))
        }
        return faults.map { chinese, english in
            RuleFinding(
                self, line: nil, code: .badReceiptCode, severity: .suspect, point: nil,
                chinese: "票据代码\(code)：\(chinese)。", english: "The receipt code is \(english).",
                clearedBy: "电子票据查验 a check of the e-receipt")
        }
    }

    /// The first two digits of the region codes of provinces (GB/T 2260), and 00 for central units.
    private static let regions: Set<String> = [
        "00", "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
        "42",
        "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "66",
    ]
}
