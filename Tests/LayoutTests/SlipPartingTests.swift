import Testing

@testable import Layout

@Suite struct `Slips on one page` {
    private func line(_ text: String, x: Int, y: Int) -> TextLine {
        let box = Box(x: x, y: y, width: text.count * 30, height: 36)
        return TextLine(box: box, runs: [TextRun(box: box, text: text, confidence: 0.9, symbols: [])])
    }

    private func receipt(_ title: String = "门诊收费票据", x: Int = 100, y: Int) -> [TextLine] {
        let texts = [title, "姓名:王小明", "甲硝唑片 12.50", "护理费 30.00", "合计:42.50"]
        return texts.enumerated().map { index, text in line(text, x: x, y: y + index * 50) }
    }

    private func page(_ lines: [TextLine]) -> PageLayout {
        PageLayout(width: 1600, height: 2200, emHeight: 36, lines: lines)
    }

    @Test func `are parted where each has title, labels, sums and total, with a blank band between`() {
        let parts = SlipParting.parts(of: page(receipt(y: 100) + receipt("仁心堂大药房", y: 900)))
        #expect(parts.map(\.height).reduce(0, +) == 2200)
        #expect(parts.count == 2)
        #expect(parts.first?.bottom ?? 0 > 340 && parts.first?.bottom ?? 0 < 900)
    }

    @Test func `are parted side by side`() {
        let parts = SlipParting.parts(of: page(receipt(y: 100) + receipt(x: 800, y: 130)))
        #expect(parts.map(\.left) == [0, parts.first?.right])
        #expect(parts.count == 2)
    }

    @Test func `are one slip without a blank band`() {
        #expect(SlipParting.parts(of: page(receipt(y: 100) + receipt(y: 360))).isEmpty)
    }

    @Test(arguments: [0, 1, 2, 4])
    func `are one slip where the second part lacks what a slip says`(missing: Int) {
        var second = receipt(y: 900)
        second.remove(at: missing)
        #expect(SlipParting.parts(of: page(receipt(y: 100) + second)).isEmpty)
    }

    @Test func `are one slip where only a label names a hospital below the total`() {
        let foot = ["业务流水号:0042", "医疗机构类型:综合医院", "个人支付 12.50", "统筹 30.00", "实收 42.50"]
        let lines = foot.enumerated().map { index, text in line(text, x: 100, y: 900 + index * 50) }
        #expect(SlipParting.parts(of: page(receipt(y: 100) + lines)).isEmpty)
    }

    @Test func `are one slip where the label over the seal at its foot was read of two layers of ink`() {
        let foot = ["现金支付 42.50", "统筹支付 30.00", "实收 42.50", "日期 2024-11-04"]
        let lines = foot.enumerated().map { index, text in line(text, x: 100, y: 900 + index * 50) }
        let labels = [line("收款单位(章)", x: 100, y: 850), line("收堵单位(间)", x: 104, y: 852)]
        #expect(SlipParting.parts(of: page(receipt(y: 100) + labels + lines)).isEmpty)
    }
}
