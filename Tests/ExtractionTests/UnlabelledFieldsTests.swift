import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Fields of a receipt whose labels were not read` {
    private func fields(_ lines: [TextLine], kind: SlipKind = .receipt) -> [SlipField: Reading<String>] {
        FieldExtractor(layouts: [MadePrint.page(lines)], kind: kind).fields()
    }

    private let head = MadePrint.line(["蚊名", "张文娟", "饮别", "女", "眯保粪弄", "城乡居民医保"], y: 300)

    @Test func `are told by their form and place, and ask for a person`() {
        let found = fields([head, MadePrint.line(["收甸日莨", "2024.07.17 10:08:12"], y: 1500)])
        #expect(found[.patient]?.value == "张文娟" && found[.patient]?.needsReview == true)
        #expect(found[.sex]?.value == "女" && found[.sex]?.needsReview == true)
        #expect(found[.issueDate]?.value == "2024-07-17" && found[.issueDate]?.needsReview == true)
        #expect(found[.insuranceType]?.value == "城乡居民医保")
    }

    @Test func `include a sex that the identity number proves`() {
        let found = fields([head, MadePrint.line(["社会保障号码:11010519491231002X"], y: 360)])
        #expect(found[.sex]?.value == "女" && found[.sex]?.needsReview == false)
    }

    @Test func `are not told on other papers, nor by two days or two sexes`() {
        #expect(fields([head], kind: .feeList)[.sex] == nil)
        let days = [MadePrint.line(["2024.07.17"], y: 1500), MadePrint.line(["2024.07.18"], y: 1560)]
        #expect(fields(days)[.issueDate] == nil)
        #expect(fields([head, MadePrint.line(["男"], y: 360)])[.sex] == nil)
    }

    @Test func `leave what labels say`() {
        let found = fields([
            MadePrint.line(["姓名:李明", "性别:男"], y: 300), MadePrint.line(["张文娟", "女"], y: 360),
        ])
        #expect(found[.patient]?.value == "李明" && found[.sex]?.value == "男")
    }

    @Test(arguments: [("取工基本医疗保险", "职工基本医疗保险"), ("城乡居民医呆", "城乡居民医保")])
    func `tell a kind of insurance that was misread by its likest, for a person to confirm`(
        read: String, kind: String
    ) {
        let found = fields([MadePrint.line([MadePrint.run("医保类型:" + read, x: 100, y: 300, confidence: 0.7)])])
        #expect(found[.insuranceType]?.value == kind && found[.insuranceType]?.needsReview == true)
    }

    @Test(arguments: ["医保", "职工基", "城乡", "医疗保险"])
    func `never take a part of a kind of insurance for certain`(part: String) {
        let found = fields([MadePrint.line(["医保类型:" + part], y: 300)])
        #expect(found[.insuranceType]?.needsReview == true)
    }

    @Test func `doubt a name that the other layer of ink says otherwise`() throws {
        var page = MadePrint.page([
            MadePrint.line([MadePrint.run("独贰宁刚", x: 100, y: 300)]), MadePrint.line(["挂号收据"], y: 60),
        ])
        page.formLines = [MadePrint.line([MadePrint.run("姓名:贾宁刚", x: 70, y: 300)])]
        let fields = FieldExtractor(layouts: [page], kind: .receipt).fields()
        #expect(fields[.patient]?.value == "贾宁刚" && fields[.patient]?.needsReview == true)
        page.lines.removeFirst()
        #expect(FieldExtractor(layouts: [page], kind: .receipt).fields()[.patient]?.needsReview == false)
    }

    @Test func `doubt a kind of insurance that is like a known one, however surely it was read`() {
        let found = fields([MadePrint.line(["医保类型:职工某本医疗保险"], y: 300)])
        #expect(found[.insuranceType]?.value == "职工基本医疗保险" && found[.insuranceType]?.needsReview == true)
        #expect(fields([MadePrint.line(["医保类型:城镇居民医保"], y: 300)])[.insuranceType]?.needsReview == false)
    }

    @Test(arguments: [("2024.10.1)", true), ("2024.10.11", false), ("2024.10.1", false)])
    func `doubt a day that a stroke stands behind`(date: String, isDoubted: Bool) {
        let found = fields([MadePrint.line(["收费日期:" + date], y: 1500)])
        #expect(found[.issueDate]?.needsReview == isDoubted)
    }

    @Test(arguments: [
        (["呈包:黄平", "性史:女"], "黄平", "女"), (["妊名徐清燕", "作别:女"], "徐清燕", "女"), (["姓名#戴娟清", "性别:男"], "戴娟清", "男"),
        (["任名:李安文", "住剧:女"], "李安文", "女"),
    ])
    func `are told where characters of their labels were misread`(runs: [String], name: String, sex: String) {
        let found = fields([MadePrint.line(runs + ["医保类型:城镇职工医保"], y: 300)])
        #expect(found[.patient]?.value == name)
        #expect(found[.sex]?.value == sex)
    }

    @Test func `are no print that stands far behind a label whose value lies off its line`() {
        let found = fields([
            MadePrint.line([
                MadePrint.run("医保类型:", x: 300, y: 300), MadePrint.run("沈诊", x: 900, y: 300),
                MadePrint.run("卡号:", x: 950, y: 300),
            ]),
            MadePrint.line([MadePrint.run("城镇职工医保", x: 410, y: 322)]),
        ])
        #expect(found[.insuranceType]?.value == "城镇职工医保")
    }

    @Test func `are no record's number where that is an identity number`() {
        let found = fields([MadePrint.line(["就诊卡号:11010519491231002X"], y: 300)])
        #expect(found[.recordNumber] == nil && found[.idNumber]?.value == "11010519491231002X")
        #expect(fields([MadePrint.line(["就诊卡号:6340485"], y: 300)])[.recordNumber]?.value == "6340485")
        // One with a letter for a figure, and one that is none: 11010519491231002X.
        let misread = fields([MadePrint.line(["就诊卡号:110I0519491231002X"], y: 300)])
        #expect(misread[.idNumber]?.value == "11010519491231002X" && misread[.recordNumber] == nil)
        #expect(misread[.idNumber]?.needsReview == true)
        #expect(
            fields([MadePrint.line(["就诊卡号:110105194912310029"], y: 300)])[.recordNumber]?.needsReview == true)
    }

    @Test(arguments: ["殿大弄职工基本侨疗保险", "城乡居民医呆城乡居民医保", "眯保粪弄职工基本医疗保险"])
    func `include a kind of insurance behind a label that was read as other words, for a person`(text: String)
    {
        let found = fields([MadePrint.line([text], y: 300)])
        #expect(
            found[.insuranceType].map { text.contains("职工") ? $0.value == "职工基本医疗保险" : $0.value == "城乡居民医保" }
                == true)
        #expect(found[.insuranceType]?.needsReview == true)
    }
}
