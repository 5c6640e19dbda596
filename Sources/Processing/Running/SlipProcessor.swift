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
    /// Pages of one slip that are read at the same time.
    private let window: Int
    private let progress: ProgressCounter
    private let gate = DigestGate()

    /// - Parameters:
    ///   - pages: Reads pages.
    ///   - archive: Where to archive; nil to review alone.
    ///   - catalogSHA256: The digest of the catalog that `review` uses.
    ///   - review: Reviews a slip.
    ///   - again: Whether slips that are archived already are read and reviewed again.
    ///   - window: Pages of one slip that are read at the same time.
    ///   - progress: Told of pages as they are done.
    public init(
        pages: any PageReadingService, archive: (any Archive)?, catalogSHA256: String,
        review: @escaping Review, again: Bool, window: Int, progress: ProgressCounter
    ) {
        self.pages = pages
        self.archive = archive
        self.catalogSHA256 = catalogSHA256
        self.review = review
        self.again = again
        self.window = window
        self.progress = progress
    }

    /// Processes an input.
    ///
    /// - Returns: What became of it; whatever is wrong with the input is said there.
    /// - Throws: `ArchiveError` when the archive cannot be used, ``WorkerStartFailure``, `CancellationError`.
    public func process(_ input: ProcessingInput) async throws -> SlipReport {
        let digest: ContentDigest
        do {
            digest = try await Intake.digest(ofFileAt: input.path)
        } catch {
            return try await refuse(input, [error], original: nil)
        }
        await gate.enter(digest)
        let report: SlipReport
        do {
            report = try await process(input, digest)
        } catch {
            await gate.leave(digest)
            throw error
        }
        await gate.leave(digest)
        return report
    }

    /// Records an input that could not even be looked at.
    public func refuse(_ input: ProcessingInput, reason: String) async throws -> SlipReport {
        try await refuse(input, [Intake.unreadable(reason)], original: nil)
    }

    private func process(_ input: ProcessingInput, _ digest: ContentDigest) async throws -> SlipReport {
        if let reasons = await gate.failures(of: digest) {
            return try await refuse(input, reasons, original: archive == nil ? nil : digest)
        }
        if let reviews = try await resubmitted(input, digest) {
            progress.passOver(pages: 1)
            return SlipReport(source: input.source, outcome: .resubmitted(reviews), pages: 1)
        }
        guard let path = try await keep(input, digest) else {
            let change = "the file changed while it was being processed: give it again when it is complete"
            return try await refuse(input, [Intake.unreadable(change)], original: nil)
        }
        let slips: [ReadSlip]
        do {
            slips = try await SlipReader(pages: pages, archive: archive, window: window, progress: progress)
                .read(path: path, digest: digest)
        } catch let failure as SlipReader.Failure {
            await gate.noteFailed(digest, failure.reasons)
            return try await quarantine(
                input, failure.reasons, original: archive == nil ? nil : digest, pages: failure.pages)
        }
        var reviewed: [ReviewedSlip] = []
        for read in slips {
            let submission = submission(of: input, digest, part: read.part)
            let slip = SlipExtractor().slip(from: read.layouts, pages: read.pages)
            let document = try review(slip, submission.slipID, submission.source)
            reviewed.append(ReviewedSlip(submission: submission, pages: read.kept, review: document))
        }
        try Task.checkCancellation()
        if let archive {
            _ = try await archive.store(reviewed, again: again)
            if again { await gate.noteReviewed(digest) }
        }
        return SlipReport(
            source: input.source, outcome: .reviewed(reviewed.map(\.review)),
            pages: slips.reduce(0) { $0 + $1.pages.count })
    }

    /// The handing-in of a slip.
    ///
    /// The source of one of several slips in a file is `FILE#1`, `FILE#2` and so on.
    private func submission(of input: ProcessingInput, _ digest: ContentDigest, part: Int?) -> Submission {
        Submission(
            original: digest, source: part.map { "\(input.source)#\($0)" } ?? input.source,
            claim: input.claim, part: part)
    }

    /// The archived reviews when the bytes need not be read; nil when they must be.
    private func resubmitted(
        _ input: ProcessingInput, _ digest: ContentDigest
    ) async throws -> [ReviewDocument]? {
        guard let archive else { return nil }
        let holdings = try await archive.holdings(of: digest)
        guard !holdings.isEmpty else { return nil }
        if again {
            guard await gate.wasReviewed(digest) else { return nil }
        } else {
            guard holdings.allSatisfy({ $0.catalogSHA256 == catalogSHA256 }) else { return nil }
        }
        var reviews: [ReviewDocument] = []
        for holding in holdings {
            reviews.append(try await archive.resubmit(submission(of: input, digest, part: holding.part)))
        }
        return reviews
    }

    /// Keeps the original.
    ///
    /// - Returns: Where its bytes lie unchanged from now on; nil when the file has changed since it was hashed.
    private func keep(_ input: ProcessingInput, _ digest: ContentDigest) async throws -> String? {
        guard let archive else { return input.path }
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
        for reason in reasons {
            try await archive?.quarantine(
                QuarantinedInput(
                    source: input.source, page: reason.page, failureClass: reason.failureClass,
                    reason: reason.reason, attempts: reason.attempts, original: original, claim: input.claim))
        }
        return SlipReport(source: input.source, outcome: .quarantined(reasons), pages: pages)
    }
}
