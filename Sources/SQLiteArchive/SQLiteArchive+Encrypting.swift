public import Archive
import Foundation
import GRDB

extension SQLiteArchive {
    /// Makes an encrypted archive of one that lies in clear, in another folder; this one stays as it is.
    ///
    /// The log is the same, so that proofs and checkpoints that were given out hold for the new one; its last event says that it
    /// is encrypted. The new archive appears under its name only when it is whole and verified, so that no crash halves it.
    ///
    /// - Parameters:
    ///   - path: Where; nothing may be there.
    ///   - key: What is to open it.
    ///   - by: Who encrypts it.
    ///   - reason: Why.
    /// - Returns: What verifying the new archive came to.
    /// - Throws: ``ArchiveError/encryption(path:reason:)`` for an archive that is encrypted, or to which something was added
    ///   meanwhile; or what the disk says.
    public func encrypted(
        to path: String, with key: ArchiveKey, by: String, reason: String
    ) async throws(ArchiveError) -> VerificationReport {
        guard dataKey == nil else {
            throw .encryption(
                path: database.folder,
                reason: "it is encrypted already: ‘slipway archive rekey’ lets another key open it")
        }
        return try await copy(to: path) { (draft) throws(ArchiveError) in
            let copied = try await encryptedDraft(in: draft, with: key)
            let header = try EncryptionHeader.read(inFolder: draft)
            try await copied.append { _, log in
                guard let header else { return }
                try log.append(.encryption(.init(header, by: by, reason: reason)))
            }
            _ = try await copied.checkpoint()
            // One event more than here: the one that says that it is encrypted.
            let (own, others) = (try newestEvent(), try copied.newestEvent())
            guard own + 1 == others else {
                throw .encryption(
                    path: database.folder,
                    reason:
                        "something was recorded while it was copied: stop what works on it, and begin again")
            }
            return copied
        }
    }

    private func newestEvent() throws(ArchiveError) -> Int64 {
        try database.readHere { db in try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM event") ?? 0 }
    }

    /// Writes the same log and contents into a new folder, encrypted, and derives the tables from them.
    ///
    /// The database is made anew: a copy's free pages would hold in clear what its tables held.
    private func encryptedDraft(
        in draft: String, with key: ArchiveKey
    ) async throws(ArchiveError) -> SQLiteArchive {
        let (database, folder) = (database, logFolder)
        return try await onFiles { (blobs) throws(ArchiveError) in
            guard let dataKey = try DataKey.open(inFolder: draft, with: key, isNew: true) else {
                throw .encryption(path: draft, reason: "no key was made")
            }
            let copied = try SQLiteArchive(at: draft, for: .writing, with: dataKey)
            // The log before the events: its checkpoint must not count events that the copied database has not yet.
            try folder.copy(to: LogFolder(at: "\(draft)/log"))
            let kept = copied.blobs
            for digest in try database.readHere({ db in try KeepingLog(db, blobs).contents().kept }) {
                _ = try kept.keep(try blobs.content(of: digest))
            }
            try database.readHere { source in
                try copied.database.writeHere { db in
                    try Self.copyLog(from: source, to: db)
                    if let head = try HeadTable(db: source, folder: folder).head() {
                        try HeadTable(db: db, folder: folder).put(head)
                    }
                    try Projection(db: db, blobs: kept).rebuild()
                }
            }
            try Self.copyAccounts(from: database.folder, to: draft)
            return copied
        }
    }

    private static func copyLog(from source: Database, to db: Database) throws {
        let events = try Row.fetchCursor(
            source, sql: "SELECT sequence, type, at, body FROM event ORDER BY sequence")
        let event = try db.cachedStatement(
            sql: "INSERT INTO event (sequence, type, at, body) VALUES (?, ?, ?, ?)")
        while let row = try events.next() {
            try event.execute(arguments: [
                row["sequence"] as Int64, row["type"] as String, row["at"] as String, row["body"] as String,
            ])
        }
        let openings = try Row.fetchCursor(source, sql: "SELECT event, field, salt, value FROM disclosure")
        let table = DisclosureTable(db: db)
        while let row = try openings.next() {
            let salt: Data = row["salt"]
            try table.add(
                [Opening(field: row["field"], salt: Array(salt), value: row["value"])], of: row["event"])
        }
    }
}
