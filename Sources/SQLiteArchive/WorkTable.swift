import Archive
import GRDB
import Slips

/// The lists of work: where each slip stands.
struct WorkTable {
    let db: Database

    // MARK: Keeping it in step

    /// Puts a slip where its newest review says that it belongs.
    func put(_ summary: RecordSummary, slip: Int64, correction: Int64?, at: String) throws {
        let author = try correction.flatMap { sequence in
            try String.fetchOne(
                db, sql: "SELECT author FROM correction WHERE sequence = ?", arguments: [sequence])
        }
        let needsSecond = try correction != nil || secondPersonAmounts().reach(summary)
        let stage: WorkStage = summary.decision != "accepted" ? .clerk : needsSecond ? .second : .done
        // Not replaced: the sums follow from what is deleted and inserted.
        try db.execute(sql: "DELETE FROM work WHERE slip = ?", arguments: [slip])
        try db.execute(
            sql: """
                INSERT INTO work (slip, stage, since, decision, kind, hospital, patient, date, total, items,
                    doubtful_items, flags, author, note)
                VALUES (?, ?, ?, ?, ?, ?, seal(?), ?, ?, ?, ?, ?, ?, NULL)
                """,
            arguments: [
                slip, stage.rawValue, at, summary.decision, summary.kind, summary.hospital, summary.patient,
                summary.date?.description, (summary.total ?? summary.itemsTotal)?.micros, summary.items,
                summary.doubtfulItems, summary.flags.joined(separator: " "), author,
            ])
    }

    /// Puts a slip before a clerk that seems to repeat another, if nothing else has, and notes the findings.
    func reconsider(_ slip: Int64) throws {
        let (codes, isOpen) = try RepetitionTable(db: db).flags(of: slip)
        let read = try String.fetchAll(
            db,
            sql: """
                SELECT code FROM review_flag JOIN slip ON slip.newest_review = review_flag.review
                WHERE slip.number = ?
                """,
            arguments: [slip])
        try db.execute(
            sql: """
                UPDATE work SET flags = ?1,
                    stage = CASE WHEN ?2 AND stage IN ('second', 'done') THEN 'clerk' ELSE stage END,
                    decision = (
                        SELECT CASE WHEN ?2 AND decision = 'accepted' THEN 'needs_review' ELSE decision END
                        FROM slip JOIN review ON review.sequence = slip.newest_review WHERE slip.number = ?3)
                WHERE slip = ?3
                """,
            arguments: [Set(read + codes).sorted().joined(separator: " "), isOpen, slip])
    }

    /// Lets somebody else confirm what a person settled of a slip that seemed to repeat another.
    func settled(_ slip: Int64, by author: String, at: String) throws {
        try db.execute(
            sql: """
                UPDATE work SET stage = ?, since = ?, author = ?, note = NULL
                WHERE slip = ? AND decision = 'accepted'
                """,
            arguments: [WorkStage.second.rawValue, at, author, slip])
    }

    /// Moves a slip where an opinion sends it.
    func put(_ opinion: ArchiveEvent.Opinion, slip: Int64, at: String) throws {
        let stage: WorkStage =
            switch opinion.outcome {
            case .confirmed: .done
            case .sentBack: .clerk
            case .returned: .returned
            }
        try db.execute(
            sql: "UPDATE work SET stage = ?, since = ?, note = seal(?) WHERE slip = ?",
            arguments: [stage.rawValue, at, opinion.note.isEmpty ? nil : opinion.note, slip])
    }

    /// Notes from which amounts on a second person must confirm what is reviewed from now on.
    func put(_ amounts: SecondPersonAmounts, sequence: Int64) throws {
        try db.execute(
            sql: "INSERT INTO second_person (sequence, slips, findings) VALUES (?, ?, ?)",
            arguments: [sequence, amounts.slips?.micros, amounts.findings?.micros])
    }

    // MARK: Reading it

    /// From which amounts on a second person must confirm.
    func secondPersonAmounts() throws -> SecondPersonAmounts {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM second_person ORDER BY sequence DESC LIMIT 1")
        let (slips, findings): (Int64?, Int64?) = (row?["slips"], row?["findings"])
        return SecondPersonAmounts(
            slips: slips.map { Money(micros: $0) }, findings: findings.map { Money(micros: $0) })
    }

    /// Where a slip stands; nil for one that was never reviewed.
    func stage(of slip: Int64) throws -> WorkStage? {
        try String.fetchOne(db, sql: "SELECT stage FROM work WHERE slip = ?", arguments: [slip])
            .flatMap(WorkStage.init(rawValue:))
    }

    /// The slips at a stage.
    func entries(at stage: WorkStage, by order: WorkOrder, offset: Int, limit: Int) throws -> [WorkEntry] {
        let sorting =
            switch order {
            case .amount: "work.total DESC, work.slip"
            case .oldest: "work.since, work.slip"
            }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT work.*, unseal(patient) AS name, unseal(note) AS said, slip.id FROM work JOIN slip ON slip.number = work.slip
                WHERE work.stage = ? ORDER BY \(sorting) LIMIT ? OFFSET ?
                """,
            arguments: [stage.rawValue, limit, offset]
        ).map { row in
            let date: String? = row["date"]
            let total: Int64? = row["total"]
            let flags: String = row["flags"]
            return WorkEntry(
                id: row["id"], stage: stage, since: try moment(row["since"]), kind: row["kind"],
                hospital: row["hospital"], patient: row["name"], date: date.flatMap { CalendarDate($0) },
                total: total.map { Money(micros: $0) }, items: row["items"],
                doubtfulItems: row["doubtful_items"], flags: flags.split(separator: " ").map(String.init),
                author: row["author"], note: row["said"])
        }
    }

    /// How much there is at each stage.
    func sums() throws -> [WorkStage: WorkSum] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM work_sum WHERE slips > 0")
        return rows.reduce(into: [:]) { sums, row in
            guard let stage = WorkStage(rawValue: row["stage"]) else { return }
            sums[stage] = WorkSum(slips: row["slips"], total: Money(micros: row["total"]))
        }
    }
}
