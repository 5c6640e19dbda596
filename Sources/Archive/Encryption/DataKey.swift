public import Crypto

/// The key with which an archive's contents are encrypted; it never changes, whatever opens it.
public struct DataKey: Hashable, Sendable {
    let bytes: [UInt8]

    /// A new one.
    init() {
        bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    /// - Returns: Nil unless there are 32 bytes.
    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// A name that tells it from other keys, and nothing of it: 16 hexadecimal digits.
    public var id: String {
        String(ContentDigest(of: Array("slipway.data-key.v1\n".utf8) + bytes).hex.prefix(16))
    }

    /// A key for one purpose alone.
    public func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: bytes), info: Array(purpose.utf8), outputByteCount: 32)
    }
}

extension DataKey {
    /// Opens the data key of an archive's folder, or makes one where there is no archive yet and a secret is given.
    ///
    /// - Parameters:
    ///   - folder: The archive's folder.
    ///   - secret: What opens it; nil where none was given.
    ///   - isNew: Whether there is no archive yet: it becomes an encrypted one where a secret is given.
    /// - Returns: Nil where nothing says that the archive is encrypted.
    /// - Throws: ``ArchiveError/keyMissing(path:kind:)``, ``ArchiveError/keyWrong(path:kind:)``,
    ///   ``ArchiveError/encryption(path:reason:)``.
    public static func open(
        inFolder folder: String, with secret: ArchiveKey?, isNew: Bool
    ) throws(ArchiveError) -> DataKey? {
        if let header = try EncryptionHeader.read(inFolder: folder) {
            guard let secret else { throw .keyMissing(path: folder, kind: header.kind) }
            guard let key = header.opened(with: secret) else {
                throw .keyWrong(path: folder, kind: header.kind)
            }
            return key
        }
        guard let secret else { return nil }
        guard isNew else { return nil }
        try secret.checkLength(for: folder)
        try Folder.make(folder)
        let lock = try FileLock("\(folder)/work.lock")
        defer { withExtendedLifetime(lock) {} }
        // Another program may have made it meanwhile.
        if try EncryptionHeader.read(inFolder: folder) == nil {
            let key = DataKey()
            try EncryptionHeader(key, for: secret).write(inFolder: folder)
            return key
        }
        return try open(inFolder: folder, with: secret, isNew: false)
    }

    /// Makes the header by which another secret opens the archive, beside the one that is there.
    ///
    /// It takes its place by ``EncryptionHeader/adoptNext(inFolder:)``. Copies that were made before keep the old secret.
    ///
    /// - Returns: The header.
    /// - Throws: What the disk says.
    public func wrap(
        for secret: ArchiveKey, inFolder folder: String
    ) throws(ArchiveError) -> EncryptionHeader {
        try secret.checkLength(for: folder)
        let header = try EncryptionHeader(self, for: secret)
        try header.writeNext(inFolder: folder)
        return header
    }
}
