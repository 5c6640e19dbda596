import GRDB

/// A search that somebody keeps for himself.
struct SavedSearch: Hashable, Sendable, Encodable {
    var name: String
    /// The filters as in an address: `flag=over_cap&from=2026-01-01`.
    var query: String

    /// As many are kept of one account.
    static let countAtMost = 50
}

extension AccountStore {
    /// The searches that an account keeps, by their names.
    func savedSearches(of account: String) async throws(AccountError) -> [SavedSearch] {
        try await reading { db in
            try Row.fetchAll(
                db, sql: "SELECT name, query FROM saved_search WHERE account = ? ORDER BY name",
                arguments: [account]
            ).map { SavedSearch(name: $0["name"], query: $0["query"]) }
        }
    }

    /// Keeps a search; one of the same name is replaced.
    ///
    /// - Returns: Whether it was kept: false where the account keeps as many as it may.
    func save(_ search: SavedSearch, of account: String) async throws(AccountError) -> Bool {
        try await writing { db in
            let others = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM saved_search WHERE account = ? AND name <> ?",
                arguments: [account, search.name])
            guard others ?? 0 < SavedSearch.countAtMost else { return false }
            try db.execute(
                sql: "INSERT OR REPLACE INTO saved_search (account, name, query) VALUES (?, ?, ?)",
                arguments: [account, search.name, search.query])
            return true
        }
    }

    /// Keeps a search no longer.
    ///
    /// - Returns: Whether there was one of that name.
    func removeSearch(_ name: String, of account: String) async throws(AccountError) -> Bool {
        try await writing { db in
            try db.execute(
                sql: "DELETE FROM saved_search WHERE account = ? AND name = ?", arguments: [account, name])
            return db.changesCount > 0
        }
    }
}
