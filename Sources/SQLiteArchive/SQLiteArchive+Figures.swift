public import Archive
import GRDB
public import Slips

extension SQLiteArchive {
    public func figures(
        from first: CalendarDate?, to last: CalendarDate?
    ) async throws(ArchiveError) -> AuditFigures {
        try await database.read { db in
            let period: StatementArguments = [first?.description, last?.description]
            let inPeriod = "(?1 IS NULL OR review.date >= ?1) AND (?2 IS NULL OR review.date <= ?2)"
            let findings = try Row.fetchAll(
                db,
                sql: """
                    SELECT substr(review.date, 1, 7) AS month, review_flag.code, count(*) AS slips
                    FROM slip JOIN review ON review.sequence = slip.newest_review
                    JOIN review_flag ON review_flag.review = review.sequence
                    WHERE review.date IS NOT NULL AND \(inPeriod)
                    GROUP BY month, review_flag.code ORDER BY month, review_flag.code
                    """,
                arguments: period
            ).map { AuditFigures.Finding(month: $0["month"], code: $0["code"], slips: $0["slips"]) }
            let hospitals = try Row.fetchAll(
                db,
                sql: """
                    SELECT review.hospital, count(*) AS slips, ifnull(sum(review.total), 0) AS total,
                        sum(EXISTS (SELECT 1 FROM review_flag WHERE review = review.sequence)) AS flagged
                    FROM slip JOIN review ON review.sequence = slip.newest_review
                    WHERE review.hospital IS NOT NULL AND \(inPeriod)
                    GROUP BY review.hospital ORDER BY flagged DESC, slips DESC, review.hospital LIMIT ?3
                    """,
                arguments: period + [AuditFigures.hospitalsAtMost]
            ).map { row in
                AuditFigures.Hospital(
                    name: row["hospital"], slips: row["slips"], flagged: row["flagged"],
                    total: Money(micros: row["total"]))
            }
            return AuditFigures(findings: findings, hospitals: hospitals)
        }
    }
}
