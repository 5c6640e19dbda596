internal import Slips

/// The labels that fields of slips stand behind.
enum FieldLabels {
    /// A field's name in the paper's words; `field` is nil for labels whose values Slipway does not keep.
    struct Label {
        var field: SlipField?
        var word: [Character]
        /// The same characters by their numbers.
        let codes: [UInt32]

        fileprivate init(field: SlipField?, word: [Character]) {
            self.field = field
            self.word = word
            codes = word.map(FieldLabels.code(of:))
        }
    }

    /// A character's number in Unicode, which is quick to compare; zero for one made of several, as none of a label is.
    static func code(of character: Character) -> UInt32 {
        let scalars = character.unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else { return 0 }
        return first.value
    }

    static let all: [Label] = words.flatMap { field, words in
        words.map { Label(field: field, word: Array($0)) }
    }
    .sorted { $0.word.count > $1.word.count }

    private static let words: [(SlipField?, [String])] = [
        (
            .patient,
            [
                "姓名", "患者姓名", "病人姓名", "交款人", "缴款人", "患者", "顾客", "会员", "会员姓名", "顾客姓名", "就诊人", "患者名称", "参保人",
                "就诊人姓名", "参保人姓名",
                "缴费人", "付款人", "购药人", "病员姓名", "就医人",
            ]
        ),
        (.sex, ["性别"]),
        (.age, ["年龄"]),
        (
            .idNumber,
            [
                "身份证号", "身份证号码", "证件号码", "证件号", "社会保障号码", "社会保障卡号", "交款人统一社会信用代码", "缴款人统一社会信用代码",
                "公民身份号码", "身份证",
            ]
        ),
        (
            .insuranceType,
            [
                "医保类型", "医保类别", "费别", "参保类型", "险种类型", "险种", "费用类别", "人员类别", "险种类别", "保险类型", "参保类别", "医保险种",
                "参保险种", "险种名称", "医疗付费方式",
            ]
        ),
        (
            .recordNumber,
            [
                "住院号", "病历号", "病案号", "门诊号", "就诊号", "登记号", "住院登记号", "就诊卡号", "患者编号", "住院流水号", "门诊流水号", "就诊流水号",
                "住院号码", "患者ID",
            ]
        ),
        (.receiptCode, ["票据代码", "发票代码"]),
        (
            .receiptNumber,
            [
                "票据号", "票据号码", "发票号", "发票号码", "收据号", "收据号码", "单据号", "小票号", "单号", "单据号码", "票号", "销售单号", "流水号",
                "交易号",
            ]
        ),
        (.checkCode, ["校验码"]),
        (.admissionDate, ["入院日期", "入院时间", "入院", "住院日期"]),
        (.dischargeDate, ["出院日期", "出院时间", "出院"]),
        (
            .issueDate,
            [
                "开票日期", "收费日期", "打印日期", "结算日期", "打印时间", "收费时间", "交易时间", "日期", "开票时间", "销售日期", "制表日期", "销售时间",
                "结账日期", "发票日期",
            ]
        ),
        (
            .hospital,
            [
                "收款单位", "收款单位(章)", "医疗机构", "医院名称", "定点机构", "医疗机构名称", "药店名称", "定点医疗机构", "机构名称", "就诊医院", "就医医院",
                "就诊机构",
                "就医机构", "医药机构名称", "定点医药机构", "开票单位", "收费单位", "收费单位(章)", "医疗机构(章)", "就诊医疗机构",
            ]
        ),
        (
            .total,
            [
                "合计", "小写", "(小写)", "金额合计", "费用合计", "总金额", "总费用", "费用总额", "总计", "合计金额", "应收合计", "应付金额",
                "应收金额",
                "金额合计(小写)", "合计金额(小写)",
            ]
        ),
        (
            .totalCapitals,
            ["大写", "(大写)", "金额合计(大写)", "合计(大写)", "合计金额(大写)", "人民币大写", "人民币(大写)", "总计(大写)", "大写金额"]
        ),
        (
            nil,
            [
                "就诊日期", "就诊时间", "科室", "床号", "收费员", "收款员", "收款人", "复核人", "第页", "医疗机构类型", "业务流水号", "医保编号",
                "医保统筹基金支付", "其他支付",
                "个人账户支付", "个人现金支付", "个人自付", "个人自费", "现金支付", "医保统筹支付", "自费", "打印人", "制表人", "医生", "统筹支付", "页码",
                "预缴金额", "补缴金额", "退费金额", "病区", "联系电话", "地址", "电话", "实收", "找零", "会员号", "柜台", "本页小计", "小计",
            ]
        ),
    ]

    /// Short labels that are never the end of a longer one, and so are known directly after a value.
    static let standAlone: Set<String> = ["性别", "年龄", "费别", "科室", "床号"]

    /// Characters that the engine is known to read in the place of others in labels.
    ///
    /// By their numbers: ``code(of:)``.
    static let confusions: [UInt32: Set<UInt32>] = Dictionary(
        uniqueKeysWithValues: confusedCharacters.map { (code(of: $0), Set($1.map(code(of:)))) })

    private static let confusedCharacters: [Character: Set<Character>] = [
        "号": ["导", "呈", "异", "另"], "顾": ["极", "颐", "硕"], "份": ["褒", "伤", "分"], "身": ["隆", "息"],
        "性": ["姓", "作", "惟"],
        "龄": ["餐", "铃"],
        "合": ["台", "会", "侣", "含"],
        "计": ["汁", "讨"], "院": ["尝", "莞", "晓", "医"], "票": ["标", "栗"], "发": ["妆"], "大": ["太", "友"],
        "写": ["与", "学"], "别": ["刹", "史"],
        "日": ["目", "曰", "有"], "期": ["月"], "入": ["人", "八"], "额": ["颜", "领"], "金": ["全"],
        "姓": ["性", "始", "妊", "任", "呈"],
        "员": ["贵"], "收": ["六", "疏"],
        "据": ["气", "握", "居", "扎"], "证": ["正"], "病": ["疡"], "历": ["厉"], "名": ["各", "包", "铬", "宫"], "保": ["侏"],
    ]
}
