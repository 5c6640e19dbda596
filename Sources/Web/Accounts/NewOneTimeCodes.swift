import Archive
import GRDB

/// Secrets that were shown and not yet confirmed by a code, each for one session and a short time.
actor NewOneTimeCodes {
    private var codes: [String: (code: OneTimeCode, until: Int64)] = [:]
    /// Seconds in which the first code must be typed in.
    private static let patience: Int64 = 10 * 60

    /// A new secret for a session; the one before is forgotten.
    func begin(for session: Session, at now: Int64) -> OneTimeCode {
        codes = codes.filter { $0.value.until > now }
        let code = OneTimeCode()
        codes[session.digest] = (code, now + Self.patience)
        return code
    }

    /// The secret that a session was shown; nil where none was, or it took too long.
    func pending(for session: Session, at now: Int64) -> OneTimeCode? {
        codes[session.digest].flatMap { $0.until > now ? $0.code : nil }
    }

    func forget(_ session: Session) { codes[session.digest] = nil }
}

extension AccountStore {
    /// Asks for codes of this secret at login from now on.
    ///
    /// - Parameters:
    ///   - code: The secret.
    ///   - step: The step of time of the code that proved it: it is used up.
    ///   - name: The account.
    /// - Throws: ``AccountError``, or `ArchiveError` where it cannot be recorded.
    func enable(_ code: OneTimeCode, from step: Int64, of name: String) async throws {
        var row = try await row(name)
        row.secret = code.text
        try await change(to: row, .oneTimeCode, by: name) { db in
            try db.execute(
                sql: "UPDATE account SET last_step = ? WHERE name = ?", arguments: [step, name])
        }
    }

    /// Asks for no code of an account any more, as when a telephone was lost; its sessions end.
    ///
    /// - Throws: ``AccountError``, or `ArchiveError` where it cannot be recorded.
    public func dropOneTimeCode(of name: String, by: String) async throws {
        var row = try await row(name)
        row.secret = nil
        try await change(to: row, .oneTimeCodeDropped, by: by) { db in
            try db.execute(sql: "UPDATE account SET last_step = NULL WHERE name = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [name])
        }
    }
}
