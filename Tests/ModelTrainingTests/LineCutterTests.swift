import Foundation
import Imaging
import ModelTraining
import SlipGenerator
import Testing

@Suite(.enabled(if: SlipFont.missing == nil, "fonts are missing: run Scripts/setup.sh"))
struct LineCutterTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID())").path

    @Test func `the texts of an undamaged page are cut, written and read back in both forms`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let page = try SpecimenMaker(catalogs: []).page(
            .numbers, seed: Self.smallSheet, damage: DamageLevel.none)
        try #require(page.dpi == 150)
        var files = try LineFiles(folder: folder, prefix: "test")
        var widths: [String: Int] = [:]
        let done = try LineCutter.lines(of: page, where: { $0.kind == .price || $0.kind == .quantity }) {
            (line) throws(TrainingError) in
            widths[line.text] = line.grey.width
            try files.add(line, damage: page.damage)
        }
        try files.finish()
        #expect(done.cut * 10 >= done.wanted * 9)
        let long = try #require(widths.filter { $0.key.count >= 7 }.values.min())
        let short = try #require(widths.filter { $0.key.count == 1 }.values.max())
        #expect(long > short)
        var read: [String] = []
        var depths: Set<Int> = []
        try LineFiles.read(folder: folder) { (record, picture) throws(TrainingError) in
            depths.insert(picture.depth)
            #expect(picture.depth == (record.layer == "binary" ? 1 : 8))
            if record.layer == "grey" {
                read.append(record.text)
                #expect(widths[record.text] != nil)
            }
        }
        #expect(read.count == done.cut)
        #expect(depths == [1, 8])
    }

    @Test func `a page is the same each time, and another with another seed`() throws {
        let maker = try SpecimenMaker(catalogs: [])
        let page = try maker.page(.numbers, seed: Self.smallSheet)
        let again = try maker.page(.numbers, seed: Self.smallSheet)
        let other = try maker.page(.numbers, seed: Self.smallSheet + 1)
        #expect(page.bitmap == again.bitmap)
        #expect(page.cells.map(\.text) == again.cells.map(\.text))
        #expect(page.cells.map(\.text) != other.cells.map(\.text))
    }

    /// A sheet at 150 dpi.
    private static let smallSheet: UInt64 = 10
}
