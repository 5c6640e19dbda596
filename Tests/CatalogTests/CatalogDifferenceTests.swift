import Catalog
import Foundation
import Slips
import Testing

@Suite struct `The difference of two editions` {
    private func catalog(_ rows: [String], prices: [String] = []) throws -> Catalog {
        let header = "code,hospital_level,region,price_cap,valid_from,valid_to"
        let others = prices.isEmpty ? [:] : ["prices.csv": ([header] + prices).joined(separator: "\n") + "\n"]
        let folder = try CatalogFolder(drugs: rows, others: others)
        return try Catalog(folder: folder.path)
    }

    @Test func `names what was added, removed and changed, column by column`() throws {
        let old = try catalog([
            "X1,阿莫西林胶囊,,0.25g*24粒,盒,甲,0,12.50,,", "X2,旧药片,,,盒,乙,0.1,,,", "X3,不变丸,,,盒,甲,0,,,",
        ])
        let new = try catalog([
            "X1,阿莫西林胶囊,,0.25g*24粒,盒,乙,0.1,10,,", "X3,不变丸,,,盒,甲,0,,,", "X4,新药片,,,盒,乙,0.1,,,",
        ])
        let difference = CatalogDifference(from: old, to: new)
        #expect(difference.added.map(\.code) == ["X4"])
        #expect(difference.removed.map(\.code) == ["X2"])
        #expect(difference.changed.map(\.new.code) == ["X1"])
        #expect(
            difference.changed.first?.columns.map { "\($0.name) \($0.old) \($0.new)" }
                == ["class 甲 乙", "self_pay_ratio 0 0.1", "price_cap 12.50 10.00"])
        #expect(!difference.isEmpty)
    }

    @Test func `takes a new period of a code as a row of its own, and its ended one as changed`() throws {
        let old = try catalog(["X1,药片,,,盒,甲,0,12,2024-01-01,"])
        let new = try catalog(["X1,药片,,,盒,甲,0,12,2024-01-01,2024-12-31", "X1,药片,,,盒,甲,0,9,2025-01-01,"])
        let difference = CatalogDifference(from: old, to: new)
        #expect(difference.added.map(\.validFrom) == [CalendarDate("2025-01-01")])
        #expect(difference.changed.first?.columns.map(\.name) == ["valid_to"])
        #expect(difference.removed.isEmpty)
    }

    @Test func `tells caps of levels and regions that came and went`() throws {
        let rows = ["X1,药片,,,盒,甲,0,12,,"]
        let difference = CatalogDifference(
            from: try catalog(rows, prices: ["X1,3,,10,,", "X1,2,,9,,"]),
            to: try catalog(rows, prices: ["X1,3,,11,,", "X1,2,,9,,"]))
        #expect(difference.addedCaps.map(\.priceCap) == [Money("11")])
        #expect(difference.removedCaps.map(\.priceCap) == [Money("10")])
    }

    @Test func `tells limits and providers that came and went`() throws {
        func catalog(_ rules: String, _ provider: String) throws -> Catalog {
            let folder = try CatalogFolder([
                "drugs.csv": CatalogFolder.header + "\nX1,药片,,,盒,甲,0,,,\n",
                "providers.csv": "code,name,aliases,level,kind,region,valid_from,valid_to\n" + provider,
            ])
            let place = folder.path + "/rules"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try Data(rules.utf8).write(to: URL(filePath: place + "/drug-sex.csv"))
            return try Catalog(folder: folder.path)
        }
        let head = "code,limit,basis,valid_from,valid_to,sex\n"
        let difference = CatalogDifference(
            from: try catalog(head + "XA,,,,,male\nXB,,,,,male\n", "H1,甲医院,,2,hospital,,,\n"),
            to: try catalog(head + "XB,,,,,male\nXA,限女性,,,,female\n", "H1,甲医院,,3,hospital,,,\n"))
        #expect(difference.points.map(\.file) == ["rules/drug-sex.csv"])
        #expect(difference.points.first?.removed == ["XA  sex=male"])
        #expect(difference.points.first?.added == ["XA  limit=限女性  sex=female"])
        #expect(difference.addedProviders.map(\.level) == [3])
        #expect(difference.removedProviders.map(\.level) == [2])
        #expect(!difference.isEmpty)
    }

    @Test func `of an edition from itself is empty`() throws {
        let catalog = try catalog(["X1,药片,,,盒,甲,0,12,,"], prices: ["X1,3,,10,,"])
        #expect(CatalogDifference(from: catalog, to: catalog).isEmpty)
    }
}
