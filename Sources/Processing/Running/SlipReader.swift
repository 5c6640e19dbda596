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
    /// The claim that the cover sheet before it names; nil where there is none.
    var claim: String?
    /// What that sheet says of the claim's pages, and what was there.
    var coverCount: CoverCount?
}

/// What was read of a file.
struct ReadFile: Sendable {
    /// In reading order; none where the file holds separators alone.
    var slips: [ReadSlip]
    /// Pages that could not be read, each of which one of the slips may lack, in their order.
    var lost: [PageFailure]
    /// Pages of the file, those that were lost among them.
    var pages: Int

    /// Pages with nothing on them.
    var blank: Int
    /// Separator and cover sheets, but for those in ``emptyCovers``.
    var separators: Int
    /// Cover sheets that no page follows.
    var emptyCovers: [PageFailure]

    /// How the pages ended; several slips on one page are one.
    var counts: PageCounts {
        PageCounts(
            archived: pages - lost.count - emptyCovers.count - blank - separators, blank: blank,
            separator: separators, quarantined: lost.count + emptyCovers.count)
    }
}

/// Reads a file's pages, several at a time, and keeps each in the archive as it comes.
struct SlipReader: Sendable {
    /// That no page of a file could be read.
    struct Failure: Error {
        var reasons: [PageFailure]
        /// Pages of the file, as far as known.
        var pages: Int
    }

    let pages: any PageReadingService
    let archive: (any Archive)?
    let window: Int
    let progress: ProgressCounter

    /// Pages of a file that may fail before the rest of it is given up.
    static let failuresAtMost = 20

    /// Reads a whole file.
    ///
    /// A page that cannot be read costs itself alone: the others are read.
    ///
    /// - Returns: Its slips as ``PageStack`` parts them, and the pages that were lost.
    /// - Throws: ``Failure`` where the file cannot be opened, no page of it be read, or more than
    ///   ``failuresAtMost`` pages failed; any other error when nothing can be read or kept any more.
    func read(path: String, digest: ContentDigest) async throws -> ReadFile {
        var read: [Int: [PagePicture]] = [:]
        var failures: [PageFailure] = []
        let count: Int
        do {
            let (pictures, pages) = try await self.read(1, path, digest)
            (read[1], count) = (pictures, pages)
        } catch let failure as PageFailure {
            guard failure.page != nil, let pages = failure.pageCount, pages > 1 else {
                progress.pageRead()
                throw Failure(reasons: [failure], pages: 1)
            }
            failures.append(failure)
            count = pages
        }
        progress.addPages(count - 1)
        progress.pageRead()
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var next = 2
            func start() {
                guard next <= count, failures.count <= Self.failuresAtMost,
                    failures.allSatisfy({ $0.page != nil })
                else { return }
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
        failures.sort { ($0.page ?? 0) < ($1.page ?? 0) }
        guard !read.isEmpty, failures.count <= Self.failuresAtMost, failures.allSatisfy({ $0.page != nil })
        else {
            progress.passOver(pages: count - read.count - failures.count)
            throw Failure(reasons: failures, pages: count)
        }
        // A slip that lacks a page would look whole.
        let named = Set(failures.compactMap(\.page))
        failures += (1...count).filter { read[$0] == nil && !named.contains($0) }.map(Self.loss)
        var stack = PageStack()
        for number in 1...count { stack.add(read[number]) }
        let emptyCovers = stack.emptyCovers
        return ReadFile(
            slips: stack.slips(), lost: failures, pages: count, blank: stack.blank,
            separators: stack.separators - emptyCovers.count, emptyCovers: emptyCovers)
    }

    /// What became of a page of the file.
    private struct Outcome: Sendable {
        /// From 1.
        var page: Int
        var result: Result<[PagePicture], PageFailure>
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

    private func read(
        _ number: Int, _ path: String, _ digest: ContentDigest
    ) async throws -> ([PagePicture], Int) {
        let page = try await pages.read(page: number, ofFileAt: path, sha256: digest.hex)
        var pictures: [PagePicture] = []
        for var read in page.pictures {
            let layout = try read.decodedLayout(page: number)
            let (raster, keptLayout) = (try await keep(read.raster), try await keep(read.layout))
            // A long file's pages would fill the memory.
            (read.raster, read.layout) = ([], [])
            pictures.append(
                PagePicture(
                    read: read, layout: layout, raster: raster, keptLayout: keptLayout))
        }
        return (pictures, page.pageCount)
    }

    private func keep(_ content: [UInt8]) async throws -> ContentDigest {
        if let archive { try await archive.keep(content) } else { ContentDigest(of: content) }
    }
}
