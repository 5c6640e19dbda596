public import Archive
import Foundation
import GRDB

/// Compares the accounts with what the log tells of them.
public struct AccountCheck: Sendable {
    /// What is wrong, each object by its name.
    public private(set) var problems: [VerificationProblem] = []
    /// What proves no alteration but an auditor should know.
    public private(set) var remarks: [VerificationProblem] = []

    private static let file = "accounts.sqlite"

    /// Reads the accounts of an archive; nothing is changed.
    ///
    /// - Parameters:
    ///   - folder: The archive's folder.
    ///   - archive: The archive.
    /// - Throws: `ArchiveError` where the log cannot be read.
    public init(inFolder folder: String, of archive: any Archive) async throws(ArchiveError) {
        let recorded = try await archive.accountChanges()
        let path = "\(folder)/\(Self.file)"
        guard FileManager.default.fileExists(atPath: path) else {
            if !recorded.isEmpty {
                add(Self.file, "it is missing, though the log tells of \(recorded.count) accounts")
            }
            return
        }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA trusted_schema = OFF") }
            let database = try DatabaseQueue(path: path, configuration: configuration)
            let wanted = try Self.schema(of: try AccountStore.emptyDatabase())
            let (found, rows, pending) = try await database.read { db in
                let hasPending = try db.tableExists("pending_account")
                return (
                    try Self.schema(db),
                    try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY name").map { AccountRow($0) },
                    hasPending
                        ? try Row.fetchAll(db, sql: "SELECT * FROM pending_account").map { AccountRow($0) }
                        : []
                )
            }
            compare(found, with: wanted)
            compare(rows, pending, with: recorded)
        } catch {
            add(Self.file, "it cannot be read: \(error)")
        }
    }

    private mutating func add(_ object: String, _ reason: String) {
        problems.append(VerificationProblem(object, reason))
    }

    private static func schema(of database: DatabaseQueue) throws -> [String: String] {
        try database.read { db in try schema(db) }
    }

    private static func schema(_ db: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return Dictionary(rows.map { ($0["name"], $0["sql"]) }, uniquingKeysWith: { one, _ in one })
    }

    /// A trigger could give roles that no row shows.
    private mutating func compare(_ found: [String: String], with wanted: [String: String]) {
        for (name, sql) in found.sorted(by: { $0.key < $1.key }) where wanted[name] != sql {
            add(
                "\(Self.file): \(name)",
                wanted[name] == nil ? "it does not belong to the accounts" : "it was altered")
        }
    }

    private mutating func compare(
        _ rows: [AccountRow], _ pending: [AccountRow], with recorded: [String: RecordedAccountChange]
    ) {
        var missing = recorded
        for row in rows {
            let name = "\(Self.file): account \(row.name)"
            guard let change = missing.removeValue(forKey: row.name) else {
                add(name, "no event made it")
                continue
            }
            let event = "event \(change.sequence)"
            let roles = row.roles.split(separator: " ").map(String.init)
            guard let digest = change.fact.row else {
                if roles != change.fact.roles {
                    add(name, Self.otherRoles(row, change))
                } else {
                    remarks.append(
                        .init(
                            name,
                            "\(event) was recorded by an earlier edition, which committed to its roles alone")
                    )
                }
                continue
            }
            guard row.digest != digest, !pending.contains(where: { $0.digest == digest }) else { continue }
            add(
                name,
                roles != change.fact.roles
                    ? Self.otherRoles(row, change)
                    : "its password, its one-time code, whether it is disabled or when it was made is not what "
                        + "\(event) commits to")
        }
        for (name, change) in missing.sorted(by: { $0.key < $1.key })
        where !pending.contains(where: { $0.digest == change.fact.row }) {
            add(
                "\(Self.file): account \(name)",
                "it is missing, though event \(change.sequence) tells of it and none removes it")
        }
    }

    private static func otherRoles(_ row: AccountRow, _ change: RecordedAccountChange) -> String {
        let roles = change.fact.roles.joined(separator: " ")
        return "it has the roles ‘\(row.roles)’, event \(change.sequence) gives ‘\(roles)’"
    }
}
