public import Archive
internal import Extraction
internal import Foundation
internal import Layout
public import Slips

/// Takes one input from its bytes to the archived reviews of its slips, or to quarantine.
public struct SlipProcessor: Sendable {
    /// Reviews a slip; gets the slip, its ID and its source.
    public typealias Review = @Sendable (Slip, String, String) throws(ArchiveError) -> ReviewDocument

    private let pages: any PageReadingService
    private let archive: (any Archive)?
    private let catalogSHA256: String
    private let review: Review
    private let again: Bool
    /// The number of the batch that inputs are processed for; nil where none is recorded.
    private var batch: Int64?
    /// Pages of one slip that are read at the same time.
    private let window: Int
    private var progress: ProgressCounter
    private let gate = DigestGate()

    /// - Parameters:
    ///   - pages: Reads pages.
    ///   - archive: Where to archive; nil to review alone.
    ///   - catalogSHA256: The digest of the catalog that `review` uses.
    ///   - review: Reviews a slip.
    ///   - again: Whether slips that are archived already are read and reviewed again.
    ///   - batch: The number of the batch that inputs are processed for; nil where none is recorded.
    ///   - window: Pages of one slip that are read at the same time.
    ///   - progress: Told of pages as they are done.
    public init(
        pages: any PageReadingService, archive: (any Archive)?, catalogSHA256: String,
        review: @escaping Review, again: Bool, batch: Int64? = nil, window: Int, progress: ProgressCounter
    ) {
        self.pages = pages
        self.archive = archive
        self.catalogSHA256 = catalogSHA256
        self.review = review
        self.again = again
        self.batch = batch
        self.window = window
        self.progress = progress
    }

    /// The same processor for another batch, whose pages another counter is told of: inputs of both are kept apart as those of
    /// one.
    public func reporting(to progress: ProgressCounter, of batch: Int64?) -> SlipProcessor {
        var processor = self
        processor.progress = progress
        processor.batch = batch
        return processor
    }

    /// Processes an input.
    ///
    /// - Returns: What became of it; whatever is wrong with the input is said there.
    /// - Throws: `ArchiveError` when the archive cannot be used, ``WorkerStartFailure``, `CancellationError`.
    public func process(_ input: ProcessingInput) async throws -> SlipReport {
        let digest: ContentDigest
        do {
            let kept = input.kept
            if let kept { digest = kept } else { digest = try await Intake.digest(ofFileAt: input.path) }
        } catch {
            return try await refuse(input, [error], original: nil)
        }
        return try await gate.alone(with: digest) {
            guard let archive else { return try await identified(input, digest) }
            guard try await archive.take(digest) else {
                return SlipReport(of: input, outcome: .busy, pages: 1)
            }
            let report: SlipReport
            do {
                report = try await identified(input, digest)
            } catch {
                await archive.giveBack(digest)
                throw error
            }
            await archive.giveBack(digest)
            return report
        }
    }

    /// Records an input that could not even be looked at.
    public func refuse(_ input: ProcessingInput, reason: String) async throws -> SlipReport {
        try await refuse(input, [Intake.unreadable(reason)], original: nil)
    }

    /// Lets a claim's file that is as it should be leave the quarantine, if it is there.
    func settle(claimFile file: ProcessingInput) async throws {
        guard let archive, try await !archive.quarantined(source: file.source).isEmpty else { return }
        let kept = try await archive.keep(fileAt: file.path)
        try await archive.release(Submission(original: kept, source: file.source, claim: file.claim))
    }

    private func identified(_ input: ProcessingInput, _ digest: ContentDigest) async throws -> SlipReport {
        var report = try await process(input, digest)
        report.digest = digest
        return report
    }

    private func process(_ input: ProcessingInput, _ digest: ContentDigest) async throws -> SlipReport {
        if let report = try await doneBefore(input, digest) { return report }
        if let reasons = await gate.failures(of: digest) {
            return try await refuse(input, reasons, original: archive == nil ? nil : digest)
        }
        let holdings = try await archive?.holdings(of: digest) ?? []
        if let report = try await resubmitted(input, digest, holdings) { return report }
        guard let path = try await keep(input, digest) else {
            let change = "the file changed while it was being processed: give it again when it is complete"
            return try await refuse(input, [Intake.unreadable(change)], original: nil)
        }
        let file: ReadFile
        do {
            file = try await read(path: path, digest)
        } catch let failure as SlipReader.Failure {
            await gate.noteFailed(digest, failure.reasons)
            return try await quarantine(
                input, failure.reasons, original: archive == nil ? nil : digest, pages: failure.pages)
        }
        return try await store(
            file, of: input, digest, again: again || holdings.contains(where: \.lacksPages))
    }

    /// Reads the pages of a kept file, and gives it back.
    private func read(path: String, _ digest: ContentDigest) async throws -> ReadFile {
        let result: Result<ReadFile, any Error>
        do {
            result = .success(
                try await SlipReader(pages: pages, archive: archive, window: window, progress: progress)
                    .read(path: path, digest: digest))
        } catch {
            result = .failure(error)
        }
        await archive?.close(digest)
        return try result.get()
    }

    /// Reviews and archives what was read of a file.
    private func store(
        _ file: ReadFile, of input: ProcessingInput, _ digest: ContentDigest, again: Bool
    ) async throws -> SlipReport {
        var reviewed: [ReviewedSlip] = []
        for read in file.slips {
            let submission = submission(of: input, digest, part: read.part, claim: read.claim)
            var slip = SlipExtractor().slip(from: read.layouts, pages: read.pages)
            slip.lostPages = file.lost.compactMap(\.page)
            slip.coverCount = read.coverCount
            let document = try review(slip, submission.slipID, submission.source)
            reviewed.append(ReviewedSlip(submission: submission, pages: read.kept, review: document))
        }
        try Task.checkCancellation()
        var reviews = reviewed.map(\.review)
        if let archive {
            let lost = (file.lost + file.emptyCovers).map { entry(of: input, $0, original: digest) }
            _ = try await archive.store(
                ReviewedFile(slips: reviewed, lost: lost, isHandedIn: !input.isTriedAgain), again: again,
                ending: try ending(
                    input, digest, .reviewed, pages: file.counts, slips: SlipCounts(of: reviews)))
            if again { await gate.noteReviewed(digest) }
            // Whether it was handed in before, as other bytes, is known when it stands among the others.
            for (index, slip) in reviewed.enumerated() {
                reviews[index] = try slip.review
                    .flagged(await archive.repetitions(of: slip.submission.slipID))
            }
        }
        var report = SlipReport(
            of: input, outcome: .reviewed(reviews, lost: file.lost + file.emptyCovers), pages: file.pages)
        report.claims = Set(reviewed.compactMap(\.submission.claim))
        return report
    }

    /// What became of an input earlier in this batch; nil when nothing did.
    private func doneBefore(_ input: ProcessingInput, _ digest: ContentDigest) async throws -> SlipReport? {
        guard let archive, let batch,
            let ending = try await archive.ending(of: input.place, original: digest, in: batch)
        else { return nil }
        progress.passOver(pages: 1)
        if ending.outcome == .quarantined {
            let entries = try await archive.quarantined(source: input.source)
            return SlipReport(
                of: input,
                outcome: .quarantined(entries.filter { $0.input.original == digest }.map(PageFailure.init)),
                pages: 1)
        }
        return try await archived(input, digest, try await archive.holdings(of: digest), in: archive)
    }

    /// The reviews that the archive holds of an input's slips, which are not made again.
    private func archived(
        _ input: ProcessingInput, _ digest: ContentDigest, _ holdings: [Holding], in archive: any Archive
    ) async throws -> SlipReport {
        var reviews: [ReviewDocument] = []
        for holding in holdings {
            let review = try await archive.slip(holding.id).review
            reviews.append(
                try review.from(source: submission(of: input, digest, part: holding.part).source))
        }
        return SlipReport(of: input, outcome: .doneBefore(reviews), pages: 1)
    }

    private func ending(
        _ input: ProcessingInput, _ original: ContentDigest?, _ outcome: InputEnding.Outcome,
        pages: PageCounts, slips: SlipCounts = SlipCounts()
    ) -> InputEnding? {
        batch.map {
            InputEnding(
                batch: $0, source: input.place, original: original, outcome: outcome, pages: pages,
                slips: slips)
        }
    }

    /// The handing-in of a slip.
    ///
    /// The source of one of several slips in a file is `FILE#1`, `FILE#2` and so on.
    /// Without a claim, as a cover sheet names it, the input's counts.
    private func submission(
        of input: ProcessingInput, _ digest: ContentDigest, part: Int?, claim: String? = nil
    ) -> Submission {
        Submission(
            original: digest, source: part.map { "\(input.source)#\($0)" } ?? input.source,
            claim: claim ?? input.claim, part: part)
    }

    /// What handing in archived bytes again comes to; nil when they must be read.
    private func resubmitted(
        _ input: ProcessingInput, _ digest: ContentDigest, _ holdings: [Holding]
    ) async throws -> SlipReport? {
        guard let archive, !holdings.isEmpty else { return nil }
        if input.onlyNamesClaim {
            var claims: Set<String?> = []
            for holding in holdings {
                claims.insert(try await archive.slip(holding.id).submissions.last?.claim)
            }
            if claims == [input.claim] {
                progress.passOver(pages: 1)
                return try await archived(input, digest, holdings, in: archive)
            }
        } else if again {
            guard await gate.wasReviewed(digest) else { return nil }
        } else {
            guard holdings.allSatisfy({ $0.catalogSHA256 == catalogSHA256 && !$0.lacksPages }) else {
                return nil
            }
        }
        let reviews = try await archive.resubmit(
            holdings.map { submission(of: input, digest, part: $0.part) },
            ending: ending(
                input, digest, .resubmitted,
                pages: PageCounts(archived: holdings.reduce(0) { $0 + $1.pages })))
        progress.passOver(pages: 1)
        return SlipReport(of: input, outcome: .resubmitted(reviews), pages: 1)
    }

    /// Keeps the original.
    ///
    /// - Returns: Where its bytes lie unchanged from now on; nil when the file has changed since it was hashed.
    private func keep(_ input: ProcessingInput, _ digest: ContentDigest) async throws -> String? {
        guard let archive else { return input.path }
        guard input.kept == nil else { return try await archive.path(of: digest) }
        do {
            guard try await archive.keep(fileAt: input.path) == digest else { return nil }
        } catch ArchiveError.sourceChanged {
            return nil
        }
        return try await archive.path(of: digest)
    }

    /// Quarantines an input of which no page was read.
    private func refuse(
        _ input: ProcessingInput, _ reasons: [PageFailure], original: ContentDigest?
    ) async throws -> SlipReport {
        progress.passOver(pages: 1)
        return try await quarantine(input, reasons, original: original, pages: 1)
    }

    private func quarantine(
        _ input: ProcessingInput, _ reasons: [PageFailure], original: ContentDigest?, pages: Int
    ) async throws -> SlipReport {
        try await archive?.quarantine(
            reasons.map { entry(of: input, $0, original: original) },
            ending: ending(input, original, .quarantined, pages: PageCounts(quarantined: pages)))
        return SlipReport(of: input, outcome: .quarantined(reasons), pages: pages)
    }

    private func entry(
        of input: ProcessingInput, _ failure: PageFailure, original: ContentDigest?
    ) -> QuarantinedInput {
        QuarantinedInput(
            source: input.source, page: failure.page, failureClass: failure.failureClass,
            reason: failure.reason, attempts: failure.attempts, original: original, claim: input.claim,
            trace: failure.trace)
    }
}

extension PageFailure {
    /// The failure that an entry of the quarantine records.
    fileprivate init(_ entry: QuarantineEntry) {
        self.init(
            failureClass: entry.input.failureClass, page: entry.input.page, reason: entry.input.reason,
            attempts: entry.input.attempts, trace: entry.input.trace)
    }
}
