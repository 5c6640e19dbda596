import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The fields of a slip` {
    private func fields(_ layouts: PageLayout...) -> [SlipField: Reading<String>] {
        FieldExtractor(layouts: layouts, kind: .feeList).fields()
    }

    private func value(_ field: SlipField, in text: String) -> String? {
        fields(MadePrint.page([MadePrint.line([text])]))[field]?.value
    }

    @Test(
        arguments: [
            (.patient, "姓名:王小明", "王小明"), (.patient, "姓名:阿依古丽·买买提", nil), (.patient, "姓名:王", nil),
            (.sex, "性别:女", "女"), (.sex, "性别:未知", nil), (.age, "年龄:34岁", "34"), (.age, "年龄:340岁", nil),
            (.admissionDate, "入院日期:2024年3月1日", "2024-03-01"),
            (.dischargeDate, "出院日期:2024.03.09 10:20", "2024-03-09"),
            (.issueDate, "开票日期:20240310", "2024-03-10"), (.issueDate, "开票日期:2024-02-30", nil),
            (.receiptCode, "票据代码:11060124", "11060124"), (.receiptNumber, "票据号码:0012345678", "0012345678"),
            (.checkCode, "校验码:a1b2c3", "a1b2c3"), (.checkCode, "校验码:a1b2", nil),
            (.recordNumber, "住院号:ZY-0012345", "ZY0012345"), (.total, "合计:¥1,234.50元", "1234.50"),
            (.totalCapitals, "大写:壹佰元整", "壹佰元整"), (.totalCapitals, "大写:abc", nil),
            (.insuranceType, "医保类型:城镇职工", "城镇职工"), (.insuranceType, "险促类型,城乡居民医保", "城乡居民医保"),
            (.insuranceType, "医疗类别:普通住院", nil),
            (.idNumber, "身份证号:11010519491231002x", "11010519491231002X"),
        ] as [(SlipField, String, String?)])
    func `are read as normal text`(field: SlipField, text: String, expected: String?) {
        #expect(value(field, in: text) == expected)
    }

    @Test(
        arguments: [
            (.patient, ["姓", "名:", "王小明"], "王小明"), (.patient, ["患 者 姓 名 :王小明"], "王小明"),
            (.patient, ["缴费人", "王小明"], "王小明"), (.patient, ["妊名王小明"], "王小明"), (.sex, ["作别:女"], "女"),
            (.insuranceType, ["参保险种", ":", "职工基本医疗保险"], "职工基本医疗保险"),
            (.hospital, ["就诊医院:", "云帆市人民医院"], "云帆市人民医院"), (.hospital, ["收费单位(章)", "云帆市人民医院"], "云帆市人民医院"),
            (.hospital, ["医药机构名称:云帆大药房望江店"], "云帆大药房望江店"),
        ] as [(SlipField, [String], String)])
    func `stand behind labels in any spelling and spacing`(field: SlipField, runs: [String], expected: String)
    {
        let page = MadePrint.page([MadePrint.line(runs, y: 1500)])
        #expect(fields(page)[field]?.value == expected)
    }

    @Test(
        arguments: [
            (.receiptNumber, "票墨号:6538756077", "6538756077"), (.receiptNumber, "票据号:", nil),
            (.receiptNumber, "流水号:42", nil), (.issueDate, "日期:2024100)", nil),
            (.patient, "顾客潮佳静", nil), (.admissionDate, "入院日期:2024-0", nil),
        ] as [(SlipField, String, String?)])
    func `that are labelled and not read ask for a person`(field: SlipField, text: String, value: String?) {
        let reading = fields(MadePrint.page([MadePrint.line([text])]))[field]
        #expect(reading != nil && reading?.value == value && reading?.needsReview == true)
        #expect(reading?.place != nil)
    }

    @Test(
        arguments: [
            (.patient, "会员折扣"), (.patient, "姓名:"), (.dischargeDate, "出院日期:在院"),
            (.receiptNumber, "登记号:65387560"),
            (.receiptNumber, "收款金额"),
        ] as [(SlipField, String)])
    func `that may not be printed do not ask`(field: SlipField, text: String) {
        #expect(fields(MadePrint.page([MadePrint.line([text])]))[field] == nil)
    }

    @Test func `stand behind labels with a character that is often misread`() {
        let found = fields(MadePrint.page([MadePrint.line(["票扎号:6538756077"])]))[.receiptNumber]
        #expect(found?.value == "6538756077" && found?.needsReview == false)
    }

    @Test func `end where the next label begins`() {
        let page = MadePrint.page([
            MadePrint.line(["费别:城乡居民医保", "身份证号:11010519491231002X", "险种:城镇职工医保", "类型:门诊"])
        ])
        let found = fields(page)
        #expect(found[.insuranceType]?.value == "城乡居民医保" && found[.idNumber]?.needsReview == false)
    }

    @Test(arguments: [
        ("收堵人", nil), ("收款人", nil), ("云帆市人民医院", "云帆市人民医院"), ("望江康复之家门诊", "望江康复之家门诊"),
    ])
    func `are no label that stands beside one whose value is not there`(text: String, name: String?) {
        #expect(fields(MadePrint.page([MadePrint.line(["收款单位(章):", text])]))[.hospital]?.value == name)
    }

    @Test func `are the day of issue by its own label, not that of the lines of a day`() {
        let found = fields(
            MadePrint.page([MadePrint.line(["日期:2024/04/18"]), MadePrint.line(["结算日期:2024/04/19"])]))
        #expect(found[.issueDate]?.value == "2024-04-19")
        #expect(value(.issueDate, in: "日期:2024/04/18") == "2024-04-18")
    }

    @Test(arguments: [("2024.06.19", false), ("2024.6.9", false), ("2024.06.1", true), ("2024.6.09", true)])
    func `are doubted where a figure of a date was lost`(date: String, isDoubted: Bool) {
        let found = fields(MadePrint.page([MadePrint.line(["结算日期:" + date])]))
        #expect(found[.issueDate]?.needsReview == isDoubted)
    }

    @Test func `are doubted where days do not come in their order`() {
        func doubted(_ admission: String, _ discharge: String, _ issue: String) -> [Bool?] {
            let line = MadePrint.line(["入院日期:" + admission, "出院日期:" + discharge, "结算日期:" + issue])
            let found = fields(MadePrint.page([line]))
            return [.admissionDate, .dischargeDate, .issueDate].map { found[$0]?.needsReview }
        }
        #expect(doubted("2024-03-01", "2024-03-09", "2024-03-09") == [false, false, false])
        #expect(doubted("2024-03-01", "2024-03-09", "2024-03-08") == [false, true, true])
        #expect(doubted("2024-05-01", "2024-03-09", "2024-03-09") == [true, true, false])
    }

    @Test func `are capitals and the figures behind them, with the label between them misread`() {
        let found = fields(MadePrint.page([MadePrint.line(["大写:柒佰叁拾元捌角伍分(小宓)730.85"])]))
        #expect(found[.totalCapitals]?.value == "柒佰叁拾元捌角伍分")
        #expect(found[.total]?.value == "730.85" && found[.total]?.needsReview == true)
    }

    @Test func `are an identity number that its check digit proves, behind any label`() {
        #expect(value(.idNumber, in: "沪会保休号码:11010519491231002X") == "11010519491231002X")
        #expect(value(.idNumber, in: "沪会保休号码:110105194912310021") == nil)
        let two = MadePrint.page([MadePrint.line(["11010519491231002X", "330106198803124514"])])
        #expect(fields(two)[.idNumber] == nil)
    }

    @Test func `are found behind a label with a character misread, unless it may be another's`() {
        #expect(value(.issueDate, in: "收费县期:2024-03-10") == "2024-03-10")
        #expect(value(.admissionDate, in: "X院日期:2024-03-10") == nil)
        #expect(value(.dischargeDate, in: "X院日期:2024-03-10") == nil)
    }

    @Test func `are certain where the characters are sure`() throws {
        let sure = fields(MadePrint.page([MadePrint.line(["开票日期:2024-03-10"])]))
        let unsure = fields(MadePrint.page([MadePrint.line(["开票日期:2024-03-10"], confidence: 0.8)]))
        #expect(try #require(sure[.issueDate]).needsReview == false)
        #expect(try #require(unsure[.issueDate]).needsReview == true)
        #expect(sure[.issueDate]?.place == Place(page: 1, x: 100, y: 0, width: 300, height: 30))
    }

    @Test func `are doubted where two engines differ`() throws {
        let run = MadePrint.run("合计:128.00", or: ["合计:728.00"])
        let total = try #require(fields(MadePrint.page([MadePrint.line([run])]))[.total])
        #expect(total.value == "728.00")
        #expect(total.needsReview)
    }

    @Test func `hold an identity number for certain only when its check digit fits`() throws {
        let good = fields(MadePrint.page([MadePrint.line(["身份证号:11010519491231002X"], confidence: 0.6)]))
        let bad = fields(MadePrint.page([MadePrint.line(["身份证号:110105194912310021"])]))
        #expect(try #require(good[.idNumber]).needsReview == false)
        #expect(try #require(bad[.idNumber]).needsReview == true)
        #expect(bad[.idNumber]?.value == "110105194912310021")
    }

    @Test func `are the certain ones of several`() throws {
        let found = fields(
            MadePrint.page([
                MadePrint.line(["合计:188.00"], confidence: 0.7),
                MadePrint.line(["合计:128.00"], y: 100),
                MadePrint.line(["合计:999.00"], y: 200),
            ]))
        #expect(try #require(found[.total]).value == "128.00")
    }

    @Test func `are found on every page, with the page's number`() throws {
        let found = fields(
            MadePrint.page([MadePrint.line(["姓名:王小明"])]),
            MadePrint.page([MadePrint.line(["合计:128.00"])]))
        #expect(try #require(found[.patient]).place?.page == 1)
        #expect(try #require(found[.total]).place?.page == 2)
    }

    @Test func `are proven by the code of an e-receipt`() throws {
        let found = fields(
            MadePrint.page(
                [MadePrint.line(["票据号码:0012845678", "校验码:a1b2c8"], confidence: 0.7)],
                barcodes: ["01,06,11060124,0012345678,128.50,20240310,a1b2c3"]))
        let expected: [SlipField: String] = [
            .receiptCode: "11060124", .receiptNumber: "0012345678", .total: "128.50",
            .issueDate: "2024-03-10", .checkCode: "a1b2c3",
        ]
        for (field, value) in expected {
            let reading = try #require(found[field])
            #expect(reading.value == value && !reading.needsReview && reading.confidence == 1)
        }
        // What was printed stays on record, and where.
        #expect(found[.receiptNumber]?.raw == "0012845678")
        #expect(found[.receiptNumber]?.place?.y == 0)
        #expect(found[.receiptCode]?.place?.x == 1400)
    }

    @Test func `ask for a person where code and print name different totals for certain`() throws {
        let found = fields(
            MadePrint.page(
                [MadePrint.line(["合计:999.00"])],
                barcodes: ["01,06,11060124,0012345678,128.50,20240310,a1b2c3"]))
        let total = try #require(found[.total])
        #expect(total.needsReview)
        #expect(total.value == "128.50" && total.raw == "999.00")
    }

    @Test(arguments: [
        "", "https://example.com", "01,06,1106012,0012345678,128.50,20240310,a1b2c3",
        "01,06,11060124,001234567,128.50,20240310,a1b2c3", "01,06,11060124,0012345678,x,20240310,a1b2c3",
        "01,06,11060124,0012345678,128.50,20241310,a1b2c3", "01,06,11060124,0012345678,128.50,20240310,a1b2",
        "01,06,11060124,0012345678,128.50,20240310",
    ])
    func `are not taken from another code`(text: String) {
        #expect(ElectronicReceiptCode(text) == nil)
        #expect(fields(MadePrint.page(barcodes: [text])).isEmpty)
    }
}
