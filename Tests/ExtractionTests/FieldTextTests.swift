import Slips
import Testing

@testable import Extraction

@Suite struct `The text of a field` {
    @Test(arguments: [
        "2024-03-01", "202403.01", "2024-0301", "2024-O3-01", "2024.03.0110:08:12", "20240301100812",
        "2024一03一01",
        "2024年3月1日",
    ])
    func `is a date, its marks lost or misread if need be`(text: String) {
        #expect(FieldText.date(text)?.description == "2024-03-01")
    }

    @Test(arguments: ["024-03-01", "2024-13-01", "2024030", "1024-03-01", "2024-03-", ""])
    func `is no date when a digit is missing or none of the calendar's`(text: String) {
        #expect(FieldText.date(text) == nil)
    }

    @Test func `holds a part of a date only where no digit differs`() throws {
        let date = try #require(CalendarDate("2024-03-01"))
        #expect(FieldText.isPart("024-03-01", of: date))
        #expect(!FieldText.isPart("024-03-07", of: date))
        #expect(!FieldText.isPart("01", of: date))
    }
}

@Suite struct `A date on a slip` {
    private func issueDate(_ text: String, or other: String, confidence: Double = 0.99) -> Reading<String>? {
        let run = MadePrint.run(text, confidence: confidence, or: [other])
        return FieldExtractor(layouts: [MadePrint.page([MadePrint.line([run])])], kind: .receipt).fields()[
            .issueDate]
    }

    @Test func `is certain where the second engine lost its first digit only`() throws {
        let date = try #require(issueDate("收费日期:2024-03-01", or: "收费日期:024-03-01"))
        #expect(date.value == "2024-03-01" && !date.needsReview)
    }

    @Test func `is doubted where one engine read another day, or none of the calendar`() throws {
        #expect(try #require(issueDate("收费日期:2024-03-01", or: "收费日期:2024-03-07")).needsReview)
        #expect(try #require(issueDate("收费日期:2024-13-01", or: "收费日期:2024-03-01")).needsReview)
    }

    @Test(arguments: [("G2822735", true), ("62822735", false), ("ZY2822735", false), ("M2822735", false)])
    func `stands beside a record's number, whose first letter may be a figure`(
        number: String, isDoubted: Bool
    ) {
        let line = MadePrint.line(["病案号:\(number)"])
        let found = FieldExtractor(layouts: [MadePrint.page([line])], kind: .feeList).fields()[.recordNumber]
        #expect(found?.value == number && found?.needsReview == isDoubted)
    }

    @Test func `is put together from two runs`() throws {
        let line = MadePrint.line(["收费日期:2024-09-", "29"])
        let found = FieldExtractor(layouts: [MadePrint.page([line])], kind: .receipt).fields()
        #expect(found[.issueDate]?.value == "2024-09-29")
    }

    @Test func `make the X of an identity number of a sign of multiplication`() {
        #expect(FieldText.identity("42990219681005826×") == "42990219681005826X")
    }

    @Test func `an identity number is put together from two readings, where they make one valid number`() {
        #expect(
            FieldText.identity(between: "3199g1196002209920", "319981196002269920") == "319981196002209920")
        #expect(
            FieldText.identity(between: "1101051949123100ZX", "11010519491231002X") == "11010519491231002X")
        #expect(FieldText.identity(between: "11010519491231002X", "1101051949123100") == nil)
        #expect(FieldText.identity(between: "110105194912310021", "110105194912310023") == nil)
    }
}
