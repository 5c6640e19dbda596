import Foundation
import SlipGenerator
import Slips
import Testing

@Suite struct `A catalog folder` {
    private static func folder(_ files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        return folder.path()
    }

    @Test func `is read with quotes, line breaks, a byte order mark and foreign columns`() throws {
        let text =
            "\u{FEFF}code,name,note,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to\r\n"
            + "X1,\"甲,\"\"乙\"\"\",,\"a\nb\",盒,乙,0.1,12.5,2024-01-01,\r\n"
        let shelf = try CatalogShelf(folder: Self.folder(["drugs.csv": text]))
        #expect(shelf.entries.map(\.name) == ["甲,\"乙\""])
        #expect(shelf.entries.map(\.spec) == ["a\nb"])
        #expect(shelf.entries.map(\.priceCap) == [Money("12.50")])
        #expect(shelf.entries.map(\.validTo) == [nil])
    }

    @Test(arguments: [
        ("X1,甲", "2 fields where the header has 6"), ("X1,甲,,盒,乙,abc", "“abc” in “price_cap” is not a Money"),
    ])
    func `that has a malformed row is refused with file, line and reason`(row: String, reason: String) throws
    {
        let text = "code,name,spec,unit,class,price_cap\nX0,好,,盒,甲,1\n\(row)\n"
        let folder = try Self.folder(["services.csv": text])
        let expected = GeneratorError.catalogRow(file: folder + "/services.csv", line: 3, reason: reason)
        #expect(throws: expected) { try CatalogShelf(folder: folder) }
    }

    @Test func `without lists is refused`() throws {
        let folder = try Self.folder([:])
        #expect(
            throws: GeneratorError.catalogUnreadable(path: folder, reason: "it holds none of the three lists")
        ) {
            try CatalogShelf(folder: folder)
        }
    }
}
