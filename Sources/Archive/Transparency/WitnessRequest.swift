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
        guard let (lines, checkpoint) = ProofText.parts(of: text),
            let older = ProofText.number(of: lines.first, after: "old "),
            let proof = ProofText.hashes(lines.dropFirst())
        else { return nil }
        self.init(older: older, proof: proof, checkpoint: checkpoint)
    }

    public var text: String { ProofText.text(["old \(older)"], proof, checkpoint) }
}
