public import Archive
import GRDB

extension SQLiteArchive {
    /// Of a `submission`, that no later one of the slip from the same place only names its claim, as
    /// ``RecordedSubmission/names(claimOf:)`` has it: it has no claim, or none but its folder's path.
    static let isNewestClaim = """
        NOT ((submission.claim IS NULL OR unseal(submission.claim) LIKE '/%') AND EXISTS (
            SELECT 1 FROM submission AS later
            WHERE later.slip = submission.slip AND later.source = submission.source
                AND later.sequence > submission.sequence AND unseal(later.claim) NOT LIKE '/%'))
        """

    public func claims(limit: Int) async throws(ArchiveError) -> [ClaimEntry] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT unseal(claim) AS name, count(DISTINCT slip) AS slips, max(at) AS newest FROM submission
                    WHERE claim IS NOT NULL AND \(Self.isNewestClaim) GROUP BY claim ORDER BY max(sequence) DESC LIMIT ?
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
                    WHERE submission.claim = seal(?) AND \(Self.isNewestClaim) GROUP BY slip.number ORDER BY min(submission.sequence)
                    """,
                arguments: [claim])
        }
    }
}
