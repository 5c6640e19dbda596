import Foundation
import GRDB

/// Whether the full-text index finds what its texts hold.
struct SearchIndexCheck {
    let db: Database
    private static let shown = 20

    /// What is wrong with it.
    ///
    /// SQLite's own check reads the index from end to end. It does not see that the table is damaged by which a search finds
    /// the page where to begin: so that is compared with the pages, and each word is searched for.
    func faults() -> [String] {
        do {
            try db.execute(
                sql: "INSERT INTO review_search (review_search, rank) VALUES ('integrity-check', 1)")
            return try pages() + words()
        } catch {
            return ["the full-text index does not fit its texts: \(error)"]
        }
    }

    /// Pages of the index that no search begins with, though words begin on them, and pages that there are not.
    ///
    /// Source of the format: SQLite's fts5_index.c, "FTS5 Data Structures": a page's number is its segment's number times 2³⁷
    /// and its place in it, where it is a leaf; it holds words where the offset of its list of words, in its third and fourth
    /// byte, is below its length.
    private func pages() throws -> [String] {
        var wanted: Set<Int64> = []
        let leaves = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, length(block) AS length, substr(block, 3, 2) AS words FROM review_search_data
                WHERE id & 0x1FFFFFFFFF BETWEEN 1 AND 0x7FFFFFFF AND id > 0x1FFFFFFFFF
                """)
        while let row = try leaves.next() {
            let offset: Data = row["words"]
            let place = offset.reduce(0) { $0 << 8 | Int($1) }
            if place < row["length"] as Int { wanted.insert(row["id"]) }
        }
        let found = try Int64.fetchSet(
            db, sql: "SELECT (segid << 37) + (pgno >> 1) FROM review_search_idx")
        return wanted.symmetricDifference(found).sorted().prefix(Self.shown).map { page in
            wanted.contains(page)
                ? "no search begins with its page \(page)"
                : "a search begins with page \(page), which is none"
        }
    }

    /// Words that are found in fewer slips than they are in.
    private func words() throws -> [String] {
        try db.execute(
            sql: "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab ('main', 'review_search', 'row')")
        defer { try? db.execute(sql: "DROP TABLE temp.search_words") }
        var faults: [String] = []
        let words = try Row.fetchCursor(db, sql: "SELECT term, doc FROM temp.search_words")
        let search = try db.makeStatement(
            sql: "SELECT count(*) FROM review_search WHERE review_search MATCH ?")
        while let row = try words.next(), faults.count < Self.shown {
            let word: String = row["term"]
            let found = try Int.fetchOne(search, arguments: [SearchText.quoted(word)]) ?? 0
            if found != row["doc"] as Int {
                faults.append("‘\(word)’ is in \(row["doc"] as Int) slips and found in \(found)")
            }
        }
        return faults
    }
}
