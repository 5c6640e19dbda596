import Archive
import Foundation
import SQLiteArchive
import Testing

@Suite struct `An inspection of a batch` {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/archive" }

    init() throws { folder = try TemporaryFolder() }

    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        + [0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0x37, 0x6E, 0xF9, 0x24]
        + [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]

    /// A batch of one slip, read from what stands for a JPEG file.
    private func batch(in archive: any Archive, original: String = "\u{FF}") async throws -> (Int64, MadeSlip)
    {
        var made = MadeSlip(decision: "needs_review")
        made.numbers = [("12.50", x: 100, y: 100)]
        let bytes: [UInt8] = [0xFF, 0xD8, 0xFF] + Array(original.utf8)
        let kept = try await archive.keep(bytes)
        let page = KeptPage(
            number: 1, raster: try await archive.keep(Self.png),
            layout: try await archive.keep(Array(#"{"width":1}"#.utf8)))
        var slip = try await made.kept(in: archive)
        slip.pages = [page]
        slip.submission = Submission(original: kept, source: "in/a.jpg")
        slip.review = try made.review(of: [page], id: kept.hex)
        let batch = try await archive.begin(BatchPlan(paths: ["/in"], again: false, catalog: "c"))
        _ = try await archive.store(
            ReviewedFile(slips: [slip]), again: false,
            ending: InputEnding(
                batch: batch.number, source: "in/a.jpg", original: kept, outcome: .reviewed,
                pages: PageCounts(archived: 1)))
        _ = try await archive.end(batch: batch.number)
        return (batch.number, made)
    }

    private func failed(_ inspection: Inspection) -> [Inspection.Check] {
        inspection.checks.filter { $0.outcome == .failed }
    }

    @Test func `finds nothing wrong where nothing is, and says what it cannot check`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        let (number, _) = try await batch(in: archive)
        let copy = try await archive.copy(to: "\(folder.path)/copy")
        try await archive.recordBackup(copy)
        let inspection = try await Inspector(archive, inFolder: path).inspect(batch: number)
        #expect(failed(inspection) == [])
        #expect(inspection.isSound && inspection.slips == 1 && inspection.pages == 1)
        #expect(Set(inspection.checks.map(\.property)).count == 4)
        #expect(inspection.checks.filter { $0.outcome == .notChecked }.count == 2)
        #expect(
            SignedCheckpoint(inspection.checkpoint)?.isSigned(by: try await archive.verifierKey()) == true)
        await #expect(throws: ArchiveError.unknownBatch(99)) {
            try await Inspector(archive, inFolder: path).inspect(batch: 99)
        }
    }

    @Test func `names what is missing, damaged or open to others`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        let (number, _) = try await batch(in: archive)
        let raster = ContentDigest(of: Self.png).hex
        let file = "\(path)/blobs/sha256/\(raster.prefix(2))/\(raster.dropFirst(2).prefix(2))/\(raster)"
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: "\(path)/archive.sqlite")
        let found = failed(try await Inspector(archive, inFolder: path).inspect(batch: number))
        #expect(
            found.map(\.english) == [
                "log, tables and contents derived again from the events",
                "originals, pages and readings are all there",
                "files are closed to all but owner and group", "there is a verified backup",
            ])
        #expect(found[0].notes.contains { $0.contains(raster) })
        #expect(found[2].notes == ["archive.sqlite"])
    }

    @Test func `tells pages that are no pictures`() async throws {
        let archive = try SQLiteArchive(at: path, for: .writing)
        let made = MadeSlip()
        let batch = try await archive.begin(BatchPlan(paths: ["/in"], again: false, catalog: "c"))
        _ = try await archive.store(
            ReviewedFile(slips: [try await made.kept(in: archive)]), again: false,
            ending: InputEnding(
                batch: batch.number, source: "a", original: made.original, outcome: .reviewed,
                pages: PageCounts(archived: 1)))
        let found = failed(try await Inspector(archive, inFolder: path).inspect(batch: batch.number))
        #expect(
            found.map(\.english) == [
                "the batch ended, and each input with it", "originals are of a known format",
                "pages are whole PNG files", "readings are JSON", "there is a verified backup",
            ])
    }
}
