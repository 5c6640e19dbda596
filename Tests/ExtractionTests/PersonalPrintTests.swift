import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Print that names a person` {
    private func line(_ text: String, x: Int, y: Int) -> TextLine {
        let symbols = text.enumerated().map { index, character in
            Symbol(
                text: String(character), box: Box(x: x + 20 * index, y: y, width: 18, height: 20),
                confidence: 0.95)
        }
        let box = Box(x: x, y: y, width: 20 * text.count, height: 20)
        return TextLine(box: box, runs: [TextRun(box: box, text: text, confidence: 0.95, symbols: symbols)])
    }

    private func page(_ lines: [TextLine], barcodes: [Barcode] = []) -> PageLayout {
        PageLayout(width: 1000, height: 600, emHeight: 20, lines: lines, barcodes: barcodes)
    }

    private func isCovered(_ x: Int, _ y: Int, by boxes: [Box]) -> Bool {
        boxes.contains { $0.horizontal.contains(x) && $0.vertical.contains(y) }
    }

    @Test func `is covered behind its label up to the next one`() {
        let boxes = PersonalPrint.boxes(
            on: page([line("姓名:施敏秀性别:女", x: 100, y: 50)]), values: [])
        #expect(isCovered(190, 60, by: boxes) && isCovered(210, 60, by: boxes))
        #expect(!isCovered(110, 60, by: boxes), "the label stays")
        #expect(!isCovered(290, 60, by: boxes), "sex is no name")
    }

    @Test func `is covered where nothing was read behind the label`() {
        let boxes = PersonalPrint.boxes(on: page([line("住院号:", x: 100, y: 50)]), values: [])
        #expect(isCovered(250, 60, by: boxes))
    }

    @Test func `is covered wherever a known name or number stands`() {
        let code = Barcode(
            box: Box(x: 700, y: 10, width: 80, height: 80), symbology: "CODE-128", text: "ZY47755635")
        let boxes = PersonalPrint.boxes(
            on: page([line("签名 施敏秀", x: 400, y: 500), line("合计:12.00", x: 100, y: 400)], barcodes: [code]),
            values: ["施敏秀", "4775 5635", "1"])
        #expect(isCovered(470, 510, by: boxes) && isCovered(740, 50, by: boxes))
        #expect(!isCovered(190, 410, by: boxes))
    }
}
