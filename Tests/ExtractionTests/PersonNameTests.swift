import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A person's name` {
    private func name(_ text: String, _ confidence: Double) -> PersonName? {
        PersonName(text, confidences: Array(repeating: confidence, count: text.count))
    }

    @Test(arguments: ["王小明", "秦静", "欧阳文海", "沈建国"])
    func `of usual characters is certain at a middling confidence`(text: String) throws {
        let sure = try #require(name(text, 0.9))
        #expect(sure.text == text && sure.isSure && sure.isUsual)
        #expect(try #require(name(text, 0.85)).isSure == false)
    }

    @Test(arguments: ["陈蔗", "王砖玉", "张伟明华强"])
    func `of characters or of a length that names seldom have needs more`(text: String) throws {
        #expect(try #require(name(text, 0.93)).isSure == false)
    }

    @Test func `with a character that names seldom have gets the usual one that is read so, and is doubted`()
        throws
    {
        let repaired = try #require(name("泰建娟", 0.99))
        #expect(repaired.text == "秦建娟" && !repaired.isSure)
        let surname = try #require(name("休丽敏", 0.99))
        #expect(surname.text == "余丽敏" && !surname.isSure)
        let given = try #require(name("王起玉", 0.99))
        #expect(given.text == "王霞玉" && !given.isSure)
    }

    @Test(arguments: ["王", "", "A王小明", "费用清单", "费用明细", "收据"])
    func `is not made of less`(text: String) {
        #expect(name(text, 0.99) == nil)
    }

    @Test func `is doubted where two places read it differently, neither for certain`() throws {
        let page = MadePrint.page([
            MadePrint.line(["姓名:王砖玉"], confidence: 0.94),
            MadePrint.line(["姓名:王震玉"], y: 100, confidence: 0.85),
        ])
        let patient = try #require(FieldExtractor(layouts: [page], kind: .feeList).fields()[.patient])
        #expect(patient.value == "王砖玉" && patient.needsReview)
    }

    @Test func `is certain where two places read the same usual characters`() throws {
        let page = MadePrint.page([
            MadePrint.line(["姓名:蒋平"], confidence: 0.86),
            MadePrint.line(["交款人:蒋平"], y: 100, confidence: 0.86),
        ])
        let patient = try #require(FieldExtractor(layouts: [page], kind: .feeList).fields()[.patient])
        #expect(patient.value == "蒋平" && !patient.needsReview)
    }

    @Test(arguments: ["汉勇秀", "尤王", "斩静"])
    func `whose surname is none, or whose given name is unusual, is doubted where the engine is hardly sure`(
        text: String
    ) throws {
        #expect(try #require(name(text, 0.972)).isSure == false)
    }

    @Test(arguments: [("昌春", "吕春"), ("阅艳芳", "阎艳芳")])
    func `has the frequent surname that is misread as a rare one, and is doubted`(read: String, name: String)
        throws
    {
        let found = try #require(
            PersonName(read, confidences: Array(repeating: 0.99, count: read.count)))
        #expect(found.text == name && !found.isSure)
    }

    @Test func `without a surname is never certain`() throws {
        #expect(try #require(name("斩静", 0.99)).isSure == false)
        #expect(try #require(name("尤王", 0.99)).isSure)
    }

    private func patient(_ text: String, or others: [String]) throws -> Reading<String> {
        let page = MadePrint.page([MadePrint.line([MadePrint.run("姓名:" + text, x: 100, y: 60, or: others)])])
        return try #require(FieldExtractor(layouts: [page], kind: .feeList).fields()[.patient])
    }

    @Test(arguments: [
        ("蔷子艳", ["姓名:贾子艳"], "贾子艳"), ("敬明", ["姓名:玲明", "姓名:蔡明"], "蔡明"), ("吕竺刚", ["姓名:吕桂刚"], "吕桂刚"),
        ("蔺超欣", ["姓名:蒋超欣"], "蒋超欣"), ("缨欣晨", ["狂竹瘿欣宕"], "贾欣晨"), ("蒋超欣", ["姓名:将超欣"], "蒋超欣"),
    ])
    func `is that of its readings that is made as names are, for a person to see`(
        read: String, others: [String], name: String
    ) throws {
        let found = try patient(read, or: others)
        #expect(found.value == name && found.needsReview)
    }

    @Test func `that was read otherwise as well is not made certain by the other layer of ink`() throws {
        let line = MadePrint.line([
            MadePrint.run("姓名:叶欣展", x: 100, y: 60, confidence: 0.87, or: ["姓名:叶欣晨"])
        ])
        var page = MadePrint.page([line])
        page.formLines = [line]
        let patient = try #require(FieldExtractor(layouts: [page], kind: .feeList).fields()[.patient])
        #expect(patient.needsReview)
    }

    @Test(arguments: [("卢芳子", "卢芳子", true), ("卢芳票", "卢芳", false)])
    func `that another layer of ink has with a character more is that, if names have it, for a person to see`(
        print: String, name: String, isDoubted: Bool
    ) throws {
        var page = MadePrint.page([
            MadePrint.line([MadePrint.run("姓名:\(print)", x: 100, y: 60, or: ["姓名:点芳子"])])
        ])
        page.formLines = [MadePrint.line([MadePrint.run("姓名:卢芳", x: 100, y: 60)])]
        let patient = try #require(FieldExtractor(layouts: [page], kind: .receipt).fields()[.patient])
        #expect(patient.value == name && (patient.needsReview || !isDoubted))
    }

    @Test func `with a rare surname that frequent ones are read as is never certain`() throws {
        #expect(try #require(name("蔺超欣", 0.99)).isSure == false)
    }
}
