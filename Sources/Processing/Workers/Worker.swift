internal import Foundation
public import Imaging
public import Layout

/// The inner process that decodes and reads pages: no database, no network, and a supervisor that may kill it.
public enum Worker {
    /// What reading one decoded page gives.
    public struct Reading: ~Copyable {
        public let layout: PageLayout
        /// The page as it was read.
        public let picture: Raster
        /// Dots per inch of the picture; zero where nothing is known.
        public let dpi: Double
        /// Degrees clockwise: 0, 90, 180 or 270.
        public let rotation: Int
        /// Degrees clockwise.
        public let skew: Double

        public init(layout: PageLayout, picture: consuming Raster, dpi: Double, rotation: Int, skew: Double) {
            self.layout = layout
            self.picture = picture
            self.dpi = dpi
            self.rotation = rotation
            self.skew = skew
        }
    }

    /// Why reading a page failed: what is said in quarantine.
    public struct ReadingFailure: Error {
        public var reason: String

        public init(reason: String) {
            self.reason = reason
        }
    }

    /// Answers requests until the supervisor closes the pipe; limits itself first.
    ///
    /// - Parameters:
    ///   - start: Starts the engines, on the calling thread.
    ///   - read: Reads one page, on the same thread.
    /// - Throws: What `start` throws, after the supervisor was told; or what broke the protocol.
    public static func serve<Engines: ~Copyable>(
        start: () throws -> Engines,
        read: (borrowing Engines, consuming Raster) throws(ReadingFailure) -> Reading
    ) throws {
        var channel = WorkerChannel()
        WorkerLimits.setForLife()
        let engines: Engines
        do {
            engines = try start()
        } catch {
            try channel.send(.notReady(reason: "\(error)"))
            throw error
        }
        try channel.send(.ready)
        var open = OpenDocument()
        while let request = try channel.nextRequest() {
            WorkerLimits.setForNextPage()
            do throws(PageFailure) {
                let decoded = try open.page(request)
                let pageCount = decoded.pageCount
                try? channel.send(.decoded(pageCount: pageCount))
                let page = try Self.page(
                    try Self.reading(decoded.raster, request.page, engines, read), request.page, pageCount)
                try? channel.send(.read(page.header), content: page.layout + page.raster)
            } catch {
                try channel.send(.failed(error))
            }
        }
    }

    private static func reading<Engines: ~Copyable>(
        _ raster: consuming Raster, _ number: Int, _ engines: borrowing Engines,
        _ read: (borrowing Engines, consuming Raster) throws(ReadingFailure) -> Reading
    ) throws(PageFailure) -> Reading {
        do {
            return try read(engines, raster)
        } catch {
            throw PageFailure(failureClass: "recognition", page: number, reason: error.reason)
        }
    }

    private static func page(
        _ reading: borrowing Reading, _ number: Int, _ pageCount: Int
    ) throws(PageFailure) -> ReadPage {
        let raster: [UInt8]
        do {
            raster = try reading.picture.pngBytes()
        } catch {
            throw PageFailure(DecodingError(error.class, page: number, error.reason))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let layout = try? encoder.encode(reading.layout) else {
            throw PageFailure(
                failureClass: "recognition", page: number, reason: "a number on the page is not finite: report it")
        }
        return ReadPage(
            pageCount: pageCount, width: reading.picture.width, height: reading.picture.height,
            dpi: reading.dpi, rotation: reading.rotation, skew: reading.skew, layout: Array(layout),
            raster: raster)
    }
}
