import Catalog
import Foundation
import Testing

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
