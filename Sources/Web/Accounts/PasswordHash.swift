import CryptoExtras
import Foundation

/// A password as it is kept: scrypt with its salt and parameters, in the PHC string form.
///
/// Source of the parameters: OWASP ASVS 5.0, appendix C: N = 2¹⁷, r = 8, p = 1 (128 MiB).
struct PasswordHash: Hashable, Sendable {
    /// log₂ of scrypt's N.
    let cost: Int
    private let salt: [UInt8]
    private let key: [UInt8]

    /// The cost of new hashes.
    static let recommendedCost = 17
    private static let blockSize = 8

    /// Makes the hash of a new password with a salt of its own; takes about half a second of processor.
    init(of password: String, cost: Int) throws {
        self.cost = cost
        salt = RandomBytes.make(16)
        key = try Self.derive(password, salt: salt, cost: cost)
    }

    /// Whether this is the password; compared in constant time.
    func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt: salt, cost: cost)
        return RandomBytes.areEqual(other, key)
    }

    private static func derive(_ password: String, salt: [UInt8], cost: Int) throws -> [UInt8] {
        // Equal passwords typed on different keyboards must be equal bytes.
        let normal = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: normal, salt: salt, outputByteCount: 32, rounds: 1 << cost, blockSize: blockSize,
            parallelism: 1)
        return key.withUnsafeBytes { Array($0) }
    }
}

extension PasswordHash: LosslessStringConvertible {
    /// Reads `$scrypt$ln=17,r=8,p=1$salt$key`; nil for anything else.
    init?(_ description: String) {
        let parts = description.split(separator: "$", omittingEmptySubsequences: true)
        guard parts.count == 4, parts[0] == "scrypt",
            let settings = parts[1].wholeMatch(of: /ln=(\d\d?),r=8,p=1/), let cost = Int(settings.1),
            (10...20).contains(cost), let salt = Data(base64Encoded: Self.padded(parts[2])),
            let key = Data(base64Encoded: Self.padded(parts[3])), salt.count == 16, key.count == 32
        else { return nil }
        self.cost = cost
        self.salt = Array(salt)
        self.key = Array(key)
    }

    var description: String {
        func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString().replacing("=", with: "") }
        return "$scrypt$ln=\(cost),r=\(Self.blockSize),p=1$\(text(salt))$\(text(key))"
    }

    private static func padded(_ text: Substring) -> String {
        text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}

/// Bytes that nobody can guess.
enum RandomBytes {
    static func make(_ count: Int) -> [UInt8] {
        // Linux's generator of Swift is getrandom(2).
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Whether two texts of bytes are equal, in a time that does not tell where they differ.
    static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
