import Foundation
import Imaging
import Testing

@testable import SlipGenerator

@Suite(.enabled(if: MadeShelf.canPaint, MadeShelf.fontsNeeded))
struct `A slip's file` {
    private func write(_ format: SlipFile, pages: Int = 1) throws -> (bytes: Data, truth: SlipTruth) {
        let generator = try SlipGenerator(catalog: MadeShelf.shelf)
        let slip = try generator.slip(
            SlipRequest(
                layout: pages == 1 ? .pharmacy : .multipage, seed: 2, dpi: 60, items: pages == 1 ? 3 : 28))
        #expect(slip.pages.count == pages)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
        let truth = try slip.write(to: folder, name: "slip", as: format)
        let bytes = try Data(contentsOf: URL(filePath: folder + "/" + truth.file))
        try FileManager.default.removeItem(atPath: folder)
        return (bytes, truth)
    }

    @Test(arguments: [
        (SlipFile.png, [0x89, 0x50, 0x4E, 0x47], "slip.png"),
        (.jpeg(quality: 80), [0xFF, 0xD8, 0xFF], "slip.jpg"), (.tiffLZW, [0x49, 0x49, 0x2A, 0], "slip.tif"),
        (.tiffG4(threshold: 160), [0x49, 0x49, 0x2A, 0], "slip.tif"),
        (.scannedPDF(quality: 80), [0x25, 0x50, 0x44, 0x46], "slip.pdf"),
        (.printedPDF, [0x25, 0x50, 0x44, 0x46], "slip.pdf"),
    ])
    func `is of its format, named in the truth, and the same every time`(
        format: SlipFile, magic: [UInt8], name: String
    ) throws {
        let written = try write(format)
        #expect(written.bytes.starts(with: magic))
        #expect(written.truth.file == name)
        #expect(try write(format).bytes == written.bytes)
    }

    @Test(arguments: [SlipFile.tiffLZW, .tiffG4(threshold: 160)])
    func `holds all pages as TIFF`(format: SlipFile) throws {
        let bytes = try [UInt8](write(format, pages: 2).bytes)
        func word(_ at: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        var directories = 0
        var next = word(4, 4)
        while next != 0, directories < 9 {
            directories += 1
            next = word(next + 2 + word(next, 2) * 12, 4)
        }
        #expect(directories == 2)
    }

    @Test(arguments: [SlipFile.png, .jpeg(quality: 80)])
    func `of one page refuses two`(format: SlipFile) {
        #expect(throws: GeneratorError.self) { try write(format, pages: 2) }
    }

    @Test func `becomes a raster of the same pixels`() throws {
        let generator = try SlipGenerator(catalog: MadeShelf.shelf)
        for (layout, isColour) in [(SlipLayout.ruled, false), (.preprinted, true)] {
            let slip = try generator.slip(SlipRequest(layout: layout, seed: 2, dpi: 60, items: 3))
            let raster = try slip.pages[0].raster(dpi: 60)
            let facts = (raster.width, raster.height, raster.declaredResolution, raster.isColour)
            #expect(facts == (slip.pages[0].width, slip.pages[0].height, 60, isColour))
        }
    }
}
