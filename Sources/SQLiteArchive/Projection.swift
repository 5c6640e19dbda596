import Archive
import Foundation
import GRDB
import Slips

/// Keeps the tables in step with the events; nothing else writes them.
struct Projection {
    let db: Database
    /// Gives the review with this digest.
    let document: (ContentDigest) throws -> ReviewDocument
    /// Gives the kept content with this digest.
    let content: @Sendable (ContentDigest) throws -> [UInt8]

    /// - Parameters:
    ///   - db: The database, in a transaction.
    ///   - blobs: What the events name.
    ///   - known: Reviews that need not be read from there.
    init(db: Database, blobs: BlobStore, known: [ContentDigest: ReviewDocument] = [:]) {
        self.db = db
        document = { digest in
            try known[digest] ?? ReviewDocument(json: try blobs.content(of: digest))
        }
        content = { digest in try blobs.content(of: digest) }
    }

    /// Carries an event over into the tables.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - sequence: Its place in the log.
    ///   - at: When it was recorded, RFC 3339.
    /// - Throws: What the database says, or ``ArchiveError`` when the event does not fit those before it.
    func apply(_ event: ArchiveEvent, sequence: Int64, at: String) throws {
        switch event {
        case .submission(let submission): try add(submission, sequence, at)
        case .review(let review): try add(review, sequence, at)
        case .page(let read): try add(read)
        case .quarantine(let input): try add(input, sequence, at)
        case .release(let released): try release(released)
        // No table follows from them: the log alone tells who got what, and what was copied.
        case .export, .backup, .account, .sample, .retention, .destructionProposed, .scrub, .key,
            .encryption, .verification, .format:
            break
        // Which slips were destroyed is asked before the tables are filled: see rebuild().
        case .destructionDecided: break
        case .secondPerson(let set): try WorkTable(db: db).put(set.amounts, sequence: sequence)
        case .receipt(let change): try ReceiptTable(db: db).add(change, sequence, at)
        case .cleared(let cleared):
            try RepetitionTable(db: db).add(
                cleared, slip: number(of: cleared.slip), earlier: number(of: cleared.earlier), sequence, at)
        case .correction(let correction): try add(correction, sequence, at)
        case .opinion(let opinion): try add(opinion, sequence, at)
        case .access(let access):
            guard let slip = access.slip else { break }
            try db.execute(
                sql: "INSERT INTO access (sequence, slip) VALUES (?, ?)",
                arguments: [sequence, try number(of: slip)])
        case .batch:
            try db.execute(
                sql: "INSERT INTO batch (number, at, plan) VALUES (?, ?, seal(?))",
                arguments: [sequence, at, try event.body()])
        case .input(let ending):
            try db.execute(
                sql: """
                    INSERT INTO batch_input (sequence, batch, source, original, ending)
                    VALUES (?, ?, seal(?), ?, seal(?))
                    """,
                arguments: [
                    sequence, ending.batch, ending.source, ending.original?.hex, try event.body(),
                ])
        case .batchEnd(let end):
            guard try BatchTable(db: db).totals(of: end.batch) == end.totals else {
                throw ArchiveError.database(
                    reason: "the totals of batch \(end.batch) are not the sums over its inputs")
            }
            try db.execute(
                sql: "UPDATE batch SET ended_at = ? WHERE number = ?", arguments: [at, end.batch])
        }
    }

    /// Empties the tables and fills them from the events, but those of destroyed slips.
    func rebuild() throws {
        // What the tables held of destroyed slips must not be found in the file any more.
        try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA defer_foreign_keys = ON")
        var destroyed = try KeepingLog(db: db, content: content).destroyed()
        for table in Schema.projections { try db.execute(sql: "DELETE FROM \(table)") }
        // The full-text index keeps the words of what was deleted until its parts are joined.
        try db.execute(sql: "INSERT INTO review_search (review_search) VALUES ('optimize')")
        for (slip, decision) in destroyed.all.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: "INSERT INTO destroyed (slip, decision) VALUES (?, ?)", arguments: [slip, decision])
        }
        let events = try Row.fetchCursor(
            db, sql: "SELECT sequence, type, at, body FROM event ORDER BY sequence")
        let log = LogTable(db: db)
        while let row = try events.next() {
            let event = try log.event(row)
            guard destroyed.rest(of: event, sequence: row["sequence"]).isLive else { continue }
            try apply(event, sequence: row["sequence"], at: row["at"])
        }
    }

    private func release(_ released: ArchiveEvent.Released) throws {
        guard let entries = released.entries else {
            return try db.execute(
                sql: "DELETE FROM quarantine WHERE source = seal(?) OR original = ?",
                arguments: [released.file, released.original.hex])
        }
        for entry in entries {
            try db.execute(sql: "DELETE FROM quarantine WHERE number = ?", arguments: [entry])
        }
    }

    private func add(_ submission: Submission, _ sequence: Int64, _ at: String) throws {
        try db.execute(
            sql: """
                INSERT INTO slip (number, id, submissions) VALUES (?, ?, 1) ON CONFLICT (id) DO NOTHING
                """,
            arguments: [sequence, submission.slipID])
        try db.execute(
            sql: """
                INSERT INTO submission (sequence, slip, at, source, claim)
                SELECT ?, number, ?, seal(?), seal(?) FROM slip WHERE id = ?
                """,
            arguments: [sequence, at, submission.source, submission.claim, submission.slipID])
        // One that only named the claim later is the same handing in: see Resubmission.
        try db.execute(
            sql: """
                UPDATE slip SET submissions = (
                    SELECT count(*) FROM submission
                    WHERE submission.slip = slip.number AND \(SQLiteArchive.isNewestClaim))
                WHERE id = ?
                """,
            arguments: [submission.slipID])
        let slip = try number(of: submission.slipID)
        if slip != sequence { try RepetitionTable(db: db).noteSubmission(of: slip) }
    }

    private func add(_ review: ArchiveEvent.ReviewMade, _ sequence: Int64, _ at: String) throws {
        let slip = try number(of: review.slip)
        let summary = try RecordSummary(of: document(review.document))
        try db.execute(
            sql: """
                INSERT INTO review (sequence, slip, at, document, catalog_id, catalog_edition, catalog_sha256,
                    decision, kind, hospital, total, id_number, receipt_code, receipt_number, date, correction)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, blind(?), ?, ?, ?, ?)
                """,
            arguments: [
                sequence, slip, at, review.document.hex, review.catalog.id, review.catalog.edition,
                review.catalog.sha256, summary.decision, summary.kind, summary.hospital,
                (summary.total ?? summary.itemsTotal)?.micros, summary.idNumber.map(SearchText.key),
                summary.receiptCode.map(SearchText.key), summary.receiptNumber.map(SearchText.key),
                summary.date?.description, review.correction,
            ])
        for code in summary.flags {
            try db.execute(
                sql: "INSERT INTO review_flag (review, code) VALUES (?, ?)", arguments: [sequence, code])
        }
        for code in summary.entries {
            try db.execute(
                sql: "INSERT INTO review_entry (review, code) VALUES (?, ?)", arguments: [sequence, code])
        }
        try db.execute(
            sql: "UPDATE slip SET newest_review = ? WHERE number = ?", arguments: [sequence, slip])
        try index(summary, slip: slip)
        try WorkTable(db: db).put(summary, slip: slip, correction: review.correction, at: at)
        // The pages of this review follow; those of the one before are its no more.
        try db.execute(sql: "DELETE FROM page_numbers WHERE slip = ?", arguments: [slip])
        try db.execute(sql: "DELETE FROM page_band WHERE slip = ?", arguments: [slip])
        try ReceiptTable(db: db).put(summary.receipt, slip: slip)
        try RepetitionTable(db: db).refresh(slip)
    }

    private func add(_ read: ArchiveEvent.PageRead) throws {
        try db.execute(
            sql: "INSERT INTO page (review, number, raster, layout) VALUES (?, ?, ?, ?)",
            arguments: [read.review, read.page.number, read.page.raster.hex, read.page.layout.hex])
        let slip = try Int64.fetchOne(
            db, sql: "SELECT number FROM slip WHERE newest_review = ?", arguments: [read.review])
        guard let slip, let numbers = PageNumbers(layout: try content(read.page.layout)) else { return }
        try RepetitionTable(db: db).put(numbers, of: read.page, slip: slip)
        try RepetitionTable(db: db).extend(slip, by: read.page.number)
    }

    private func number(of slip: String) throws -> Int64 {
        guard
            let number = try Int64.fetchOne(
                db, sql: "SELECT number FROM slip WHERE id = ?", arguments: [slip])
        else { throw ArchiveError.unknownID(slip) }
        return number
    }

    private func add(_ correction: ArchiveEvent.Correction, _ sequence: Int64, _ at: String) throws {
        try db.execute(
            sql: """
                INSERT INTO correction (sequence, slip, at, review, author, reason, changes, corrected, undoes)
                VALUES (?, ?, ?, ?, ?, seal(?), ?, ?, ?)
                """,
            arguments: [
                sequence, try number(of: correction.slip), at, correction.review, correction.by,
                correction.reason, correction.changes?.hex, correction.corrected.hex, correction.undoes,
            ])
    }

    private func add(_ opinion: ArchiveEvent.Opinion, _ sequence: Int64, _ at: String) throws {
        let slip = try number(of: opinion.slip)
        try db.execute(
            sql: """
                INSERT INTO opinion (sequence, slip, at, review, author, outcome, note)
                VALUES (?, ?, ?, ?, ?, ?, seal(?))
                """,
            arguments: [
                sequence, slip, at, opinion.review, opinion.by, opinion.outcome.rawValue, opinion.note,
            ])
        try WorkTable(db: db).put(opinion, slip: slip, at: at)
    }

    /// Only the newest review of a slip is searched.
    private func index(_ summary: RecordSummary, slip: Int64) throws {
        try db.execute(sql: "DELETE FROM slip_field WHERE slip = ?", arguments: [slip])
        for field in summary.fields {
            try db.execute(
                sql: "INSERT INTO slip_field (slip, name, value) VALUES (?, ?, blind(?))",
                arguments: [slip, field.name, SearchText.key(field.text)])
        }
        try db.execute(sql: "DELETE FROM charge WHERE slip = ?", arguments: [slip])
        for charge in summary.charges {
            try db.execute(
                sql: "INSERT OR REPLACE INTO charge (slip, line, entry, amount) VALUES (?, ?, ?, ?)",
                arguments: [slip, charge.line, charge.entry, charge.amount?.micros])
        }
        try db.execute(sql: "DELETE FROM review_search WHERE rowid = ?", arguments: [slip])
        try db.execute(
            sql: "INSERT INTO review_search (rowid, hospital, patient, items, fields) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                slip, SearchText.column(summary.hospital.map { [$0] } ?? []),
                try words(of: summary.patient.map { [$0] } ?? []), SearchText.column(summary.itemTexts),
                try words(of: summary.fieldTexts),
            ])
    }

    /// Texts that name a person, for the full-text index: where the archive is encrypted, each text is one word that
    /// nobody reads.
    private func words(of texts: [String]) throws -> String {
        let blinded = try texts.map { text in
            let key = SearchText.key(text)
            let blind = try String.fetchOne(db, sql: "SELECT blind(?)", arguments: [key]) ?? key
            return blind == key ? text : blind
        }
        return SearchText.column(blinded)
    }

    private func add(_ input: QuarantinedInput, _ sequence: Int64, _ at: String) throws {
        try db.execute(
            sql: """
                INSERT INTO quarantine
                    (number, source, page, class, reason, attempts, original, claim, trace, at)
                VALUES (?, seal(?), ?, ?, seal(?), ?, ?, seal(?), ?, ?)
                ON CONFLICT (source, ifnull(original, ''), ifnull(page, 0)) DO UPDATE SET
                    class = excluded.class, reason = excluded.reason, attempts = attempts + excluded.attempts,
                    claim = excluded.claim, trace = excluded.trace, at = excluded.at
                """,
            arguments: [
                sequence, input.source, input.page, input.failureClass, input.reason, input.attempts,
                input.original?.hex, input.claim, try input.trace.map(Self.text), at,
            ])
    }

    private static func text(_ trace: WorkerTrace) throws -> String {
        String(decoding: try JSONEncoder().encode(trace), as: UTF8.self)
    }
}
