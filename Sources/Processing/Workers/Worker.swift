internal import Foundation
public import Imaging
public import Layout

/// The inner process that decodes and reads pages: no database, no network, and a supervisor that may kill it.
public enum Worker {
    /// What reading one decoded page, or one of several slips on it, gives.
    public struct Reading: Sendable {
        public var layout: PageLayout
        /// The page as it was read, as PNG.
        public var raster: [UInt8]
        /// Dots per inch of the raster; zero where nothing is known.
        public var dpi: Double
        /// Degrees clockwise by which the scan was turned: 0, 90, 180 or 270.
        public var rotation: Int
        /// Degrees clockwise by which the page was then turned to lie level.
        public var skew: Double

        public init(layout: PageLayout, raster: [UInt8], dpi: Double, rotation: Int, skew: Double) {
            self.layout = layout
            self.raster = raster
            self.dpi = dpi
            self.rotation = rotation
            self.skew = skew
        }
    }

    /// Answers requests until the supervisor closes the pipe; limits itself first.
    ///
    /// - Parameters:
    ///   - paths: Files, and folders with all that is in them, in which the requests' files lie; nothing else but the
    ///     program's own can be read from then on. Nil leaves the process its rights, for tests.
    ///   - start: Starts the engines, on the calling thread.
    ///   - read: Reads one page, on the same thread, and gives each slip on it; a `DecodingError` keeps its class.
    /// - Throws: What `start` throws, after the supervisor was told; or what broke the protocol.
    public static func serve<Engines: ~Copyable>(
        reading paths: [String]? = nil, start: () throws -> Engines,
        read: (borrowing Engines, consuming Raster) throws -> [Reading]
    ) throws {
        WorkerLimits.setForLife()
        // Before there is a second thread: Landlock holds for the one that asks and those that it starts.
        let lacking = paths.map { Confinement.enter(reading: $0) } ?? []
        var channel = WorkerChannel()
        let engines: Engines
        do {
            engines = try start()
        } catch {
            try channel.send(.notReady(reason: "\(error)"))
            throw error
        }
        try channel.send(.ready(lacking: lacking))
        var open = OpenDocument()
        while let request = try channel.nextRequest() {
            WorkerLimits.setForNextPage()
            let page: ReadPage
            var pageCount: Int?
            do {
                let decoded = try open.page(request)
                let count = decoded.pageCount
                pageCount = count
                try channel.send(.decoded(pageCount: count))
                page = try Self.page(
                    try Self.reading(decoded.raster, request.page, engines, read), request.page, count)
            } catch var failure as PageFailure {
                failure.pageCount = failure.pageCount ?? pageCount
                try channel.send(.failed(failure))
                continue
            }
            try channel.send(.read(page.header), content: page.content)
        }
    }

    private static func reading<Engines: ~Copyable>(
        _ raster: consuming Raster, _ number: Int, _ engines: borrowing Engines,
        _ read: (borrowing Engines, consuming Raster) throws -> [Reading]
    ) throws(PageFailure) -> [Reading] {
        do {
            return try read(engines, raster)
        } catch let error as DecodingError {
            throw PageFailure(DecodingError(error.class, page: number, error.reason))
        } catch {
            throw PageFailure(failureClass: "recognition", page: number, reason: "\(error)")
        }
    }

    private static func page(
        _ readings: [Reading], _ number: Int, _ pageCount: Int
    ) throws(PageFailure) -> ReadPage {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var pictures: [ReadPicture] = []
        for reading in readings {
            guard reading.dpi.isFinite, reading.skew.isFinite,
                let layout = try? encoder.encode(reading.layout)
            else {
                throw PageFailure(
                    failureClass: "recognition", page: number,
                    reason: "a number on the page is not finite: report it")
            }
            pictures.append(
                ReadPicture(
                    width: reading.layout.width, height: reading.layout.height, dpi: reading.dpi,
                    rotation: reading.rotation, skew: reading.skew, layout: Array(layout),
                    raster: reading.raster))
        }
        return ReadPage(pageCount: pageCount, pictures: pictures)
    }
}
