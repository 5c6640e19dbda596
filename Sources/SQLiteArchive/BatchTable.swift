import Archive
import Foundation
import GRDB

/// Reads what the tables hold of batches.
struct BatchTable {
    let db: Database

    /// The batches, the newest first.
    func batches() throws -> [Batch] {
        try Row.fetchAll(db, sql: "SELECT *, unseal(plan) AS plan_text FROM batch ORDER BY number DESC").map(
            batch)
    }

    /// The batch with this number.
    ///
    /// - Throws: ``ArchiveError/unknownBatch(_:)``.
    func batch(_ number: Int64) throws -> Batch {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT *, unseal(plan) AS plan_text FROM batch WHERE number = ?",
                arguments: [number])
        else { throw ArchiveError.unknownBatch(number) }
        return try batch(row)
    }

    /// The newest batch of a plan that has not ended.
    func interrupted(_ plan: BatchPlan) throws -> Batch? {
        try Row.fetchOne(
            db,
            sql:
                "SELECT *, unseal(plan) AS plan_text FROM batch WHERE plan = seal(?) AND ended_at IS NULL ORDER BY number DESC",
            arguments: [try ArchiveEvent.batch(plan).body()]
        ).map(batch)
    }

    /// How an input of a batch ended; nil while it has not.
    func ending(of source: String, original: ContentDigest?, in batch: Int64) throws -> InputEnding? {
        try String.fetchOne(
            db,
            sql: """
                SELECT unseal(ending) FROM batch_input
                WHERE batch = ? AND source = seal(?) AND ifnull(original, '') = ifnull(?, '')
                """,
            arguments: [batch, source, original?.hex]
        ).map(ending)
    }

    /// How the inputs of a batch ended, in the order in which they did.
    func endings(in batch: Int64) throws -> [InputEnding] {
        try String.fetchAll(
            db, sql: "SELECT unseal(ending) FROM batch_input WHERE batch = ? ORDER BY sequence",
            arguments: [batch]
        ).map(ending)
    }

    /// The sums over a batch's inputs.
    func totals(of batch: Int64) throws -> BatchTotals {
        var totals = BatchTotals()
        for ending in try endings(in: batch) { totals.add(ending) }
        return totals
    }

    private func batch(_ row: Row) throws -> Batch {
        guard case .batch(let plan) = try ArchiveEvent(type: "batch", body: row["plan_text"]) else {
            throw ArchiveError.database(reason: "a batch has no plan")
        }
        let end: String? = row["ended_at"]
        return Batch(
            number: row["number"], begun: try moment(row["at"]), ended: try end.map(moment), plan: plan,
            totals: try totals(of: row["number"]))
    }

    private func ending(_ text: String) throws -> InputEnding {
        guard case .input(let ending) = try ArchiveEvent(type: "input", body: text) else {
            throw ArchiveError.database(reason: "an input of a batch has no ending")
        }
        return ending
    }
}
