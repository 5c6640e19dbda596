import Layout
import Testing

@testable import Recognition

@Suite struct `Headings that are set apart` {
    private func texts(_ texts: [String], step: Int = 90) -> [String] {
        SetHeadings.closed(texts.enumerated().map { MadePrint.text($1, x: step * $0) }).map(\.text)
    }

    @Test func `are closed up where their characters spell one`() {
        #expect(texts(["数", "量", "单", "价", "金", "额"]) == ["数量", "单价", "金额"])
        #expect(texts(["项", "目", "名", "称", "规格"]) == ["项目名称", "规格"])
        #expect(texts(["单", "价", "金", "额(元)"]) == ["单价", "金额(元)"])
    }

    @Test func `stay apart where they spell none, or stand far from each other`() {
        #expect(texts(["数", "甲", "量"]) == ["数", "甲", "量"])
        #expect(texts(["单位", "数量"]) == ["单位", "数量"])
        #expect(texts(["数", "量"], step: 400) == ["数", "量"])
    }

    @Test func `are read down where they stand on several lines`() {
        let upper = [MadePrint.text("自付", x: 300), MadePrint.text("医保", x: 500)]
        let middle = [MadePrint.text("项目名称", x: 0, y: 20), MadePrint.text("金额", x: 200, y: 20)]
        let lower = [MadePrint.text("比例", x: 300, y: 40), MadePrint.text("类别", x: 500, y: 40)]
        let stacked = SetHeadings.stacked([upper, middle, lower])
        #expect(stacked.map(\.text) == ["项目名称", "金额", "自付比例", "医保类别"])
        #expect(
            HeadingFinder.headings(in: stacked).map(\.kind)
                == [.name, .amount, .selfPayRatio, .insuranceClass])
    }

    @Test func `are put together where one was parted, which its last word tells`() {
        #expect(texts(["序号", "费用", "日期", "金额"], step: 45) == ["序号", "费用日期", "金额"])
        #expect(texts(["药品名称", "规格"], step: 85) == ["药品名称", "规格"])
        #expect(texts(["数量", "单位"], step: 45) == ["数量", "单位"])
        #expect(texts(["费用", "日期"], step: 90) == ["费用", "日期"])
    }

    @Test func `have the unit in brackets that was read with the next one`() {
        #expect(texts(["金额", "(元)备注"], step: 60) == ["金额(元)", "备注"])
        #expect(texts(["金额", "（元）"], step: 60) == ["金额（元）"])
    }
}
