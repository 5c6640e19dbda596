import Foundation
import Slips
import Testing

@testable import Catalog

@Suite struct `Tables as agencies publish them` {
    private static func imported(
        _ table: PublishedTable, _ change: (inout ImportOptions) -> Void = { _ in }
    ) throws -> ImportedCatalog {
        var options = ImportOptions(
            id: "320000", edition: "2024", published: try #require(CalendarDate("2024-03-01")), sources: [])
        change(&options)
        return CatalogImporter(options).imported([table])
    }

    private static func table(_ text: String) throws -> PublishedTable {
        try PublishedTable(csv: Array(text.utf8), file: "published.csv")
    }

    private func defects(_ text: String) throws -> [String] {
        guard case .defects(let defects) = try Self.imported(Self.table(text)) else { return [] }
        return defects.map { "\($0.line ?? 0):\($0.column ?? "")" }
    }

    private static let parted = """
        某省医疗服务项目价格,,,,,,,,,
        收费项目编码,收费项目名称,项目内涵,计价单位,政府指导价（元）,,,参保人员,,说明
        ,,,,三级医院,二级医院,一级医院,收费项目等级,医保最高限额,
        2203,彩色多普勒超声检查,,,,,,,,含图文报告
        002203010010000,彩色多普勒超声常规检查,,次,70,60,50,乙,65,
        收费项目编码,收费项目名称,项目内涵,计价单位,政府指导价（元）,,,参保人员,,说明
        ,,,,三级医院,二级医院,一级医院,收费项目等级,医保最高限额,
        002203010020000,浅表器官彩色多普勒超声检查,,每个部位,70,60,50,乙,,
        """

    @Test func `headings that a second row parts are read together, and rows that head groups passed over`()
        throws
    {
        let imported = try Self.imported(Self.table(Self.parted)) {
            $0.selfPayRatio = Ratio("0.1")
            $0.columns = ["参保人员/医保最高限额": "price_cap", "政府指导价（元）/一级医院": "skip"]
        }
        guard case .files(let files, _, let remarks) = imported else {
            Issue.record("\(imported)")
            return
        }
        #expect(
            files["services.csv"]
                == "code,name,aliases,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to\n"
                + "002203010010000,彩色多普勒超声常规检查,,,次,乙,0.1,65.00,,\n"
                + "002203010020000,浅表器官彩色多普勒超声检查,,,每个部位,乙,0.1,,,\n")
        #expect(
            files["prices.csv"]
                == "code,hospital_level,region,price_cap,valid_from,valid_to\n"
                + "002203010010000,2,,60.00,,\n002203010010000,3,,70.00,,\n"
                + "002203010020000,2,,60.00,,\n002203010020000,3,,70.00,,\n")
        #expect(
            remarks.count == 1 && remarks[0].hasSuffix(": 1, the first is row 4"))
    }

    @Test func `a part of a heading that is not understood is named with its group`() throws {
        #expect(
            try defects("项目编码,项目名称,甲乙类,自付比例,\n,,,职工,居民\n002203010010000,超声,甲,0,0\n") == [
                "2:自付比例/职工", "2:自付比例/居民",
            ])
        // A level is one of hospitals under prices only.
        #expect(try defects("项目编码,项目名称,甲乙类,项目分类,\n,,,一级,二级\n002203010010000,超声,甲,检查,超声\n").count == 2)
    }

    @Test func `a heading that is named by hand and that no table has is refused`() throws {
        let table = try Self.table("项目编码,项目名称,甲乙类\n002203010010000,超声,甲\n")
        guard case .defects(let defects) = try Self.imported(table, { $0.columns = ["疗郊": "skip"] }) else {
            Issue.record("it was passed over")
            return
        }
        #expect(defects.map(\.column) == ["疗郊"])
    }

    @Test func `a row below the headings that is data is no second row of headings`() throws {
        #expect(try defects("项目编码,项目名称,甲乙类,规格\n,,,10ml\n") == ["2:项目编码", "2:项目名称", "2:甲乙类"])
    }

    @Test func `the national database of drug codes needs no column by hand`() throws {
        let table = try Self.table(
            """
            序号,药品代码,注册名称,商品名称,注册剂型,注册规格,包装材质,最小包装数量,最小制剂单位,最小包装单位,药品企业,批准文号,药品本位码,2024版甲乙类,编号,药品名称,剂型,备注
            1,XJ01CAA040E001010100966,阿莫西林胶囊,,胶囊剂,0.25g,铝塑,24,粒,盒,某厂,国药准字H1,8690,甲,★500,阿莫西林,口服常释剂型,
            2,XA02BCA084A012010100453,某拉唑肠溶片,,片剂,20mg,铝塑,14,片,盒,某厂,国药准字H2,8691,,,,,
            """)
        guard case .defects(let refused) = try Self.imported(table) else {
            Issue.record("a class that is not there was taken for one")
            return
        }
        #expect(refused.map(\.column) == ["2024版甲乙类"])
        guard case .files(let files, _, _) = try Self.imported(table, { $0.insuranceClass = .c }) else {
            Issue.record("it was refused")
            return
        }
        let drugs = try #require(files["drugs.csv"])
        #expect(drugs.contains("XJ01CAA040E001010100966,阿莫西林胶囊,,0.25g,盒,甲,0,,,,口服常释剂型,"))
        #expect(drugs.contains("XA02BCA084A012010100453,某拉唑肠溶片,,20mg,盒,丙,1,"))
        // A product with the merged form beside it stands for no other products.
        let folder = try CatalogFolder(files)
        let catalog = try Catalog(folder: folder.path)
        let match = CatalogMatcher(catalog).match(
            PrintedLine(name: "阿莫西林胶囊", date: CalendarDate("2024-05-01")))
        #expect(match.entry?.code == "XJ01CAA040E001010100966")
        #expect(catalog.entries(holding: ["阿莫西林胶囊片"]).isEmpty)
    }

    @Test(arguments: [String.Encoding(rawValue: 0x8000_0632), .utf16])
    func `other character sets of the region are read, and said`(encoding: String.Encoding) throws {
        let data = try #require("项目编码,项目名称,甲乙类\n002203010010000,彩色多普勒超声常规检查,甲\n".data(using: encoding))
        let table = try PublishedTable(csv: Array(data), file: "a.csv")
        guard case .files(let files, _, let remarks) = try Self.imported(table) else {
            Issue.record("it was refused")
            return
        }
        #expect(files["services.csv"]?.contains("002203010010000,彩色多普勒超声常规检查,") == true)
        #expect(remarks == ["a.csv is read as \(encoding == .utf16 ? "UTF-16" : "GB18030")"])
    }

    @Test func `damaged text is refused with its line and never taken for another character set`() throws {
        var bytes = Array("项目编码,项目名称,甲乙类\n002203010010000,彩色多普勒,甲\n".utf8)
        bytes[bytes.count - 8] = 0xFF
        let error = #expect(throws: CatalogError.self) { try PublishedTable(csv: bytes, file: "a.csv") }
        #expect(error?.line == 2)
        let noise: [UInt8] = [0x80, 0x81, 0x20, 0xFF, 0x0A, 0x81, 0x0A]
        #expect(throws: CatalogError.self) { try PublishedTable(csv: noise, file: "a.csv") }
    }
}
