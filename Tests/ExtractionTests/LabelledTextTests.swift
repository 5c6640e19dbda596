import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A line of labels and values` {
    private func values(_ texts: [String], confidence: Double = 0.99) -> [LabelledValue] {
        LabelledText(MadePrint.line(texts, confidence: confidence)).values()
    }

    private func found(_ texts: String...) -> [SlipField: String] {
        let known = values(texts).compactMap { value in value.field.map { ($0, value.text) } }
        return Dictionary(known) { first, _ in first }
    }

    @Test(arguments: FieldLabels.all.compactMap { label in label.field.map { ($0, String(label.word)) } })
    func `gives the value behind every label of the vocabulary`(field: SlipField, label: String) {
        #expect(found("\(label):12345678") == [field: "12345678"])
        #expect(found(label, "12345678") == [field: "12345678"])
        #expect(found("\(label)：12345678，") == [field: "12345678"])
    }

    @Test func `is taken apart where labels and values touch`() {
        #expect(
            found("姓名:王小明性别:女年龄:34岁", "住院号:00123456")
                == [.patient: "王小明", .sex: "女", .age: "34岁", .recordNumber: "00123456"])
        #expect(found("姓名：王小明", "性别：男") == [.patient: "王小明", .sex: "男"])
    }

    @Test func `knows the longest label that stands there`() {
        #expect(found("入院日期:2024-03-01") == [.admissionDate: "2024-03-01"])
        #expect(
            found("交款人统一社会信用代码:110101199003078515")
                == [.idNumber: "110101199003078515"])
        #expect(found("金额合计(大写):壹佰元整", "(小写):100.00") == [.totalCapitals: "壹佰元整", .total: "100.00"])
    }

    @Test(arguments: [
        ("姓各:王小明", SlipField.patient), ("住院导:0012345", .recordNumber), ("出尝日期:2024-01-02", .dischargeDate),
        ("台计:100.00", .total), ("标据号:0012345678", .receiptNumber), ("性刹:女", .sex),
        ("票气号:9466968294", .receiptNumber),
    ])
    func `knows a label by misreadings that are known`(text: String, field: SlipField) {
        #expect(values([text]).map(\.field) == [field])
    }

    @Test(arguments: [
        ("渺诊号:2856867", SlipField.recordNumber, "2856867"), ("门戮号:60750538", .recordNumber, "60750538"),
        ("顾窜:曹芳宁", .patient, "曹芳宁"),
    ])
    func `knows a label of which a character is any other by what stands behind it`(
        text: String, field: SlipField, value: String
    ) {
        #expect(found(text) == [field: value])
    }

    @Test(arguments: ["渺诊号:内科", "床位号:12", "顾问:王小明", "顾窜:很好", "渺诊日:2856867"])
    func `takes no words for a label that what stands behind them does not prove`(text: String) {
        #expect(found(text).isEmpty)
    }

    @Test(arguments: ["姓田:王小明", "北京同仁医院", "请妥善保管", "阿莫西林胶囊 0.25g", "费用合理:是"])
    func `holds no value behind words that are no labels`(text: String) {
        #expect(values([text]).filter { $0.field != nil }.isEmpty)
    }

    @Test func `skips a label that nothing stands behind`() {
        #expect(found("姓名:", "性别:女") == [.sex: "女"])
        #expect(found("医保编号:", "合计:", "性别:男")[.total] == nil)
    }

    @Test func `ends a value at a wide gap, but not capitals and hospitals`() {
        #expect(found("姓名:王小明", "第3页") == [.patient: "王小明"])
        #expect(found("大写:壹仟", "贰佰元整") == [.totalCapitals: "壹仟贰佰元整"])
        #expect(found("收款单位:云帆省", "第一医院") == [.hospital: "云帆省第一医院"])
    }

    @Test func `ends capitals where a seal's scraps stand behind them, not where they go on`() {
        #expect(found("大写:壹仟元柒角肆分", "NS锣妆") == [.totalCapitals: "壹仟元柒角肆分"])
        #expect(found("大写:壹仟元整", "贰佰")[.totalCapitals] == "壹仟元整贰佰")
    }

    @Test func `gives the doubt of the least sure character and the place of the run`() throws {
        let run = MadePrint.run("合计:128.00", x: 300, y: 50, doubts: [4: [("7", 0.9)]])
        let value = try #require(LabelledText(MadePrint.line([run])).values().first)
        #expect(value.confidence == 0.9)
        #expect(value.box == run.box)
    }

    @Test func `gives the number engine's reading of the value alone`() throws {
        let run = MadePrint.run("合计:l28.00", or: ["合计:128.00"])
        let value = try #require(LabelledText(MadePrint.line([run])).values().first)
        #expect(value.text == "l28.00")
        #expect(value.second == "128.00")
    }

    @Test func `gives a total whose currency mark was misread`() {
        #expect(found("(小写)泽", "748.88") == [.total: "748.88"])
        #expect(found("合计:", "748.88", "大写:柒佰肆拾捌元捌角捌分")[.total] == "748.88")
    }

    @Test func `knows a label that touches its value, by the value's form`() {
        #expect(
            found("姓名:严静", "性别男", "年龄35", "发票号7027578423", "费别城镇职工医保", "入院2024-06-03")
                == [
                    .patient: "严静", .sex: "男", .age: "35", .receiptNumber: "7027578423",
                    .insuranceType: "城镇职工医保", .admissionDate: "2024-06-03",
                ])
        #expect(found("姓名严静") == [.patient: "严静"])
        #expect(found("性别男女不限").values.sorted() == ["男女不限"])
        #expect(values(["费别说明", "住院须知", "入院后三日", "姓名栏"]).filter { $0.field != nil }.isEmpty)
    }
}
