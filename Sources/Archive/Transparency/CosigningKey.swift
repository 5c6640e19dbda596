/// A witness's key: it signs that it saw a checkpoint, and when.
///
/// Source: C2SP tlog-cosignature: type 0x04, Ed25519 over `cosignature/v1`, a line `time` with seconds since 1970, and the
/// checkpoint's text; the signature is the time as eight bytes, most significant first, and 64 bytes.
public struct CosigningKey: Sendable {
    private static let type = WitnessKey.type

    private let key: NoteKey

    /// A new key of a witness.
    ///
    /// - Parameter name: Not empty, without white space and plus signs.
    public init?(newFor name: String) {
        self.init(NoteKey(newFor: name, type: Self.type))
    }

    /// Reads the line of a key file; nil where it is none, or was altered.
    public init?(_ line: String) {
        self.init(NoteKey(line, type: Self.type))
    }

    private init?(_ key: NoteKey?) {
        guard let key else { return nil }
        self.key = key
    }

    public var name: String { key.name }

    /// The line of a key file.
    public var line: String { key.line }

    /// The public half, by which anybody checks the cosignatures: `name+keyid+base64`.
    public var verifier: WitnessKey { WitnessKey(name: key.name, publicKey: key.publicKey) }

    /// The checkpoint with this key's cosignature beside the signatures that it has.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` when it cannot be signed.
    func cosigned(_ checkpoint: SignedCheckpoint, at time: Timestamp) throws(ArchiveError) -> String {
        let text = WitnessKey.message(checkpoint.signed.text, at: UInt64(clamping: time.seconds))
        do {
            let bytes = Self.bytes(UInt64(clamping: time.seconds)) + (try key.signature(for: text))
            let others = checkpoint.signed.signatures.filter { !isOwn($0) }
            let own = SignedNote.Signature(name: key.name, keyID: key.id, bytes: bytes)
            return SignedNote(text: checkpoint.signed.text, signatures: others + [own]).note
        } catch {
            throw .log(reason: "the checkpoint cannot be cosigned: \(error)")
        }
    }

    private func isOwn(_ signature: SignedNote.Signature) -> Bool {
        signature.name == key.name && signature.keyID == key.id
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}
