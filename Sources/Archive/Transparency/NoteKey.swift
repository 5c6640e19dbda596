internal import Crypto

/// A private Ed25519 key of C2SP's signed-note format, whatever it signs.
///
/// In a key file as one line, `PRIVATE+KEY+name+keyid+base64(type ‖ seed)`, the form of Go's note package.
struct NoteKey: Sendable {
    let name: String
    /// The signature type, which tells what the key signs.
    let type: UInt8
    /// The 32 bytes of the public key.
    let publicKey: [UInt8]
    private let seed: [UInt8]

    /// A new key.
    ///
    /// - Parameters:
    ///   - name: Not empty, without white space and plus signs.
    ///   - type: The signature type.
    init?(newFor name: String, type: UInt8) {
        self.init(name: name, type: type, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
    }

    private init?(name: String, type: UInt8, seed: [UInt8]) {
        guard VerifierKey.isName(name),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { return nil }
        self.name = name
        self.type = type
        self.seed = seed
        publicKey = Array(key.publicKey.rawRepresentation)
    }

    /// Reads the line of a key file; nil where it is none of this type, or was altered.
    init?(_ line: String, type: UInt8) {
        let parts = line.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY",
            let bytes = Base64.bytes(String(parts[4])), bytes.first == type,
            let key = NoteKey(name: String(parts[2]), type: type, seed: Array(bytes.dropFirst())),
            Hexadecimal.text(key.id) == parts[3]
        else { return nil }
        self = key
    }

    /// The line of a key file.
    var line: String { "PRIVATE+KEY+" + Self.text(name: name, id: id, type: type, bytes: seed) }

    var id: [UInt8] { Self.id(name: name, type: type, publicKey: publicKey) }

    /// The public half, `name+keyid+base64(type ‖ public key)`.
    var verifier: String { Self.text(name: name, id: id, type: type, bytes: publicKey) }

    /// The 64 bytes of the signature over a text.
    func signature(for text: String) throws -> [UInt8] {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        return Array(try key.signature(for: Array(text.utf8)))
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
    static func id(name: String, type: UInt8, publicKey: [UInt8]) -> [UInt8] {
        var function = SHA256()
        function.update(data: Array(name.utf8) + [0x0A, type] + publicKey)
        return Array(function.finalize().prefix(4))
    }

    /// `name+keyid+base64(type ‖ bytes)`.
    static func text(name: String, id: [UInt8], type: UInt8, bytes: [UInt8]) -> String {
        "\(name)+\(Hexadecimal.text(id))+\(Base64.text([type] + bytes))"
    }
}
