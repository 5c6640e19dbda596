import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A value that stands apart from its label` {
    private func fields(_ lines: [TextLine]) -> [SlipField: Reading<String>] {
        FieldExtractor(layouts: [MadePrint.page(lines)], kind: .receipt).fields()
    }

    @Test func `is taken from the line that was printed half a line lower`() {
        let labels = MadePrint.line([
            MadePrint.run("姓名:", x: 100, y: 100), MadePrint.run("性别:", x: 400, y: 100),
        ])
        let values = MadePrint.line([
            MadePrint.run("王小明", x: 170, y: 120), MadePrint.run("男", x: 470, y: 120),
        ])
        let found = fields([labels, values])
        #expect(found[.patient]?.value == "王小明")
        #expect(found[.sex]?.value == "男")
    }

    @Test func `is taken from below a label that nothing stands behind`() {
        let labels = MadePrint.line([
            MadePrint.run("住院号", x: 100, y: 100), MadePrint.run("入院日期", x: 400, y: 100),
        ])
        let values = MadePrint.line([
            MadePrint.run("0012345", x: 100, y: 140), MadePrint.run("2024-03-01", x: 400, y: 140),
        ])
        let found = fields([labels, values])
        #expect(found[.recordNumber]?.value == "0012345")
        #expect(found[.admissionDate]?.value == "2024-03-01")
    }

    @Test func `is not taken from behind the next label, nor from afar`() {
        let labels = MadePrint.line([
            MadePrint.run("姓名:", x: 100, y: 100), MadePrint.run("科室:", x: 300, y: 100),
        ])
        let value = MadePrint.line([MadePrint.run("骨科", x: 370, y: 120)])
        let far = MadePrint.line([MadePrint.run("王小明", x: 170, y: 400)])
        #expect(fields([labels, value, far])[.patient] == nil)
    }
}
