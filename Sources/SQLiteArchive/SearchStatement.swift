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
        if let idNumber = query.idNumber {
            let key = SearchText.key(idNumber)
            require("review.id_number >= ? AND review.id_number < ?", [key, key + Self.afterAll])
        }
        if let receipt = query.receipt {
            let key = SearchText.key(receipt)
            let end = key + Self.afterAll
            require(
                """
                (review.receipt_number >= ? AND review.receipt_number < ?
                OR review.receipt_code >= ? AND review.receipt_code < ?
                OR review.receipt_code || review.receipt_number = ?)
                """,
                [key, end, key, end, key])
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

    /// Greater than every character that a key can hold.
    private static let afterAll = "\u{10FFFF}"

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

    /// The slips of this part, and where the next begins.
    func run(in db: Database) throws -> (found: [Found], next: SearchCursor?) {
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
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT slip.number, slip.submissions, review.document
                FROM \(source) JOIN review ON review.sequence = slip.newest_review
                WHERE \((conditions + ["\(key) < ?"]).joined(separator: " AND "))
                ORDER BY \(key) DESC LIMIT ?
                """,
            arguments: arguments + [end, limit + 1])
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
