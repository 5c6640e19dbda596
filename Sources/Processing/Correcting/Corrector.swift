public import Archive
internal import Extraction
internal import Foundation
internal import Layout
public import Review
internal import Slips

/// Corrects archived slips as persons say, and has them reviewed anew by the reviewer that `process` uses.
public struct Corrector: Sendable {
    private let archive: any Archive
    private let reviewer: Reviewer

    public init(archive: any Archive, reviewer: Reviewer) {
        self.archive = archive
        self.reviewer = reviewer
    }

    /// Corrects a slip, and archives the correction with the review that it leads to.
    ///
    /// - Parameters:
    ///   - prefix: The slip's ID, or as many of its first digits as no other has.
    ///   - changes: What to change; where they name a review, it must be the newest.
    ///   - by: Who corrects it.
    ///   - reason: Why.
    /// - Returns: The slip with its new review.
    /// - Throws: ``CorrectionError``; nothing is changed then.
    @discardableResult
    public func correct(
        _ prefix: String, _ changes: SlipChanges, by: String, reason: String
    ) async throws(CorrectionError) -> ArchivedSlip {
        try Self.check(by: by, reason: reason)
        let slip = try await archived(prefix)
        let newest = try Self.newest(slip)
        if let review = changes.review, review != newest.document.hex {
            throw .archive(.superseded(id: slip.id, by: slip.newestCorrection?.fact.by))
        }
        let state = try await self.state(of: slip, after: changes.changes)
        var named = changes
        named.review = newest.document.hex
        let written = try Self.salted(named)
        return try await store(
            state, of: slip, by: by, reason: reason, changes: written, undoes: nil)
    }

    /// Takes back the correction that led to a slip's newest review, or the one before it where that was undone.
    ///
    /// - Parameters:
    ///   - prefix: The slip's ID, or as many of its first digits as no other has.
    ///   - by: Who undoes it.
    ///   - reason: Why.
    /// - Returns: The slip with its new review.
    /// - Throws: ``CorrectionError``; nothing is changed then.
    @discardableResult
    public func undo(
        _ prefix: String, by: String, reason: String
    ) async throws(CorrectionError) -> ArchivedSlip {
        try Self.check(by: by, reason: reason)
        let slip = try await archived(prefix)
        guard let undone = slip.correctionInForce,
            let before = slip.reviews.first(where: { $0.sequence == undone.fact.review })
        else { throw .archive(.nothingToUndo(id: slip.id)) }
        let state = try await state(before, of: slip)
        return try await store(
            state, of: slip, by: by, reason: reason, changes: nil, undoes: undone.sequence)
    }

    /// What a slip's review would become by some changes; nothing is archived.
    ///
    /// - Parameters:
    ///   - slip: The slip.
    ///   - changes: What to change.
    /// - Returns: The review.
    /// - Throws: ``CorrectionError``.
    public func preview(
        _ slip: ArchivedSlip, _ changes: [SlipChange]
    ) async throws(CorrectionError) -> SlipReview {
        review(try await state(of: slip, after: changes), of: slip, source: slip.summary.source)
    }

    private func state(
        of slip: ArchivedSlip, after changes: [SlipChange]
    ) async throws(CorrectionError) -> CorrectedSlip {
        var state = try await state(Self.newest(slip), of: slip)
        let review = try Self.decoded(slip.review)
        for (index, change) in changes.enumerated() {
            do {
                try state.apply(change, on: review, catalog: reviewer.catalog)
            } catch {
                throw .change(index: index, error)
            }
        }
        if let (index, days) = state.impossibleDays(typedBy: changes, today: Self.today) {
            throw .change(index: index, .impossible(days))
        }
        return state
    }

    /// The last day that has begun anywhere on the earth.
    private static var today: CalendarDate? {
        CalendarDate(String(Timestamp(seconds: Timestamp.now.seconds + 14 * 3600).description.prefix(10)))
    }

    private func review(_ state: CorrectedSlip, of slip: ArchivedSlip, source: String) -> SlipReview {
        reviewer.review(state.slip, id: slip.id, source: source, rulings: state.rulings)
    }

    private func store(
        _ state: CorrectedSlip, of slip: ArchivedSlip, by: String, reason: String, changes: [UInt8]?,
        undoes: Int64?
    ) async throws(CorrectionError) -> ArchivedSlip {
        let review = review(state, of: slip, source: slip.summary.source)
        let kept = try Self.salted(state)
        do {
            var digest: ContentDigest?
            if let changes { digest = try await archive.keep(changes) }
            try await archive.correct(
                CorrectedReview(
                    slip: slip.id, base: Self.newest(slip).document, by: by, reason: reason, changes: digest,
                    corrected: try await archive.keep(kept), undoes: undoes,
                    review: try ReviewDocument(review)))
        } catch {
            throw error as? CorrectionError
                ?? .archive(error as? ArchiveError ?? .database(reason: "\(error)"))
        }
        return try await archived(slip.id)
    }
}

// MARK: The slip behind a review

extension Corrector {
    /// The slip that a review was made of.
    private func state(
        _ review: RecordedReview, of slip: ArchivedSlip
    ) async throws(CorrectionError) -> CorrectedSlip {
        if let sequence = review.correction,
            let correction = slip.corrections.first(where: { $0.sequence == sequence })
        {
            return try Self.decode(CorrectedSlip.self, try await content(correction.fact.corrected))
        }
        let document = try Self.decoded(ReviewDocument(json: try await content(review.document)))
        var layouts: [PageLayout] = []
        for page in review.pages {
            layouts.append(try Self.decode(PageLayout.self, try await content(page.layout)))
        }
        var read = SlipExtractor().slip(from: layouts, pages: document.pages)
        (read.lostPages, read.coverCount) = (document.lostPages, document.coverCount)
        // Lines are named by their numbers: they must be the ones that the person saw.
        guard read.items.map(\.printed) == document.items.map(\.printed) else {
            throw .readingChanged(id: slip.id)
        }
        return CorrectedSlip(read)
    }

    private func archived(_ prefix: String) async throws(CorrectionError) -> ArchivedSlip {
        do {
            return try await archive.slip(prefix)
        } catch {
            throw .archive(error)
        }
    }

    private func content(_ digest: ContentDigest) async throws(CorrectionError) -> [UInt8] {
        do {
            return try await archive.content(of: digest)
        } catch {
            throw .archive(error)
        }
    }

    private static func newest(_ slip: ArchivedSlip) throws(CorrectionError) -> RecordedReview {
        guard let newest = slip.reviews.last else {
            throw .archive(.database(reason: "slip \(slip.id) has no review"))
        }
        return newest
    }

    private static func decoded(_ review: ReviewDocument) throws(CorrectionError) -> SlipReview {
        do {
            return try review.decoded(as: SlipReview.self)
        } catch {
            throw .archive(error)
        }
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type, _ json: [UInt8]
    ) throws(CorrectionError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(json))
        } catch {
            throw .archive(.database(reason: "what was kept of a slip cannot be read: \(error)"))
        }
    }

    /// What is kept of a correction: its digest stands in the log for ever, and must tell nobody a name.
    private static func salted(_ value: some Encodable) throws(CorrectionError) -> [UInt8] {
        do {
            return try SaltedDocument.salted(ReviewDocument(value)).json
        } catch {
            throw .archive(error)
        }
    }

    private static func check(by: String, reason: String) throws(CorrectionError) {
        guard !by.allSatisfy(\.isWhitespace) else { throw .nobody }
        guard !reason.allSatisfy(\.isWhitespace) else { throw .noReason }
    }
}

extension ArchivedSlip {
    /// The correction whose outcome the newest review shows: those that were undone are passed over.
    public var correctionInForce: RecordedCorrection? {
        var review = reviews.last
        while let sequence = review?.correction,
            let correction = corrections.first(where: { $0.sequence == sequence })
        {
            guard let undone = correction.fact.undoes else { return correction }
            let before = corrections.first { $0.sequence == undone }?.fact.review
            review = reviews.first { $0.sequence == before }
        }
        return nil
    }
}

extension Item {
    /// The values of the line, as a review writes them.
    fileprivate var printed: [String?] {
        [
            String(line), date?.value?.description, code?.value, name.value, spec?.value, unit?.value,
            quantity.value?.description, unitPrice?.value?.description, amount.value?.description,
            insuranceClass?.value,
        ]
    }
}

extension ReviewedItem {
    fileprivate var printed: [String?] {
        [
            String(line), date?.value, code?.value, name.value, spec?.value, unit?.value, quantity.value,
            unitPrice?.value, amount.value, insuranceClass?.value,
        ]
    }
}
