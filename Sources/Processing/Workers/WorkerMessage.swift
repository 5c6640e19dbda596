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
    /// The engines have started, requests may come; with what the system lacks to confine the worker.
    case ready(lacking: [String])
    /// The engines did not start; the worker ends.
    case notReady(reason: String)
    /// The page asked for is decoded and is now being read.
    case decoded(pageCount: Int)
    /// The page was read: of each picture its layout as JSON, then its raster as PNG, are the frame's content.
    case read(ReadPageHeader)
    /// The page cannot be read, and will not be at another attempt.
    case failed(PageFailure)
}

/// What is known of a page that was read, beside layouts and rasters.
struct ReadPageHeader: Hashable, Codable, Sendable {
    /// What is known of one picture of the page.
    struct Picture: Hashable, Codable, Sendable {
        /// In pixels of the raster.
        var width: Int
        var height: Int
        /// Dots per inch of the raster; zero where nothing is known.
        var dpi: Double
        /// Degrees clockwise by which the scan was turned: 0, 90, 180 or 270.
        var rotation: Int
        /// Degrees clockwise by which the page was then turned to lie level.
        var skew: Double
        /// How many of the frame's bytes are the layout, and after them the raster.
        var layoutBytes: Int
        var rasterBytes: Int
    }

    /// Pages of the whole file.
    var pageCount: Int
    var pictures: [Picture]
}

/// A picture that was read: a page, or one of several slips on it.
public struct ReadPicture: Hashable, Sendable {
    /// In pixels of the raster.
    public var width: Int
    public var height: Int
    /// Dots per inch of the raster; zero where nothing is known.
    public var dpi: Double
    /// Degrees clockwise by which the scan was turned: 0, 90, 180 or 270.
    public var rotation: Int
    /// Degrees clockwise by which the page was then turned to lie level.
    public var skew: Double
    /// The picture's layout as JSON.
    public var layout: [UInt8]
    /// The upright raster that was read, as PNG.
    public var raster: [UInt8]

    public init(
        width: Int, height: Int, dpi: Double, rotation: Int, skew: Double, layout: [UInt8], raster: [UInt8]
    ) {
        self.width = width
        self.height = height
        self.dpi = dpi
        self.rotation = rotation
        self.skew = skew
        self.layout = layout
        self.raster = raster
    }
}

/// A page that a worker has read.
public struct ReadPage: Hashable, Sendable {
    /// Pages of the whole file.
    public var pageCount: Int
    /// The slips on the page in reading order; one where the page belongs to one slip.
    public var pictures: [ReadPicture]

    public init(pageCount: Int, pictures: [ReadPicture]) {
        self.pageCount = pageCount
        self.pictures = pictures
    }

    /// Nil where the header does not fit the content.
    init?(_ header: ReadPageHeader, content: [UInt8]) {
        pageCount = header.pageCount
        pictures = []
        var at = 0
        for picture in header.pictures {
            let (layout, raster) = (picture.layoutBytes, picture.rasterBytes)
            guard layout >= 0, raster >= 0, layout <= content.count - at,
                raster <= content.count - at - layout
            else { return nil }
            pictures.append(
                ReadPicture(
                    width: picture.width, height: picture.height, dpi: picture.dpi,
                    rotation: picture.rotation, skew: picture.skew, layout: Array(content[at..<at + layout]),
                    raster: Array(content[at + layout..<at + layout + raster])))
            at += layout + raster
        }
        guard at == content.count, !pictures.isEmpty else { return nil }
    }

    var header: ReadPageHeader {
        ReadPageHeader(
            pageCount: pageCount,
            pictures: pictures.map {
                ReadPageHeader.Picture(
                    width: $0.width, height: $0.height, dpi: $0.dpi, rotation: $0.rotation, skew: $0.skew,
                    layoutBytes: $0.layout.count, rasterBytes: $0.raster.count)
            })
    }

    /// What follows the header.
    var content: [UInt8] { pictures.flatMap { $0.layout + $0.raster } }
}
