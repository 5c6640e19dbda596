import Archive
import GRDB
import Slips

/// One part of a search, as SQL.
///
/// A part is a short transaction of its own: a long one would keep a run that archives from committing.
struct SearchStatement {
    private var conditions: [String] = []
    private var arguments: StatementArguments = []
    private var expressions: [String] = []
    /// The number before which the part’s slips lie.
    private let end: Int64
    private let limit: Int

    /// - Throws: ``ArchiveError/nothingToSearchFor(_:)``.
    init(_ query: SearchQuery, after cursor: SearchCursor?, limit: Int) throws(ArchiveError) {
        end = cursor?.position ?? Int64.max
        self.limit = limit
        try ask(for: query.words, in: nil)
        try ask(for: query.patient, in: "patient")
        try ask(for: query.hospital, in: "hospital")
        if let idNumber = query.idNumber { begins(["id_number"], with: idNumber) }
        if let receipt = query.receipt {
            begins(["receipt_number", "receipt_code", "receipt_code || receipt_number"], with: receipt)
        }
        if let entry = query.entry {
            require(
                "EXISTS (SELECT 1 FROM review_entry WHERE review = review.sequence AND code = ?)", [entry])
        }
        if let flag = query.flag {
            let wantsResubmitted = flag == Resubmission.flag
            require(
                """
                (EXISTS (SELECT 1 FROM review_flag WHERE review = review.sequence AND code = ?)
                OR ? AND slip.submissions > 1)
                """,
                [flag, wantsResubmitted])
        }
        if let decision = query.decision { require("review.decision = ?", [decision]) }
        if let from = query.from { require("review.date >= ?", [from.description]) }
        if let to = query.to { require("review.date <= ?", [to.description]) }
    }

    /// Asks for reviews of which one of the columns begins with a key.
    ///
    /// Few slips have one number, so they are looked up by index first; the other conditions, which many slips
    /// may fit, are checked slip by slip.
    private mutating func begins(_ columns: [String], with text: String) {
        let key = SearchText.key(text)
        // Greater than every text that begins with the key.
        let end = key + "\u{10FFFF}"
        let lookups = columns.map { "SELECT sequence FROM review WHERE \($0) >= ? AND \($0) < ?" }
        require(
            "slip.newest_review IN (\(lookups.joined(separator: " UNION ")))",
            StatementArguments(columns.flatMap { _ in [key, end] }))
    }

    private mutating func require(_ condition: String, _ values: StatementArguments) {
        conditions.append(condition)
        arguments += values
    }

    private mutating func ask(for words: String?, in column: String?) throws(ArchiveError) {
        guard let words, !words.allSatisfy(\.isWhitespace) else { return }
        guard let expression = SearchText.expression(words, in: column) else {
            throw .nothingToSearchFor(words)
        }
        expressions.append(expression)
    }

    /// A slip that was found.
    struct Found: Sendable {
        var number: Int64
        var document: ContentDigest
        var submissions: [RecordedSubmission]
    }

    /// The tables and conditions that give the slips before ``end``, and the column that orders them.
    private func selection(
        joining other: String = ""
    ) -> (sql: String, key: String, arguments: StatementArguments) {
        var conditions = conditions
        var arguments = arguments
        var source = "slip"
        var key = "slip.number"
        if !expressions.isEmpty {
            // CROSS JOIN keeps the order of the tables: the index gives the slips, one match a slip.
            source = "review_search CROSS JOIN slip ON slip.number = review_search.rowid"
            key = "review_search.rowid"
            conditions.append("review_search MATCH ?")
            arguments += [expressions.joined(separator: " AND ")]
        }
        let sql = """
            FROM \(source) JOIN review ON review.sequence = slip.newest_review \(other)
            WHERE \((conditions + ["\(key) < ?"]).joined(separator: " AND "))
            """
        return (sql, key, arguments + [end])
    }

    /// How many slips all parts have together, and how much money is on them.
    func sum(in db: Database) throws -> WorkSum {
        let selection = selection(joining: "JOIN work ON work.slip = slip.number")
        let row = try Row.fetchOne(
            db, sql: "SELECT count(*) AS slips, ifnull(sum(work.total), 0) AS total \(selection.sql)",
            arguments: selection.arguments)
        return WorkSum(slips: row?["slips"] ?? 0, total: Money(micros: row?["total"] ?? 0))
    }

    /// The slips of this part, and where the next begins.
    func run(in db: Database) throws -> (found: [Found], next: SearchCursor?) {
        let selection = selection()
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT slip.number, slip.submissions, review.document \(selection.sql)
                ORDER BY \(selection.key) DESC LIMIT ?
                """,
            arguments: selection.arguments + [limit + 1])
        let table = SlipTable(db: db)
        let found = try rows.prefix(limit).map { row in
            let number: Int64 = row["number"]
            let count: Int = row["submissions"]
            return Found(
                number: number, document: try digest(row["document"]),
                submissions: count > 1 ? try table.submissions(of: number) : [])
        }
        let next = rows.count > limit ? found.last.map { SearchCursor(position: $0.number) } : nil
        return (found, next)
    }
}
