/// A claim (案卷) with slips in the archive.
public struct ClaimEntry: Hashable, Sendable {
    /// The claim's ID: the `claim_id` or the folder of a `claim.json`, or as a cover sheet names it.
    public var claim: String
    /// Slips that came with it.
    public var slips: Int

    public init(claim: String, slips: Int) {
        self.claim = claim
        self.slips = slips
    }
}
