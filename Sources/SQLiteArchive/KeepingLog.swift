import Archive
import GRDB

/// What the events say of how long slips are kept and which were destroyed.
struct KeepingLog {
    let db: Database
    /// Gives the kept content with this digest.
    let content: @Sendable (ContentDigest) throws -> [UInt8]

    /// The events that say something of it.
    private static let types = """
        'submission', 'review', 'correction', 'opinion', 'retention', 'destruction-proposed', 'destruction-decided',
        'input', 'batch-end'
        """

    /// Until when each slip is kept, by all events.
    func ledger() throws -> RetentionLedger {
        let content = content
        var ledger = RetentionLedger { digest in
            try ReviewDocument(json: content(digest)).decoded(as: DestructionList.self)
        }
        let log = LogTable(db: db)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM event WHERE type IN (\(Self.types)) ORDER BY sequence")
        while let row = try rows.next() {
            try ledger.add(log.event(row), sequence: row["sequence"], at: moment(row["at"]))
        }
        return ledger
    }

    /// The ledger where something was decided about destruction; nil where the events need not be read for it.
    func ledgerOfDestruction() throws -> RetentionLedger? {
        let isDecided = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE type = 'destruction-decided')")
        return isDecided == true ? try ledger() : nil
    }

    /// What was destroyed.
    func destroyed() throws -> DestroyedSlips { try ledgerOfDestruction()?.destroyed ?? .none }

    /// What the archive must hold, and what it must not hold any more.
    struct Contents {
        /// What events name, each once, in the order in which it was first named.
        var kept: [ContentDigest] = []
        /// What only events of destroyed slips name.
        var gone: Set<ContentDigest> = []
    }

    /// What the events name.
    func contents() throws -> Contents {
        var destroyed = try destroyed()
        var contents = Contents()
        var seen: Set<ContentDigest> = []
        let log = LogTable(db: db)
        let rows = try Row.fetchCursor(db, sql: "SELECT sequence, type, body FROM event ORDER BY sequence")
        while let row = try rows.next() {
            let event = try log.event(row)
            let named = destroyed.rest(of: event, sequence: row["sequence"]).contents
            for digest in named where seen.insert(digest).inserted { contents.kept.append(digest) }
            contents.gone.formUnion(event.contents)
        }
        contents.gone.subtract(seen)
        return contents
    }

    /// Erases what opens the commitments of events about slips that were destroyed: the log tells nothing more of them.
    func eraseDisclosures() throws {
        var destroyed = try destroyed()
        let log = LogTable(db: db)
        var over: [Int64] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT sequence, type, body FROM event ORDER BY sequence")
        while let row = try rows.next() {
            let sequence: Int64 = row["sequence"]
            if try !destroyed.rest(of: log.event(row), sequence: sequence).isDisclosed {
                over.append(sequence)
            }
        }
        try DisclosureTable(db: db).erase(of: over)
    }
}
