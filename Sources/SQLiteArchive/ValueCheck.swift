import Archive
import GRDB

/// Whether the values of tables are what they look like, to SQLite as to this program.
struct ValueCheck {
    let db: Database

    /// Rows of a table that are named, one by one.
    private static let shown = 20

    /// Texts that go on behind a NUL.
    ///
    /// A program that reads them takes them to end there, but SQLite compares and finds them as a whole: a row may look
    /// untouched, and no search finds it.
    func hiddenText() -> [VerificationProblem] {
        tables().flatMap { table in
            columns(of: table).flatMap { column in
                rows(
                    of: table,
                    where:
                        "typeof(\(column.name)) = 'text' AND instr(CAST(\(column.name) AS BLOB), x'00') > 0"
                ).map {
                    .init("\(table), row \($0), \(column.name)", "something is hidden behind a NUL in it")
                }
            }
        }
    }

    /// Values that the tables which are the archive never hold: without them, nothing can be derived.
    ///
    /// - Parameter fresh: An archive's database.
    /// - Returns: The first of them.
    func wrongTypes(like fresh: Database) -> [VerificationProblem] {
        ["event", "disclosure", "head"].flatMap { table in
            ValueCheck(db: fresh).columns(of: table).flatMap { column in
                rows(of: table, where: "typeof(\(column.name)) <> '\(column.type.lowercased())'").map {
                    .init("\(table), row \($0), \(column.name)", "it is no \(column.type)")
                }
            }
        }
    }

    private func tables() -> [String] {
        let names = try? String.fetchAll(
            db,
            sql: """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name
                """)
        return names ?? []
    }

    /// The names, quoted, and types of a table's columns.
    private func columns(of table: String) -> [(name: String, type: String)] {
        let columns = try? Row.fetchAll(
            db, sql: "SELECT name, type FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
        return (columns ?? []).map { row in
            ((row["name"] as String).quotedDatabaseIdentifier, row["type"])
        }
    }

    /// The places of the first rows of which something is true; none where the table cannot be read, which others tell.
    private func rows(of table: String, where condition: String) -> [String] {
        let rest =
            "FROM \(table.quotedDatabaseIdentifier) WHERE \(condition) LIMIT \(Self.shown)"
        // Some tables of the search index have no rowid.
        return (try? String.fetchAll(db, sql: "SELECT CAST(rowid AS TEXT) \(rest)"))
            ?? (try? String.fetchAll(db, sql: "SELECT '?' \(rest)")) ?? []
    }
}
