public import Archive
import GRDB

extension SQLiteArchive {
    public func claims(limit: Int) async throws(ArchiveError) -> [ClaimEntry] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT unseal(claim) AS name, count(DISTINCT slip) AS slips, max(at) AS newest FROM submission
                    WHERE claim IS NOT NULL GROUP BY claim ORDER BY max(sequence) DESC LIMIT ?
                    """,
                arguments: [limit]
            ).map { ClaimEntry(claim: $0["name"], slips: $0["slips"]) }
        }
    }

    public func slips(ofClaim claim: String) async throws(ArchiveError) -> [String] {
        try await database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT slip.id FROM submission JOIN slip ON slip.number = submission.slip
                    WHERE submission.claim = seal(?) GROUP BY slip.number ORDER BY min(submission.sequence)
                    """,
                arguments: [claim])
        }
    }
}
