import Archive
import GRDB

/// Appends events, within one transaction, and keeps the tables in step.
struct EventLog {
    let db: Database
    let projection: Projection
    /// When the transaction’s events happened.
    let at: Timestamp

    /// Records an event.
    ///
    /// - Returns: Its place in the log: the places are contiguous from 1.
    @discardableResult
    func append(_ event: ArchiveEvent) throws -> Int64 {
        let sequence = (try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM event") ?? 0) + 1
        let time = at.description
        let (body, openings) = try event.committed()
        try db.execute(
            sql: "INSERT INTO event (sequence, type, at, body) VALUES (?, ?, ?, ?)",
            arguments: [sequence, event.type, time, body])
        try DisclosureTable(db: db).add(openings, of: sequence)
        if case .destructionDecided(let decision) = event, decision.outcome == .approved {
            // Nothing may remain of what followed from the destroyed slips, in whatever table.
            try KeepingLog(db: db, content: projection.content).eraseDisclosures()
            try projection.rebuild()
        } else {
            try projection.apply(event, sequence: sequence, at: time)
        }
        return sequence
    }

    /// Records how an input of a batch ended.
    ///
    /// - Parameter ending: Nil outside of batches.
    /// - Returns: Whether what came of it is to be recorded: false where the batch has this ending already.
    /// - Throws: What the database says.
    func append(_ ending: InputEnding?) throws -> Bool {
        guard let ending else { return true }
        let before = try BatchTable(db: db)
            .ending(of: ending.source, original: ending.original, in: ending.batch)
        guard before == nil else { return false }
        try append(.input(ending))
        return true
    }

    /// Lets a slip’s entries leave the quarantine, if it has any there.
    func release(_ submission: Submission) throws {
        let entries = try Int64.fetchAll(
            db, sql: "SELECT number FROM quarantine WHERE source = seal(?) OR original = ? ORDER BY number",
            arguments: [submission.file, submission.original.hex])
        guard !entries.isEmpty else { return }
        try append(.release(.init(original: submission.original, entries: entries)))
    }
}
