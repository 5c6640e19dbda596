import Crypto
import Foundation
import Glibc

/// The file `encryption` of an encrypted archive: the data key, encrypted with a key that is kept elsewhere.
public struct EncryptionHeader: Hashable, Codable, Sendable {
    /// What opens the data key.
    public enum Kind: String, Codable, Sendable {
        case file = "key-file"
        case passphrase

        /// In words.
        var text: String {
            switch self {
            case .file: "key"
            case .passphrase: "passphrase"
            }
        }
    }

    /// How a key is derived from a passphrase.
    ///
    /// Source of the parameters: OWASP ASVS 5.0, appendix C: N = 2¹⁷, r = 8, p = 1 (128 MiB).
    public struct Scrypt: Hashable, Codable, Sendable {
        /// log₂ of scrypt's N.
        var cost = 17
        var blockSize = 8
        var parallelism = 1
        /// Base64.
        var salt: String

        enum CodingKeys: String, CodingKey {
            case salt
            case cost = "log2_n"
            case blockSize = "r"
            case parallelism = "p"
        }

        /// Whether the parameters ask for no more memory than this program gives.
        var isBounded: Bool { (10...20).contains(cost) && blockSize == 8 && parallelism == 1 }
    }

    private(set) var schema = "slipway.encryption.v1"
    private(set) var cipher = "AES-256-GCM"
    public private(set) var kind: Kind
    private(set) var scrypt: Scrypt?
    /// Which data key it is, as the log names it: see ``DataKey/id``.
    public private(set) var key: String
    /// Nonce, ciphertext and tag, base64.
    private(set) var wrapped: String

    /// Encrypts a data key with a secret.
    ///
    /// - Throws: ``ArchiveError/encryption(path:reason:)`` where no key can be derived from it.
    init(_ dataKey: DataKey, for secret: ArchiveKey) throws(ArchiveError) {
        kind = secret.kind
        scrypt =
            kind == .passphrase ? Scrypt(salt: Data(Opening.randomSalt()).base64EncodedString()) : nil
        key = dataKey.id
        guard let wrapping = secret.wrappingKey(scrypt),
            let box = try? AES.GCM.seal(
                dataKey.bytes, using: wrapping, authenticating: Self.bound(kind, key)),
            let combined = box.combined
        else { throw .encryption(path: "encryption", reason: "no key can be derived from the passphrase") }
        wrapped = combined.base64EncodedString()
    }

    /// The data key.
    ///
    /// - Returns: Nil where the secret does not open it.
    func opened(with secret: ArchiveKey) -> DataKey? {
        guard let wrapping = secret.wrappingKey(scrypt), let combined = Data(base64Encoded: wrapped),
            let box = try? AES.GCM.SealedBox(combined: combined),
            let bytes = try? AES.GCM.open(box, using: wrapping, authenticating: Self.bound(kind, key)),
            let opened = DataKey(bytes: Array(bytes)), opened.id == key
        else { return nil }
        return opened
    }

    /// What the data key's ciphertext is bound to.
    private static func bound(_ kind: Kind, _ key: String) -> [UInt8] {
        Array("slipway.encryption.v1\n\(kind.rawValue)\n\(key)".utf8)
    }
}

extension EncryptionHeader {
    /// The file of an archive's folder.
    private static func path(_ folder: String) -> String { "\(folder)/encryption" }

    /// The header that is to take the place of the other, once the log tells of it.
    private static func nextPath(_ folder: String) -> String { "\(folder)/encryption.next" }

    /// Reads the header of an archive; nil where there is none: the archive is not encrypted.
    ///
    /// - Throws: ``ArchiveError/encryption(path:reason:)`` where it is damaged.
    public static func read(inFolder folder: String) throws(ArchiveError) -> EncryptionHeader? {
        try read(path(folder))
    }

    /// Reads the header that is to take the place of the archive's; nil where there is none.
    ///
    /// - Throws: ``ArchiveError/encryption(path:reason:)`` where it is damaged.
    public static func next(inFolder folder: String) throws(ArchiveError) -> EncryptionHeader? {
        try read(nextPath(folder))
    }

    private static func read(_ path: String) throws(ArchiveError) -> EncryptionHeader? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = try SourceFile(path).rest()
        guard let header = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            header.schema == "slipway.encryption.v1", header.cipher == "AES-256-GCM",
            try header.text() == bytes
        else {
            throw .encryption(
                path: path, reason: "it is damaged, or of another program: restore it from a backup")
        }
        return header
    }

    /// Writes the header in the place of the one that is there, durably.
    func write(inFolder folder: String) throws(ArchiveError) {
        try DurableFile.write(try text(), to: Self.path(folder), mode: 0o440)
    }

    /// Writes the header beside the one that is there, durably.
    func writeNext(inFolder folder: String) throws(ArchiveError) {
        try DurableFile.write(try text(), to: Self.nextPath(folder), mode: 0o440)
    }

    /// Gives the next header its place.
    ///
    /// - Throws: ``ArchiveError/encryption(path:reason:)`` where it cannot be moved.
    public static func adoptNext(inFolder folder: String) throws(ArchiveError) {
        guard rename(nextPath(folder), path(folder)) == 0 else {
            throw .encryption(
                path: nextPath(folder), reason: "it cannot be renamed: \(String(cString: strerror(errno)))")
        }
        try Folder.synchronize(folder)
    }

    /// The SHA-256 of the file's bytes.
    public func digest() throws(ArchiveError) -> ContentDigest { ContentDigest(of: try text()) }

    /// The bytes of the file.
    private func text() throws(ArchiveError) -> [UInt8] { try ReviewDocument(self).json + [0x0A] }

    /// Copies the header of an archive, where it has one.
    public static func copy(fromFolder folder: String, to other: String) throws(ArchiveError) {
        guard let header = try read(inFolder: folder) else { return }
        try header.write(inFolder: other)
    }
}
