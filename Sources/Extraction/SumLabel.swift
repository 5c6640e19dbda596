internal import Layout

/// The words in front of a sum: `费用总额`, `本次住院费用合计`, `当日合计`.
///
/// Hospitals' programs name the sum of all lines in many ways: a word of sums with words before it that say of what. Some of
/// these say all (费用, 住院, 本次), others say a part (西药费, 当日): whether that part is all there is, only the lines can tell.
enum SumLabel: Hashable {
    /// The sum of all lines.
    case everything
    /// The sum of what its words say, which may be all lines.
    case something

    private static let words = [
        "总费用", "费用总额", "总金额", "合计金额", "总额", "合计", "总计", "共计",
    ]

    /// Words before or behind a word of sums that take nothing away from it.
    private static let whole = [
        "医疗费用", "医药费用", "住院费用", "门诊费用", "医疗费", "医药费", "住院费", "门诊费", "费用", "金额", "住院", "门诊", "本次", "本单", "全部",
        "总",
        "应收", "清单", "票据", "明细", "元",
    ]

    /// Words with which a label is none of a sum of lines.
    private static let others = [
        "小计", "页", "预", "押", "累计", "自付", "自费", "自理", "统筹", "基金", "支付", "报销", "账户", "余额", "退", "欠", "补", "件",
        "数量", "优惠",
        "减免", "折",
    ]

    /// What a label names.
    ///
    /// - Parameter label: Without marks and blanks.
    /// - Returns: Nil where it is no label of a sum of lines.
    static func names(_ label: String) -> SumLabel? {
        guard label.count <= 14, label.allSatisfy(\.isHan), !others.contains(where: { label.contains($0) }),
            let word = words.first(where: { label.contains($0) })
        else { return nil }
        var rest = label.replacing(word, with: "", maxReplacements: 1)
        for part in whole { rest = rest.replacing(part, with: "") }
        return rest.isEmpty ? .everything : .something
    }
}
