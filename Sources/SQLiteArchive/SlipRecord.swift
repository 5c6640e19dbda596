import Archive
import GRDB

extension SlipTable {
    /// The places in the log of all events that concern a slip, in their order: what was handed in and how it ended, pages and
    /// reviews, corrections and opinions, who looked at it and who got it, how long it is kept, what became of its receipt.
    ///
    /// Destructions name lists, and samples too: they are looked up there.
    func record(of number: Int64) throws -> [Int64] {
        let (id, original) = (try id(of: number), try original(of: number).hex)
        let tables = try Int64.fetchAll(
            db,
            sql: """
                SELECT sequence FROM submission WHERE slip = ?1 UNION SELECT sequence FROM review WHERE slip = ?1
                UNION SELECT sequence FROM correction WHERE slip = ?1
                UNION SELECT sequence FROM opinion WHERE slip = ?1
                UNION SELECT sequence FROM access WHERE slip = ?1
                UNION SELECT sequence FROM repetition_cleared WHERE slip = ?1 OR earlier = ?1
                UNION SELECT sequence FROM batch_input WHERE original = ?2
                UNION SELECT event.sequence FROM review JOIN event ON event.type = 'page'
                    AND event.sequence BETWEEN review.sequence + 1
                        AND review.sequence + (SELECT count(*) FROM page WHERE page.review = review.sequence)
                    AND json_extract(event.body, '$.review') = review.sequence
                    WHERE review.slip = ?1
                """,
            arguments: [number, original])
        // No table has a row for each of them: the log itself is asked.
        let others = try Int64.fetchAll(
            db,
            sql: """
                SELECT sequence FROM event WHERE type IN ('export', 'retention', 'quarantine', 'release')
                    AND (instr(body, ?1) OR instr(body, ?2))
                """,
            arguments: [id, original])
        return Set(tables + others + (try receiptChanges(of: number)) + (try retentionOfNew(before: number)))
            .sorted()
    }

    /// What became of the claim for the slip's receipt.
    private func receiptChanges(of number: Int64) throws -> [Int64] {
        guard let key = try ReceiptTable(db: db).facts(of: number)?.key else { return [] }
        return try ReceiptTable(db: db).changeNumbers(of: key)
    }

    /// By which event it was last set, before the slip came, for how long slips are kept; none where that was never set.
    private func retentionOfNew(before number: Int64) throws -> [Int64] {
        let set = try Int64.fetchOne(
            db,
            sql: """
                SELECT max(sequence) FROM event WHERE type = 'retention' AND json_extract(body, '$.slip') IS NULL
                    AND sequence < (SELECT min(sequence) FROM submission WHERE slip = ?)
                """,
            arguments: [number])
        return [set].compactMap(\.self)
    }
}
