import Archive
import GRDB
import Slips

/// The receipts that the newest reviews of slips speak of, and what became of their claims.
struct ReceiptTable {
    let db: Database

    /// Puts what a slip's newest review says of its receipt in the place of what the one before said.
    func put(_ facts: ReceiptFacts?, slip: Int64) throws {
        try db.execute(sql: "DELETE FROM receipt WHERE slip = ?", arguments: [slip])
        guard let facts else { return }
        try db.execute(
            sql: """
                INSERT INTO receipt (slip, number, code, check_code, total, is_receipt, is_certain,
                    is_total_certain)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                slip, facts.key.number, facts.key.code, facts.checkCode, facts.total?.micros,
                facts.isReceipt, facts.isCertain, facts.isTotalCertain,
            ])
    }

    /// Records that a receipt was paid, or its payment taken back.
    func add(_ change: ArchiveEvent.ReceiptChange, _ sequence: Int64, _ at: String) throws {
        try db.execute(
            sql: """
                INSERT INTO receipt_state (sequence, number, code, state, at, author, reason)
                VALUES (?, ?, ?, ?, ?, ?, seal(?))
                """,
            arguments: [
                sequence, change.number, change.code, change.state.rawValue, at, change.by, change.reason,
            ])
        let slips = try Int64.fetchAll(
            db, sql: "SELECT slip FROM receipt WHERE number = ? ORDER BY slip", arguments: [change.number])
        for slip in slips { try RepetitionTable(db: db).refresh(slip) }
    }

    /// What a slip's newest review says of its receipt.
    func facts(of slip: Int64) throws -> ReceiptFacts? {
        try Row.fetchOne(db, sql: "SELECT * FROM receipt WHERE slip = ?", arguments: [slip]).flatMap(
            Self.facts)
    }

    /// The other slips that bear a receipt's number, oldest first.
    ///
    /// - Parameters:
    ///   - facts: What the slip says of its receipt.
    ///   - slip: The slip's number.
    ///   - limit: How many at most: a number that stands on more is not one of a receipt.
    /// - Returns: The slips' numbers, and what they say.
    /// - Throws: What the database says.
    func others(like facts: ReceiptFacts, than slip: Int64, limit: Int = 20) throws -> [(Int64, ReceiptFacts)]
    {
        try Row.fetchAll(
            db, sql: "SELECT * FROM receipt WHERE number = ? AND slip <> ? ORDER BY slip LIMIT ?",
            arguments: [facts.key.number, slip, limit]
        ).compactMap { row in Self.facts(row).map { (row["slip"], $0) } }
    }

    private static func facts(_ row: Row) -> ReceiptFacts? {
        let total: Int64? = row["total"]
        return ReceiptKey(number: row["number"], code: row["code"]).map { key in
            ReceiptFacts(
                key: key, checkCode: row["check_code"], total: total.map { Money(micros: $0) },
                isReceipt: row["is_receipt"], isCertain: row["is_certain"],
                isTotalCertain: row["is_total_certain"])
        }
    }

    /// What became last of the claim for a receipt.
    func state(of key: ReceiptKey) throws -> ReceiptState {
        let change = try changes(of: key).last
        return change?.fact.state ?? .unpaid
    }

    /// The event that first told what became of the claim for a receipt; nil while nothing did.
    func firstChange(of key: ReceiptKey) throws -> Int64? { try changeNumbers(of: key).first }

    /// The events that told what became of the claim for a receipt, in their order.
    func changeNumbers(of key: ReceiptKey) throws -> [Int64] {
        try Row.fetchAll(
            db, sql: "SELECT sequence, number, code FROM receipt_state WHERE number = ? ORDER BY sequence",
            arguments: [key.number]
        ).filter { row in
            ReceiptKey(number: row["number"], code: row["code"])?.agrees(with: key) == true
        }.map { $0["sequence"] }
    }

    /// Everything that became of the claim for a receipt, oldest first.
    func changes(of key: ReceiptKey) throws -> [RecordedReceiptChange] {
        try Row.fetchAll(
            db,
            sql: "SELECT *, unseal(reason) AS why FROM receipt_state WHERE number = ? ORDER BY sequence",
            arguments: [key.number]
        ).compactMap { row in
            guard let changed = ReceiptKey(number: row["number"], code: row["code"]),
                changed.agrees(with: key),
                let state = ReceiptState(rawValue: row["state"])
            else { return nil }
            return RecordedReceiptChange(
                at: try moment(row["at"]),
                fact: .init(changed, state: state, by: row["author"], reason: row["why"]))
        }
    }
}
