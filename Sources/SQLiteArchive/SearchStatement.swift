import Archive
import GRDB
import Slips

/// One part of a search, as SQL.
///
/// A part is a short transaction of its own: a long one would keep a run that archives from committing.
struct SearchStatement {
    private var conditions: [Condition] = []
    private var expressions: [String] = []
    /// The number before which the part’s slips lie.
    private let end: Int64
    private let limit: Int
    /// Of an encrypted archive, in which names, numbers and fields are found by their whole values alone.
    private let cipher: TableCipher?

    /// What a slip must fulfil.
    private struct Condition {
        /// On a row of the lists of work, and with ``needsReview`` on the slip and its newest review, too.
        var test: String
        var needsReview: Bool
        /// The same, as a query that gives the reviews or slips that fulfil it by an index; nil where there is none.
        var lookup: (column: String, query: String)?
        var arguments: StatementArguments

        /// Looking up this many is quicker than testing slip by slip.
        static let few = 20_000

        /// The condition as it is quicker to check: by the index where few fulfil it, else slip by slip, of which the
        /// newest are soon enough.
        func chosen(in db: Database) throws -> String {
            guard let lookup else { return test }
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM (\(lookup.query) LIMIT \(Self.few + 1))", arguments: arguments)
            return count ?? 0 > Self.few ? test : "\(lookup.column) IN (\(lookup.query))"
        }
    }

    /// The slip and its newest review beside its row in the lists of work.
    private static let review = """
        JOIN slip ON slip.number = work.slip JOIN review ON review.sequence = slip.newest_review
        """

    /// - Throws: ``ArchiveError/nothingToSearchFor(_:)``.
    init(
        _ query: SearchQuery, after cursor: SearchCursor?, limit: Int, cipher: TableCipher?
    ) throws(ArchiveError) {
        self.cipher = cipher
        end = cursor?.position ?? Int64.max
        self.limit = limit
        try ask(for: query.words, in: nil)
        try ask(for: query.patient, in: "patient")
        try ask(for: query.hospital, in: "hospital")
        if let idNumber = query.idNumber {
            if cipher == nil {
                begins(["id_number"], with: idNumber)
            } else {
                require(
                    "slip.newest_review IN (SELECT sequence FROM review WHERE id_number = blind(?))",
                    needsReview: true, [SearchText.key(idNumber)])
            }
        }
        if let receipt = query.receipt {
            begins(["receipt_number", "receipt_code", "receipt_code || receipt_number"], with: receipt)
        }
        for (name, value) in query.fields.sorted(by: { $0.key < $1.key }) { begins(field: name, with: value) }
        if let entry = query.entry {
            require(
                "EXISTS (SELECT 1 FROM charge WHERE charge.slip = work.slip AND entry = ?)",
                or: ("work.slip", "SELECT slip FROM charge WHERE entry = ?"), [entry])
        }
        if let flag = query.flag { ask(forFlag: flag) }
        if let decision = query.decision { requireOfWork("decision = ?", [decision]) }
        if let stage = query.stage { requireOfWork("stage = ?", [stage.rawValue]) }
        if query.from != nil || query.to != nil {
            // Text that sorts before and after every date; the ends together tell how few slips lie between them.
            requireOfWork(
                "date BETWEEN ? AND ?", [query.from?.description ?? "", query.to?.description ?? "~"])
        }
        if query.least != nil || query.most != nil {
            requireOfWork(
                "total BETWEEN ? AND ?", [query.least?.micros ?? .min, query.most?.micros ?? .max])
        }
        if let kind = query.kind { require("work.kind = ?", [kind]) }
        if let clerk = query.clerk {
            let authors = ["correction", "opinion"].map { "SELECT slip FROM \($0) WHERE author = ?" }
            require("work.slip IN (\(authors.joined(separator: " UNION ")))", [clerk, clerk])
        }
        if let claim = query.claim {
            require(
                """
                work.slip IN (
                    SELECT slip FROM submission WHERE claim = seal(?) AND \(SQLiteArchive.isNewestClaim))
                """, [claim])
        }
    }

    /// Asks for slips with a finding: of the review, or because the slip was handed in before.
    private mutating func ask(forFlag flag: String) {
        let repetition =
            switch flag {
            case Repetition.reused: "work.slip IN (SELECT slip FROM repetition WHERE sign <> 'paper')"
            case Repetition.altered:
                """
                work.slip IN (SELECT slip FROM repetition WHERE sign = 'altered'
                UNION SELECT earlier FROM repetition WHERE sign = 'altered')
                """
            case Resubmission.flag:
                """
                (slip.submissions > 1 OR work.slip IN (SELECT slip FROM repetition WHERE sign = 'paper'))
                """
            default: ""
            }
        let ofReview = "EXISTS (SELECT 1 FROM review_flag WHERE review = review.sequence AND code = ?)"
        if repetition.isEmpty {
            require(
                ofReview, or: ("review.sequence", "SELECT review FROM review_flag WHERE code = ?"),
                needsReview: true, [flag])
        } else {
            require("(\(ofReview) OR \(repetition))", needsReview: true, [flag])
        }
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
            "slip.newest_review IN (\(lookups.joined(separator: " UNION ")))", needsReview: true,
            StatementArguments(columns.flatMap { _ in [key, end] }))
    }

    /// Asks for slips of which a field begins with a key.
    private mutating func begins(field name: String, with text: String) {
        let key = SearchText.key(text)
        guard cipher == nil else {
            return require(
                """
                EXISTS (SELECT 1 FROM slip_field WHERE slip_field.slip = work.slip AND name = ?
                AND value = blind(?))
                """,
                or: ("work.slip", "SELECT slip FROM slip_field WHERE name = ? AND value = blind(?)"),
                [name, key])
        }
        require(
            """
            EXISTS (SELECT 1 FROM slip_field WHERE slip_field.slip = work.slip AND name = ?
            AND value >= ? AND value < ?)
            """,
            or: ("work.slip", "SELECT slip FROM slip_field WHERE name = ? AND value >= ? AND value < ?"),
            [name, key, key + "\u{10FFFF}"])
    }

    private mutating func require(
        _ test: String, or lookup: (column: String, query: String)? = nil, needsReview: Bool = false,
        _ values: StatementArguments
    ) {
        conditions.append(
            Condition(test: test, needsReview: needsReview, lookup: lookup, arguments: values))
    }

    /// Asks for slips of which a column of the lists of work, with an index, fulfils something.
    private mutating func requireOfWork(_ test: String, _ values: StatementArguments) {
        require("work.\(test)", or: ("work.slip", "SELECT slip FROM work WHERE \(test)"), values)
    }

    private mutating func ask(for words: String?, in column: String?) throws(ArchiveError) {
        guard let words, !words.allSatisfy(\.isWhitespace) else { return }
        guard let expression = SearchText.expression(words, in: column, blinding: cipher) else {
            throw .nothingToSearchFor(words)
        }
        expressions.append(expression)
    }

    /// A slip that was found.
    struct Found: Sendable {
        var number: Int64
        var document: ContentDigest
        var submissions: [RecordedSubmission]
        var repetitions: [Repetition]
    }

    /// The tables and conditions that give the slips, and the column that orders them.
    ///
    /// - Parameters:
    ///   - asList: Whether a few of them are wanted, each with its slip and newest review, in order: their rows are then
    ///     gone through in that order. A sum goes through an index, which is smaller.
    ///   - db: The database.
    /// - Returns: What follows `SELECT` and the columns, with its arguments, and the column that orders the slips.
    /// - Throws: What SQLite says.
    private func selection(
        asList: Bool, in db: Database
    ) throws -> (sql: String, key: String, arguments: StatementArguments) {
        var tests: [String] = []
        var arguments: StatementArguments = []
        for condition in conditions {
            tests.append(try condition.chosen(in: db))
            arguments += condition.arguments
        }
        let work = asList ? "work NOT INDEXED" : "work"
        var source = work
        var key = "work.slip"
        if !expressions.isEmpty {
            // CROSS JOIN keeps the order of the tables: the index gives the slips, one match a slip.
            source = "review_search CROSS JOIN \(work) ON work.slip = review_search.rowid"
            key = "review_search.rowid"
            tests.append("review_search MATCH ?")
            arguments += [expressions.joined(separator: " AND ")]
        }
        if end < .max {
            tests.append("\(key) < ?")
            arguments += [end]
        }
        let review = asList || conditions.contains(where: \.needsReview) ? Self.review : ""
        let condition = tests.isEmpty ? "" : "WHERE \(tests.joined(separator: " AND "))"
        return ("FROM \(source) \(review) \(condition)", key, arguments)
    }

    /// How many slips all parts have together, and how much money is on them.
    func sum(in db: Database) throws -> WorkSum {
        if conditions.isEmpty, expressions.isEmpty {
            // Each slip that was reviewed stands in the lists of work with its newest review's total.
            return try WorkTable(db: db).sums().values.reduce(WorkSum(slips: 0, total: .zero)) { all, part in
                WorkSum(slips: all.slips + part.slips, total: all.total + part.total)
            }
        }
        let selection = try selection(asList: false, in: db)
        let row = try Row.fetchOne(
            db, sql: "SELECT count(*) AS slips, ifnull(sum(work.total), 0) AS total \(selection.sql)",
            arguments: selection.arguments)
        return WorkSum(slips: row?["slips"] ?? 0, total: Money(micros: row?["total"] ?? 0))
    }

    /// How many lines of all the slips charge an entry, and for how much.
    func charges(of entry: String, in db: Database) throws -> ChargeSum {
        let selection = try selection(asList: false, in: db)
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) AS lines, ifnull(sum(amount), 0) AS amount FROM charge
                WHERE entry = ? AND slip IN (SELECT work.slip \(selection.sql))
                """,
            arguments: [entry] + selection.arguments)
        return ChargeSum(lines: row?["lines"] ?? 0, amount: Money(micros: row?["amount"] ?? 0))
    }

    /// The slips of this part as a list shows them, and where the next begins.
    func list(in db: Database) throws -> ListedPage {
        let selection = try selection(asList: true, in: db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT slip.number, slip.id, slip.submissions, work.decision, work.kind, work.hospital,
                    unseal(work.patient) AS patient, work.date, work.total, work.items, work.flags
                \(selection.sql) ORDER BY \(selection.key) DESC LIMIT ?
                """,
            arguments: selection.arguments + [limit + 1])
        let slips = rows.prefix(limit).map { row in
            let (date, total, flags): (String?, Int64?, String) = (row["date"], row["total"], row["flags"])
            let submissions: Int = row["submissions"]
            let codes = flags.split(separator: " ").map(String.init)
            return ListedSlip(
                id: row["id"], kind: row["kind"], hospital: row["hospital"], patient: row["patient"],
                date: date.flatMap { CalendarDate($0) }, total: total.map { Money(micros: $0) },
                items: row["items"], decision: row["decision"],
                flags: Set(codes + (submissions > 1 ? [Resubmission.flag] : [])).sorted())
        }
        let next = rows.count > limit ? rows[limit - 1]["number"] as Int64? : nil
        return ListedPage(slips: slips, next: next.map { SearchCursor(position: $0) })
    }

    /// The slips of this part, and where the next begins.
    func run(in db: Database) throws -> (found: [Found], next: SearchCursor?) {
        let selection = try selection(asList: true, in: db)
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
                submissions: count > 1 ? try table.submissions(of: number) : [],
                repetitions: try RepetitionTable(db: db).repetitions(of: number))
        }
        let next = rows.count > limit ? found.last.map { SearchCursor(position: $0.number) } : nil
        return (found, next)
    }
}
