import Archive
import Foundation
import GRDB
import Slips

/// Which slips seem to be ones that were handed in before.
///
/// A pair of slips has one row, under the later of the two; it is found anew whenever one of them gets a review.
struct RepetitionTable {
    let db: Database

    // MARK: Keeping it in step

    /// Keeps the numbers of a page for comparison.
    func put(_ numbers: PageNumbers, of page: KeptPage, slip: Int64) throws {
        try db.execute(
            sql: "INSERT INTO page_numbers (slip, page, layout, numbers) VALUES (?, ?, ?, seal(?))",
            arguments: [slip, page.number, page.layout.hex, Data(numbers.bytes)])
        for band in numbers.bands {
            try db.execute(
                sql: "INSERT INTO page_band (band, slip, page) VALUES (?, ?, ?)",
                arguments: [band, slip, page.number])
        }
    }

    /// Records that a person looked at two slips, and the later may stand.
    func add(
        _ cleared: ArchiveEvent.RepetitionCleared, slip: Int64, earlier: Int64, _ sequence: Int64,
        _ at: String
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO repetition_cleared (sequence, slip, earlier, sign, at, author, reason)
                VALUES (?, ?, ?, ?, ?, ?, seal(?))
                """,
            arguments: [
                sequence, slip, earlier, cleared.sign.rawValue, at, cleared.by, cleared.reason,
            ])
        try refresh(slip)
        let work = WorkTable(db: db)
        try work.settled(slip, by: cleared.by, at: at)
        if cleared.sign == .altered, try work.stage(of: earlier) == .clerk {
            try work.settled(earlier, by: cleared.by, at: at)
        }
    }

    /// Finds anew which slips a slip seems to repeat, or to be repeated by.
    func refresh(_ slip: Int64) throws {
        let before = try partners(of: slip)
        try db.execute(
            sql: "DELETE FROM repetition WHERE slip = ?1 OR earlier = ?1", arguments: [slip])
        var pairs = try bySheet(slip).merging(try byNumber(slip)) { _, receipt in receipt }
        pairs[slip] = try byOwnBytes(slip)
        for (other, pair) in pairs.sorted(by: { $0.key < $1.key }) { try put(pair, slip, other) }
        for other in before.union(pairs.keys).union([slip]).sorted() {
            try WorkTable(db: db).reconsider(other)
        }
    }

    /// Puts a slip before a clerk whose bytes were handed in again after its receipt was paid.
    func noteSubmission(of slip: Int64) throws {
        if try byOwnBytes(slip) != nil { try refresh(slip) }
    }

    /// Adds what a further page of a slip seems to repeat, or to be repeated by.
    func extend(_ slip: Int64, by page: Int) throws {
        let pairs = try bySheet(slip, page: page)
        for (other, pair) in pairs.sorted(by: { $0.key < $1.key }) {
            let present = try Row.fetchOne(
                db, sql: "SELECT sign, share FROM repetition WHERE slip = ? AND earlier = ?",
                arguments: [max(slip, other), min(slip, other)])
            // The number of a receipt tells more than its sheet.
            let share: Int? = present?["share"]
            if let present, present["sign"] as String? != pair.sign.rawValue || share ?? 0 >= pair.share ?? 0
            {
                continue
            }
            try put(pair, slip, other)
            for changed in [slip, other] { try WorkTable(db: db).reconsider(changed) }
        }
    }

    private func put(_ pair: Pair, _ slip: Int64, _ other: Int64) throws {
        let (later, earlier) = (max(slip, other), min(slip, other))
        let isCleared = try clearing(later: later, earlier: earlier, pair.sign) != nil
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO repetition (slip, earlier, sign, is_certain, is_difference_certain, share,
                    is_open)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                later, earlier, pair.sign.rawValue, pair.isCertain, pair.isDifferenceCertain, pair.share,
                !isCleared && !(pair.sign == .receipt && pair.isReversed),
            ])
    }

    private struct Pair {
        var sign: Repetition.Sign
        var isCertain: Bool
        var isDifferenceCertain = false
        var isReversed = false
        var share: Int?
    }

    /// As many scans of one sheet are looked for.
    private static let crowd = 8

    private func partners(of slip: Int64) throws -> Set<Int64> {
        try Set(
            Int64.fetchAll(
                db,
                sql: """
                    SELECT earlier FROM repetition WHERE slip = ?1
                    UNION SELECT slip FROM repetition WHERE earlier = ?1
                    """,
                arguments: [slip]))
    }

    /// Slips that bear the same receipt's number.
    ///
    /// A fee list bears the number of the receipt that it belongs to, and may come in parts, each with a sum: lists repeat
    /// each other by the number only where their totals agree, and never for certain.
    private func byNumber(_ slip: Int64) throws -> [Int64: Pair] {
        let table = ReceiptTable(db: db)
        guard let facts = try table.facts(of: slip) else { return [:] }
        var pairs: [Int64: Pair] = [:]
        for (other, found) in try table.others(like: facts, than: slip)
        where found.isReceipt == facts.isReceipt && found.key.agrees(with: facts.key) {
            let totalsAgree = facts.total == nil || found.total == nil || facts.total == found.total
            let checksAgree =
                facts.checkCode == nil || found.checkCode == nil || facts.checkCode == found.checkCode
            let isReversed = try table.state(of: facts.key) == .reversed
            let isNumberCertain =
                facts.isCertain && found.isCertain && (facts.key.code == nil) == (found.key.code == nil)
            if facts.isReceipt {
                let isAltered = !totalsAgree || !checksAgree
                pairs[other] = Pair(
                    sign: isAltered ? .altered : .receipt,
                    isCertain: isNumberCertain,
                    isDifferenceCertain: !checksAgree
                        || !totalsAgree && facts.isTotalCertain && found.isTotalCertain,
                    isReversed: isReversed)
            } else if facts.total != nil, facts.total == found.total {
                pairs[other] = Pair(sign: .receipt, isCertain: false, isReversed: isReversed)
            }
        }
        return pairs
    }

    /// That the slip's own bytes were handed in again after its receipt was paid, or the payment taken back.
    private func byOwnBytes(_ slip: Int64) throws -> Pair? {
        let table = ReceiptTable(db: db)
        guard let newest = try newestResubmission(of: slip), let facts = try table.facts(of: slip),
            try table.firstChange(of: facts.key).map({ $0 < newest }) == true
        else { return nil }
        return Pair(sign: .again, isCertain: facts.isCertain)
    }

    /// The event by which a slip's bytes were last handed in again; nil where they came once.
    private func newestResubmission(of slip: Int64) throws -> Int64? {
        let all = try Int64.fetchAll(
            db,
            sql: """
                SELECT sequence FROM submission WHERE slip = ? AND \(SQLiteArchive.isNewestClaim)
                ORDER BY sequence DESC LIMIT 2
                """,
            arguments: [slip])
        return all.count > 1 ? all[0] : nil
    }

    /// Slips of which a page seems to be one sheet with a page of this slip.
    ///
    /// Two slips whose receipts were read for certain and are different ones are no copies of each other, however
    /// much of the same they list.
    ///
    /// A band in which many pages meet is that of a form or notice whose own numbers come with every slip.
    ///
    /// - Parameters:
    ///   - slip: The slip.
    ///   - page: Which of its pages; nil for all.
    /// - Returns: The other slips, with what they have in common.
    /// - Throws: What the database says.
    private func bySheet(_ slip: Int64, page: Int? = nil) throws -> [Int64: Pair] {
        let facts = try ReceiptTable(db: db).facts(of: slip)
        let candidates = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT mine.page AS page, its.slip AS other, its.page AS other_page
                FROM page_band AS mine CROSS JOIN page_band AS its ON its.band = mine.band AND its.slip <> mine.slip
                WHERE mine.slip = ?1 AND (?2 IS NULL OR mine.page = ?2) AND ?3 >=
                    (SELECT count(*) FROM (SELECT 1 FROM page_band WHERE band = mine.band LIMIT ?3 + 1))
                ORDER BY other, page, other_page
                """,
            arguments: [slip, page, Self.crowd])
        var mine: [Int64: PageNumbers] = [:]
        var pairs: [Int64: Pair] = [:]
        for row in candidates {
            let (own, other, otherPage): (Int64, Int64, Int64) = (
                row["page"], row["other"], row["other_page"]
            )
            if mine[own] == nil { mine[own] = try numbers(of: slip, page: own) }
            guard let numbers = mine[own], let its = try self.numbers(of: other, page: otherPage) else {
                continue
            }
            let likeness = numbers.likeness(to: its)
            guard likeness.isOneSheet, likeness.share > pairs[other]?.share ?? 0 else { continue }
            if let facts, facts.isCertain, let found = try ReceiptTable(db: db).facts(of: other),
                found.isCertain, !found.key.agrees(with: facts.key)
            {
                continue
            }
            pairs[other] = Pair(sign: .paper, isCertain: false, share: likeness.share)
        }
        return pairs
    }

    private func numbers(of slip: Int64, page: Int64) throws -> PageNumbers? {
        try Data.fetchOne(
            db, sql: "SELECT unseal(numbers) FROM page_numbers WHERE slip = ? AND page = ?",
            arguments: [slip, page]
        ).map { PageNumbers(bytes: Array($0)) }
    }

    // MARK: Reading it

    /// What a slip seems to repeat, or to be repeated by, in the order of the other slips.
    func repetitions(of slip: Int64) throws -> [Repetition] {
        let receipts = ReceiptTable(db: db)
        let slips = SlipTable(db: db)
        return try Row.fetchAll(
            db, sql: "SELECT * FROM repetition WHERE slip = ?1 OR earlier = ?1 ORDER BY slip, earlier",
            arguments: [slip]
        ).compactMap { row in
            guard let sign = Repetition.Sign(rawValue: row["sign"]) else { return nil }
            let (later, earlier): (Int64, Int64) = (row["slip"], row["earlier"])
            let other = later == slip ? earlier : later
            let facts = sign == .paper ? nil : try receipts.facts(of: slip)
            guard let first = try slips.submissions(of: other).first else {
                throw ArchiveError.database(reason: "slip \(try slips.id(of: other)) was never submitted")
            }
            return Repetition(
                sign: sign, other: try slips.id(of: other), otherAt: first.at, isLater: later == slip,
                isCertain: row["is_certain"], isDifferenceCertain: row["is_difference_certain"],
                receipt: facts?.key.text,
                state: try facts.map { try receipts.state(of: $0.key) } ?? .unpaid, total: facts?.total,
                otherTotal: sign == .paper ? nil : try receipts.facts(of: other)?.total, share: row["share"],
                clearing: try clearing(later: later, earlier: earlier, sign))
        }
    }

    /// The codes of the findings that follow for a slip, and whether one is open.
    func flags(of slip: Int64) throws -> (codes: [String], isOpen: Bool) {
        let all = try repetitions(of: slip)
        return (Set(all.flatMap(\.flags)).sorted(), all.contains(where: \.isOpen))
    }

    private func clearing(
        later: Int64, earlier: Int64, _ sign: Repetition.Sign
    ) throws -> Repetition.Clearing? {
        // What came after a person's word is not covered by it.
        let since = sign == .again ? try newestResubmission(of: later) ?? 0 : 0
        return try Row.fetchOne(
            db,
            sql: """
                SELECT *, unseal(reason) AS why FROM repetition_cleared WHERE slip = ? AND earlier = ? AND sign = ?
                    AND sequence > ?
                ORDER BY sequence DESC LIMIT 1
                """,
            arguments: [later, earlier, sign.rawValue, since]
        ).map { row in
            .init(at: try moment(row["at"]), by: row["author"], reason: row["why"])
        }
    }
}
