import Layout
import Testing

@testable import Extraction

@Suite struct `A row of a table` {
    private func kind(
        _ cells: KeyValuePairs<ColumnKind, String>, hasCountColumns: Bool = true, confidence: Double = 0.99
    ) -> RowKind {
        RowClassifier.kind(
            of: MadePrint.row(cells, confidence: confidence), hasCountColumns: hasCountColumns)
    }

    @Test func `with a name and numbers is an item`() {
        #expect(kind([.name: "血常规检查", .quantity: "1", .unitPrice: "20.00", .amount: "20.00"]) == .item)
        #expect(kind([.name: "阿莫西林胶囊", .amount: "20.00"]) == .item)
        #expect(kind([.name: "化验费", .amount: "20.00"], hasCountColumns: false) == .item)
    }

    @Test(arguments: ["大写:玖仟玖佰柒拾肆元贰角肆分", "(大写)壹佰元整", "经办人:1209打印日期:2024-05-06"])
    func `of the foot is no item, whatever numbers fall into its columns`(text: String) {
        #expect(kind([.name: text, .quantity: "2", .unitPrice: "789.00", .amount: "87.00"]) == .noise)
    }

    @Test func `with a count and no amount is an item if its name is sure`() {
        #expect(kind([.name: "血常规检查", .quantity: "1"]) == .item)
        #expect(kind([.name: "血常规检查", .quantity: "1"], confidence: 0.5) == .noise)
        #expect(kind([.name: "/", .quantity: "1"]) == .noise)
    }

    @Test(arguments: ["缓释胶囊)", "颗粒", "mg*24粒"])
    func `with words alone goes on from the row above`(text: String) {
        #expect(kind([.name: text]) == .continuation)
    }

    @Test func `with words that were hardly read is noise`() {
        #expect(kind([.name: "缓释"], confidence: 0.3) == .noise)
        #expect(kind([.name: "---"]) == .noise)
        #expect(kind([:]) == .noise)
    }

    @Test(arguments: RowWords.categories)
    func `with a category's name begins a group, with or without its sum`(category: String) {
        #expect(kind([.name: category]) == .group)
        #expect(kind([.name: "【\(category)】"]) == .group)
        #expect(kind([.name: category, .amount: "88.00"]) == .group)
        // A charged line may bear the name of its category.
        #expect(kind([.name: category, .quantity: "2", .amount: "88.00"]) == .item)
    }

    @Test(arguments: ["小计", "小计:", "西药费小计", "小 计"])
    func `with a group's sum is its subtotal`(label: String) {
        #expect(kind([.name: label, .amount: "88.00"]) == .categorySubtotal)
        #expect(kind([.serial: label, .amount: "88.00"]) == .categorySubtotal)
    }

    @Test(arguments: ["本页小计", "本页合计:", "本页总计"])
    func `with a page's sum is a page subtotal`(label: String) {
        #expect(kind([.name: label, .amount: "88.00"]) == .pageSubtotal)
    }

    @Test(arguments: ["合计", "总计:", "合 计", "台计", "费用合计", "共计"])
    func `with the slip's sum is a total`(label: String) {
        #expect(kind([.name: label, .amount: "88.00"]) == .total)
    }

    @Test(arguments: ["2024-03-05", "日期:2024-03-05", "记账日期：2024.03.05", "费用时间:2024年3月5日"])
    func `with nothing but a date begins a day`(text: String) {
        #expect(kind([.name: text]) == .day)
        #expect(kind([.name: text, .quantity: "1", .amount: "8.00"]) == .item)
    }

    @Test(arguments: ["日期", "2024", "批号:2024-03-05"])
    func `with less or more than a date begins none`(text: String) {
        #expect(kind([.name: text]) != .day)
    }

    @Test func `with a kind of charge between brackets begins a group, one character misread`() {
        #expect(kind([.name: "【栓查费】"]) == .group)
        #expect(kind([.name: "【甲】"]) != .group)
    }

    @Test(arguments: ["当日小计", "当日小计本", "西药费小计："])
    func `with the sum of a day or a group is no item, whatever was read behind the label`(text: String) {
        #expect(kind([.name: text, .amount: "88.00"]) == .categorySubtotal)
    }

    @Test func `with an amount alone is a sum whose label was not read`() {
        #expect(kind([.amount: "88.00"]) == .categorySubtotal)
    }

    @Test func `a sum whose label was read as a digit under the prices is no item`() {
        let sum = MadePrint.row([.unitPrice: "8", .amount: "533.16"])
        #expect(RowClassifier.kind(of: sum, hasCountColumns: true) == .categorySubtotal)
        let item = MadePrint.row([.unitPrice: "533.16", .amount: "533.16"])
        #expect(RowClassifier.kind(of: item, hasCountColumns: true) == .item)
    }

    @Test(arguments: ["批号:32264436云帆制药有限公司", "有效期2026-01", "生产厂家:松涛药业"])
    func `that says where an item comes from is none of its name`(words: String) {
        #expect(kind([.name: words]) == .noise)
        #expect(kind([.name: "生产性损伤治疗"]) == .continuation)
    }

    @Test func `with a sum under words of its own is no item`() {
        for words in ["费用总额", "住院费用合计", "总费用:", "本次费用总计"] {
            #expect(kind([.name: words, .amount: "20.00"]) == .total)
        }
        for words in ["药费合计", "当日合计"] {
            #expect(kind([.name: words, .amount: "20.00"]) == .categorySubtotal)
        }
        #expect(kind([.name: "合计数量测定", .quantity: "1", .amount: "20.00"]) == .item)
    }
}
