import Archive
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SQLiteArchive
import Slips
import Testing

@testable import Web

@Suite struct `What is set on the web page` {
    @Test func `amounts from which a second person confirms are set by admins, with a reason`() async throws {
        let site = try await Site()
        try await site.run { client in
            let system = try await Browser(client, as: "system_admin")
            let form = ["slips": "10000", "findings": "", "reason": "2026年制度"]
            #expect(try await system.post("/settings", form).status == .seeOther)
            #expect(try await system.get("/settings").text.contains("value=\"10000.00\""))
            for wrong in [["slips": "viel", "reason": "x"], ["slips": "-1", "reason": "x"], ["slips": "1"]] {
                #expect(try await system.post("/settings", wrong).status == .unprocessableContent)
            }
            let security = try await Browser(client, as: "security_admin")
            let answer = try await security.api(
                .put, "/api/v1/second-person", #"{"findings": "499.5", "reason": "改"}"#)
            #expect(answer.status == .ok && answer.text == #"{"findings":"499.50"}"#, "\(answer.text)")
            let clerk = try await Browser(client, as: "both")
            #expect(try await clerk.post("/settings", form).status == .forbidden)
            #expect(try await clerk.api(.get, "/api/v1/second-person").status == .forbidden)
        }
        #expect(
            try await site.archive.secondPersonAmounts()
                == SecondPersonAmounts(slips: nil, findings: Money("499.50")))
        #expect(try await site.events().filter { $0.contains("2026年制度") }.count == 1)
    }

    @Test func `searches are kept for oneself, but none by a person's name or number`() async throws {
        let site = try await Site()
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            let query = "flag=over_cap&hospital=%E9%95%BF%E5%B2%AD&csrf=1&after=5"
            let kept = try await auditor.post("/search/saved", ["name": "超<限价>", "query": query])
            #expect(kept.status == .seeOther)
            #expect(kept.headers[.location] == "/search?hospital=%E9%95%BF%E5%B2%AD&flag=over%5Fcap")
            let page = try await auditor.get("/search").text
            #expect(page.contains("超&lt;限价&gt;"))
            let personal = try await auditor.post(
                "/search/saved", ["name": "p", "query": "patient=%E6%96%BD"])
            #expect(personal.status == .unprocessableContent)
            #expect(
                try await auditor.post("/search/saved", ["name": "", "query": query]).status
                    == .unprocessableContent)
            let byField = "stage=second&field=insurance_type&value=%E5%B1%85%E6%B0%91&field=&value="
            #expect(
                try await auditor.post("/search/saved", ["name": "居民", "query": byField]).headers[.location]
                    == "/search?stage=second&field=insurance%5Ftype&value=%E5%B1%85%E6%B0%91")
            #expect(try await auditor.post("/search/saved/remove", ["name": "居民"]).status == .seeOther)
            let byRecord = "field=record_no&value=218"
            #expect(
                try await auditor.post("/search/saved", ["name": "r", "query": byRecord]).status
                    == .unprocessableContent)
            let clerk = try await Browser(client, as: "clerk")
            #expect(try await !clerk.get("/search").text.contains("超&lt;限价&gt;"))
            #expect(
                try await clerk.post("/search/saved/remove", ["name": "超<限价>"]).status == .notFound)
            #expect(
                try await auditor.post("/search/saved/remove", ["name": "超<限价>"]).status == .seeOther)
            #expect(try await auditor.api(.get, "/api/v1/searches").text == #"{"searches":[]}"#)
        }
    }

    @Test func `a second factor is set up with the password and a first code, and asked for from then on`()
        async throws
    {
        let site = try await Site()
        try await site.run { client in
            let clerk = try await Browser(client, as: "clerk")
            #expect(
                try await clerk.post("/account/code", ["password": "wrong password"]).status
                    == .unprocessableContent)
            let shown = try await clerk.post("/account/code", ["password": Site.password])
            #expect(shown.status == .ok && shown.text.contains("class=\"qr\""))
            let key = shown.text.split(separator: "<code>").last?.prefix { $0 != "<" } ?? ""
            let code = try #require(OneTimeCode(text: String(key.filter { $0 != " " })))
            #expect(
                try await clerk.post("/account/code/confirm", ["code": "12345"]).status
                    == .unprocessableContent)
            let step = site.clock.now.seconds / OneTimeCode.period
            #expect(
                try await clerk.post("/account/code/confirm", ["code": code.code(at: step)]).status
                    == .seeOther)
            func login(_ code: String) async throws -> HTTPResponse.Status {
                try await Browser(client).api(
                    .post, "/api/v1/session",
                    #"{"name": "clerk", "password": "\#(Site.password)", "code": "\#(code)"}"#
                ).status
            }
            #expect(try await login("") == .unauthorized)
            #expect(try await login(code.code(at: step)) == .unauthorized, "it was used to set it up")
            site.clock.advance(OneTimeCode.period)
            #expect(try await login(code.code(at: step + 1)) == .created)
        }
        try await site.service.accounts.dropOneTimeCode(of: "clerk", by: "test")
        #expect(try await site.service.accounts.account("clerk")?.hasOneTimeCode == false)
        let events = try await site.events()
        #expect(events.contains { $0.contains("\"change\":\"one_time_code\"") })
        #expect(events.contains { $0.contains("\"change\":\"one_time_code_dropped\"") })
    }

    @Test func `a second factor is set up by the JSON interface alike`() async throws {
        let site = try await Site()
        try await site.run { client in
            let clerk = try await Browser(client, as: "clerk")
            let path = "/api/v1/account/code"
            #expect(try await clerk.api(.post, "\(path)/confirm", #"{"code": "1"}"#).status == .notFound)
            #expect(try await clerk.api(.post, path, #"{"password": "wrong one"}"#).status == .forbidden)
            var foreign = clerk
            foreign.csrf = "x"
            let right = #"{"password": "\#(Site.password)"}"#
            #expect(try await foreign.api(.post, path, right).status == .forbidden)
            let told = try await clerk.api(.post, path, right)
            let secret = try JSONDecoder().decode([String: String].self, from: Data(told.text.utf8))
            let code = try #require(OneTimeCode(text: secret["key"] ?? ""))
            #expect(told.status == .created && secret["address"]?.hasPrefix("otpauth://totp/") == true)
            #expect(
                try await clerk.api(.post, "\(path)/confirm", #"{"code": "12345"}"#).status
                    == .unprocessableContent)
            #expect(try await site.service.accounts.account("clerk")?.hasOneTimeCode == false)
            let first = code.code(at: site.clock.now.seconds / OneTimeCode.period)
            let confirmed = try await clerk.api(.post, "\(path)/confirm", #"{"code": "\#(first)"}"#)
            #expect(confirmed.status == .noContent)
            #expect(try await site.service.accounts.account("clerk")?.hasOneTimeCode == true)
        }
    }
}
