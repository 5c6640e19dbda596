/// The words that head the columns of fee tables, and how a misread heading is told.
public enum ColumnHeadings {
    /// A heading found in a line: its kind, the characters that it covers, and how well they fit (0…1).
    public struct Match: Hashable, Sendable {
        public var kind: ColumnKind
        public var characters: Range<Int>
        public var likeness: Double
    }

    /// Headings in use, by kind (field guide; longer ones first where one holds another).
    static let words: [(kind: ColumnKind, words: [String])] = [
        (.serial, ["序号", "行号", "序", "No", "NO"]),
        (
            .date,
            [
                "费用日期", "收费日期", "记账日期", "执行日期", "发生日期", "开单日期", "计费日期", "日期", "时间", "日期时间", "计费时间", "收费时间",
                "明细日期",
            ]
        ),
        (
            .code,
            [
                "项目编码", "医保编码", "国家编码", "收费编码", "项目代码", "医保代码", "国家代码", "物价编码", "药品编码",
                "编码", "代码", "医保项目编码", "国家医保编码", "收费项目编码", "贯标码", "收费代码",
            ]
        ),
        (
            .name,
            [
                "项目名称", "收费项目", "费用名称", "药品名称", "名称", "药品/项目名称", "收费项目名称", "药品项目名称", "项目",
                "药品", "费用项目", "医疗服务项目", "品名", "商品名称", "项目名称/规格", "药品名称/项目", "收费名称", "项目内容",
                "医嘱名称", "诊疗项目", "品名/规格", "名称/规格", "费用名称/规格", "项目/规格", "药品/规格",
            ]
        ),
        (.spec, ["规格", "规格型号", "型号规格", "型号", "剂型规格", "规格/型号", "包装规格"]),
        (.unit, ["单位", "计价单位", "计量单位", "包装单位"]),
        (.quantity, ["数量", "总量", "次数", "数目", "用量", "发药数量", "计价数量", "计费数量", "数"]),
        (.quantityAndUnit, ["数量/单位", "数量单位", "数量(单位)"]),
        (
            .unitPrice,
            [
                "单价", "价格", "单价元", "单价(元)", "项目单价", "零售价", "价格(元)", "标准单价", "执行单价", "实价", "会员价", "成交价",
                "售价", "原价",
            ]
        ),
        (
            .amount,
            [
                "金额", "金额元", "总价", "合计", "金额(元)", "总金额", "费用金额", "总价(元)", "合计金额", "费用", "费用(元)", "小计", "实收金额",
                "实收",
            ]
        ),
        (
            .insuranceClass,
            [
                "类别", "医保类别", "等级", "费用等级", "医保等级", "费用类别", "医保类型", "甲乙类", "报销类别", "类型", "费别", "医保属性",
                "医保标识",
            ]
        ),
        (.selfPayRatio, ["自付比例", "自负比例", "自付", "先行自付比例", "自付比", "自理比例", "先自付比例", "自付率"]),
        (.category, ["费用分类", "费用类型", "收费类别", "项目类别", "财务分类", "统计类别"]),
        (.remark, ["备注", "说明"]),
        (
            .other,
            [
                "产地", "厂家", "生产厂家", "生产企业", "科室", "开单科室", "执行科室", "医生", "批号", "有效期", "付数", "应收", "应收金额", "优惠",
                "优惠金额", "减免金额", "自费金额", "自付金额", "自理金额", "个人自付", "医保金额", "可报金额", "统筹金额", "医保范围", "医保支付",
                "开单医生",
            ]
        ),
    ]

    /// What each further word costs, so that one long heading is preferred to two short ones.
    ///
    /// Above 0.6 a heading of six with a wrong character (收费项目编×) beats the four of them that fit another; below
    /// 0.7 a wrong character at the end of two headings that touch (单价金×) still leaves two.
    private static let wordCost = 0.65

    private static let table: [(kind: ColumnKind, word: [Character])] = words.flatMap { kind, words in
        words.map { (kind, Array(normalised($0))) }
    }

    /// Brackets, blanks, slashes and marks go; what stays is compared.
    public static func normalised(_ text: String) -> String {
        String(text.unicodeScalars.filter { isLetter($0) }.map(Character.init))
    }

    /// Whether a text is a heading in use, letter by letter.
    public static func isHeading(_ text: String) -> Bool { kind(of: text) != nil }

    /// What a heading in use heads; nil for a text that is none, letter by letter.
    public static func kind(of text: String) -> ColumnKind? {
        let letters = Array(normalised(text))
        return table.first { $0.word == letters }?.kind
    }

    /// The kinds of heading that a text of two to four letters may be of which half was misread at most.
    public static func kinds(like text: String) -> Set<ColumnKind> {
        let letters = Array(normalised(text))
        guard (2...4).contains(letters.count) else { return [] }
        return Set(
            table.filter { _, word in
                word.count == letters.count && zip(word, letters).count { $0 == $1 } * 2 >= word.count
            }.map(\.kind))
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isHan || (0x30...0x39).contains(scalar.value)
            || (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
    }

    /// The headings that a stretch of print holds, left to right, several where they touch.
    ///
    /// - Parameter characters: One string for each symbol as read; marks among them count for nothing.
    /// - Returns: The cheapest way to cover the symbols with headings; stretches that fit none are left out.
    public static func matches(in characters: [String]) -> [Match] {
        let letters = characters.enumerated().compactMap { i, text -> (index: Int, character: Character)? in
            guard let scalar = text.unicodeScalars.first, isLetter(scalar) else { return nil }
            return (i, Character(scalar))
        }
        guard !letters.isEmpty, letters.count <= 40 else { return [] }
        // best[i]: the best score of the first i letters, and the match that ends there.
        var best: [(score: Double, match: Match?, from: Int)] = [(0, nil, 0)]
        for end in 1...letters.count {
            var winner = (score: best[end - 1].score - 0.25, match: Match?.none, from: end - 1)
            for (kind, word) in table {
                for length in max(1, word.count - 1)...(word.count + 1) where length <= end {
                    let start = end - length
                    let likeness = likeness(of: letters[start..<end].map(\.character), to: word)
                    guard likeness >= 0.5 else { continue }
                    // Long headings that fit beat short ones; half a fit is worth little.
                    let gain = (likeness - 0.4) * Double(word.count) * (likeness > 0.99 ? 1.25 : 1) - wordCost
                    let score = best[start].score + gain
                    if score > winner.score {
                        let range = letters[start].index..<(letters[end - 1].index + 1)
                        winner = (score, Match(kind: kind, characters: range, likeness: likeness), start)
                    }
                }
            }
            best.append(winner)
        }
        var result: [Match] = []
        var end = letters.count
        while end > 0 {
            if let match = best[end].match { result.append(match) }
            end = best[end].from
        }
        return result.reversed()
    }

    /// 1 for equal, less for each character that differs, is missing or too many.
    static func likeness(of read: [Character], to word: [Character]) -> Double {
        var previous = Array(0...word.count)
        for (i, a) in read.enumerated() {
            var current = [i + 1]
            for (j, b) in word.enumerated() {
                current.append(min(previous[j] + (a == b ? 0 : 1), previous[j + 1] + 1, current[j] + 1))
            }
            previous = current
        }
        return 1 - Double(previous[word.count]) / Double(max(word.count, read.count))
    }
}
