import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The serial number of a form` {
    private func serial(_ lines: [TextLine], form: [TextLine] = []) -> Reading<String>? {
        var page = MadePrint.page(lines)
        page.formLines = form
        return PrintedSerial.find(in: [page])
    }

    private func line(_ mark: String, _ digits: String, or other: String? = nil, y: Int = 200) -> TextLine {
        MadePrint.line([
            MadePrint.run(mark, x: 900, y: y),
            MadePrint.run(digits, x: 1100, y: y, or: [other ?? digits]),
        ])
    }

    @Test(arguments: ["No.", "NO:", "№", "0,", "X0,", "N°"])
    func `is found behind its mark, however that was read`(mark: String) {
        #expect(serial([], form: [line(mark, "7688538730")])?.value == "7688538730")
        #expect(serial([MadePrint.line([mark + "7688538730"])])?.value == "7688538730")
    }

    @Test func `is found without its mark near the title, certain where it stands twice`() {
        let alone = MadePrint.line([MadePrint.run("8293571412", x: 1100, y: 60)])
        let again = MadePrint.line([
            MadePrint.run("松涛市中心医院", x: 100, y: 120), MadePrint.run("8293571412", x: 1100, y: 120),
        ])
        #expect(serial([alone])?.value == "8293571412" && serial([alone])?.needsReview == true)
        #expect(serial([alone, again])?.needsReview == false)
        // One print in two layers is one.
        #expect(serial([alone], form: [alone])?.needsReview == true)
        let other = MadePrint.line([MadePrint.run("82935714", x: 1100, y: 180)])
        #expect(serial([alone, again, other])?.needsReview == true)
    }

    @Test func `is found between specks`() {
        #expect(serial([], form: [line(".NO:", ".8559689183、")])?.value == "8559689183")
    }

    @Test(arguments: ["姓名", "12", "电话", "----", "A1B2C"])
    func `is none behind anything else`(mark: String) {
        #expect(serial([line(mark, "7688538730")]) == nil)
    }

    @Test(arguments: ["123456", "1234567890123", "76A8538730"])
    func `is none of another length or with letters within`(text: String) {
        #expect(serial([line("No.", text)]) == nil)
    }

    @Test func `is none in the lower half of a page`() {
        #expect(serial([line("No.", "7688538730", y: 1500)]) == nil)
    }

    @Test func `is certain where both engines or both layers agree, and never where they differ`() {
        let agreed = line("No.", "7688538730")
        #expect(serial([agreed])?.needsReview == false)
        let doubted = line("No.", "7688538730", or: "7683538730")
        #expect(serial([doubted])?.needsReview == true)
        #expect(serial([agreed], form: [line("No.", "7683538730")])?.needsReview == true)
    }

    @Test func `stands in the form's own ink first`() {
        let found = serial([line("No.", "7683538730")], form: [line("No.", "7688538730")])
        #expect(found?.value == "7688538730")
    }

    @Test func `is not asked for where a label says the number`() {
        var page = MadePrint.page([MadePrint.line(["票据号码:0012345678"]), line("No.", "7688538730")])
        page.formLines = []
        let fields = FieldExtractor(layouts: [page], kind: .receipt).fields()
        #expect(fields[.receiptNumber]?.value == "0012345678")
    }

    @Test func `without its mark is none of what stands far before it, nor of what lies under it`() {
        let small = MadePrint.line([
            MadePrint.run("云帆市人民医院", x: 100, y: 120), MadePrint.run("才", x: 400, y: 120),
            MadePrint.run("9286723725", x: 1100, y: 120),
        ])
        let red = MadePrint.line([
            MadePrint.run("据", x: 700, y: 60), MadePrint.run("822523725822523725", x: 780, y: 60),
            MadePrint.run("9286723725", x: 1080, y: 60),
        ])
        let found = serial([small], form: [red])
        #expect(found?.value == "9286723725" && found?.needsReview == false)
        let labelled = MadePrint.line([
            MadePrint.run("电话:", x: 100, y: 120), MadePrint.run("9286723725", x: 1100, y: 120),
        ])
        #expect(serial([labelled]) == nil)
    }

    @Test func `begins with no 0 that is the o of its mark, as the small print says`() {
        let red = MadePrint.line([MadePrint.run("N09857614810", x: 1000, y: 60)])
        let small = MadePrint.line([
            MadePrint.run("云帆市人民医院", x: 100, y: 120), MadePrint.run("9857614810", x: 1100, y: 120),
        ])
        #expect(serial([small], form: [red])?.value == "9857614810")
    }
}
