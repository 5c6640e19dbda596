import Archive
import Foundation
import GRDB
import SQLiteArchive
import Testing

@testable import Web

@Suite struct `Accounts beside the log` {
    /// An archive with two accounts.
    private final class Place: Sendable {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)")
            .path
        let archive: SQLiteArchive
        let accounts: AccountStore

        init() async throws {
            archive = try SQLiteArchive(at: folder, for: .writing)
            accounts = try AccountStore(inFolder: folder, archive: archive, passwordCost: 10)
            for (name, role) in [("zhang", Role.clerk), ("li", .auditor)] {
                _ = try await accounts.add(
                    name, roles: [role], password: Site.password, wantsOneTimeCode: false, by: "test")
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func problems() async throws -> [String] {
            try await AccountCheck(inFolder: folder, of: archive).problems.map {
                "\($0.object): \($0.reason)"
            }
        }

        func alter(_ sql: String) throws {
            try DatabaseQueue(path: "\(folder)/accounts.sqlite").write { db in try db.execute(sql: sql) }
        }
    }

    @Test func `all changes that are made by the program are sound`() async throws {
        let place = try await Place()
        try await place.accounts.setDisabled(true, "zhang", by: "test")
        try await place.accounts.setDisabled(false, "zhang", by: "test")
        try await place.accounts.setPassword("another horse 电池", of: "zhang", by: "test")
        let code = OneTimeCode()
        try await place.accounts.enable(code, from: 3, of: "zhang")
        try await place.accounts.dropOneTimeCode(of: "zhang", by: "test")
        #expect(try await place.problems() == [])
        // Another cost: a login hashes the password anew, and says so.
        let costly = try AccountStore(inFolder: place.folder, archive: place.archive, passwordCost: 11)
        #expect(
            try await costly.verify("li", password: Site.password, code: nil, at: Timestamp(seconds: 1)))
        #expect(try await place.problems() == [])
    }

    @Test(arguments: [
        ("UPDATE account SET roles = 'clerk reviewer' WHERE name = 'zhang'", "zhang: it has the roles"),
        (
            "UPDATE account SET password = (SELECT password FROM account WHERE name = 'li') WHERE name = 'zhang'",
            "zhang: its password"
        ),
        ("UPDATE account SET is_disabled = 1 WHERE name = 'zhang'", "zhang: its password"),
        ("UPDATE account SET secret = 'AAAA' WHERE name = 'zhang'", "zhang: its password"),
        ("DELETE FROM account WHERE name = 'zhang'", "zhang: it is missing"),
        (
            "INSERT INTO account SELECT 'wang', roles, password, secret, last_step, is_disabled, created FROM account LIMIT 1",
            "wang: no event made it"
        ),
        (
            "CREATE TRIGGER t AFTER INSERT ON session BEGIN UPDATE account SET is_disabled = 0; END",
            "t: it does not belong"
        ),
    ])
    func `what was changed in the database alone is named`(sql: String, wanted: String) async throws {
        let place = try await Place()
        try place.alter(sql)
        let problems = try await place.problems()
        #expect(problems.count == 1)
        #expect(problems.contains { $0.contains(wanted) }, "\(problems)")
    }

    @Test func `accounts that were taken away whole are named`() async throws {
        let place = try await Place()
        try FileManager.default.removeItem(atPath: "\(place.folder)/accounts.sqlite")
        #expect(
            try await place.problems().contains { $0.contains("it is missing, though the log tells of 2") })
    }

    @Test func `a change that a program recorded and died before making is sound, and made by the next`()
        async throws
    {
        let place = try await Place()
        var row = try await place.accounts.row("zhang")
        row.isDisabled = true
        let disabled = row
        try await place.accounts.writing { db in try disabled.put(into: "pending_account", db) }
        try await place.archive.record(
            ArchiveEvent.AccountChange(
                by: "test", account: "zhang", change: .disabled, roles: ["clerk"], row: disabled.digest))
        #expect(try await place.problems() == [])
        try await place.accounts.settle()
        #expect(try await place.accounts.row("zhang").isDisabled)
        #expect(try await place.problems() == [])
    }

    @Test func `a change that a program died before recording is forgotten`() async throws {
        let place = try await Place()
        var row = try await place.accounts.row("zhang")
        row.roles = "security_admin"
        let promoted = row
        try await place.accounts.writing { db in try promoted.put(into: "pending_account", db) }
        try await place.accounts.settle()
        #expect(try await place.accounts.row("zhang").roles == "clerk")
        #expect(try await place.problems() == [])
    }
}
