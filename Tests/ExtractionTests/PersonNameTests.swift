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

    @Test(arguments: ["王", "", "A王小明"])
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
}
