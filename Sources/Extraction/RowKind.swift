internal import Layout
internal import Slips

/// What a row of a table is.
enum RowKind: Hashable {
    /// A charged line.
    case item
    /// The rest of a name (or spec) that did not fit in its line.
    case continuation
    /// The heading of a category group, with or without its sum.
    case group
    /// The heading of the lines of a day.
    case day
    /// 小计 of a group.
    case categorySubtotal
    /// 本页小计.
    case pageSubtotal
    /// 合计.
    case total
    /// Marks that mean nothing.
    case noise
}

/// Words of the rows of a table that are not items.
enum RowWords {
    static let categories = [
        "西药费", "中成药费", "中药费", "中草药费", "中药饮片", "材料费", "卫生材料费", "治疗费", "检查费", "化验费", "检验费", "床位费",
        "诊察费", "诊查费", "护理费", "手术费", "麻醉费", "输血费", "输氧费", "放射费", "其他费", "其它费", "一般诊疗费", "挂号费", "药品费",
        "西药", "中成药", "中草药", "检查", "化验", "治疗", "护理", "手术", "材料", "床位", "诊察", "其他", "其它",
    ]

    static func isCategorySubtotal(_ text: String) -> Bool {
        text.contains("小计")
    }

    static func isPageSubtotal(_ text: String) -> Bool {
        ["本页小计", "本页合计", "页小计", "本页总计"].contains { text.contains($0) }
    }

    static func isTotal(_ text: String) -> Bool {
        if ["合计", "总计", "台计", "共计", "费用合计"].contains(where: { text.hasPrefix($0) }) { return true }
        return SumLabel.names(text.filter { !":：()（）¥￥ ".contains($0) }) == .everything
    }

    /// Whether a line is one of those below a table, the total in capitals and who printed it when.
    static func isFoot(_ text: String) -> Bool {
        let plain = text.drop { "(（".contains($0) }
        return ["大写", "人民币(大写", "打印日期", "打印时间", "经办人", "制单人", "收费员"].contains { label in
            plain.hasPrefix(label) && plain.contains { ":：)）".contains($0) }
        }
    }

    /// Whether a line says where an item comes from: its batch, maker, licence or date of expiry.
    static func isParticular(_ text: String) -> Bool {
        ["批号", "产地", "厂家", "生产", "效期", "有效期", "批准文号", "国药准字"].contains { text.hasPrefix($0) }
            && text.contains { ":：0123456789".contains($0) }
    }

    static func isCategory(_ text: String) -> Bool {
        let plain = text.filter { !":：【】[]()（）*- ".contains($0) }
        // No item is named so: a kind of charge between brackets, whatever one character of it was read as.
        let isBracketed = text.first == "【" && text.last == "】" && plain.last == "费" && plain.hanCount >= 3
        return categories.contains(plain) || isBracketed
    }

    /// The day that is all a row says, with or without a label.
    static func day(_ run: TextRun, referenceYear: Int?) -> CalendarDate? {
        // The second reading is that of the number model.
        (run.alternatives.map(\.text) + [run.text]).lazy.compactMap { day($0, referenceYear) }.first
    }

    private static func day(_ text: String, _ referenceYear: Int?) -> CalendarDate? {
        let plain = text.filter { !$0.isWhitespace && !"【】[]()（）".contains($0) }
        let label = plain.prefix { !$0.isNumber }
        guard label.isEmpty || label.contains("日期") || label.contains("时间") else { return nil }
        return CalendarDate(printed: String(plain[label.endIndex...]), referenceYear: referenceYear)
    }
}
