public import Archive
internal import Extraction
public import Layout
public import Slips

/// One page of one file, read without an archive and taken as a slip of its own.
public struct InspectedPage: Sendable {
    /// The digest of the file.
    public var file: ContentDigest
    /// Pages of the whole file.
    public var pageCount: Int
    public var layout: PageLayout
    /// The upright raster that was read, as PNG.
    public var raster: [UInt8]
    /// What the page says; its one page has number 1.
    public var slip: Slip
}

/// Reads single pages, for a person who wants to see how they are read.
public struct PageInspector: Sendable {
    private let pages: any PageReadingService

    /// - Parameter pages: Reads pages.
    public init(pages: any PageReadingService) {
        self.pages = pages
    }

    /// Reads one page.
    ///
    /// - Parameters:
    ///   - number: From 1.
    ///   - path: The file's path.
    /// - Returns: The page, and the slip that it alone makes.
    /// - Throws: ``PageFailure`` of the page or the file; any other error when no page can be read at all.
    public func page(_ number: Int, ofFileAt path: String) async throws -> InspectedPage {
        let digest = try await Intake.digest(ofFileAt: path)
        let read = try await pages.read(page: number, ofFileAt: path, sha256: digest.hex)
        let layout = try read.decodedLayout(page: number)
        let page = read.slipPage(number: 1, raster: ContentDigest(of: read.raster))
        return InspectedPage(
            file: digest, pageCount: read.pageCount, layout: layout, raster: read.raster,
            slip: SlipExtractor().slip(from: [layout], pages: [page]))
    }
}
