public import Archive
import GRDB

extension SQLiteArchive {
    public var isEncrypted: Bool { dataKey != nil }

    /// Records that the archive is encrypted, and by what it is opened, where the log does not tell yet.
    func noteEncryption() throws(ArchiveError) {
        guard let header = try EncryptionHeader.read(inFolder: database.folder) else { return }
        try database.writeHere { db in
            // The first event of an archive that is made encrypted.
            guard try Int64.fetchOne(db, sql: "SELECT 1 FROM event LIMIT 1") == nil else { return }
            try record(in: db) { _, log in
                _ = try log.append(.encryption(.init(header, by: "", reason: "")))
            }
        }
    }

    /// Gives the header that the log names its place, where a program died before it did.
    func settleEncryption() throws(ArchiveError) {
        let folder = database.folder
        guard let next = try EncryptionHeader.next(inFolder: folder) else { return }
        let named = try database.readHere { db in try LogTable(db: db).encryption()?.fact.header }
        if try next.digest() == named { try EncryptionHeader.adoptNext(inFolder: folder) }
    }

    /// Lets another secret open the archive; the one before opens it no more, but copies that were made before.
    ///
    /// No content is encrypted anew: the data key stays, and is encrypted with the new secret.
    ///
    /// - Parameters:
    ///   - key: The new secret.
    ///   - by: Who changes it.
    ///   - reason: Why.
    /// - Throws: ``ArchiveError/encryption(path:reason:)`` for an archive that is not encrypted, or what the disk says.
    public func rekey(to key: ArchiveKey, by: String, reason: String) async throws(ArchiveError) {
        let folder = database.folder
        guard let dataKey else {
            throw .encryption(path: folder, reason: "the archive is not encrypted: there is no key to change")
        }
        let header = try await onFiles { (_) throws(ArchiveError) in
            try dataKey.wrap(for: key, inFolder: folder)
        }
        try await append { _, log in
            _ = try log.append(.encryption(.init(header, by: by, reason: reason)))
        }
        try await onFiles { (_) throws(ArchiveError) in
            try EncryptionHeader.adoptNext(inFolder: folder)
        }
    }
}
