import Catalog
import Foundation
import Slips
import Testing

@Suite struct `Loading a catalog` {
    @Test func `a comma under a mark that combines with it is quoted, as it is read`() throws {
        let name = "某,\u{652}\"药\""
        let folder = try CatalogFolder([
            "drugs.csv": CatalogFolder.header + "\nX1,\(DelimitedText.quoted(name)),,,盒,甲,0,,,\n"
        ])
        #expect(try Catalog(folder: folder.path).entries.map(\.name) == [name])
    }

    @Test func `rows, periods, aliases and unknown columns are kept`() throws {
        let folder = try CatalogFolder([
            "drugs.csv": "\u{FEFF}" + CatalogFolder.header + ",maker\r\n"
                + "X1,\"阿莫西林,胶囊\",阿莫仙|\"\"A\"\",0.25g*24粒,盒,甲,0,12.5,2024-01-01,2024-06-30,\r\n\r\n"
                .replacingOccurrences(of: "|\"\"A\"\"", with: "|再林")
                + "X1,阿莫西林胶囊,,0.25g*24粒,盒,乙,0.1,,2024-07-01,,某厂\r\n"
        ])
        let catalog = try Catalog(folder: folder.path)
        #expect(catalog.entries.count == 2)
        #expect(catalog.entries[0].name == "阿莫西林,胶囊")
        #expect(catalog.entries[0].aliases == ["阿莫仙", "再林"])
        #expect(catalog.entries[0].priceCap == Money("12.5"))
        #expect(catalog.entries[1].otherColumns == ["maker": "某厂"])
        let may = try #require(CalendarDate("2024-05-31"))
        let july = try #require(CalendarDate("2024-07-01"))
        #expect(catalog.entry(code: "X1", on: may)?.insuranceClass == .a)
        #expect(catalog.entry(code: "X1", on: july)?.selfPayRatio == Ratio("0.1"))
        #expect(try catalog.entry(code: "X1", on: #require(CalendarDate("2023-12-31"))) == nil)
        #expect(catalog.entry(code: "X2", on: may) == nil)
        #expect(catalog.identity.edition == "unknown")
        #expect(catalog.identity.id == URL(filePath: folder.path).lastPathComponent)
    }

    @Test(arguments: [
        (",某药,,,盒,甲,0,,,", 2, "code"), ("X1,,,,盒,甲,0,,,", 2, "name"), ("X1,某药,,,盒,丁,0,,,", 2, "class"),
        ("X1,某药,,,盒,甲,1.5,,,", 2, "self_pay_ratio"), ("X1,某药,,,盒,甲,,,,", 2, "self_pay_ratio"),
        ("X1,某药,,,盒,甲,0,abc,,", 2, "price_cap"), ("X1,某药,,,盒,甲,0,-1,,", 2, "price_cap"),
        ("X1,某药,,,盒,甲,0,,2024-13-01,", 2, "valid_from"),
        ("X1,某药,,,盒,甲,0,,2024-02-01,2024-01-01", 2, "valid_to"),
        ("X1,某药,,,盒,甲,0,,", 2, nil), ("X0,好药,,,盒,甲,0,,,\nX1,某\"药,,,盒,甲,0,,,", 3, nil),
        ("X1,\"某药,,,盒", 2, nil),
        ("X1,\"某药\"x,,,盒,甲,0,,,", 2, nil), ("X1,\"某\n药\",,,盒,甲,0,,,\nX1,某药,,,盒,丁,0,,,", 4, "class"),
    ])
    func `a malformed row is refused by file, line and column`(rows: String, line: Int, column: String?)
        throws
    {
        let folder = try CatalogFolder(drugs: [rows])
        let error = #expect(throws: CatalogError.self) { try Catalog(folder: folder.path) }
        #expect(error?.kind == .malformed)
        #expect(error?.file == "drugs.csv")
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.description.hasPrefix("drugs.csv, line \(line)") == true)
    }

    @Test(arguments: [
        ("2024-01-01", "2024-06-30", "2024-06-30", ""), ("", "", "2024-01-01", "2024-01-02"),
        ("", "2024-06-30", "", ""),
    ])
    func `two rows of a code for one day are refused`(
        from: String, to: String, laterFrom: String, laterTo: String
    ) throws {
        let folder = try CatalogFolder(drugs: [
            "X1,某药,,,盒,甲,0,,\(from),\(to)", "X1,某药,,,盒,甲,0,,\(laterFrom),\(laterTo)",
        ])
        let error = #expect(throws: CatalogError.self) { try Catalog(folder: folder.path) }
        #expect(error?.line == 3)
        #expect(error?.reason.contains("line 2") == true)
    }

    @Test func `a folder that is no catalog is unavailable`() throws {
        let empty = try CatalogFolder([:])
        #expect(throws: CatalogError.self) { try Catalog(folder: empty.path) }
        let error = #expect(throws: CatalogError.self) { try Catalog(folder: empty.path + "/nowhere") }
        #expect(error?.kind == .unavailable)
    }

    @Test func `missing and repeated headings are refused`() throws {
        for header in ["code,name", CatalogFolder.header + ",code", ""] {
            let folder = try CatalogFolder(["services.csv": header + "\n"])
            let error = #expect(throws: CatalogError.self) { try Catalog(folder: folder.path) }
            #expect(error?.file == "services.csv")
            #expect(error?.line == 1)
        }
    }

    @Test func `the description names id, edition and sources`() throws {
        let yaml =
            "id: test\nedition: \"2024-1\"\nregion: 330000\npublished: 2024-02-01\nsources:\n  - a list\n"
        let folder = try CatalogFolder(drugs: ["X1,某药,,,盒,甲,0,,,"], others: ["catalog.yaml": yaml])
        let identity = try Catalog(folder: folder.path).identity
        #expect(identity.id == "test")
        #expect(identity.edition == "2024-1")
        #expect(identity.region == "330000")
        #expect(identity.published == CalendarDate("2024-02-01"))
        #expect(identity.sources == ["a list"])
        for broken in ["id: [", "- a\n", "id: x\n", "id: x\nedition: 1\npublished: soon\n"] {
            let folder = try CatalogFolder(drugs: ["X1,某药,,,盒,甲,0,,,"], others: ["catalog.yaml": broken])
            let error = #expect(throws: CatalogError.self) { try Catalog(folder: folder.path) }
            #expect(error?.file == "catalog.yaml")
        }
    }

    @Test func `the sum is that of the files' list and changes with any byte`() throws {
        func sum(_ rows: [String], others: [String: String] = [:]) throws -> String {
            let folder = try CatalogFolder(drugs: rows, others: others)
            return try withExtendedLifetime(folder) { try Catalog(folder: folder.path).identity.sha256 }
        }
        let first = try sum(["X1,某药,,,盒,甲,0,,,"])
        let again = try sum(["X1,某药,,,盒,甲,0,,,"], others: ["notes.txt": "x"])
        let other = try sum(["X1,某药,,,盒,乙,0,,,"])
        #expect(first == again)
        #expect(first != other)
        #expect(first.count == 64)
    }

    @Test func `caps of hospitals come before the entry's own`() throws {
        let prices =
            "code,hospital_level,region,price_cap,valid_from,valid_to\n"
            + "S1,3,,30,2024-01-01,\nS1,3,北区,35,2024-01-01,\nS1,2,,,2024-01-01,\nS2,,,8,2025-01-01,\n"
        let folder = try CatalogFolder([
            "services.csv": CatalogFolder.header + "\nS1,诊查费,,,次,甲,0,20,,\nS2,护理,,,日,甲,0,10,,\n",
            "prices.csv": prices,
        ])
        let catalog = try Catalog(folder: folder.path)
        let day = try #require(CalendarDate("2024-05-01"))
        let next = try #require(CalendarDate("2025-05-01"))
        let s1 = try #require(catalog.entry(code: "S1", on: day))
        let s2 = try #require(catalog.entry(code: "S2", on: day))
        func cap(_ entry: CatalogEntry, _ date: CalendarDate, _ level: Int?, _ region: String?) -> PriceCap {
            catalog.priceCap(of: entry, on: date, hospitalLevel: level, region: region)
        }
        #expect(cap(s1, day, 1, "北区") == .capped(Money(fen: 2000)))
        #expect(cap(s1, day, 2, "北区") == .uncapped)
        #expect(cap(s1, day, 3, "南区") == .capped(Money(fen: 3000)))
        #expect(cap(s1, day, 3, "北区") == .capped(Money(fen: 3500)))
        #expect(cap(s1, day, nil, nil) == .dependsOnHospital)
        #expect(cap(s1, day, 3, nil) == .dependsOnHospital)
        #expect(cap(s2, day, nil, nil) == .capped(Money(fen: 1000)))
        #expect(cap(s2, next, nil, nil) == .capped(Money(fen: 800)))
    }

    @Test func `providers are found by name and alias`() throws {
        let folder = try CatalogFolder(
            drugs: ["X1,某药,,,盒,甲,0,,,"],
            others: [
                "providers.csv": "code,name,aliases,level,kind,region,valid_from,valid_to\n"
                    + "H1,长岭大学附属第一医院,长大一院,3,hospital,330000,,\n"
            ])
        let catalog = try Catalog(folder: folder.path)
        #expect(catalog.provider(named: "长大一院", on: nil)?.level == 3)
        #expect(catalog.provider(named: "长岭大学 附属第一医院", on: nil)?.code == "H1")
        #expect(catalog.provider(named: "别的医院", on: nil) == nil)
    }

    @Test func `a large catalog loads`() throws {
        let rows = (0..<5_000).map { "X\($0),药品名称\($0)胶囊,,0.25g*\($0 % 30)粒,盒,乙,0.1,12.50,2024-01-01," }
        let folder = try CatalogFolder(drugs: rows)
        #expect(try Catalog(folder: folder.path).entries.count == 5_000)
    }
}
