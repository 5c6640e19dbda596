/// What an archive asks of a witness: to cosign a checkpoint that continues the one that the witness saw last.
///
/// As text (C2SP tlog-witness, “add-checkpoint”): `old` with the size that the witness has, a line of base64 for each hash
/// of the consistency proof, an empty line, the signed checkpoint.
public struct WitnessRequest: Hashable, Sendable {
    /// How many events the witness's last checkpoint counts; 0 for none.
    public let older: UInt64
    /// The consistency proof, from the lowest hash up.
    public let proof: [TreeHash]
    public let checkpoint: SignedCheckpoint

    public init(older: UInt64, proof: [TreeHash], checkpoint: SignedCheckpoint) {
        self.older = older
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Reads a request; nil where it is none.
    public init?(_ text: String) {
        guard let border = text.firstRange(of: "\n\n"),
            let checkpoint = SignedCheckpoint(String(text[border.upperBound...]))
        else { return nil }
        var lines = text[..<border.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let first = lines.popFirst(), first.hasPrefix("old "), let older = UInt64(first.dropFirst(4)),
            String(older) == first.dropFirst(4)
        else { return nil }
        let proof = lines.compactMap { TreeHash(String($0)) }
        guard proof.count == lines.count, proof.count <= 63 else { return nil }
        self.init(older: older, proof: proof, checkpoint: checkpoint)
    }

    public var text: String {
        (["old \(older)"] + proof.map(\.description)).joined(separator: "\n") + "\n\n" + checkpoint.note
    }
}
