import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SQLiteArchive
import Testing

@testable import Web

@Suite struct `The JSON interface` {
    @Test func `signs in, lists, corrects and signs out`() async throws {
        let site = try await Site()
        try await site.run { client in
            var browser = Browser(client)
            let login = try await browser.api(
                .post, "/api/v1/session", #"{"name": "clerk", "password": "\#(Site.password)"}"#)
            #expect(login.status == .created)
            browser.cookie = login.headers[.setCookie].map { String($0.prefix { $0 != ";" }) }
            browser.csrf =
                try JSONDecoder().decode([String: String].self, from: Data(login.text.utf8))["csrf"] ?? ""
            #expect(try await browser.api(.get, "/api/v1/session").text.contains(#""roles":["clerk"]"#))
            #expect(try await browser.api(.get, "/api/v1/work").text.contains(site.slip))
            #expect(try await browser.api(.get, "/api/v1/reviews?limit=1").text.contains(site.slip))
            #expect(try await browser.api(.get, "/api/v1/quarantine").text == #"{"quarantine":[]}"#)
            let change = #"{"field": "hospital", "value": "长岭医院"}"#
            let document = try await site.document()
            func correct(_ review: String, _ change: String) async throws -> HTTPResponse.Status {
                try await browser.api(
                    .post, "/api/v1/reviews/\(site.slip)/corrections",
                    #"{"review": "\#(review)", "reason": "补录", "changes": [\#(change)]}"#
                ).status
            }
            #expect(try await correct(document, #"{"line": 1, "amonut": "1"}"#) == .unprocessableContent)
            #expect(try await correct(document, #"{"line": 1, "confirm": true}"#) == .unprocessableContent)
            #expect(try await correct(document, change) == .created)
            #expect(try await correct(document, change) == .conflict)
            let undo = try await browser.api(
                .post, "/api/v1/reviews/\(site.slip)/undo", #"{"reason": "改错"}"#)
            #expect(undo.status == .created)
            let handed = try await browser.api(.post, "/api/v1/slips?name=a.txt", "no picture")
            #expect(handed.status == .created && handed.text.contains("not_image"))
            #expect(try await browser.api(.delete, "/api/v1/session").status == .noContent)
            #expect(try await browser.api(.get, "/api/v1/work").status == .unauthorized)
        }
    }

    @Test(arguments: [
        "/api/v1/work?stage=none", "/api/v1/work?limit=0", "/api/v1/work?offset=-1",
        "/api/v1/reviews?from=soon",
        "/api/v1/reviews?after=x", "/api/v1/reviews?words=%20%2C", "/api/v1/catalog?limit=1e9",
    ])
    func `refuses parameters that make no sense`(path: String) async throws {
        let site = try await Site()
        try await site.run { client in
            let answer = try await Browser(client, as: "clerk").api(.get, path)
            #expect(answer.status == .unprocessableContent, "\(answer.text)")
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
        }
    }

    @Test func `records searches for persons before it answers, and no others`() async throws {
        let site = try await Site()
        try await site.run { client in
            let browser = try await Browser(client, as: "auditor")
            for path in [
                "/search?patient=%E6%96%BD%E6%95%8F%E7%A7%80", "/api/v1/reviews?id_number=430682196702245577",
                "/search?hospital=x",
            ] {
                #expect(try await browser.get(path).status == .ok)
            }
        }
        let searches = try await site.events().filter { $0.contains("\"act\":\"search\"") }
        #expect(searches.count == 2)
        #expect(searches.first?.contains("patient 施**: 0 slips") == true, "\(searches)")
        #expect(searches.last?.contains("id_number 430***********5577: 0 slips") == true, "\(searches)")
    }

    @Test func `answers HEAD as GET without a body, and more than it takes with 413`() async throws {
        let site = try await Site()
        try await site.run { client in
            let browser = try await Browser(client, as: "clerk")
            for path in ["/queue", "/api/v1/work", "/assets/style.css"] {
                let head = try await browser.send(.head, path)
                #expect(head.status == .ok && head.body.readableBytes == 0, "\(path)")
            }
            let stranger = try await Browser(client).send(.head, "/queue")
            #expect(stranger.status == .seeOther && stranger.body.readableBytes == 0)
            let large = String(repeating: "x", count: WebContext.uploadLimit + 1)
            let refused = try await browser.api(.post, "/api/v1/slips?name=a", large)
            #expect(refused.status == .contentTooLarge && refused.text.contains("64 MB"))
        }
    }

    @Test func `finds entries by name, code and initials`() {
        let search = EntrySearch(Site.catalog)
        for words in ["阿莫", "amxl", "AMX", "x1", "西林 胶囊"] {
            #expect(search.entries(matching: words, limit: 5).map(\.code) == ["X1"], "\(words)")
        }
        #expect(search.entries(matching: "zyz", limit: 5).map(\.code) == ["S1"])
        #expect(search.entries(matching: " ", limit: 5).isEmpty)
    }

    @Test func `has every route that its description names, and no other`() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/openapi.yaml")
        let text = try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
        var described: Set<String> = []
        var path = ""
        for line in text.split(separator: "\n") {
            if let found = line.wholeMatch(of: /\s{2}(\/api\/\S+):/) { path = String(found.1) }
            if let found = line.wholeMatch(of: /\s{4}(get|post|delete|put|patch):/) {
                described.insert("\(found.1.uppercased()) \(path)")
            }
        }
        let site = try await Site()
        let routes = site.service.router().routes.map {
            "\($0.method.rawValue) \($0.path)".replacing(/:(\w+)/) { "{\($0.1)}" }
        }.filter { $0.contains("/api/") }
        #expect(Set(routes) == described)
    }
}
