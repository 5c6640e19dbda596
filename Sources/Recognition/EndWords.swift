internal import Layout

/// The words with which the lines below a table begin.
enum EndWords {
    private static let words: [[Character]] = [
        "合计", "总计", "共计", "总额", "总金额", "金额合计", "费用合计", "大写", "小写", "收费员", "收款员", "收款单位", "打印日期", "打印时间",
        "制表人", "制单人", "经办人", "现金支付", "医保统筹", "医保支付", "个人账户", "个人支付", "患者签字", "家属签字", "操作员", "业务流水号",
        "医保类型", "其他支付", "复核人", "预缴金额", "基金支付", "性别", "个人现金支付", "个人自付", "医疗机构类型", "就诊日期",
    ].map(Array.init)

    /// Characters that the Chinese model is known to read in the place of others in these words.
    private static let confusions: [Character: Set<Character>] = [
        "合": ["台", "会", "含", "侣", "和"], "计": ["汁", "讨", "许"], "收": ["攻", "政"], "总": ["忠"],
        "金": ["全"], "额": ["颜", "领"], "大": ["太"], "写": ["与"],
    ]

    /// Whether a line that begins so stands below its table.
    static func begin(_ text: String) -> Bool {
        let plain = text.filter { !$0.isWhitespace && !"【】[]()（）*★.,:：-_|".contains($0) }
        return words.contains { fits($0, plain) }
    }

    /// Whether a text is the sum of a kind of charge, 西药费:1105.16, as they stand side by side below a table.
    static func isSumOfCategory(_ text: String) -> Bool {
        guard let colon = text.firstIndex(where: { ":：".contains($0) }) else { return false }
        let label = text[..<colon].filter { !$0.isWhitespace }
        let amount = text[text.index(after: colon)...].filter {
            $0.isASCII && ($0.isNumber || ",.".contains($0))
        }
        return (3...6).contains(label.count) && label.last == "费" && label.allSatisfy(\.isHan)
            && amount.contains(where: \.isNumber)
    }

    /// Whether the text begins with the word; one character of a word of four may differ.
    private static func fits(_ word: [Character], _ text: String) -> Bool {
        let head = Array(text.prefix(word.count))
        guard head.count == word.count else { return false }
        var misses = 0
        for (expected, seen) in zip(word, head) where expected != seen {
            if confusions[expected]?.contains(seen) == true { continue }
            misses += 1
        }
        return misses <= (word.count >= 4 ? 1 : 0)
    }
}
