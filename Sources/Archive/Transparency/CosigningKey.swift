internal import Crypto

/// A witness's key: it signs that it saw a checkpoint, and when.
///
/// Source: C2SP tlog-cosignature: type 0x04, Ed25519 over `cosignature/v1`, a line `time` with seconds since 1970, and the
/// checkpoint's text; the signature is the time as eight bytes, most significant first, and 64 bytes.
public struct CosigningKey: Sendable {
    private static let type: UInt8 = 0x04

    public let name: String
    private let seed: [UInt8]
    private let publicKey: [UInt8]

    /// A new key of a witness.
    ///
    /// - Parameter name: Not empty, without white space and plus signs.
    public init?(newFor name: String) {
        self.init(name: name, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
    }

    private init?(name: String, seed: [UInt8]) {
        guard VerifierKey.isName(name),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { return nil }
        self.name = name
        self.seed = seed
        publicKey = Array(key.publicKey.rawRepresentation)
    }

    /// Reads the line of a key file; nil where it is none, or was altered.
    public init?(_ line: String) {
        let parts = line.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY",
            let bytes = Base64.bytes(String(parts[4])), bytes.first == Self.type,
            let key = CosigningKey(name: String(parts[2]), seed: Array(bytes.dropFirst())),
            Hexadecimal.text(key.keyID) == parts[3]
        else { return nil }
        self = key
    }

    /// The line of a key file.
    public var line: String {
        "PRIVATE+KEY+\(name)+\(Hexadecimal.text(keyID))+\(Base64.text([Self.type] + seed))"
    }

    /// The public half, by which anybody checks the cosignatures: `name+keyid+base64`.
    public var verifier: String {
        "\(name)+\(Hexadecimal.text(keyID))+\(Base64.text([Self.type] + publicKey))"
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x04 ‖ public key).
    private var keyID: [UInt8] {
        var function = SHA256()
        function.update(data: Array(name.utf8) + [0x0A, Self.type] + publicKey)
        return Array(function.finalize().prefix(4))
    }

    /// The checkpoint with this key's cosignature beside the signatures that it has.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` when it cannot be signed.
    func cosigned(_ checkpoint: SignedCheckpoint, at time: Timestamp) throws(ArchiveError) -> String {
        let text = Self.message(checkpoint.signed.text, at: UInt64(clamping: time.seconds))
        do {
            let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
            let bytes =
                Self.bytes(UInt64(clamping: time.seconds)) + Array(try key.signature(for: Array(text.utf8)))
            let others = checkpoint.signed.signatures.filter { $0.name != name || $0.keyID != keyID }
            let own = SignedNote.Signature(name: name, keyID: keyID, bytes: bytes)
            return SignedNote(text: checkpoint.signed.text, signatures: others + [own]).note
        } catch {
            throw .log(reason: "the checkpoint cannot be cosigned: \(error)")
        }
    }

    /// When a witness saw a checkpoint, by its cosignature; nil where there is none by this key, or a wrong one.
    public func time(ofCosignatureOn note: String) -> Timestamp? {
        guard let signed = SignedNote(note),
            let own = signed.signatures.first(where: { $0.name == name && $0.keyID == keyID }),
            own.bytes.count == 72, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return nil }
        let time = own.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let text = Self.message(signed.text, at: time)
        guard key.isValidSignature(Array(own.bytes.dropFirst(8)), for: Array(text.utf8)) else { return nil }
        return Timestamp(seconds: Int64(clamping: time))
    }

    private static func message(_ text: String, at seconds: UInt64) -> String {
        "cosignature/v1\ntime \(seconds)\n\(text)"
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}
