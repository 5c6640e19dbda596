import CLeptonica
import Catalog
import Foundation

/// A slip that was made: its pages' pixels and the truth about them.
public struct GeneratedSlip: Sendable {
    public private(set) var truth: SlipTruth
    /// The pages after every damage, in order; at least one.
    public internal(set) var pages: [Bitmap]
    /// Dots per inch of the pages.
    public let dpi: Int
    /// The pages as printed, for ``SlipFile/printedPDF``.
    let sheets: [Sheet]
    /// Seeds the unevenness of the print, so that it is the same wherever the sheets are painted.
    let printerSeed: UInt64

    /// Writes the slip to a folder under a name without ending, and gives its truth with the file's name in it.
    ///
    /// - Throws: ``GeneratorError/cannotWrite(path:reason:)``, also for several pages in a format of one.
    public func write(to folder: String, name: String, as format: SlipFile) throws(GeneratorError)
        -> SlipTruth
    {
        let path = folder + "/" + name + format.suffix
        guard pages.count == 1 || format.holdsPages else {
            throw .cannotWrite(path: path, reason: "the slip has \(pages.count) pages; write TIFF or PDF")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder, reason: error.systemReason)
        }
        switch format {
        case .png:
            let image = try pages[0].leptonica(dpi: dpi)
            try save(image.encoded { pixWriteMemPng($0, $1, image.pix, 0) }, to: path)
        case .jpeg(let quality):
            try save(pages[0].jpeg(quality: quality, dpi: dpi), to: path)
        case .tiffLZW:
            try writeTIFF(to: path, compression: IFF_TIFF_LZW) { (page) throws(GeneratorError) in
                try page.leptonica(dpi: dpi)
            }
        case .tiffG4(let threshold):
            try writeTIFF(to: path, compression: IFF_TIFF_G4) { (page) throws(GeneratorError) in
                try page.bilevel(threshold: threshold, dpi: dpi)
            }
        case .scannedPDF(let quality):
            try PDFFile(path: path).write(scans: pages, dpi: dpi, quality: quality)
        case .printedPDF:
            try PDFFile(path: path).write(sheets: sheets, printerSeed: printerSeed)
        }
        var named = truth
        named.file = name + format.suffix
        return named
    }

    private func save(_ bytes: [UInt8]?, to path: String) throws(GeneratorError) {
        guard let bytes else { throw .cannotWrite(path: path, reason: "Leptonica could not encode it") }
        do {
            try Data(bytes).write(to: URL(filePath: path))
        } catch {
            throw .cannotWrite(path: path, reason: error.systemReason)
        }
    }

    private func writeTIFF(
        to path: String, compression: Int, _ image: (Bitmap) throws(GeneratorError) -> OwnedPix
    ) throws(GeneratorError) {
        for (index, page) in pages.enumerated() {
            let pix = try image(page)
            guard pixWriteTiff(path, pix.pix, Int32(compression), index == 0 ? "w" : "a") == 0 else {
                throw .cannotWrite(path: path, reason: "Leptonica could not write page \(index + 1)")
            }
        }
    }
}
