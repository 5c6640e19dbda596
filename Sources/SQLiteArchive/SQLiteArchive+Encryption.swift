public import Archive
import GRDB

extension SQLiteArchive {
    public var isEncrypted: Bool { dataKey != nil }

    /// Records that the archive is encrypted, and by what it is opened, where the log does not tell yet.
    func noteEncryption(with key: ArchiveKey) throws(ArchiveError) {
        guard let dataKey else { return }
        let (blobs, clock) = (blobs, clock)
        try database.writeHere { db in
            // The first event of an archive that is made encrypted.
            guard try Int64.fetchOne(db, sql: "SELECT 1 FROM event LIMIT 1") == nil else { return }
            let log = EventLog(db: db, projection: Projection(db: db, blobs: blobs), at: clock())
            try log.append(.encryption(.init(key: dataKey.id, kind: key.kind, by: "", reason: "")))
        }
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
        try key.checkLength(for: folder)
        try await append { _, log in
            _ = try log.append(.encryption(.init(key: dataKey.id, kind: key.kind, by: by, reason: reason)))
        }
        try await onFiles { (_) throws(ArchiveError) in try dataKey.wrap(for: key, inFolder: folder) }
    }
}
