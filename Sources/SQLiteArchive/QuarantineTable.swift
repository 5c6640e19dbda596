import Archive
import Foundation
import GRDB

/// Reads the quarantine.
struct QuarantineTable {
    let db: Database

    /// The entries, oldest first: all, or those from one source.
    func entries(source: String?) throws -> [QuarantineEntry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT number, unseal(source) AS source, page, class, unseal(reason) AS reason, attempts, original,
                    unseal(claim) AS claim, trace, at
                FROM quarantine WHERE ?1 IS NULL OR source = seal(?1) ORDER BY number
                """,
            arguments: [source]
        ).map { row in
            QuarantineEntry(
                number: row["number"],
                input: QuarantinedInput(
                    source: row["source"], page: row["page"], failureClass: row["class"],
                    reason: row["reason"],
                    attempts: row["attempts"], original: try original(row), claim: row["claim"],
                    trace: try trace(row)),
                at: try moment(row["at"]))
        }
    }

    /// What to read again, each original once; what has none, once a source.
    func originals() throws -> [QuarantinedOriginal] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT unseal(source) AS path, original, unseal(claim) AS claim, min(number) FROM quarantine
                GROUP BY CASE WHEN original IS NULL THEN 's' || source ELSE 'o' || original END
                ORDER BY min(number)
                """
        ).map { row in
            QuarantinedOriginal(source: row["path"], original: try original(row), claim: row["claim"])
        }
    }

    private func trace(_ row: Row) throws -> WorkerTrace? {
        let text: String? = row["trace"]
        return try text.map { try JSONDecoder().decode(WorkerTrace.self, from: Data($0.utf8)) }
    }

    private func original(_ row: Row) throws -> ContentDigest? {
        let text: String? = row["original"]
        return try text.map(digest)
    }
}
