internal import Archive
internal import Catalog
internal import Extraction
internal import Foundation
public import Layout
internal import Review
internal import SQLiteArchive
public import SlipGenerator
public import Slips

/// Made slips that were read into an archive, and what is printed on them.
///
/// A folder as `slip-generator slips` and `slipway process --archive FOLDER/archive` leave it: `truth.jsonl` beside
/// `archive`. The layouts in the archive are extracted again, so that a change of judgement needs no new reading.
public struct MadeSlips: Sendable {
    /// One slip as it was read, beside its truth.
    public struct Reading: Sendable {
        public var slip: Slip
        public var id: String
        public var source: String
        public var truth: SlipTruth
        /// What was read of each page.
        public var layouts: [PageLayout]
        let rasters: [ContentDigest]
    }

    public let readings: [Reading]
    private let archive: SQLiteArchive

    /// Loads a folder.
    ///
    /// - Throws: ``MeasuringError`` when a file is missing or does not hold what it should; ``ArchiveError``.
    public init(folder: String) async throws {
        let truths = try Self.truths(folder + "/truth.jsonl")
        let archive = try SQLiteArchive(at: folder + "/archive", for: .reading)
        var readings: [Reading] = []
        var next: SearchCursor?
        repeat {
            let page = try await archive.search(SearchQuery(), after: next, limit: 50)
            for hit in page.hits {
                let review = try hit.review.decoded(as: SlipReview.self)
                let name = URL(filePath: review.source).lastPathComponent
                guard let truth = truths[name] else { continue }
                let kept = try await archive.slip(review.id).reviews.last?.pages ?? []
                var layouts: [PageLayout] = []
                for page in kept {
                    let json = try await archive.content(of: page.layout)
                    layouts.append(try JSONDecoder().decode(PageLayout.self, from: Data(json)))
                }
                readings.append(
                    Reading(
                        slip: SlipExtractor().slip(from: layouts, pages: review.pages), id: review.id,
                        source: review.source, truth: truth, layouts: layouts, rasters: kept.map(\.raster)))
            }
            next = page.next
        } while next != nil
        self.archive = archive
        self.readings = readings.sorted { $0.truth.file < $1.truth.file }
    }

    /// A page of a slip as it was read, as PNG.
    ///
    /// - Parameters:
    ///   - page: From 1.
    ///   - reading: One of ``readings``.
    /// - Returns: The bytes of the file.
    /// - Throws: ``ArchiveError``.
    public func picture(ofPage page: Int, of reading: Reading) async throws -> [UInt8] {
        try await archive.content(of: reading.rasters[page - 1])
    }

    private static func truths(_ path: String) throws -> [String: SlipTruth] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw MeasuringError(
                path: path, line: nil, reason: "cannot be read; make it with slip-generator slips")
        }
        var truths: [String: SlipTruth] = [:]
        for (index, line) in text.split(separator: "\n").enumerated() {
            do {
                let truth = try JSONDecoder().decode(SlipTruth.self, from: Data(line.utf8))
                truths[truth.file] = truth
            } catch {
                throw MeasuringError(path: path, line: index + 1, reason: "is no truth of a slip: \(error)")
            }
        }
        return truths
    }
}

/// A file that cannot be measured with.
public struct MeasuringError: Error, CustomStringConvertible {
    public var path: String
    /// From 1; nil for the whole file.
    public var line: Int?
    public var reason: String

    public var description: String { path + (line.map { ", line \($0)" } ?? "") + ": \(reason)" }
}
