import Archive
import GRDB

/// Reads the events as the entries of the log's tree.
struct LogTable {
    let db: Database

    /// The hashes of the leaves from a place on, in their order.
    ///
    /// - Parameter place: From 0.
    /// - Returns: The hashes of all leaves from there.
    /// - Throws: What the database says.
    func leaves(from place: Int) throws -> [TreeHash] {
        var leaves: [TreeHash] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM event WHERE sequence > ? ORDER BY sequence", arguments: [place])
        while let row = try rows.next() { leaves.append(Self.entry(row).leaf) }
        return leaves
    }

    /// The entry of the event with this number.
    func entry(_ sequence: Int64) throws -> LogEntry {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM event WHERE sequence = ?", arguments: [sequence])
        else { throw ArchiveError.log(reason: "event \(sequence) is missing") }
        return Self.entry(row)
    }

    /// The changes of the signing key, in their order.
    func keyChanges() throws -> [(sequence: Int64, fact: ArchiveEvent.KeyChanged)] {
        try Row.fetchAll(db, sql: "SELECT * FROM event WHERE type = 'key' ORDER BY sequence").map { row in
            guard case .key(let fact) = try event(row) else {
                throw ArchiveError.log(reason: "event \(row["sequence"] as Int64) names no key")
            }
            return (row["sequence"], fact)
        }
    }

    /// Whether an event says that the archive is encrypted.
    func isEncrypted() throws -> Bool {
        // By an index of such events alone: asked whenever an archive is opened.
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE type = 'encryption')") ?? false
    }

    /// By which event the archive was last said to be encrypted; nil where none says so.
    func encryption() throws -> (sequence: Int64, fact: ArchiveEvent.EncryptionSet)? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM event WHERE type = 'encryption' ORDER BY sequence DESC LIMIT 1")
        guard let row, case .encryption(let fact) = try event(row) else { return nil }
        return (row["sequence"], fact)
    }

    /// The event of a row of the table, with the values that its commitments are opened with.
    func event(_ row: Row) throws -> ArchiveEvent {
        let body = try RecordedBody(type: row["type"], text: row["body"])
        let openings =
            body.commitments.isEmpty ? [] : try DisclosureTable(db: db).openings(of: row["sequence"])
        return try ArchiveEvent(type: row["type"], body: body, openings: openings)
    }

    static func entry(_ row: Row) -> LogEntry {
        LogEntry(sequence: row["sequence"], type: row["type"], at: row["at"], body: row["body"])
    }
}
