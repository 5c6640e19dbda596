import Foundation
import Slips
import Testing

@testable import Catalog

@Suite struct `Importing published tables` {
    private static func options(columns: [String: String] = [:]) throws -> ImportOptions {
        ImportOptions(
            id: "330000", edition: "2024-3", region: "330000",
            published: try #require(CalendarDate("2024-03-01")),
            sources: ["https://example.gov.cn/a \"b\""], columns: columns)
    }

    private static func table(_ text: String) throws -> PublishedTable {
        try PublishedTable(csv: Array(text.utf8), file: "published.csv")
    }

    private func imported(_ tables: [PublishedTable], _ options: ImportOptions? = nil) throws -> [String:
        String]
    {
        switch CatalogImporter(try options ?? Self.options()).imported(tables) {
        case .files(let files, _, _): return files
        case .defects(let defects):
            Issue.record("\(defects)")
            return [:]
        }
    }

    private func defects(_ text: String, _ options: ImportOptions? = nil) throws -> [String] {
        switch CatalogImporter(try options ?? Self.options()).imported([try Self.table(text)]) {
        case .files: return []
        case .defects(let defects): return defects.map { "\($0.line ?? 0):\($0.column ?? "")" }
        }
    }

    @Test func `a price list of services gives entries, and caps of hospital levels`() throws {
        let files = try imported([
            Self.table(
                """
                某省医疗服务项目价格表,,,,,,,,
                序号,*国家医保代码,项目 名称,计价单位,三级医院价格(元),二级医院,甲乙类,先行自付比例(%),执行日期,备注
                1,002103000010000,彩色多普勒超声,次,"1,120.50",100元,乙类,10,2024/3/1,每个部位
                2,001102000010000,住院诊查费,日,/,,医保甲类,,20240301,
                2,001102000010000,住院诊查费,日,/,,医保甲类,,20240301,
                """)
        ])
        let folder = try CatalogFolder(files)
        let catalog = try Catalog(folder: folder.path)
        let day = try #require(CalendarDate("2024-05-01"))
        #expect(catalog.entries.count == 2)
        let ultrasound = try #require(catalog.entry(code: "002103000010000", on: day))
        #expect(ultrasound.kind == .service && ultrasound.name == "彩色多普勒超声")
        #expect(ultrasound.selfPayRatio == Ratio("0.1") && ultrasound.insuranceClass == .b)
        #expect(ultrasound.validFrom == CalendarDate("2024-03-01"))
        #expect(ultrasound.otherColumns == ["备注": "每个部位"])
        func cap(_ level: Int?) -> PriceCap {
            catalog.priceCap(of: ultrasound, on: day, hospitalLevel: level, region: nil)
        }
        #expect(cap(3) == .capped(Money(fen: 112_050)) && cap(2) == .capped(Money(fen: 10_000)))
        #expect(cap(1) == .uncapped && cap(nil) == .dependsOnHospital)
        #expect(catalog.identity.id == "330000" && catalog.identity.published == CalendarDate("2024-03-01"))
        #expect(catalog.identity.sources == ["https://example.gov.cn/a \"b\""])
    }

    @Test func `rows go into the table that their code belongs to`() throws {
        let files = try imported([
            Self.table(
                """
                医保编码,名称,剂型,规格,单位,医保类别,自付比例
                XA02AXX095A001010103357,小儿大黄碳酸氢钠片,片剂,0.25g,盒,甲,
                C6582593554170865958,血糖试纸,,,片,丙,
                """)
        ])
        #expect(files["drugs.csv"]?.contains("小儿大黄碳酸氢钠片,,0.25g,盒,甲,0,,,,片剂\n") == true)
        #expect(files["consumables.csv"]?.contains("血糖试纸,,,片,丙,1,,,\n") == true)
        #expect(files["services.csv"] == nil && files["prices.csv"] == nil)
    }

    @Test func `what is not understood is named by row and column, all of it`() throws {
        #expect(
            try defects("国家医保代码,项目名称,甲乙类,疗效,自付比例\n002103000010000,超声,甲,好,\n") == ["1:疗效"])
        #expect(try defects("a,b\n1,2\n") == ["1:"])
        #expect(try defects("项目编码,项目名称\n002103000010000,超声\n") == ["1:"], "no class")
        #expect(try defects("项目编码,项目名称,项目代码,甲乙类\n") == ["1:项目代码"], "two codes")
        #expect(try defects("项目编码,项目名称,甲乙类\n002103000010000,超声,甲,多\n") == ["2:"], "no heading")
        #expect(try defects("项目编码,项目名称,甲乙类,\n002103000010000,超声,甲,多\n") == ["2:"], "empty heading")
        #expect(
            try defects("项目编码,项目名称,疗效,甲乙类\n1,超声,好,甲\n002103000010000,,好,戊\n")
                == ["1:疗效", "2:项目编码", "3:项目名称", "3:甲乙类"], "headings and rows in one run")
        #expect(
            try defects("项目编码,项目名称,疗效\n002103000010000,超声,甲\n") == ["1:疗效", "1:"],
            "the unknown column may be the class: rows do not lack it")
        let rows = """
            项目编码,项目名称,甲乙类,自付比例,最高限价,开始日期,结束日期
            2103000010000,超声,甲,,,,
            002103000010001,,丁,3,约十元,2024-02-30,
            002103000010002,超声,乙,,"1,12.5",2024-02-01,2024-01-01
            H11010100001,医院,甲,0,-1,,
            注：以上价格为最高限价,,,,,,
            """
        #expect(
            try defects(rows) == [
                "2:项目编码", "3:项目名称", "3:甲乙类", "3:自付比例", "3:最高限价", "3:开始日期", "4:自付比例", "4:最高限价",
                "4:结束日期", "5:项目编码", "5:最高限价", "6:项目编码", "6:项目名称", "6:甲乙类",
            ])
    }

    @Test func `rows that contradict each other are named where they stand, beside all else`() throws {
        let head = "项目编码,项目名称,甲乙类,开始日期,结束日期\n"
        #expect(
            try defects(
                head + "002103000010000,超声,甲,,\n002103000010000,彩超,甲,2024-01-01,\n002103000010001,B超,戊,,\n")
                == ["3:项目编码", "4:甲乙类"])
        #expect(
            try defects(
                head + "002103000010000,超声,甲,,2023-12-31\n002103000010000,彩超,甲,2024-01-01,\n") == [])
        #expect(try defects("\n\n") == ["0:"])
    }

    @Test
    func `tables of one level each make the caps of all, and caps that contradict each other are named`()
        throws
    {
        let row = "002103000010000,超声,甲,2024-01-01"
        func table(_ level: String, _ caps: String) throws -> PublishedTable {
            try Self.table("项目编码,项目名称,甲乙类,开始日期,\(level)\n\(row),\(caps)\n")
        }
        let both = try imported([table("三级医院价格", "25"), table("二级医院价格", "18"), table("三级医院价格", "25")])
        #expect(
            both["prices.csv"]?.split(separator: "\n").dropFirst().map(String.init)
                == ["002103000010000,3,,25.00,2024-01-01,", "002103000010000,2,,18.00,2024-01-01,"])
        #expect(
            try defects("项目编码,项目名称,甲乙类,开始日期,三级医院价格\n\(row),25\n\(row),28\n") == ["3:三级医院价格"])
    }

    @Test func `codes that a spreadsheet destroyed are refused, whatever stands for local codes`() throws {
        let head = "项目编码,项目名称,甲乙类\n"
        var options = try Self.options()
        #expect(try defects(head + "1102000000100,超声,甲\n1.10E+14,超声,甲\n") == ["2:项目编码", "3:项目编码"])
        options.localCodes = .service
        #expect(
            try defects(head + "1102000000100,超声,甲\n1.10E+14,超声,甲\n", options)
                == ["2:项目编码", "3:项目编码"])
        #expect(try defects(head + "110100001,超\u{1}声,甲\n", options) == ["2:项目名称"])
    }

    @Test func `codes that lack two zeros are refused until it is said what they are`() throws {
        let text = "项目编码,项目名称,甲乙类\n1102000000100,超声,甲\n"
        var options = try Self.options()
        options.localCodes = .service
        #expect(try defects(text, options) == ["2:项目编码"])
        options.shortCodes = .keep
        #expect(
            try imported([Self.table(text)], options)["services.csv"]?.contains("\n1102000000100,") == true)
        options.localCodes = nil
        #expect(try defects(text, options) == ["2:项目编码"], "what they are codes of is not said")
        options.shortCodes = .restore
        guard
            case .files(let files, _, let remarks) = CatalogImporter(options).imported([try Self.table(text)])
        else {
            Issue.record("it was refused")
            return
        }
        #expect(files["services.csv"]?.contains("\n001102000000100,") == true)
        #expect(
            remarks == [
                "published.csv: codes that got back two zeros, 1: 1102000000100 is taken for 001102000000100"
            ])
    }

    @Test(arguments: [("123456789012345", false), ("2103000010000", true), ("2.10300001E+12", true)])
    func `a code that is stored as a number is refused in every form, and only lost zeros are given back`(
        number: String, isShort: Bool
    ) throws {
        let rows = [
            PublishedTable.Row(line: 1, cells: [.text("项目编码"), .text("项目名称"), .text("甲乙类")]),
            PublishedTable.Row(line: 2, cells: [.number(number), .text("超声"), .text("甲")]),
        ]
        let table = PublishedTable(file: "a.xlsx", rows: rows)
        var options = try Self.options()
        options.localCodes = .service
        guard case .defects(let defects) = CatalogImporter(options).imported([table]) else {
            Issue.record("it was imported")
            return
        }
        #expect(defects.map(\.column) == ["项目编码"])
        #expect(defects[0].reason.contains("stored as a number"))
        #expect(defects[0].reason.contains("--short-codes restore (002103000010000)") == isShort)
        options.shortCodes = .restore
        let restored = CatalogImporter(options).imported([table])
        guard case .files(let files, _, _) = restored else {
            #expect(!isShort)
            return
        }
        #expect(isShort && files["services.csv"]?.contains("\n002103000010000,") == true)
    }

    @Test func `columns, classes and local codes can be said by hand`() throws {
        var options = try Self.options(columns: ["疗效": "keep", "院内码": "skip", "项目": "name"])
        options.insuranceClass = .b
        options.selfPayRatio = Ratio("0.2")
        options.localCodes = .service
        let files = try imported(
            [Self.table("编码,项目,疗效,院内码\n110100001,超声,好,77\n")], options)
        #expect(
            files["services.csv"]
                == "code,name,aliases,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to,疗效\n"
                + "110100001,超声,,,,乙,0.2,,,,好\n")
        options.columns["疗效"] = "colour"
        #expect(try defects("编码,项目,疗效,院内码\n110100001,超声,好,77\n", options) == ["0:疗效", "1:疗效"])
    }

    @Test func `numbers of spreadsheets are what the agency saw`() {
        #expect(ImportedValue.decimal("0.30000000000000004") == "0.3")
        #expect(ImportedValue.decimal("120.49999999999999") == "120.5")
        #expect(ImportedValue.decimal("1.25E-2") == "0.0125")
        #expect(ImportedValue.decimal("1E+3") == "1000")
        #expect(ImportedValue.decimal("12.50") == "12.50")
        #expect(ImportedValue.decimal("12,5") == nil && ImportedValue.decimal("") == nil)
        #expect(ImportedValue.priceCap("￥1,234.5元") == .some(Money(fen: 123_450)))
        #expect(ImportedValue.priceCap("不限") == .some(nil) && ImportedValue.priceCap("1,23") == nil)
        #expect(ImportedValue.ratio("12.5%", inPercent: false) == Ratio("0.125"))
        #expect(ImportedValue.ratio("10", inPercent: false) == nil)
        #expect(ImportedValue.ratio("101", inPercent: true) == nil)
    }

    @Test(arguments: [
        ("45352", "2024-03-01"), ("36585", "2000-02-29"), ("73050", "2099-12-31"),
    ])
    func `days of spreadsheets are numbers`(number: String, day: String) {
        #expect(
            ImportedValue.date(.number(number), countsFrom1904: false) == CalendarDate(day))
        #expect(ImportedValue.date(.text(number), countsFrom1904: false) == nil)
    }

    @Test func `days are read as they are printed`() {
        for text in ["2024-03-01", "2024/3/1", "2024.3.1", "20240301", "2024年3月1日", "2024-03-01 00:00:00"] {
            #expect(ImportedValue.date(.text(text), countsFrom1904: false) == CalendarDate("2024-03-01"))
        }
        #expect(ImportedValue.date(.number("43890"), countsFrom1904: true) == CalendarDate("2024-03-01"))
        #expect(ImportedValue.date(.text("3/1/2024"), countsFrom1904: false) == nil)
    }

    @Test func `a code that a spreadsheet stored as a number is refused`() throws {
        let rows = [
            PublishedTable.Row(
                line: 1, cells: [.text("项目编码"), .text("项目名称"), .text("甲乙类"), .text("价格")]),
            PublishedTable.Row(
                line: 2, cells: [.number("2103000010000"), .text("超声"), .text("甲"), .fault("#REF!")]),
        ]
        let table = PublishedTable(file: "a.xlsx", rows: rows)
        guard case .defects(let defects) = CatalogImporter(try Self.options()).imported([table]) else {
            Issue.record("it was imported")
            return
        }
        #expect(defects.map(\.column) == ["价格", "项目编码"])
        #expect(defects[1].reason.contains("as text"))
    }
}
