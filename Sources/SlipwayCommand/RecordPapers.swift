import Archive
import Foundation
import Layout
import Papers
import Review
import Slips

/// The papers of an archived slip.
struct RecordPapers {
    let archive: any Archive

    /// The sheet to hand over (审核结果单).
    ///
    /// - Throws: `PaperError`, `ArchiveError`.
    func sheet(of slip: ArchivedSlip, _ proof: LogProof, _ entry: LogEntry) throws -> [UInt8] {
        let review = try slip.review.decoded(as: SlipReview.self)
        let checkpoint = proof.checkpoint.checkpoint
        let corrections = slip.corrections.map { correction in
            (correction.at, "更正 corrected, \(correction.fact.by): \(correction.fact.reason)")
        }
        let opinions = slip.opinions.map { opinion in
            let note = opinion.fact.note.isEmpty ? "" : ": \(opinion.fact.note)"
            return (opinion.at, "\(ContractTerms.opinion(opinion.fact.outcome)), \(opinion.fact.by)\(note)")
        }
        let acts = (corrections + opinions).map { at, text in "\(at)  \(text)" }.sorted()
        return try ReviewSheet(
            review, decision: ContractTerms.decision(slip.summary.decision),
            kind: ContractTerms.kind(slip.summary.kind), acts: acts,
            proof: .init(
                origin: checkpoint.origin, size: checkpoint.size, note: proof.checkpoint.note,
                event: entry.sequence, at: slip.reviews.last?.at.description ?? "")
        ).pdf()
    }

    /// The pages with what was read behind their pictures.
    ///
    /// - Throws: `PaperError`, `ArchiveError`.
    func searchable(_ slip: ArchivedSlip) async throws -> [UInt8] {
        let review = try slip.review.decoded(as: SlipReview.self)
        var pages: [SearchablePDF.Page] = []
        for page in slip.reviews.last?.pages ?? [] {
            let json = try await archive.content(of: page.layout)
            pages.append(
                SearchablePDF.Page(
                    picture: try await archive.content(of: page.raster),
                    layout: try JSONDecoder().decode(PageLayout.self, from: Data(json)),
                    dpi: review.pages.first { $0.number == page.number }?.dpi ?? 0))
        }
        return try SearchablePDF.pdf(of: pages)
    }
}
