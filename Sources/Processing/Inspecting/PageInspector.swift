public import Archive
internal import Extraction
internal import Imaging
public import Layout
public import Slips

/// One page of one file, or one of several slips on it, read without an archive and taken as a slip of its own.
public struct InspectedPage: Sendable {
    /// The digest of the file.
    public var file: ContentDigest
    /// Pages of the whole file.
    public var pageCount: Int
    /// Slips on the page.
    public var slipCount: Int
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
    ///   - slip: Which of the slips on the page, from 1 in reading order.
    ///   - path: The file's path.
    /// - Returns: The page, and the slip that it alone makes.
    /// - Throws: ``PageFailure`` of the page or the file; any other error when no page can be read at all.
    public func page(_ number: Int, slip: Int = 1, ofFileAt path: String) async throws -> InspectedPage {
        let digest = try await Intake.digest(ofFileAt: path)
        let read = try await pages.read(page: number, ofFileAt: path, sha256: digest.hex)
        guard read.pictures.indices.contains(slip - 1) else {
            throw PageFailure(
                failureClass: DecodingError.Class.corrupt.rawValue, page: number,
                reason: "there is no such slip: the page has \(read.pictures.count)")
        }
        let picture = read.pictures[slip - 1]
        let layout = try picture.decodedLayout(page: number)
        let page = picture.slipPage(number: 1, raster: ContentDigest(of: picture.raster))
        return InspectedPage(
            file: digest, pageCount: read.pageCount, slipCount: read.pictures.count, layout: layout,
            raster: picture.raster, slip: SlipExtractor().slip(from: [layout], pages: [page]))
    }
}
