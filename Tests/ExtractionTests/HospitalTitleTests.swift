import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A hospital's name` {
    private func find(_ lines: [TextLine]) -> Reading<String>? {
        HospitalTitle.find(in: [MadePrint.page(lines)])
    }

    @Test(arguments: [
        ("云帆省第一人民医院", "云帆省第一人民医院"), ("云帆省第一人民医院住院费用明细清单", "云帆省第一人民医院"),
        ("云帆市望江区医院门诊收费票据", "云帆市望江区医院"), ("云帆大药房销售单", "云帆大药房"), ("云帆市中医院(总院)", "云帆市中医院"),
        ("云帆大学附属医院东分院住院费用清单", "云帆大学附属医院东分院"), ("1云帆市卫生院", "云帆市卫生院"), ("云帆市第-人民医院", "云帆市第一人民医院"),
        ("云帆社区卫生服务中心", "云帆社区卫生服务中心"),
    ])
    func `is found in the title`(title: String, name: String) {
        #expect(find([MadePrint.line([title], y: 60)])?.value == name)
    }

    @Test(arguments: ["住院费用明细清单", "医院", "请到医院咨询", "医疗机构:云帆市医院", "云帆市医院感染管理", ""])
    func `is not found in other lines`(text: String) {
        #expect(find([MadePrint.line([text], y: 60)]) == nil)
    }

    @Test(arguments: [
        ("青梧县人展医院", true), ("金穗市第兰人民医院", true), ("金穗市第三人民医院", false), ("金穗市二人民医院", false),
        ("金穗市第一中心医院", false), ("金穗大学附属口腔医院", false), ("金穗市人民医院", false), ("金穗爱心医院", false),
    ])
    func `is doubted where it ends nearly as names do that have one form`(name: String, isDoubted: Bool) {
        #expect(find([MadePrint.line([name], y: 60)])?.needsReview == isDoubted)
    }

    @Test func `is searched in the upper part of the page only`() {
        #expect(find([MadePrint.line(["云帆市人民医院"], y: 1900)]) == nil)
    }

    @Test func `is put together where the title is widely spaced`() throws {
        let runs = [
            MadePrint.run("云帆市", x: 100, y: 60), MadePrint.run("人民", x: 200, y: 60),
            MadePrint.run("医院", x: 280, y: 60),
        ]
        #expect(find([MadePrint.line(runs)])?.value == "云帆市人民医院")
        #expect(find([MadePrint.line(["云帆市", "人民医院"], y: 60)]) == nil)
    }

    @Test(arguments: [
        ("云帆市人民奚院费月清单", "云帆市人民医院"), ("望星市妇幼保作院", "望星市妇幼保健院"), ("云帆大学附居第二医浣", "云帆大学附属第二医院"),
    ])
    func `is told by the rest of a misread ending, and then doubted`(title: String, name: String) throws {
        let found = try #require(find([MadePrint.line([title], y: 60)]))
        #expect(found.value == name && found.needsReview)
    }

    @Test func `keeps its place as read, and asks where that is not sure`() throws {
        let run = MadePrint.run("金种市中医医院", y: 60, doubts: [1: []])
        let found = try #require(find([MadePrint.line([run])]))
        #expect(found.value == "金种市中医医院" && found.needsReview)
    }

    @Test func `is certain where two places agree, and doubted where they differ`() throws {
        let title = MadePrint.line(["云帆市人民医院"], y: 60, confidence: 0.9)
        func value(_ text: String) -> HospitalTitle.LabelledHospital {
            let label = LabelledValue(
                field: .hospital, text: text,
                confidences: Array(repeating: 0.97, count: text.count),
                box: Box(x: 100, y: 1900, width: 140, height: 30), following: "")
            return HospitalTitle.LabelledHospital(value: label, page: 1, isPrint: true)
        }
        let page = MadePrint.page([title])
        let agreed = try #require(HospitalTitle.find(in: [page], labelled: [value("云帆市人民医院")]))
        #expect(!agreed.needsReview)
        let sure = MadePrint.page([MadePrint.line(["云帆市人民医院"], y: 60)])
        let other = try #require(HospitalTitle.find(in: [sure], labelled: [value("云机市人民医院")]))
        #expect(other.value == "云帆市人民医院" && other.needsReview)
    }

    @Test func `is not half of one`() throws {
        let lines = [MadePrint.line(["海市人民医院"], y: 60), MadePrint.line(["竹海市人民医院"], y: 60, confidence: 0.9)]
        let found = try #require(find(lines))
        #expect(found.value == "竹海市人民医院" && found.needsReview)
        #expect(find([MadePrint.line(["人民医院住院费用清单"], y: 60)]) == nil)
    }

    @Test func `is certain only when it was read well`() throws {
        let sure = try #require(find([MadePrint.line(["云帆市人民医院"], y: 60)]))
        let unsure = try #require(find([MadePrint.line(["云帆市人民医院"], y: 60, confidence: 0.8)]))
        #expect(!sure.needsReview && unsure.needsReview)
    }

    @Test(arguments: ["帆市人民医院", "市第三人民医院", "学附属第一医院", "云大学附属医院", "省中医医院", "第一医院"])
    func `is doubted where its place is too short for one`(title: String) throws {
        let found = try #require(find([MadePrint.line([title], y: 60)]))
        #expect(found.value == title && found.needsReview)
    }

    @Test func `is doubted where the number behind 第 is missing`() throws {
        #expect(try #require(find([MadePrint.line(["云帆大学附属第医院"], y: 60)])).needsReview)
    }

    @Test(arguments: ["广州市第一人民医院", "苏州大学附属第一医院", "云帆县人民医院", "同济医院"])
    func `is certain with a place of two characters`(title: String) throws {
        let found = try #require(find([MadePrint.line([title], y: 60)]))
        #expect(found.value == title && !found.needsReview)
    }

    /// A title of seven characters from 300 to 440 pixels, and print beside it.
    private func besides(_ other: [TextLine] = [], unread: [Box] = []) throws -> Reading<String> {
        let title = MadePrint.line([MadePrint.run("云帆市人民医院", x: 300, y: 60)])
        var page = MadePrint.page([title] + other)
        page.unread = unread
        return try #require(HospitalTitle.find(in: [page]))
    }

    @Test func `is doubted where print stands at its ends that is no part of it`() throws {
        #expect(try !besides().needsReview)
        #expect(try besides(unread: [Box(x: 275, y: 60, width: 18, height: 28)]).needsReview)
        #expect(try besides(unread: [Box(x: 445, y: 60, width: 18, height: 28)]).needsReview)
        #expect(try besides([MadePrint.line([MadePrint.run("云帆市人", x: 270, y: 62)])]).needsReview)
        // Dust, the next line, and what stands far away are other print.
        #expect(try !besides(unread: [Box(x: 290, y: 70, width: 5, height: 9)]).needsReview)
        #expect(try !besides(unread: [Box(x: 275, y: 95, width: 18, height: 28)]).needsReview)
        #expect(try !besides(unread: [Box(x: 160, y: 60, width: 18, height: 28)]).needsReview)
        #expect(try !besides([MadePrint.line([MadePrint.run("收款单位:", x: 195, y: 60)])]).needsReview)
    }

    @Test func `is doubted where the engine passed a character over`() throws {
        var run = MadePrint.run("云帆市人民医院", x: 300, y: 60)
        run.box = Box(x: 280, y: 60, width: 160, height: 30)
        #expect(try #require(find([MadePrint.line([run])])).needsReview)
        run = MadePrint.run("云帆市人民医院", x: 300, y: 60)
        for i in 3..<7 { run.symbols[i].box.x += 20 }
        run.box.width += 20
        #expect(try #require(find([MadePrint.line([run])])).needsReview)
    }

    @Test func `is doubted where it begins behind a letter or a digit`() throws {
        let found = try #require(find([MadePrint.line(["4湖城市第三人民医院"], y: 60)]))
        #expect(found.value == "湖城市第三人民医院" && found.needsReview)
    }

    @Test(arguments: [
        ("梦泽大学附懊第一医院", "梦泽大学附属第一医院"), ("春晓市申心医院", "春晓市中心医院"), ("望星市第三.人民医院住院费用", "望星市第三人民医院"),
        ("竹海医科大学附属第二医院Ⅱ", "竹海医科大学附属第二医院"), ("春晓医科犬学附属第二医院", "春晓医科大学附属第二医院"),
    ])
    func `is told where a character before a well-read end was misread, and then doubted`(
        title: String, name: String
    ) throws {
        let found = try #require(find([MadePrint.line([title], y: 60)]))
        #expect(found.value == name && found.needsReview)
    }

    @Test(arguments: ["云帆市爱心医院", "云帆大学附属口腔医院", "云帆市第二中医医院", "云帆市二人民医院", "云帆理工大学附属医院"])
    func `keeps words that are like others`(title: String) {
        #expect(find([MadePrint.line([title], y: 60)])?.value == title)
    }

    @Test func `has the flat 一 of 第一 that stands in a run of its own`() throws {
        let found = try #require(
            find([
                MadePrint.line([
                    MadePrint.run("望星市第", x: 300, y: 60),
                    TextRun(box: Box(x: 383, y: 72, width: 18, height: 5), text: "一", confidence: 0.99),
                    MadePrint.run("人民医院费用明细清单", x: 404, y: 60),
                ])
            ]))
        #expect(found.value == "望星市第一人民医院")
    }

    @Test func `is put together from two lines at one height, and then doubted`() throws {
        let found = try #require(
            find([
                MadePrint.line([MadePrint.run("松涛", x: 300, y: 60), MadePrint.run("大学", x: 350, y: 60)]),
                MadePrint.line([
                    MadePrint.run("学", x: 370, y: 66), MadePrint.run("队属", x: 400, y: 61),
                    MadePrint.run("第一医院", x: 442, y: 61),
                ]),
            ]))
        #expect(found.value == "松涛大学附属第一医院" && found.needsReview)
    }

    @Test func `is no chain of two readings of one print`() throws {
        let found = try #require(
            find([
                MadePrint.line([
                    MadePrint.run("代重医科大学附司笛一医院费力肯绷清", x: 300, y: 60),
                    MadePrint.run("金穗医科大学附属第二医院费用明细清单", x: 302, y: 62),
                ])
            ]))
        #expect(found.value == "金穗医科大学附属第二医院")
    }

    @Test func `is the second reading where that names a kind of place, and then doubted`() throws {
        let run = MadePrint.run("梦泽方仁心堂大药房新城店", x: 300, y: 60, or: ["梦泽市仁心堂大药房新城店"])
        let found = try #require(find([MadePrint.line([run])]))
        #expect(found.value == "梦泽市仁心堂大药房新城店" && found.needsReview)
    }

    @Test
    func
        `is told where several characters of a long ending were read badly, never where they were read well`()
        throws
    {
        let bad = MadePrint.run("梦泽天学阶及医院", x: 300, y: 60)
        let found = try #require(find([MadePrint.line([bad])]))
        #expect(found.value == "梦泽大学附属医院" && found.needsReview)
        let other = MadePrint.run("梦泽大学国际医院", x: 300, y: 60)
        #expect(find([MadePrint.line([other])])?.value == "梦泽大学国际医院")
    }
}
