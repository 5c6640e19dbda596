public import Archive

/// What became of one input.
public struct SlipReport: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Read and reviewed: a review of each slip in the file, at least one.
        case reviewed([ReviewDocument])
        /// The same bytes were archived before: recorded as handed in again, the archived reviews given again.
        case resubmitted([ReviewDocument])
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

    /// The reviews; empty when there are none.
    public var reviews: [ReviewDocument] {
        switch outcome {
        case .reviewed(let reviews), .resubmitted(let reviews): reviews
        case .quarantined: []
        }
    }
}
