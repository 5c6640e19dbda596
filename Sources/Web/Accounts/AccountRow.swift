import Archive
import GRDB

/// A row of the accounts, as the event of its change commits to it.
struct AccountRow: Hashable, Sendable {
    var name: String
    /// The names of the roles, sorted, with blanks between them.
    var roles: String
    /// The password's hash.
    var password: String
    /// The secret for one-time codes; nil where none are asked for.
    var secret: String?
    var isDisabled = false
    var created: String

    /// The SHA-256 of `slipway.account.v1` and the values, each on a line; the secret's is void where there is none.
    ///
    /// Nothing can be told from it: the password's hash has a salt of 16 random bytes.
    var digest: ContentDigest {
        let lines = [
            "slipway.account.v1", name, roles, password, secret ?? "", isDisabled ? "1" : "0", created,
        ]
        return ContentDigest(of: lines.map { "\($0)\n" }.joined().utf8)
    }
}

extension AccountRow {
    init(_ row: Row) {
        self.init(
            name: row["name"], roles: row["roles"], password: row["password"], secret: row["secret"],
            isDisabled: row["is_disabled"], created: row["created"])
    }

    /// Puts it in the place of what a table has under the name.
    func put(into table: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO \(table) (name, roles, password, secret, is_disabled, created) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET roles = excluded.roles, password = excluded.password,
                    secret = excluded.secret, is_disabled = excluded.is_disabled, created = excluded.created
                """,
            arguments: [name, roles, password, secret, isDisabled, created])
    }

    func remove(from table: String, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM \(table) WHERE name = ?", arguments: [name])
    }
}

extension AccountStore {
    /// Records a change of an account in the log, then makes it.
    ///
    /// What is to be made is kept first: what a program left that died in between is settled by ``settle()``.
    ///
    /// - Parameters:
    ///   - row: The account from now on.
    ///   - change: What is changed.
    ///   - by: Who changes it.
    ///   - further: What else is written with it.
    /// - Throws: ``AccountError``, or `ArchiveError` where it cannot be recorded: then nothing is changed.
    func change(
        to row: AccountRow, _ change: ArchiveEvent.AccountChange.Change, by: String,
        further: @escaping @Sendable (Database) throws -> Void = { _ in }
    ) async throws {
        try await settle()
        try await writing { db in try row.put(into: "pending_account", db) }
        do {
            try await archive.record(
                ArchiveEvent.AccountChange(
                    by: by, account: row.name, change: change,
                    roles: row.roles.split(separator: " ").map(String.init), row: row.digest))
        } catch {
            try? await writing { db in try row.remove(from: "pending_account", db) }
            throw error
        }
        try await writing { db in
            try row.put(into: "account", db)
            try row.remove(from: "pending_account", db)
            try further(db)
        }
    }

    /// Finishes changes that the log tells of and a program that died did not make, and forgets those that it does not.
    ///
    /// - Throws: ``AccountError``, `ArchiveError`.
    public func settle() async throws {
        let pending = try await reading { db in
            try Row.fetchAll(db, sql: "SELECT * FROM pending_account").map { AccountRow($0) }
        }
        guard !pending.isEmpty else { return }
        let recorded = try await archive.accountChanges()
        for row in pending {
            let isRecorded = recorded[row.name]?.fact.row == row.digest
            try await writing { db in
                if isRecorded {
                    try row.put(into: "account", db)
                    try db.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [row.name])
                }
                try row.remove(from: "pending_account", db)
            }
        }
    }
}
