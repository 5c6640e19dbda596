internal import Crypto

/// The public half of a witness's key, by which anybody checks its cosignatures.
///
/// As text: `name+keyid+base64`, as ‘slipway witness --key’ prints it (C2SP signed-note, type 0x04 of tlog-cosignature).
public struct WitnessKey: Hashable, Sendable {
    /// Signature type: Ed25519 over a checkpoint and when it was seen.
    static let type: UInt8 = 0x04

    /// What the witness is called.
    public let name: String
    /// The 32 bytes of the Ed25519 public key.
    let publicKey: [UInt8]

    init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
    }

    private var id: [UInt8] { NoteKey.id(name: name, type: Self.type, publicKey: publicKey) }

    /// When the witness saw a checkpoint, by its cosignature; nil where there is none by this key, or a wrong one.
    public func time(ofCosignatureOn checkpoint: SignedCheckpoint) -> Timestamp? {
        let signed = checkpoint.signed
        guard let own = signed.signatures.first(where: { $0.name == name && $0.keyID == id }),
            own.bytes.count == 72,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return nil }
        let time = own.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let text = Self.message(signed.text, at: time)
        guard key.isValidSignature(Array(own.bytes.dropFirst(8)), for: Array(text.utf8)) else { return nil }
        return Timestamp(seconds: Int64(clamping: time))
    }

    /// What a witness signs.
    static func message(_ text: String, at seconds: UInt64) -> String {
        "cosignature/v1\ntime \(seconds)\n\(text)"
    }
}

extension WitnessKey: LosslessStringConvertible {
    /// Reads `name+keyid+base64`; nil for anything else, a key ID that is not the key's included.
    public init?(_ description: String) {
        let parts = description.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, VerifierKey.isName(String(parts[0])),
            let bytes = Base64.bytes(String(parts[2])), bytes.first == Self.type,
            (try? Curve25519.Signing.PublicKey(rawRepresentation: Array(bytes.dropFirst()))) != nil
        else { return nil }
        self.init(name: String(parts[0]), publicKey: Array(bytes.dropFirst()))
        guard Hexadecimal.text(id) == parts[1] else { return nil }
    }

    public var description: String { NoteKey.text(name: name, id: id, type: Self.type, bytes: publicKey) }
}
