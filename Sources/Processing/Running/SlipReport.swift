public import Archive

/// What became of one input.
public struct SlipReport: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Read and reviewed.
        case reviewed(ReviewDocument)
        /// The same bytes were archived before: recorded as handed in again, the archived review given again.
        case resubmitted(ReviewDocument)
        /// Not processed, and kept in quarantine with these reasons.
        case quarantined([PageFailure])
    }

    public var source: String
    public var outcome: Outcome
    /// Pages that the input was found to have, at least 1.
    public var pages: Int

    public init(source: String, outcome: Outcome, pages: Int) {
        self.source = source
        self.outcome = outcome
        self.pages = pages
    }

    /// The review; nil when there is none.
    public var review: ReviewDocument? {
        switch outcome {
        case .reviewed(let review), .resubmitted(let review): review
        case .quarantined: nil
        }
    }
}
