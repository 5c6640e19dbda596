internal import Crypto

/// The key with which an archive signs its checkpoints.
///
/// In its file as one line, `PRIVATE+KEY+name+keyid+base64(0x01 ‖ seed)`, the form of Go's note package.
public struct SigningKey: Sendable {
    private let name: String
    private let seed: [UInt8]
    /// The public half.
    public let verifier: VerifierKey

    /// A new key for the log of this name.
    ///
    /// - Parameter name: The log's origin: not empty, without white space and plus signs.
    public init?(newFor name: String) {
        self.init(name: name, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
    }

    private init?(name: String, seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let verifier = VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.name = name
        self.seed = seed
        self.verifier = verifier
    }

    /// Reads the line of a key file; nil where it is none, or was altered.
    public init?(_ line: String) {
        let parts = line.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY",
            let bytes = Base64.bytes(String(parts[4])), bytes.first == VerifierKey.ed25519,
            let key = SigningKey(name: String(parts[2]), seed: Array(bytes.dropFirst())),
            Hexadecimal.text(key.verifier.keyID) == parts[3]
        else { return nil }
        self = key
    }

    /// The line of a key file.
    public var line: String {
        let keyID = Hexadecimal.text(verifier.keyID)
        return "PRIVATE+KEY+\(name)+\(keyID)+\(Base64.text([VerifierKey.ed25519] + seed))"
    }

    /// A text signed with the key.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` when it cannot be signed.
    func signed(_ text: String) throws(ArchiveError) -> SignedNote {
        do {
            let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
            let signature = Array(try key.signature(for: Array(text.utf8)))
            return SignedNote(
                text: text, signatures: [.init(name: name, keyID: verifier.keyID, bytes: signature)])
        } catch {
            throw .log(reason: "the checkpoint cannot be signed: \(error)")
        }
    }
}
