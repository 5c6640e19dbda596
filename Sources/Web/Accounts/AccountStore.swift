public import Archive
import Foundation
import GRDB
import Glibc

/// The accounts of the web page and their sessions, in a database of their own in the archive's folder.
///
/// What changes is first recorded in the archive's log, by events that commit to the account's row: ``AccountCheck`` compares them.
public struct AccountStore: Sendable {
    let database: DatabaseQueue
    let archive: any Archive
    let passwordCost: Int

    /// Opens the accounts of an archive; the file is made where there is none.
    ///
    /// - Parameters:
    ///   - folder: The archive's folder.
    ///   - archive: The archive, whose log is told of changes.
    /// - Throws: ``AccountError/store(_:)``.
    public init(inFolder folder: String, archive: any Archive) throws(AccountError) {
        try self.init(inFolder: folder, archive: archive, passwordCost: PasswordHash.recommendedCost)
    }

    init(inFolder folder: String, archive: any Archive, passwordCost: Int) throws(AccountError) {
        self.archive = archive
        self.passwordCost = passwordCost
        let path = "\(folder)/accounts.sqlite"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .store("\(path): \(String(cString: strerror(errno)))") }
        _ = close(descriptor)
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = EXTRA; PRAGMA trusted_schema = OFF")
        }
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write { db in try db.execute(sql: Self.tables) }
        } catch {
            throw .store("\(path): \(error)")
        }
    }

    private static let tables = """
        CREATE TABLE IF NOT EXISTS account (
            name TEXT PRIMARY KEY,
            roles TEXT NOT NULL,
            password TEXT NOT NULL,
            secret TEXT,
            last_step INTEGER,
            is_disabled INTEGER NOT NULL DEFAULT 0,
            created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS pending_account (
            name TEXT PRIMARY KEY,
            roles TEXT NOT NULL,
            password TEXT NOT NULL,
            secret TEXT,
            is_disabled INTEGER NOT NULL,
            created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS session (
            token TEXT PRIMARY KEY,
            account TEXT NOT NULL REFERENCES account (name),
            csrf TEXT NOT NULL,
            started INTEGER NOT NULL,
            seen INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS saved_search (
            account TEXT NOT NULL REFERENCES account (name),
            name TEXT NOT NULL,
            query TEXT NOT NULL,
            PRIMARY KEY (account, name)
        ) STRICT;
        """

    /// A database without accounts, to compare others with.
    static func emptyDatabase() throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        try database.write { db in try db.execute(sql: tables) }
        return database
    }

    // MARK: Accounts

    /// All accounts by their names.
    ///
    /// - Throws: ``AccountError/store(_:)``.
    public func accounts() async throws(AccountError) -> [Account] {
        try await reading { db in
            try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY name").map(Self.account)
        }
    }

    /// The account with this name; nil where there is none.
    func account(_ name: String) async throws(AccountError) -> Account? {
        try await reading { db in
            try Row.fetchOne(db, sql: "SELECT * FROM account WHERE name = ?", arguments: [name])
                .map(Self.account)
        }
    }

    /// Makes an account.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - roles: What it is for.
    ///   - password: Its password, which is not kept.
    ///   - wantsOneTimeCode: Whether a code of an authenticator app is asked for at login.
    ///   - by: Who makes it.
    /// - Returns: The address of the secret for an authenticator app (`otpauth:`), which is shown this once.
    /// - Throws: ``AccountError``, or `ArchiveError` where it cannot be recorded.
    @discardableResult
    public func add(
        _ name: String, roles: Set<Role>, password: String, wantsOneTimeCode: Bool, by: String
    ) async throws -> String? {
        guard name.wholeMatch(of: /[\p{L}\p{N}._-]{1,40}/) != nil else { throw AccountError.badName(name) }
        if let conflict = Role.conflict(in: roles) { throw AccountError.roles(conflict) }
        try PasswordPolicy.check(password, account: name)
        guard try await account(name) == nil else { throw AccountError.taken(name) }
        let hash = try PasswordHash(of: password, cost: passwordCost).description
        let code = wantsOneTimeCode ? OneTimeCode() : nil
        try await change(
            to: AccountRow(
                name: name, roles: Self.text(roles), password: hash, secret: code?.text,
                created: Timestamp.now.description), .added, by: by)
        return code?.address(account: name)
    }

    /// Disables an account, or enables it again; its sessions end.
    ///
    /// - Throws: ``AccountError``, or `ArchiveError` where it cannot be recorded.
    public func setDisabled(_ isDisabled: Bool, _ name: String, by: String) async throws {
        var row = try await row(name)
        row.isDisabled = isDisabled
        try await change(to: row, isDisabled ? .disabled : .enabled, by: by) { db in
            try db.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [name])
        }
    }

    /// Gives an account another password; its sessions end.
    ///
    /// - Throws: ``AccountError``, or `ArchiveError` where it cannot be recorded.
    public func setPassword(_ password: String, of name: String, by: String) async throws {
        var row = try await row(name)
        try PasswordPolicy.check(password, account: name)
        row.password = try PasswordHash(of: password, cost: passwordCost).description
        try await change(to: row, .password, by: by) { db in
            try db.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [name])
        }
    }

    /// An account's row.
    ///
    /// - Throws: ``AccountError/unknown(_:)``.
    func row(_ name: String) async throws -> AccountRow {
        try await settle()
        let row = try await reading { db in
            try Row.fetchOne(db, sql: "SELECT * FROM account WHERE name = ?", arguments: [name])
                .map { AccountRow($0) }
        }
        guard let row else { throw AccountError.unknown(name) }
        return row
    }

    private static func account(_ row: Row) -> Account {
        let roles: String = row["roles"]
        let secret: String? = row["secret"]
        return Account(
            name: row["name"],
            roles: Set(roles.split(separator: " ").compactMap { Role(rawValue: String($0)) }),
            isDisabled: row["is_disabled"], hasOneTimeCode: secret != nil, created: row["created"])
    }

    private static func text(_ roles: Set<Role>) -> String {
        roles.map(\.rawValue).sorted().joined(separator: " ")
    }

    // MARK: Passwords

    /// Whether name, password and code are right.
    ///
    /// It takes as long for an account that is not there.
    func verify(_ name: String, password: String, code: String?, at now: Timestamp) async throws -> Bool {
        let kept = try await reading { db -> (password: String, secret: String?, step: Int64?)? in
            try Row.fetchOne(
                db, sql: "SELECT password, secret, last_step FROM account WHERE name = ? AND NOT is_disabled",
                arguments: [name]
            ).map { ($0["password"], $0["secret"], $0["last_step"]) }
        }
        guard let kept, let hash = PasswordHash(kept.password) else {
            _ = try PasswordHash(of: password, cost: passwordCost)
            return false
        }
        guard try hash.matches(password) else { return false }
        if let secret = kept.secret {
            guard
                let step = OneTimeCode(text: secret)?.step(of: code ?? "", at: now.seconds, after: kept.step)
            else { return false }
            try await writing { db in
                try db.execute(
                    sql: "UPDATE account SET last_step = ? WHERE name = ?", arguments: [step, name])
            }
        }
        if hash.cost != passwordCost {
            var row = try await row(name)
            row.password = try PasswordHash(of: password, cost: passwordCost).description
            try await change(to: row, .rehashed, by: name)
        }
        return true
    }

    // MARK: Access

    func reading<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(AccountError) -> Value {
        do {
            return try await database.read(body)
        } catch {
            throw .store("\(error)")
        }
    }

    func writing<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(AccountError) -> Value {
        do {
            return try await database.write(body)
        } catch {
            throw .store("\(error)")
        }
    }
}
