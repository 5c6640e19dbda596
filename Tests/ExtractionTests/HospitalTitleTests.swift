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
        ("云帆大学附属医院东分院住院费用清单", "云帆大学附属医院东分院"), ("1云帆市卫生院", "云帆市卫生院"),
        ("云帆社区卫生服务中心", "云帆社区卫生服务中心"),
    ])
    func `is found in the title`(title: String, name: String) {
        #expect(find([MadePrint.line([title], y: 60)])?.value == name)
    }

    @Test(arguments: ["住院费用明细清单", "医院", "请到医院咨询", "医疗机构:云帆市医院", "云帆市医院感染管理", ""])
    func `is not found in other lines`(text: String) {
        #expect(find([MadePrint.line([text], y: 60)]) == nil)
    }

    @Test func `is searched in the upper part of the page only`() {
        #expect(find([MadePrint.line(["云帆市人民医院"], y: 1900)]) == nil)
    }

    @Test func `is put together where the title is widely spaced, and then doubted`() throws {
        let found = try #require(find([MadePrint.line(["云帆市", "人民", "医院"], y: 60)]))
        #expect(found.value == "云帆市人民医院" && found.needsReview)
    }

    @Test func `is certain only when it was read well`() throws {
        let sure = try #require(find([MadePrint.line(["云帆市人民医院"], y: 60)]))
        let unsure = try #require(find([MadePrint.line(["云帆市人民医院"], y: 60, confidence: 0.8)]))
        #expect(!sure.needsReview && unsure.needsReview)
    }
}
