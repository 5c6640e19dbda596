public import Archive

/// What became of one input.
public struct SlipReport: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Read and reviewed: a review of each slip in the file, at least one; pages that could not be read are in
        /// quarantine with these reasons.
        case reviewed([ReviewDocument], lost: [PageFailure])
        /// The same bytes were archived before: recorded as handed in again, the archived reviews given again.
        case resubmitted([ReviewDocument])
        /// Done with earlier in this batch, by a run that was interrupted or by another one beside this.
        case doneBefore([ReviewDocument])
        /// Not processed, and kept in quarantine with these reasons.
        case quarantined([PageFailure])
        /// Another run works on these bytes: to be given again later.
        case busy
    }

    public var source: String
    /// Where the input's bytes lay.
    public var path: String
    /// The digest of the input's bytes; nil where they could not be read.
    public var digest: ContentDigest?
    public var outcome: Outcome
    /// The claims that its slips came with.
    public var claims: Set<String> = []
    /// Pages that the input was found to have, at least 1.
    public var pages: Int

    public init(of input: ProcessingInput, outcome: Outcome, pages: Int) {
        source = input.source
        path = input.path
        self.outcome = outcome
        self.pages = pages
    }

    /// The reviews; empty when there are none.
    public var reviews: [ReviewDocument] {
        switch outcome {
        case .reviewed(let reviews, _), .resubmitted(let reviews), .doneBefore(let reviews): reviews
        case .quarantined, .busy: []
        }
    }
}
