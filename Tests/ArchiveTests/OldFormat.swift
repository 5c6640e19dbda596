import Archive
import Foundation
import GRDB

/// Archives as older programs left them.
enum OldFormat {
    /// Takes from an archive what its format has and an older one has not: heads, the name of its log, and some tables.
    ///
    /// - Parameters:
    ///   - path: The archive's folder.
    ///   - format: The format that it gets.
    ///   - tables: Those that the format does not have.
    ///   - signed: How many events its checkpoint counts; nil for all.
    /// - Throws: What the disk or the database says.
    static func setBack(
        archiveAt path: String, to format: Int, without tables: [String], signed: Int? = nil
    ) async throws {
        let database = try DatabaseQueue(path: "\(path)/archive.sqlite")
        let entries = try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM event ORDER BY sequence").map { row in
                LogEntry(sequence: row["sequence"], type: row["type"], at: row["at"], body: row["body"])
            }
        }
        let drop = (tables + ["head"]).map { "DROP TABLE \($0);" }.joined()
        try await database.write { db in try db.execute(sql: "\(drop) PRAGMA user_version = \(format)") }
        let log = "\(path)/log"
        try? FileManager.default.removeItem(atPath: log)
        try FileManager.default.createDirectory(atPath: log, withIntermediateDirectories: true)
        guard let key = SigningKey(newFor: "slipway/0123456789abcdef") else {
            throw ArchiveError.log(reason: "no key")
        }
        try Data("\(key.line)\n".utf8).write(to: URL(filePath: "\(log)/next-key"))
        let folder = LogFolder(at: log)
        try folder.begin()
        let leaves = entries.prefix(signed ?? entries.count).map(\.leaf)
        var frontier = TreeFrontier()
        for leaf in leaves { frontier.append(leaf) }
        let head = try folder.signed(frontier, published: 0)
        _ = try folder.publish { (_) throws(ArchiveError) in (leaves, head) }
    }
}
