/// A file that is to become a slip.
public struct ProcessingInput: Hashable, Sendable {
    /// The path as given, or below a folder that was given.
    public var source: String
    /// Where its bytes lie; the source itself but for inputs from quarantine, whose bytes the archive keeps.
    public var path: String
    /// The claim that it came with: the `claim_id` of its `claim.json`, or the folder that holds that file.
    public var claim: String?

    public init(source: String, path: String? = nil, claim: String? = nil) {
        self.source = source
        self.path = path ?? source
        self.claim = claim
    }
}
