import Foundation
import Testing

@testable import Spreadsheets

@Suite struct `Reading spreadsheets` {
    /// Four parts, deflated: shared texts of several runs, an empty row, a formula, a fault.
    private static let packed = """
        UEsDBBQAAAAIAAAAIViYJir6uAAAAAoBAAAPAAAAeGwvd29ya2Jvb2sueG1sjY89DsIwDIWvEnmnKQwIVW1ZEFJ3OEBoXRrR
        xJUdfo7DLRjgOIhzEBXYmWw/25/98uXF9eqELJZ8AdMkBYW+psb6fQHbzXqygGWZn4kPO6KDitNeCuhCGDKtpe7QGUloQB87
        LbEzIZa81zIwmkY6xOB6PUvTuXbGevgQMv6HQW1ra1xRfXTowwfC2JsQf5XODgJlPl6Qb1TeOCzgeb+9rg9Qo1Y10RYozmxM
        uGqmoMtc/9b0z1n5BlBLAwQUAAAACAAAACFY5H+ukHsAAAClAAAAGgAAAHhsL19yZWxzL3dvcmtib29rLnhtbC5yZWxzVY47
        DsMwDEOvYugAUdKhQ2F7z1r0AkKi2kHiDywBbW9fo1M6kQSBR9o7H6RbyRK3KuadjiwOomq9IcoSOZEMpXLuzbO0RNpjC1hp
        2SkwXsbxiu3MAG/PTDOvDtq8TmAen8oOtBtqgdXBq7RdIrMK/mQa+gqgt/j3yn8BUEsDBBQAAAAIAAAAIVj/ZV1YygAAAPcA
        AAAUAAAAeGwvc2hhcmVkU3RyaW5ncy54bWxFT81qwkAQfpVlDh6dqNCDbvYZ8gprOnUD2STsTMVXEBHEW+tJKJRepPTWQx8n
        tb6FmygU5n++mflGM4ta+bLiFJxIM0Xk3JG3PKwbqmLnqQ7eSkzDArkJZB/ZEYkvcZwkD+htUYHK6+dKUpiA0VwYLeZy/D4f
        Tu1ue37/1ChGY1fvNETJopljLPaRmPbn42/9dcOFHtKTmnJjc0ohXmUKSwKjBqXM2rfX35dTu9kPFjL7H8qc4nkKCSiKbgTd
        4twWd0Dm7hwwfmyuUEsDBBQAAAAIAAAAIVg+1ldC4QAAAIUBAAAYAAAAeGwvd29ya3NoZWV0cy9zaGVldDEueG1sXVBdbsIw
        DL5KFx4n4aaUPaA0Egw4wHaC0KW0okmrxIIdh1vwwI4z7Rxzmqmie7P9/dkWl86dfK01Jp+mtb5gNWK/AvBlrY3y867XlpCq
        c0Yhte4IvndafQwi00KWpi9gVGOZFMNsq1BJ4bpL4grGaVqGYs1ZggXz1J9lKuAsBZR/2GvEGts2Vr+jI07jpUD5fb/9XL8E
        IJHDJCiAnEf7jMFY5yzxvQon8NVijM0fYvk0dhMUBVsEj7hHTrRK8mciVoMgS+fLqWgbDfVgOHvb7Z+m+C7ih3+BcWt4eBCM
        n5e/UEsBAhQDFAAAAAgAAAAhWJgmKvq4AAAACgEAAA8AAAAAAAAAAAAAAIABAAAAAHhsL3dvcmtib29rLnhtbFBLAQIUAxQA
        AAAIAAAAIVjkf66QewAAAKUAAAAaAAAAAAAAAAAAAACAAeUAAAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc1BLAQIUAxQA
        AAAIAAAAIVj/ZV1YygAAAPcAAAAUAAAAAAAAAAAAAACAAZgBAAB4bC9zaGFyZWRTdHJpbmdzLnhtbFBLAQIUAxQAAAAIAAAA
        IVg+1ldC4QAAAIUBAAAYAAAAAAAAAAAAAACAAZQCAAB4bC93b3Jrc2hlZXRzL3NoZWV0MS54bWxQSwUGAAAAAAQABAANAQAA
        qwMAAAAA
        """

    private static func sample() throws -> [UInt8] {
        let text = packed.filter { !$0.isWhitespace }
        return try [UInt8](#require(Data(base64Encoded: text)))
    }

    @Test func `cells keep their row, their column and what they are stored as`() throws {
        let workbook = try Workbook(Self.sample())
        let sheet = try #require(workbook.sheets.first)
        #expect(sheet.name == "价格")
        #expect(
            sheet.rows == [
                SheetRow(number: 1, cells: [.text("项目名称"), nil, .text("价格")]),
                SheetRow(
                    number: 4,
                    cells: [.text("彩色 <多普勒>"), nil, .number("120.5"), .fault("#REF!"), .flag(true)]),
            ])
        #expect(!workbook.countsFrom1904)
    }

    @Test func `a damaged file is refused wherever it is damaged, and never crashes`() throws {
        let good = try Self.sample()
        let wanted = try Workbook(good).sheets
        var refused = 0
        for position in good.indices {
            var bad = good
            bad[position] ^= 0x41
            // Times and versions in the archive say nothing of the content.
            if let read = try? Workbook(bad) { #expect(read.sheets == wanted) } else { refused += 1 }
        }
        #expect(refused > good.count / 2)
        for length in stride(from: 0, to: good.count, by: 7) {
            #expect(throws: SpreadsheetError.self) { try Workbook(Array(good.prefix(length))) }
        }
    }

    @Test func `a row beyond the last that a sheet can have is refused`() {
        for row in ["1048577", "9223372036854775807"] {
            let sheet = "<sheetData><row r=\"\(row)\"/><row><c><v>1</v></c></row></sheetData>"
            var reader = SheetReader(Array(sheet.utf8), strings: [], most: 10)
            #expect(throws: SpreadsheetError.self) { try reader.rows() }
        }
    }

    @Test func `a part that unpacks to more than it says is refused`() throws {
        let many = [UInt8](repeating: 0x20, count: 5_000)
        var zip = StoredZip()
        zip.add("a", many)
        #expect(try ZipArchive(zip.bytes).content(of: "a") == many)
        zip = StoredZip()
        zip.add("a", many, claimed: 1 << 30)
        let archive = try ZipArchive(zip.bytes)
        let error = #expect(throws: SpreadsheetError.self) { try archive.content(of: "a") }
        guard case .tooLarge? = error else {
            Issue.record("it is not said to be too large")
            return
        }
        // 20 million bytes of nothing in 100: as a bomb claims, and no table does.
        zip = StoredZip()
        zip.add("a", [UInt8](repeating: 0, count: 100), claimed: 20_000_000)
        let bomb = try ZipArchive(zip.bytes)
        #expect(throws: SpreadsheetError.self) { try bomb.content(of: "a") }
    }

    @Test func `merged cells give their value to those below, and a cell across the table is a title`() throws
    {
        let text = """
            <worksheet><sheetData><row r="1"><c r="A1" t="str"><v>医院价格</v></c></row>
            <row r="2"><c r="A2" t="str"><v>编码</v></c><c r="B2" t="str"><v>价格</v></c></row>
            <row r="3"><c r="B3" t="str"><v>三级</v></c><c r="C3" t="str"><v>二级</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells>
            </worksheet>
            """
        var reader = SheetReader(Array(text.utf8), strings: [], most: 100)
        let rows = try reader.rows()
        #expect(rows.map(\.isTitle) == [true, false, false])
        #expect(rows.last?.cells == [.text("编码"), .text("三级"), .text("二级")])
        #expect(rows[1].cells == [.text("编码"), .text("价格")], "not to the right: that is a group's heading")
        for reference in ["A1", "B2:A1", "A0:A1", "1:2", "A1:"] {
            #expect(throws: SpreadsheetError.self) { try MergedCells(reference) }
        }
        // Many that cover the same rows cost no more than cells may.
        let row = (1...50).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"str\"><v>x</v></c></row>" }.joined()
        let merges = String(repeating: "<mergeCell ref=\"A1:A50\"/>", count: 50)
        let hostile =
            "<worksheet><sheetData>\(row)</sheetData><mergeCells>\(merges)</mergeCells></worksheet>"
        var bounded = SheetReader(Array(hostile.utf8), strings: [], most: 1000)
        #expect(throws: SpreadsheetError.self) { try bounded.rows() }
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a \"b\">]><a/>", "<a>", "</a>", "<a><b></a></b>", "<a b='1' b='2'/>",
        "<a>&lol;</a>",
        "<a b=1/>", "<a", "<!-- ", "<a>&", String(repeating: "<a>", count: 100),
    ])
    func `XML that no spreadsheet holds is refused`(text: String) {
        #expect(throws: SpreadsheetError.self) {
            var scanner = XMLScanner(Array(text.utf8))
            while try scanner.next() != nil {}
        }
    }

    @Test func `entities, sections and comments are read as text`() throws {
        var scanner = XMLScanner(
            Array("<?xml?><!-- x --><a b='&quot;&#65;'>&amp;<![CDATA[<z>]]>&#x4E2D;</a>".utf8))
        var text = ""
        var attribute: String?
        while let piece = try scanner.next() {
            if case .text(let content) = piece { text += content }
            if case .start(_, let attributes) = piece { attribute = attributes["b"] }
        }
        #expect(text == "&<z>中")
        #expect(attribute == "\"A")
    }
}

/// An archive whose files are stored and not packed.
private struct StoredZip {
    private var files: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt64 = 0

    var bytes: [UInt8] {
        var end = Self.number(0x0605_4B50, 4) + Self.number(0, 4)
        end += Self.number(count, 2) + Self.number(count, 2)
        end += Self.number(UInt64(directory.count), 4) + Self.number(UInt64(files.count), 4)
        return files + directory + end + Self.number(0, 2)
    }

    /// Adds a file; `claimed` is what the archive says that it unpacks to.
    mutating func add(_ name: String, _ content: [UInt8], claimed: Int? = nil) {
        let head =
            Self.number(0, 2) + Self.number(claimed == nil ? 0 : 8, 2) + Self.number(0, 4)
            + Self.number(UInt64(Inflater.sum(of: content)), 4) + Self.number(UInt64(content.count), 4)
            + Self.number(UInt64(claimed ?? content.count), 4) + Self.number(UInt64(name.utf8.count), 2)
            + Self.number(0, 2)
        directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + Self.number(20, 2) + head
        directory += Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 4)
        directory += Self.number(UInt64(files.count), 4) + Array(name.utf8)
        files += Self.number(0x0403_4B50, 4) + Self.number(20, 2) + head + Array(name.utf8) + content
        count += 1
    }

    private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
