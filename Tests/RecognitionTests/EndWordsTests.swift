import Testing

@testable import Recognition

@Suite struct `The words below a table` {
    @Test(arguments: [
        "合计:128.50", "合 计", "台计128.50", "【合计】", "金额合计(大写)壹佰元", "总金颜", "攻费员:01", "大写:壹佰元整", "★合计", "收款单位(章)",
        "医保统筹基金支付:0.00", "业务流水号:123", "患者签字", "个人账尸支付",
    ])
    func `are told, also misread`(text: String) {
        #expect(EndWords.begin(text))
    }

    @Test(arguments: [
        "阿莫西林胶囊", "合", "", "综合治疗", "会诊费", "总胆红素测定", "金霉素眼膏", "大黄碳酸氢钠片", "小计", "西药费", "收缩压监测", "心电监护",
        "个人防护用品",
    ])
    func `are no names of items`(text: String) {
        #expect(!EndWords.begin(text))
    }

    @Test(arguments: [
        ("西药费:1105.16", true), ("卫生材料费：511.53", true), ("化验费:1,091.77", true), ("西药费", false),
        ("小计:12.50", false),
        ("挂号费 12.50", false), ("记账日期:2024-06-24", false), ("费:12", false),
    ])
    func `tell sums of kinds of charge`(text: String, isSum: Bool) {
        #expect(EndWords.isSumOfCategory(text) == isSum)
    }
}
