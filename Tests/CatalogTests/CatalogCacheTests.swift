import Foundation
import Slips
import Testing

@testable import Catalog

@Suite struct `Compiled catalogs` {
    private static let entry = "X1,阿莫西林胶囊,阿莫仙|再林,0.25g*24粒,盒,甲,0,12.5,2024-01-01,2024-06-30"
    private static let later = "X1,阿莫西林胶囊,,0.25g*24粒,盒,乙,0.1,,2024-07-01,"
    private static let files = [
        "drugs.csv": CatalogFolder.header + ",maker\n\(entry),某厂\n\(later),\n",
        "services.csv": CatalogFolder.header + "\n002103000010000,彩色多普勒超声,,,次,乙,0.1,80,,\n",
        "prices.csv": "code,hospital_level,region,price_cap,valid_from,valid_to\n"
            + "002103000010000,3,330000,95.5,2024-01-01,\n002103000010000,2,,,,2023-12-31\n",
        "providers.csv": "code,name,aliases,level,kind,region,valid_from,valid_to\n"
            + "H1,长岭大学附属第一医院,长大一院,3,hospital,330000,2020-01-01,\n",
        "catalog.yaml": "id: test\nedition: \"1\"\nsources: [a list]\n",
    ]

    /// A cache of its own, beside a catalog's folder.
    private struct Place {
        let folder: CatalogFolder
        let home: CatalogFolder
        var cache: CatalogCache { CatalogCache(folder: home.path + "/cache") }

        init(_ files: [String: String] = `Compiled catalogs`.files) throws {
            folder = try CatalogFolder(files)
            home = try CatalogFolder([:])
        }

        /// Loads the catalog as if some seconds had passed.
        func load(later: TimeInterval = 0) throws -> (catalog: Catalog, remarks: [String]) {
            var remarks: [String] = []
            let catalog = try cache.catalog(folder: folder.path, at: Date(timeIntervalSinceNow: later)) {
                remarks.append($0)
            }
            return (catalog, remarks)
        }

        /// What is in the cache, by path.
        var kept: [String] {
            get throws {
                try FileManager.default.contentsOfDirectory(atPath: home.path + "/cache")
                    .map { home.path + "/cache/" + $0 }
            }
        }

        var compiled: [String] { get throws { try kept.filter { $0.hasSuffix(".catalog") } } }

        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: folder.path + "/" + name))
        }
    }

    @Test func `a compiled catalog says the same as its folder`() throws {
        let place = try Place()
        let direct = try Catalog(folder: place.folder.path)
        let first = try place.load()
        let second = try place.load()
        #expect(first.remarks.isEmpty && second.remarks.isEmpty)
        #expect(try place.compiled.count == 1)
        for catalog in [first.catalog, second.catalog] {
            #expect(catalog.identity == direct.identity)
            #expect(Array(catalog.entries) == Array(direct.entries))
            #expect(Array(catalog.overrides) == Array(direct.overrides))
            #expect(Array(catalog.providers) == Array(direct.providers))
            #expect(catalog.ruleTables == direct.ruleTables)
            #expect(catalog.rows(code: "X1").count == 2)
            #expect(catalog.rows(code: "X").isEmpty && catalog.rows(code: "X11").isEmpty)
            #expect(catalog.provider(named: "长大一院", on: nil)?.code == "H1")
        }
        #expect(second.catalog.entries[0].aliases == ["阿莫仙", "再林"])
        #expect(second.catalog.entries[0].otherColumns == ["maker": "某厂"])
        #expect(second.catalog.entries[0].priceCap == Money("12.5"))
        #expect(second.catalog.entries[0].validTo == CalendarDate("2024-06-30"))
        #expect(second.catalog.overrides[0].priceCap == Money("95.5"))
        #expect(second.catalog.overrides[1].priceCap == nil && second.catalog.overrides[1].region == nil)
    }

    @Test func `a changed file is never answered from the old compiled catalog`() throws {
        let place = try Place()
        _ = try place.load()
        let changed = CatalogFolder.header + "\n" + Self.entry.replacing("12.5", with: "13.5") + "\n"
        try place.write(changed, to: "drugs.csv")
        #expect(try place.load().catalog.entries[0].priceCap == Money("13.5"))
        try place.write(changed.replacing("13.5", with: "14.5"), to: "drugs.csv")
        #expect(try place.load().catalog.entries[0].priceCap == Money("14.5"), "same length, same tick")
        try FileManager.default.removeItem(atPath: place.folder.path + "/prices.csv")
        #expect(try place.load().catalog.overrides.isEmpty)
    }

    @Test func `files that are left alone are not read again, and an edition's compiled form goes with it`()
        throws
    {
        let place = try Place()
        _ = try place.load(later: 10)
        let note = try #require(try place.kept.first { $0.hasSuffix(".folder") })
        #expect(try place.compiled.count == 1)
        #expect(try place.load(later: 10).catalog.entries.count == 3)
        try place.write(CatalogFolder.header + "\n" + Self.later + "\n", to: "drugs.csv")
        #expect(try place.load(later: 10).catalog.entries.count == 2)
        #expect(try place.kept.filter { $0.hasSuffix(".folder") } == [note])
        #expect(try place.compiled.count == 1)
        #expect(try place.load(later: 10).catalog.entries.count == 2)
    }

    @Test func `what killed runs and folders that are gone left behind is removed`() throws {
        let place = try Place()
        _ = try place.load(later: 10)
        let cache = place.home.path + "/cache/"
        let kept = try Set(place.kept)
        let old = ["\(String(repeating: "a", count: 64)).catalog", "b.draft"].map { cache + $0 }
        let new = ["\(String(repeating: "c", count: 64)).catalog", "d.draft"].map { cache + $0 }
        for file in old + new { try Data().write(to: URL(filePath: file)) }
        for file in old {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -200_000)], ofItemAtPath: file)
        }
        do {
            let gone = try CatalogFolder(Self.files)
            _ = try place.cache.catalog(folder: gone.path, at: Date(timeIntervalSinceNow: 10)) { _ in }
        }
        try place.write(CatalogFolder.header + "\n" + Self.later + "\n", to: "drugs.csv")
        _ = try place.load(later: 10)
        let left = try Set(place.kept)
        #expect(left.isDisjoint(with: old) && left.isSuperset(of: new))
        #expect(left.filter { $0.hasSuffix(".folder") } == kept.filter { $0.hasSuffix(".folder") })
    }

    @Test func `files that were just written are read again`() throws {
        let place = try Place()
        _ = try place.load()
        #expect(try !place.kept.contains { $0.hasSuffix(".folder") })
        let stamp = FolderStamp(folder: place.folder.path)
        #expect(stamp.files.map(\.name).sorted() == Self.files.keys.sorted())
        #expect(!stamp.isSettled(before: Date()) && stamp.isSettled(before: Date(timeIntervalSinceNow: 10)))
    }

    @Test func `a compiled catalog with one bit changed is refused and made anew`() throws {
        let place = try Place()
        let wanted = try Array(place.load().catalog.entries)
        let file = try #require(place.compiled.first)
        let good = try Data(contentsOf: URL(filePath: file))
        for position in stride(from: 0, to: good.count, by: max(1, good.count / 97)) {
            var bad = good
            bad[position] ^= 0x10
            try bad.write(to: URL(filePath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            let loaded = try place.load()
            #expect(loaded.remarks.count == 1, "byte \(position)")
            #expect(Array(loaded.catalog.entries) == wanted)
            #expect(try Data(contentsOf: URL(filePath: file)) == good)
        }
        for length in [0, 7, 63, 64, 500, good.count - 1] {
            try good.prefix(length).write(to: URL(filePath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            #expect(try Array(place.load().catalog.entries) == wanted)
        }
    }

    @Test func `a file to which others may write, or of another catalog, is not used`() throws {
        let place = try Place()
        _ = try place.load()
        let file = try #require(place.compiled.first)
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
        #expect(try place.load().remarks.first?.contains("others") == true)
        #expect(try place.load().remarks.isEmpty)

        let other = try Place(["drugs.csv": CatalogFolder.header + "\nX9,别的药,,,盒,甲,0,,,\n"])
        _ = try other.load()
        try Data(contentsOf: URL(filePath: #require(other.compiled.first))).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let loaded = try place.load()
        #expect(loaded.remarks.first?.contains("another catalog") == true)
        #expect(loaded.catalog.rows(code: "X9").isEmpty)
    }

    @Test func `a catalog that cannot be kept is loaded all the same`() throws {
        let place = try Place()
        try Data().write(to: URL(filePath: place.home.path + "/cache"))
        let loaded = try place.load()
        #expect(loaded.remarks.count == 1)
        #expect(loaded.catalog.entries.count == 3)
    }

    @Test func `a malformed catalog is refused as without a cache`() throws {
        let place = try Place(["drugs.csv": CatalogFolder.header + "\nX1,某药,,,盒,丁,0,,,\n"])
        let error = #expect(throws: CatalogError.self) { try place.load() }
        #expect(error?.line == 2)
        let none = #expect(throws: CatalogError.self) {
            try place.cache.catalog(folder: place.folder.path + "/nowhere")
        }
        #expect(none?.kind == .unavailable)
    }

    @Test func `the cache is where the environment says`() throws {
        #expect(CatalogCache.named(by: [:]) == nil)
        let place = try Place()
        for (variables, folder) in [
            (["SLIPWAY_CACHE": "a", "XDG_CACHE_HOME": "b", "HOME": "c"], "a"),
            (["SLIPWAY_CACHE": "", "XDG_CACHE_HOME": "b", "HOME": "c"], "b/slipway"),
            (["HOME": "c"], "c/.cache/slipway"),
        ] {
            let home = place.home.path + "/"
            let cache = try #require(
                CatalogCache.named(by: variables.mapValues { $0.isEmpty ? "" : home + $0 }))
            _ = try cache.catalog(folder: place.folder.path)
            let kept = try FileManager.default.contentsOfDirectory(atPath: home + folder)
            #expect(kept.contains { $0.hasSuffix(".catalog") })
        }
    }

    @Test(arguments: [
        ("", 0xEF46_DB37_51D8_E999 as UInt64), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
        ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
    ])
    func `the sum is XXH64`(text: String, sum: UInt64) {
        #expect(XXHash64.hash(of: Data(text.utf8), from: 0) == sum)
        #expect(XXHash64.hash(of: Data(("xyz" + text).utf8), from: 3) == sum)
    }
}
