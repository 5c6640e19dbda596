import Foundation
import Testing

@testable import Catalog

@Suite struct `Checking a catalog` {
    private func defects(_ files: [String: String]) throws -> [String] {
        let folder = try CatalogFolder(files)
        guard case .defects(let defects) = try Catalog.loaded(folder: folder.path) else { return [] }
        return defects.map { "\($0.file):\($0.line ?? 0):\($0.column ?? "")" }
    }

    @Test func `every defect of every file is named, in order`() throws {
        let found = try defects([
            "drugs.csv": CatalogFolder.header + "\n"
                + ",某药,,,盒,丁,2,-1,2024-02-30,\n"  // five cells
                + "X1,好药,,,盒,甲,0,,,\n"
                + "X2,短行,,,盒\n"  // too few fields
                + "X1,同日,,,盒,甲,0,,2024-01-01,\n"  // overlaps line 3
                + "X3,某\"药,,,盒,甲,0,,,\n"  // a quote inside
                + "X4,\"没有关上,,,盒,甲,0,,,\n"  // a quote that is not closed
                + "X5,,,,盒,甲,0,,2024-02-01,2024-01-01\n",
            "services.csv": "code,name\nS1,护理\n",
            "prices.csv": "code,hospital_level,region,price_cap,valid_from,valid_to\n"
                + "X1,4,,5,,\nX1,3,,5,,\nX1,3,,6,2024-01-01,\nX1,3,,6,2024-01-01,2024-02-01\n",
            "providers.csv": "code,name,aliases,level,kind,region,valid_from,valid_to\nH1,,,0,shop,,,\n",
            "catalog.yaml": "id:\nedition: \"1\"\npublished: soon\n",
        ])
        #expect(
            found == [
                "drugs.csv:2:code", "drugs.csv:2:class", "drugs.csv:2:self_pay_ratio",
                "drugs.csv:2:price_cap",
                "drugs.csv:2:valid_from", "drugs.csv:4:", "drugs.csv:6:", "drugs.csv:7:", "drugs.csv:8:name",
                "drugs.csv:8:valid_to", "services.csv:1:", "drugs.csv:5:code", "prices.csv:2:hospital_level",
                "prices.csv:4:price_cap", "prices.csv:5:price_cap", "providers.csv:2:name",
                "providers.csv:2:level", "providers.csv:2:kind", "catalog.yaml:0:id",
                "catalog.yaml:3:published",
            ])
    }

    @Test func `a whole catalog has no defects, and two caps that agree are none`() throws {
        let found = try defects([
            "services.csv": CatalogFolder.header + "\nS1,护理,,,日,甲,0,10,,\n",
            "prices.csv": "code,hospital_level,region,price_cap,valid_from,valid_to\n"
                + "S1,3,,6,,\nS1,3,,6.00,2024-01-01,\nS1,3,北区,7,,\nS1,2,,7,,\n",
        ])
        #expect(found == [])
    }

    private static let drugs = CatalogFolder.header + "\nX1,好药,,,盒,甲,0,,,\n"

    @Test(arguments: [
        "Prices.CSV", "prices.csv ", "Rules/drug-sex.csv", "rules/drug-sex.CSV", "catalog.yml", "rules",
    ])
    func `a file that has not quite a catalog's name is no table that is passed over`(name: String) throws {
        let folder = try CatalogFolder(["drugs.csv": Self.drugs])
        let cache = CatalogCache(folder: folder.path + "/.cache")
        _ = try cache.catalog(folder: folder.path)
        let file = URL(filePath: folder.path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("code,sex\n".utf8).write(to: file)
        guard case .defects(let defects) = try Catalog.loaded(folder: folder.path) else {
            Issue.record("it was loaded")
            return
        }
        #expect(defects.map(\.file) == [name.hasPrefix("Rules") ? "Rules" : name])
        #expect(throws: CatalogError.self, "nor from the compiled catalog") {
            try cache.catalog(folder: folder.path)
        }
    }

    @Test func `whatever else lies in the folder is named, and read by nobody`() throws {
        let folder = try CatalogFolder([
            "drugs.csv": Self.drugs, "prices.csv.bak": "", "drugs.xlsx": "", "README.md": "", ".hidden": "",
        ])
        for name in ["rules/old", "2024"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        try Data().write(to: URL(filePath: folder.path + "/rules/drug-sex.csv~"))
        let unread = Catalog.unreadFiles(folder: folder.path)
        #expect(
            unread.map(\.name)
                == ["2024", "README.md", "drugs.xlsx", "prices.csv.bak", "rules/drug-sex.csv~", "rules/old"])
        #expect(unread.allSatisfy { $0.defect == nil })
        #expect(unread[2].explanation.contains("slipway catalog import"))
        #expect(try Catalog(folder: folder.path).entries.count == 1)
    }

    @Test
    func `links that lead nowhere are named beside all else, and never answered from a compiled catalog`()
        throws
    {
        let folder = try CatalogFolder(["drugs.csv": Self.drugs])
        let cache = CatalogCache(folder: folder.path + "/.cache")
        let later = Date(timeIntervalSinceNow: 60)
        _ = try cache.catalog(folder: folder.path, at: later) { _ in }
        for name in ["prices.csv", "rules"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(name)", withDestinationPath: "gone")
        }
        #expect(throws: CatalogError.self) { try cache.catalog(folder: folder.path, at: later) { _ in } }
        try Data((Self.drugs + "X2,坏药,,,盒,丁,0,,,\n").utf8).write(
            to: URL(filePath: folder.path + "/drugs.csv"))
        let found = try Catalog.loaded(folder: folder.path)
        guard case .defects(let defects) = found else {
            Issue.record("it was loaded")
            return
        }
        #expect(defects.map(\.file) == ["drugs.csv", "prices.csv", "rules"])
        try FileManager.default.removeItem(atPath: folder.path + "/rules")
        #expect(throws: CatalogError.self, "a link alone") {
            try cache.catalog(folder: folder.path, at: later) { _ in }
        }
    }

    @Test func `a national code that is written otherwise is a defect, in every table`() throws {
        let found = try defects([
            "drugs.csv": CatalogFolder.header
                + "\nxa02bca084a012010100453,好药,,,盒,甲,0,,,\nＴ001700233,某药,,,盒,甲,0,,,\n"
                + "local-1,院内药,,,盒,甲,0,,,\n",
            "prices.csv": "code,hospital_level,region,price_cap,valid_from,valid_to\nt001700233,3,,5,,\n",
            "providers.csv":
                "code,name,aliases,level,kind,region,valid_from,valid_to\nh33010600001,一院,,3,hospital,,,\n",
        ])
        #expect(
            found == ["drugs.csv:2:code", "drugs.csv:3:code", "prices.csv:2:code", "providers.csv:2:code"])
    }

    @Test func `keys of the description that nothing reads are named`() throws {
        let folder = try CatalogFolder([
            "drugs.csv": Self.drugs, "catalog.yaml": "id: a\nedition: 1\nregions: 330000\n",
        ])
        #expect(Catalog.unknownKeys(folder: folder.path) == ["regions"])
    }

    @Test func `text that is not UTF-8 spoils its line only`() throws {
        let folder = try CatalogFolder([:])
        var bytes = Array((CatalogFolder.header + "\nX1,").utf8)
        bytes += [0xB0, 0xA2] + Array(",,,盒,甲,0,,,\nX2,好药,,,盒,丁,0,,,\n".utf8)
        try Data(bytes).write(to: URL(filePath: folder.path + "/drugs.csv"))
        guard case .defects(let defects) = try Catalog.loaded(folder: folder.path) else {
            Issue.record("it was loaded")
            return
        }
        #expect(defects.map(\.line) == [2, 3])
    }
}
