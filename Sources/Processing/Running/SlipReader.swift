internal import Archive
internal import Layout
internal import Slips

/// A slip's pages in their order, read and kept.
struct ReadSlip: Sendable {
    var pages: [SlipPage]
    var layouts: [PageLayout]
    /// What the archive keeps of each page.
    var kept: [KeptPage]
}

/// Reads a slip's pages, several at a time, and keeps each in the archive as it comes.
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

    private struct Page: Sendable {
        var page: SlipPage
        var layout: PageLayout
        var kept: KeptPage
    }

    /// Reads a whole file.
    ///
    /// - Throws: ``Failure`` that names the pages; any other error when nothing can be read or kept any more.
    func read(path: String, digest: ContentDigest) async throws -> ReadSlip {
        let count: Int
        let first: Page
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
        try await withThrowingTaskGroup(of: (Int, Result<Page, PageFailure>).self) { group in
            var next = 2
            func start() {
                guard next <= count, failures.isEmpty else { return }
                let number = next
                next += 1
                group.addTask {
                    do {
                        return (number, .success(try await self.read(number, path, digest).0))
                    } catch let failure as PageFailure {
                        return (number, .failure(failure))
                    }
                }
            }
            for _ in 0..<window { start() }
            while let (number, result) = try await group.next() {
                switch result {
                case .success(let page): read[number] = page
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
        let inOrder = (1...count).compactMap { read[$0] }
        return ReadSlip(
            pages: inOrder.map(\.page), layouts: inOrder.map(\.layout), kept: inOrder.map(\.kept))
    }

    private func read(_ number: Int, _ path: String, _ digest: ContentDigest) async throws -> (Page, Int) {
        let read = try await pages.read(page: number, ofFileAt: path, sha256: digest.hex)
        let layout = try read.decodedLayout(page: number)
        let kept = KeptPage(
            number: number, raster: try await keep(read.raster), layout: try await keep(read.layout))
        let page = read.slipPage(number: number, raster: kept.raster)
        return (Page(page: page, layout: layout, kept: kept), read.pageCount)
    }

    private func keep(_ content: [UInt8]) async throws -> ContentDigest {
        if let archive { try await archive.keep(content) } else { ContentDigest(of: content) }
    }
}
