/// The proof that an entry is in a log, checkable offline with the log's verifier key (C2SP tlog-proof).
///
/// As text: `c2sp.org/tlog-proof@v1`, perhaps `extra` with base64, `index` with the entry's place, a line of base64 for
/// each hash from the leaf's sibling up, an empty line, the signed checkpoint.
public struct LogProof: Hashable, Sendable {
    private static let head = "c2sp.org/tlog-proof@v1"

    /// The entry's place in the log, from 0.
    public let index: UInt64
    /// The hashes beside its way to the root, from its sibling up.
    public let hashes: [TreeHash]
    public let checkpoint: SignedCheckpoint

    public init(index: UInt64, hashes: [TreeHash], checkpoint: SignedCheckpoint) {
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// Reads a proof; nil where it is none.
    public init?(_ text: String) {
        guard let (parts, checkpoint) = ProofText.parts(of: text) else { return nil }
        var lines = parts
        guard lines.popFirst() == Self.head[...] else { return nil }
        if let extra = lines.first, extra.hasPrefix("extra ") {
            guard Base64.bytes(String(extra.dropFirst(6))) != nil else { return nil }
            lines = lines.dropFirst()
        }
        guard let index = ProofText.number(of: lines.popFirst(), after: "index "),
            let hashes = ProofText.hashes(lines)
        else { return nil }
        self.init(index: index, hashes: hashes, checkpoint: checkpoint)
    }

    public var text: String { ProofText.text([Self.head, "index \(index)"], hashes, checkpoint) }

    /// Whether the proof shows that an entry is in the log that this key signs.
    ///
    /// - Parameters:
    ///   - entry: The entry's bytes.
    ///   - key: The log's verifier key.
    /// - Returns: Whether the checkpoint is signed by the key and its tree holds the entry.
    public func proves(_ entry: [UInt8], by key: VerifierKey) -> Bool {
        let end = checkpoint.checkpoint
        return checkpoint.isSigned(by: key)
            && MerkleProof.includes(hashes, leaf: .leaf(entry), at: index, size: end.size, root: end.root)
    }
}
