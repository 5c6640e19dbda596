import Archive
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SQLiteArchive
import Testing

@testable import Web

@Suite struct `Who may do what on the web page` {
    @Test func `a stranger sees the login and nothing else`() async throws {
        let site = try await Site()
        try await site.run { client in
            let browser = Browser(client)
            for path in [
                "/queue", "/search", "/records", "/records/\(site.slip)", "/records/\(site.slip)/pages/1",
                "/upload", "/quarantine", "/accounts", "/account", "/nowhere",
            ] {
                let answer = try await browser.get(path)
                #expect(answer.status == .seeOther, "\(path)")
                #expect(answer.headers[.location] == "/login", "\(path)")
            }
            for path in [
                "/api/v1/reviews", "/api/v1/work", "/api/v1/reviews/\(site.slip)", "/api/v1/catalog",
            ] {
                #expect(try await browser.get(path).status == .unauthorized, "\(path)")
            }
            #expect(try await browser.post("/records/\(site.slip)/corrections").status == .unauthorized)
            #expect(try await browser.get("/login").status == .ok)
        }
        let slip = try await site.archive.slip(site.slip)
        #expect(slip.corrections.isEmpty)
        #expect(try await site.archive.accesses(to: site.slip, limit: 9).isEmpty)
    }

    @Test(arguments: [
        ("operator", ["/upload", "/quarantine", "/batches"]),
        ("clerk", ["/queue", "/search", "/upload", "/quarantine", "/batches"]),
        ("reviewer", ["/queue", "/search"]), ("auditor", ["/queue", "/search", "/desk"]),
        ("system_admin", ["/settings"]), ("security_admin", ["/accounts", "/settings"]),
    ])
    func `each role sees its pages alone, and what it is refused is recorded`(
        role: String, allowed: [String]
    ) async throws {
        let site = try await Site()
        try await site.run { client in
            let browser = try await Browser(client, as: role)
            for path in [
                "/queue", "/search", "/upload", "/quarantine", "/batches", "/accounts", "/desk", "/settings",
            ] {
                let answer = try await browser.get(path)
                #expect(answer.status == (allowed.contains(path) ? .ok : .forbidden), "\(role) \(path)")
            }
            if role != "clerk" {
                let answer = try await browser.post("/records/\(site.slip)/corrections", ["reason": "x"])
                #expect(answer.status == .forbidden)
            }
        }
        #expect(try await site.archive.slip(site.slip).corrections.isEmpty)
        let events = try await site.events()
        #expect(events.contains { $0.contains("\"act\":\"refused\"") && $0.contains("\"by\":\"\(role)\"") })
    }

    @Test func `every answer carries the headers of a careful server`() async throws {
        let site = try await Site()
        try await site.run { client in
            let browser = Browser(client)
            for path in ["/login", "/queue", "/api/v1/work", "/assets/style.css", "/assets/none.css"] {
                let headers = try await browser.get(path).headers
                let policy = try #require(headers[.contentSecurityPolicy])
                #expect(policy.hasPrefix("default-src 'none';") && !policy.contains("unsafe"))
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(headers[.referrerPolicy] == "no-referrer")
                #expect(headers[.xFrameOptions] == "DENY")
            }
            #expect(try await browser.get("/login").headers[.cacheControl] == "no-store")
        }
    }

    @Test
    func `a session's cookie is out of reach of scripts and other sites, and is worth nothing after logout`()
        async throws
    {
        let site = try await Site()
        try await site.run { client in
            let page = try await Browser(client).get("/login")
            let token = Browser.value(of: "token", in: page.text)
            let answer = try await Browser(client).send(
                .post, "/login", form: ["token": token, "name": "clerk", "password": Site.password])
            let set = try #require(answer.headers[.setCookie])
            #expect(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/"))

            let browser = try await Browser(client, as: "clerk")
            let thief = browser
            #expect(try await thief.get("/queue").status == .ok)
            #expect(try await browser.post("/logout").status == .seeOther)
            #expect(try await thief.get("/queue").headers[.location] == "/login")
            #expect(try await thief.get("/api/v1/work").status == .unauthorized)
        }
    }

    @Test func `a session ends when it idles, after a day's work, and with its account`() async throws {
        let site = try await Site()
        try await site.run { client in
            let idle = try await Browser(client, as: "clerk")
            site.clock.advance(14 * 60)
            #expect(try await idle.get("/queue").status == .ok)
            site.clock.advance(16 * 60)
            #expect(try await idle.get("/queue").status == .seeOther)

            let busy = try await Browser(client, as: "clerk")
            for _ in 0..<47 {
                site.clock.advance(10 * 60)
                #expect(try await busy.get("/queue").status == .ok)
            }
            site.clock.advance(10 * 60)
            #expect(try await busy.get("/queue").status == .seeOther)

            let disabled = try await Browser(client, as: "clerk")
            let admin = try await Browser(client, as: "security_admin")
            #expect(
                try await admin.post("/accounts/disable", ["name": "clerk", "disable": "1"]).status
                    == .seeOther)
            #expect(try await disabled.get("/queue").status == .seeOther)
            let again = try await Browser(client, as: "clerk")
            #expect(try await again.get("/queue").status == .seeOther)
        }
    }

    @Test func `a form without the session's token, or from another site, changes nothing`() async throws {
        let site = try await Site()
        try await site.run { client in
            let browser = try await Browser(client, as: "clerk")
            let other = try await Browser(client, as: "both")
            let form = [
                "review": try await site.document(), "reason": "x", "f.hospital": "长岭医院",
            ]
            for token in ["", "0", other.csrf] {
                let forged = form.merging(["csrf": token]) { _, new in new }
                let answer = try await browser.send(
                    .post, "/records/\(site.slip)/corrections", form: forged)
                #expect(answer.status == .forbidden)
            }
            let whole = form.merging(["csrf": browser.csrf]) { _, new in new }
            let site2 = try #require(HTTPField.Name("Sec-Fetch-Site"))
            for extra in [
                HTTPFields([.init(name: site2, value: "cross-site")]), [.origin: "https://evil.example"],
            ] {
                let answer = try await browser.send(
                    .post, "/records/\(site.slip)/corrections", form: whole, extra: extra)
                #expect(answer.status == .forbidden)
            }
            // Nothing that changes anything is done by GET.
            for path in ["/logout", "/records/\(site.slip)/corrections", "/records/\(site.slip)/undo"] {
                #expect(try await browser.get(path).status == .notFound)
            }
        }
        #expect(try await site.archive.slip(site.slip).corrections.isEmpty)
    }

    @Test func `wrong passwords are all alike, are recorded, and must wait longer and longer`() async throws {
        let site = try await Site()
        try await site.run { client in
            let page = try await Browser(client).get("/login")
            func attempt(_ name: String, _ password: String) async throws -> HTTPResponse.Status {
                let token = Browser.value(of: "token", in: page.text)
                return try await Browser(client).send(
                    .post, "/login", form: ["token": token, "name": name, "password": password]
                ).status
            }
            for _ in 0..<5 {
                #expect(try await attempt("clerk", "wrong password") == .unauthorized)
            }
            #expect(try await attempt("clerk", Site.password) == .tooManyRequests)
            #expect(try await attempt("nobody", "wrong password") == .unauthorized)
            site.clock.advance(2)
            #expect(try await attempt("clerk", Site.password) == .seeOther)
            let forged = try await Browser(client).send(
                .post, "/login", form: ["token": "1.2", "name": "clerk", "password": Site.password])
            #expect(forged.status == .forbidden)
        }
        let failed = try await site.events().filter { $0.contains("login_failed") }
        #expect(failed.count == 6)
        // What was typed where no account has the name may be anything: the log commits to it.
        #expect(failed.filter { $0.contains(#""by":"clerk""#) }.count == 5)
        #expect(
            failed.last?.contains(#""by":"unknown""#) == true && failed.last?.hasSuffix(#""nobody""#) == true)
    }
}
