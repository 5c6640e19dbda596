/// The key with which an archive signs its checkpoints.
///
/// In its file as one line, `PRIVATE+KEY+name+keyid+base64(0x01 ‖ seed)`, the form of Go's note package.
public struct SigningKey: Sendable {
    private let key: NoteKey
    /// The public half.
    public let verifier: VerifierKey

    /// A new key for the log of this name.
    ///
    /// - Parameter name: The log's origin: not empty, without white space and plus signs.
    public init?(newFor name: String) {
        self.init(NoteKey(newFor: name, type: VerifierKey.ed25519))
    }

    /// Reads the line of a key file; nil where it is none, or was altered.
    public init?(_ line: String) {
        self.init(NoteKey(line, type: VerifierKey.ed25519))
    }

    private init?(_ key: NoteKey?) {
        guard let key, let verifier = VerifierKey(name: key.name, publicKey: key.publicKey) else {
            return nil
        }
        self.key = key
        self.verifier = verifier
    }

    /// The line of a key file.
    public var line: String { key.line }

    /// A text signed with the key.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` when it cannot be signed.
    func signed(_ text: String) throws(ArchiveError) -> SignedNote {
        do {
            let signature = try key.signature(for: text)
            return SignedNote(
                text: text, signatures: [.init(name: key.name, keyID: key.id, bytes: signature)])
        } catch {
            throw .log(reason: "the checkpoint cannot be signed: \(error)")
        }
    }
}
