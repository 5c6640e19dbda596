public import Archive
internal import Extraction
internal import Foundation
internal import Layout
public import Review
internal import Slips

/// A claim's slips and what does not agree between them, as the archive has them now.
public struct ClaimReading: Sendable {
    public var claim: String
    /// In the order in which they were handed in.
    public var slips: [SlipReview]
    public var findings: [ClaimFinding]

    /// More slips are not compared: no claim of one person has so many.
    public static let slipsAtMost = 500

    /// Reads a claim.
    ///
    /// Nothing of it is kept: after a correction of one of the slips it is another.
    ///
    /// - Parameters:
    ///   - claim: The claim's ID.
    ///   - archive: Where its slips are.
    /// - Throws: What the archive says. A claim without slips has none.
    public init(_ claim: String, in archive: any Archive) async throws {
        self.claim = claim
        var claimed: [ClaimedSlip] = []
        for id in try await archive.slips(ofClaim: claim).prefix(Self.slipsAtMost) {
            let slip = try await archive.slip(id)
            let review = try slip.review.decoded(as: SlipReview.self)
            var numbers: [PrintedPageNumber?] = []
            for page in slip.reviews.last?.pages ?? [] {
                let layout = try? JSONDecoder().decode(
                    PageLayout.self, from: Data(try await archive.content(of: page.layout)))
                numbers.append(layout.flatMap(PageNumberFinder.number))
            }
            claimed.append(ClaimedSlip(review: review, pageNumbers: review.kind == .feeList ? numbers : []))
        }
        slips = claimed.map(\.review)
        findings = ClaimReviewer.findings(on: claimed)
    }
}
