public import Archive
import GRDB
import Slips

extension SQLiteArchive {
    public func draw(_ plan: SamplePlan, by: String) async throws(ArchiveError) -> SampleList {
        let list = try await database.read { db in
            let events = try Int64.fetchOne(db, sql: "SELECT ifnull(max(sequence), 0) FROM event") ?? 0
            let counted = plan.events ?? events
            guard counted <= events else { throw ArchiveError.tooFewEvents(events, wanted: counted) }
            return plan.drawn(from: try Self.candidates(plan, events: counted, in: db), events: counted)
        }
        let kept = try await keep(try ReviewDocument(list).json)
        try await append { _, log in
            _ = try log.append(
                .sample(
                    .init(
                        by: by, seed: list.seed, strata: list.strata, count: list.count,
                        population: list.population, events: list.events, list: kept)))
        }
        return list
    }

    /// The slips as their newest reviews among the first events have them.
    private static func candidates(
        _ plan: SamplePlan, events: Int64, in db: Database
    ) throws -> [SamplePlan.Candidate] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT slip.id, review.hospital, review.kind, review.decision, review.date,
                    (SELECT group_concat(code, ' ') FROM review_flag WHERE review = review.sequence) AS flags
                FROM slip JOIN review ON review.sequence = (
                    SELECT max(sequence) FROM review WHERE slip = slip.number AND sequence <= ?1)
                WHERE (?2 IS NULL OR review.date >= ?2) AND (?3 IS NULL OR review.date <= ?3)
                """,
            arguments: [events, plan.from?.description, plan.to?.description])
        var candidates: [SamplePlan.Candidate] = []
        while let row = try rows.next() {
            let (date, flags): (String?, String?) = (row["date"], row["flags"])
            candidates.append(
                .init(
                    id: row["id"], hospital: row["hospital"], kind: row["kind"], decision: row["decision"],
                    date: date.flatMap { CalendarDate($0) },
                    flags: flags?.split(separator: " ").map(String.init) ?? []))
        }
        return candidates
    }
}
