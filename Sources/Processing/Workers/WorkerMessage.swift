/// What a supervisor asks of a worker: to read one page of a file.
struct WorkerRequest: Hashable, Codable, Sendable {
    /// Opened for reading only.
    var path: String
    /// The digest that the file must have, in hexadecimal.
    var sha256: String
    /// From 1.
    var page: Int
}

/// What a worker says; the bytes of a page follow ``read(_:)`` as the frame's content.
enum WorkerReply: Hashable, Codable, Sendable {
    /// The engines have started, requests may come.
    case ready
    /// The engines did not start; the worker ends.
    case notReady(reason: String)
    /// The page asked for is decoded and is now being read.
    case decoded(pageCount: Int)
    /// The page was read: its layout as JSON, then its raster as PNG, are the frame's content.
    case read(ReadPageHeader)
    /// The page cannot be read, and will not be at another attempt.
    case failed(PageFailure)
}

/// What is known of a page that was read, beside its layout and raster.
struct ReadPageHeader: Hashable, Codable, Sendable {
    /// Pages of the whole file.
    var pageCount: Int
    /// In pixels of the raster.
    var width: Int
    var height: Int
    /// Dots per inch of the raster; zero where nothing is known.
    var dpi: Double
    /// Degrees clockwise by which the scan was turned: 0, 90, 180 or 270.
    var rotation: Int
    /// Degrees clockwise by which the page was then turned to lie level.
    var skew: Double
    /// How many of the frame's bytes are the layout.
    var layoutBytes: Int
}

/// A page that a worker has read.
public struct ReadPage: Hashable, Sendable {
    /// Pages of the whole file.
    public var pageCount: Int
    /// In pixels of the raster.
    public var width: Int
    public var height: Int
    /// Dots per inch of the raster; zero where nothing is known.
    public var dpi: Double
    /// Degrees clockwise by which the scan was turned: 0, 90, 180 or 270.
    public var rotation: Int
    /// Degrees clockwise by which the page was then turned to lie level.
    public var skew: Double
    /// The page's layout as JSON.
    public var layout: [UInt8]
    /// The upright raster that was read, as PNG.
    public var raster: [UInt8]

    public init(
        pageCount: Int, width: Int, height: Int, dpi: Double, rotation: Int, skew: Double, layout: [UInt8],
        raster: [UInt8]
    ) {
        self.pageCount = pageCount
        self.width = width
        self.height = height
        self.dpi = dpi
        self.rotation = rotation
        self.skew = skew
        self.layout = layout
        self.raster = raster
    }

    init?(_ header: ReadPageHeader, content: [UInt8]) {
        guard (0...content.count).contains(header.layoutBytes) else { return nil }
        self.init(
            pageCount: header.pageCount, width: header.width, height: header.height, dpi: header.dpi,
            rotation: header.rotation, skew: header.skew,
            layout: Array(content.prefix(header.layoutBytes)),
            raster: Array(content.dropFirst(header.layoutBytes)))
    }

    var header: ReadPageHeader {
        ReadPageHeader(
            pageCount: pageCount, width: width, height: height, dpi: dpi, rotation: rotation, skew: skew,
            layoutBytes: layout.count)
    }
}
