/// What a log had come to after its newest event, as it stands beside the events and is signed with each of their transactions:
/// so no event is ever without a signature.
///
/// It is signed like a checkpoint, with a fourth line that says how many events the newest checkpoint counts that was written
/// beside the database: an older one in its place is found out.
public struct LogHead: Hashable, Sendable {
    /// The tree of all events.
    public let frontier: TreeFrontier
    /// The size of the newest checkpoint that was written to the log's folder.
    public let published: UInt64
    /// Size and root with their signatures.
    public let signed: SignedCheckpoint

    /// Reads a head as it is kept; nil where the text is none, or says otherwise than the frontier.
    ///
    /// Signatures are not checked.
    ///
    /// - Parameters:
    ///   - note: The signed text.
    ///   - bytes: ``TreeFrontier/bytes``.
    public init?(note: String, frontier bytes: some Collection<UInt8>) {
        guard let signed = SignedCheckpoint(note), let published = Self.published(in: signed.signed.text),
            let frontier = TreeFrontier(size: signed.checkpoint.size, bytes: bytes),
            frontier.root == signed.checkpoint.root, published <= frontier.size
        else { return nil }
        self.frontier = frontier
        self.published = published
        self.signed = signed
    }

    init(_ frontier: TreeFrontier, published: UInt64, signed: SignedCheckpoint) {
        self.frontier = frontier
        self.published = published
        self.signed = signed
    }

    /// How many events it counts.
    public var size: UInt64 { frontier.size }

    private static let mark = "published "

    /// The line below the checkpoint's.
    static func line(published: UInt64) -> String { "\(mark)\(published)\n" }

    private static func published(in text: String) -> UInt64? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, lines[3].hasPrefix(mark), let size = UInt64(lines[3].dropFirst(mark.count)),
            "\(mark)\(size)" == lines[3]
        else { return nil }
        return size
    }
}
