internal import Archive
internal import Layout
internal import Slips

/// A slip's pages in their order, read and kept.
struct ReadSlip: Sendable {
    /// Which of several slips of the file it is, from 1; nil where the file is one slip.
    var part: Int?
    var pages: [SlipPage]
    var layouts: [PageLayout]
    /// What the archive keeps of each page.
    var kept: [KeptPage]
}

/// Reads a file's pages, several at a time, and keeps each in the archive as it comes.
struct SlipReader: Sendable {
    /// Pages that could not be read: without them there is no slip.
    struct Failure: Error {
        var reasons: [PageFailure]
        /// Pages of the file, as far as known.
        var pages: Int
    }

    let pages: any PageReadingService
    let archive: (any Archive)?
    let window: Int
    let progress: ProgressCounter

    /// A picture of a page: the whole of it, or one of several slips on it.
    private struct Picture: Sendable {
        var read: ReadPicture
        var layout: PageLayout
        var raster: ContentDigest
        var keptLayout: ContentDigest
    }

    /// Reads a whole file.
    ///
    /// - Returns: Its slips in reading order: each slip of a page that holds several, and one of all other pages.
    /// - Throws: ``Failure`` that names the pages; any other error when nothing can be read or kept any more.
    func read(path: String, digest: ContentDigest) async throws -> [ReadSlip] {
        let count: Int
        let first: [Picture]
        do {
            (first, count) = try await read(1, path, digest)
        } catch let failure as PageFailure {
            progress.pageRead()
            throw Failure(reasons: [failure], pages: 1)
        }
        progress.addPages(count - 1)
        progress.pageRead()
        var read = [1: first]
        var failures: [PageFailure] = []
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var next = 2
            func start() {
                guard next <= count, failures.isEmpty else { return }
                let number = next
                next += 1
                group.addTask { try await self.outcome(of: number, path, digest) }
            }
            for _ in 0..<window { start() }
            while let outcome = try await group.next() {
                switch outcome.result {
                case .success(let pictures): read[outcome.page] = pictures
                case .failure(let failure): failures.append(failure)
                }
                progress.pageRead()
                start()
            }
        }
        guard failures.isEmpty else {
            progress.passOver(pages: count - read.count - failures.count)
            throw Failure(reasons: failures.sorted { ($0.page ?? 0) < ($1.page ?? 0) }, pages: count)
        }
        let lost = (1...count).filter { read[$0] == nil }
        // A slip that lacks a page would look whole.
        guard lost.isEmpty else {
            throw Failure(reasons: lost.map(Self.loss), pages: count)
        }
        return Self.slips(of: (1...count).compactMap { read[$0] })
    }

    /// What became of a page of the file.
    private struct Outcome: Sendable {
        /// From 1.
        var page: Int
        var result: Result<[Picture], PageFailure>
    }

    private static func loss(of page: Int) -> PageFailure {
        PageFailure(
            failureClass: "protocol", page: page,
            reason: "the page was read, and its reading was lost: report it, and give the file again")
    }

    // Optimised by Swift 6.3.1, a task's closure that did this itself answered with a wrong page number.
    private func outcome(of number: Int, _ path: String, _ digest: ContentDigest) async throws -> Outcome {
        do {
            return Outcome(page: number, result: .success(try await read(number, path, digest).0))
        } catch let failure as PageFailure {
            return Outcome(page: number, result: .failure(failure))
        }
    }

    /// Pages that hold one picture are pages of one slip; every picture of the others is a slip.
    private static func slips(of pages: [[Picture]]) -> [ReadSlip] {
        var groups: [[Picture]] = []
        var common: Int?
        for pictures in pages {
            if pictures.count > 1 {
                groups += pictures.map { [$0] }
            } else if let common {
                groups[common] += pictures
            } else {
                common = groups.count
                groups.append(pictures)
            }
        }
        return groups.enumerated().map { index, pictures in
            slip(of: pictures, part: groups.count == 1 ? nil : index + 1)
        }
    }

    private static func slip(of pictures: [Picture], part: Int?) -> ReadSlip {
        var slip = ReadSlip(part: part, pages: [], layouts: [], kept: [])
        for (index, picture) in pictures.enumerated() {
            slip.pages.append(picture.read.slipPage(number: index + 1, raster: picture.raster))
            slip.layouts.append(picture.layout)
            slip.kept.append(KeptPage(number: index + 1, raster: picture.raster, layout: picture.keptLayout))
        }
        return slip
    }

    private func read(
        _ number: Int, _ path: String, _ digest: ContentDigest
    ) async throws -> ([Picture], Int) {
        let page = try await pages.read(page: number, ofFileAt: path, sha256: digest.hex)
        var pictures: [Picture] = []
        for var read in page.pictures {
            let layout = try read.decodedLayout(page: number)
            let (raster, keptLayout) = (try await keep(read.raster), try await keep(read.layout))
            // A long file's pages would fill the memory.
            (read.raster, read.layout) = ([], [])
            pictures.append(
                Picture(
                    read: read, layout: layout, raster: raster, keptLayout: keptLayout))
        }
        return (pictures, page.pageCount)
    }

    private func keep(_ content: [UInt8]) async throws -> ContentDigest {
        if let archive { try await archive.keep(content) } else { ContentDigest(of: content) }
    }
}
