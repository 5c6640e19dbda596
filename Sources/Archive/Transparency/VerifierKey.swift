internal import Crypto

/// The public half of a log's signing key, by which anybody checks its checkpoints.
///
/// As text: `name+keyid+base64`, the key ID as eight hexadecimal digits (C2SP signed-note).
public struct VerifierKey: Hashable, Sendable {
    /// Signature type: Ed25519 over the note's text.
    static let ed25519: UInt8 = 0x01

    /// The key's name: the origin of the log that it signs.
    public let name: String
    /// The 32 bytes of the Ed25519 public key.
    public let publicKey: [UInt8]

    /// A key of this name; nil where one of the parts is not what it must be.
    ///
    /// - Parameters:
    ///   - name: Not empty, without white space, control characters and plus signs.
    ///   - publicKey: 32 bytes of an Ed25519 public key.
    public init?(name: String, publicKey: [UInt8]) {
        guard Self.isName(name), (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil
        else {
            return nil
        }
        self.name = name
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
    var keyID: [UInt8] { NoteKey.id(name: name, type: Self.ed25519, publicKey: publicKey) }

    /// Whether a signature over a text is by this key.
    func signs(_ text: String, _ signature: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }

    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar != "+" && !scalar.properties.isWhitespace && scalar.value >= 0x20
                    && scalar.value != 0x7F
            }
    }
}

extension VerifierKey: LosslessStringConvertible {
    /// Reads `name+keyid+base64`; nil for anything else, a key ID that is not the key's included.
    public init?(_ description: String) {
        let parts = description.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.bytes(String(parts[2])), bytes.first == Self.ed25519,
            let key = VerifierKey(name: String(parts[0]), publicKey: Array(bytes.dropFirst())),
            Hexadecimal.text(key.keyID) == parts[1]
        else { return nil }
        self = key
    }

    public var description: String {
        NoteKey.text(name: name, id: keyID, type: Self.ed25519, bytes: publicKey)
    }
}

/// Lower-case hexadecimal digits.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
