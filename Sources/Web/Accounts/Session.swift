import Archive
import Crypto
import Foundation
import GRDB

/// Somebody who has signed in.
struct Session: Hashable, Sendable {
    var account: Account
    /// What every form of the session must carry.
    var csrf: String
    /// The digest under which the session is kept; the token itself is known to the browser alone.
    var digest: String

    /// Seconds without a request after which a session ends.
    static let idleLimit: Int64 = 15 * 60
    /// Seconds after which it ends in any case.
    static let limit: Int64 = 8 * 3600
}

extension AccountStore {
    /// Begins a session.
    ///
    /// - Parameters:
    ///   - name: The account, whose password was verified.
    ///   - now: The time.
    /// - Returns: The token for the browser's cookie, and what its forms must carry.
    /// - Throws: ``AccountError/store(_:)``.
    func beginSession(
        of name: String, at now: Timestamp
    ) async throws(AccountError) -> (token: String, csrf: String) {
        let token = RandomBytes.hex(RandomBytes.make(32))
        let csrf = RandomBytes.hex(RandomBytes.make(32))
        let digest = Self.digest(token)
        try await writing { db in
            try db.execute(
                sql: "DELETE FROM session WHERE seen < ? OR started < ?",
                arguments: [now.seconds - Session.idleLimit, now.seconds - Session.limit])
            try db.execute(
                sql: "INSERT INTO session (token, account, csrf, started, seen) VALUES (?, ?, ?, ?, ?)",
                arguments: [digest, name, csrf, now.seconds, now.seconds])
        }
        return (token, csrf)
    }

    /// The session of a browser's token; nil for a token that is unknown, expired, or of a disabled account.
    func session(_ token: String, at now: Timestamp) async throws(AccountError) -> Session? {
        let digest = Self.digest(token)
        let kept = try await reading { db -> (name: String, csrf: String, started: Int64, seen: Int64)? in
            try Row.fetchOne(
                db, sql: "SELECT account, csrf, started, seen FROM session WHERE token = ?",
                arguments: [digest]
            ).map { ($0["account"], $0["csrf"], $0["started"], $0["seen"]) }
        }
        guard let (name, csrf, started, seen) = kept else { return nil }
        guard now.seconds - seen < Session.idleLimit, now.seconds - started < Session.limit else {
            try await endSession(digest: digest)
            return nil
        }
        guard let account = try await account(name), !account.isDisabled else { return nil }
        // Not at every request: each write waits for the disk.
        if now.seconds - seen >= 30 {
            try await writing { db in
                try db.execute(
                    sql: "UPDATE session SET seen = ? WHERE token = ?", arguments: [now.seconds, digest])
            }
        }
        return Session(account: account, csrf: csrf, digest: digest)
    }

    /// Ends a session: its token is worth nothing any more.
    func endSession(digest: String) async throws(AccountError) {
        try await writing { db in
            try db.execute(sql: "DELETE FROM session WHERE token = ?", arguments: [digest])
        }
    }

    private static func digest(_ token: String) -> String {
        RandomBytes.hex(Array(SHA256.hash(data: Array(token.utf8))))
    }
}
