import Archive
import Foundation
import GRDB

/// What opens the commitments in events.
struct DisclosureTable {
    let db: Database

    /// Keeps what opens the commitments of an event.
    func add(_ openings: [Opening], of event: Int64) throws {
        for opening in openings {
            try db.cachedStatement(
                sql: "INSERT INTO disclosure (event, field, salt, value) VALUES (?, ?, seal(?), seal(?))"
            ).execute(arguments: [event, opening.field, Data(opening.salt), opening.value])
        }
    }

    /// What opens the commitments of an event, in the order of their fields.
    func openings(of event: Int64) throws -> [Opening] {
        let statement = try db.cachedStatement(
            sql:
                "SELECT field, unseal(salt) AS salt, unseal(value) AS value FROM disclosure WHERE event = ? ORDER BY field"
        )
        return try Row.fetchAll(statement, arguments: [event]).map { row in
            let salt: Data = row["salt"]
            return Opening(field: row["field"], salt: Array(salt), value: row["value"])
        }
    }

    /// The events of which something is kept here.
    func events() throws -> Set<Int64> {
        try Int64.fetchSet(db, sql: "SELECT DISTINCT event FROM disclosure")
    }

    /// Erases what opens the commitments of events, so that it is found in no page of the file any more.
    func erase(of events: [Int64]) throws {
        try db.execute(sql: "PRAGMA secure_delete = ON")
        for event in events {
            try db.cachedStatement(sql: "DELETE FROM disclosure WHERE event = ?").execute(arguments: [event])
        }
    }
}
