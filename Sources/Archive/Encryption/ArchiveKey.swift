import Crypto
import CryptoExtras
import Foundation

/// The secret with which an encrypted archive is opened; it is kept outside of the archive.
///
/// It opens the archive's data key, with which the contents are encrypted: another secret can take its place without a
/// content being encrypted anew.
public enum ArchiveKey: Hashable, Sendable {
    /// 32 random bytes out of a key file.
    case bytes([UInt8])
    /// A passphrase, from which a key is derived by scrypt.
    case passphrase(String)

    /// Stands before the key in a key file, which is one line: this and the base64 of 32 bytes.
    private static let mark = "slipway-archive-key-v1:"
    private static let length = 32
    /// The shortest passphrase with which an archive is encrypted; one that opens an archive may be any.
    public static let shortestPassphrase = 12

    /// A new key.
    public static func make() -> ArchiveKey {
        .bytes(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    /// Reads a key file, or a file whose first line is a passphrase.
    ///
    /// - Returns: Nil where the file holds neither: an empty line, or what begins as a key and is none.
    public init?(file: String) {
        let line = String(file.prefix { !$0.isNewline })
        if line.hasPrefix(Self.mark) {
            guard let data = Data(base64Encoded: String(line.dropFirst(Self.mark.count))),
                data.count == Self.length
            else { return nil }
            self = .bytes(Array(data))
        } else {
            guard !line.allSatisfy(\.isWhitespace) else { return nil }
            self = .passphrase(line)
        }
    }

    /// What a key file holds; nil for a passphrase.
    public var fileText: String? {
        guard case .bytes(let bytes) = self else { return nil }
        return Self.mark + Data(bytes).base64EncodedString() + "\n"
    }

    /// - Throws: ``ArchiveError/encryption(path:reason:)`` for a passphrase that is too short to encrypt with.
    public func checkLength(for folder: String) throws(ArchiveError) {
        guard case .passphrase(let text) = self, text.count < Self.shortestPassphrase else { return }
        throw .encryption(
            path: folder,
            reason: "the passphrase is shorter than \(Self.shortestPassphrase) characters: give a longer one")
    }

    /// What kind of secret it is, as the archive notes it.
    public var kind: EncryptionHeader.Kind {
        switch self {
        case .bytes: .file
        case .passphrase: .passphrase
        }
    }

    /// The key that encrypts the data key.
    ///
    /// - Parameter settings: How a passphrase is stretched; nil for a key file.
    /// - Returns: Nil where the secret is of the other kind, or the settings are out of bounds.
    func wrappingKey(_ settings: EncryptionHeader.Scrypt?) -> SymmetricKey? {
        switch (self, settings) {
        case (.bytes(let bytes), nil): return SymmetricKey(data: bytes)
        case (.passphrase(let text), let settings?):
            guard let salt = Data(base64Encoded: settings.salt), settings.isBounded else { return nil }
            // Equal passphrases typed on different keyboards must be equal bytes.
            let normal = Array(text.precomposedStringWithCompatibilityMapping.utf8)
            return try? KDF.Scrypt.deriveKey(
                from: normal, salt: Array(salt), outputByteCount: Self.length, rounds: 1 << settings.cost,
                blockSize: settings.blockSize, parallelism: settings.parallelism)
        default: return nil
        }
    }
}
