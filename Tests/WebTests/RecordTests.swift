import Archive
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Review
import SQLiteArchive
import Synchronization
import Testing

@testable import Web

@Suite struct `A record on the web page` {
    private func line(_ site: Site, reason: String = "补录") async throws -> [String: String] {
        [
            "review": try await site.document(), "reason": reason, "n.name": "住院诊查费", "n.quantity": "3",
            "n.unit_price": "8", "n.amount": "24.00", "f.total": "24.00", "f.issue_date": "2024-05-01",
            "f.hospital": "云岭市人民医院", "f.patient": "施敏秀",
            "complete": "1",
        ]
    }

    @Test func `is corrected by a clerk, refused to his own confirmation, and confirmed by another`()
        async throws
    {
        let site = try await Site()
        try await site.run { client in
            let both = try await Browser(client, as: "both")
            let early = try await both.post(
                "/records/\(site.slip)/opinion",
                ["review": try await site.document(), "outcome": "confirmed"])
            #expect(early.status == .conflict, "nobody corrected it")
            let saved = try await both.post("/records/\(site.slip)/corrections", try await line(site))
            #expect(saved.status == .seeOther, "\(saved.text)")
            #expect(try await site.review().decision == .accepted)
            let review = try await site.document()
            let own = try await both.post(
                "/records/\(site.slip)/opinion", ["review": review, "outcome": "confirmed"])
            #expect(own.status == .conflict)
            let reviewer = try await Browser(client, as: "reviewer")
            #expect(try await reviewer.get("/queue?stage=second").text.contains(site.slip))
            let silent = try await reviewer.post(
                "/records/\(site.slip)/opinion", ["review": review, "outcome": "sent_back"])
            #expect(silent.status == .unprocessableContent)
            let confirmed = try await reviewer.post(
                "/records/\(site.slip)/opinion", ["review": review, "outcome": "confirmed"])
            #expect(confirmed.status == .seeOther)
        }
        let slip = try await site.archive.slip(site.slip)
        #expect(slip.opinions.map(\.fact.by) == ["reviewer"])
        #expect(try await site.archive.workSums().keys.map(\.rawValue) == ["done"])
    }

    @Test func `asks for a field that was not found until it is typed, or said not to be printed`()
        async throws
    {
        let site = try await Site()
        try await site.run { client in
            let clerk = try await Browser(client, as: "clerk")
            let asked = try await clerk.get("/records/\(site.slip)").text
            #expect(asked.contains("name=\"f.hospital\" value=\"\""))
            #expect(!asked.contains("name=\"f.patient\""), "it is masked")
            #expect(
                try await clerk.post("/records/\(site.slip)/unmask", ["reason": "补录姓名"]).status == .seeOther)
            #expect(
                try await clerk.get("/records/\(site.slip)").text.contains("name=\"f.patient\" value=\"\""))
            var form = try await line(site)
            form["f.patient"] = ""
            #expect(try await clerk.post("/records/\(site.slip)/corrections", form).status == .seeOther)
            #expect(try await site.review().decision == .needsReview)
            #expect(try await clerk.get("/records/\(site.slip)").text.contains("未找到，请照票面补录"))
            let rest = [
                "review": try await site.document(), "reason": "票面未印姓名", "f.patient": "", "c.patient": "1",
            ]
            #expect(try await clerk.post("/records/\(site.slip)/corrections", rest).status == .seeOther)
        }
        let review = try await site.review()
        #expect(review.decision == .accepted)
        #expect(review.fields["patient"] == nil)
        #expect(review.fields["hospital"]?.value == "云岭市人民医院")
    }

    @Test func `keeps what was typed when somebody else was quicker`() async throws {
        let site = try await Site()
        try await site.run { client in
            let (first, second) = (
                try await Browser(client, as: "clerk"), try await Browser(client, as: "both")
            )
            let typed = try await line(site, reason: "慢了一步")
            #expect(
                try await first.post("/records/\(site.slip)/corrections", try await line(site)).status
                    == .seeOther)
            let late = try await second.post("/records/\(site.slip)/corrections", typed)
            #expect(late.status == .conflict)
            #expect(late.text.contains("慢了一步") && late.text.contains("“clerk”"))
        }
        #expect(try await site.archive.slip(site.slip).corrections.count == 1)
    }

    @Test func `keeps what was typed when it makes no sense, and says what is wrong`() async throws {
        let site = try await Site()
        try await site.run { client in
            let clerk = try await Browser(client, as: "clerk")
            var form = try await line(site)
            form["n.amount"] = "二十四"
            let refused = try await clerk.post("/records/\(site.slip)/corrections", form)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("“二十四”不是有效的amount。") && refused.text.contains("value=\"二十四\""))
            form["n.amount"] = "24"
            form["reason"] = " "
            #expect(
                try await clerk.post("/records/\(site.slip)/corrections", form).status
                    == .unprocessableContent)
        }
        #expect(try await site.archive.slip(site.slip).corrections.isEmpty)
    }

    @Test func `shows what was printed as text, whatever it is`() async throws {
        let site = try await Site()
        // As one character it is no quotation mark, as scalars it is one.
        let quoted = Data("\"\u{301}".utf8)
        let evil = "\"\u{301}><script>alert(1)</script>' onfocus=x\u{202E}"
        try await site.run { client in
            let clerk = try await Browser(client, as: "clerk")
            var form = try await line(site, reason: evil)
            form["f.hospital"] = evil
            form["n.name"] = evil
            #expect(try await clerk.post("/records/\(site.slip)/corrections", form).status == .seeOther)
            for path in [
                "/records/\(site.slip)", "/queue?stage=second", "/queue?stage=clerk", "/search?all=1",
            ] {
                let page = try await clerk.get(path)
                #expect(page.status == .ok)
                #expect(!page.text.contains("<script>alert"), "\(path)")
                #expect(!page.text.unicodeScalars.contains("\u{202E}"), "\(path)")
                #expect(Data(page.text.utf8).range(of: quoted) == nil, "\(path)")
            }
        }
    }

    @Test func `masks personal data until a reason is given, and records every look before it`() async throws
    {
        let site = try await Site()
        try await site.run { client in
            let clerk = try await Browser(client, as: "clerk")
            #expect(
                try await clerk.post("/records/\(site.slip)/unmask", ["reason": "更正姓名"]).status == .seeOther)
            var form = try await line(site)
            form["f.patient"] = "施敏秀"
            form["f.id_number"] = "430682196702245577"
            // A field that was not read is no part of the form; it is corrected by its changes.
            let json = """
                {"review": "\(try await site.document())", "reason": "补录", "changes": [
                {"field": "patient", "value": "施敏秀"}, {"field": "id_number", "value": "430682196702245577"}]}
                """
            #expect(
                try await clerk.api(.post, "/api/v1/reviews/\(site.slip)/corrections", json).status
                    == .created)

            let auditor = try await Browser(client, as: "auditor")
            let masked = try await auditor.get("/records/\(site.slip)").text
            #expect(masked.contains("施**") && !masked.contains("施敏秀") && !masked.contains("196702245577"))
            #expect(try await auditor.get("/records/\(site.slip)/pages/1").status == .forbidden)
            #expect(try await auditor.get("/api/v1/reviews/\(site.slip)").text.contains("施**"))
            #expect(
                try await auditor.post("/records/\(site.slip)/unmask", ["reason": ""]).status
                    == .unprocessableContent)
            #expect(
                try await auditor.post("/records/\(site.slip)/unmask", ["reason": "双随机"]).status == .seeOther)
            #expect(try await auditor.get("/records/\(site.slip)").text.contains("施敏秀"))
            let picture = try await auditor.get("/records/\(site.slip)/pages/1")
            #expect(picture.status == .ok && picture.headers[.contentType] == "image/png")
            site.clock.advance(Disclosures.duration + 1)
            let again = try await Browser(client, as: "auditor")
            #expect(try await !again.get("/records/\(site.slip)").text.contains("施敏秀"))
        }
        let acts = try await site.archive.accesses(to: site.slip, limit: 20)
        #expect(
            acts.contains { $0.fact.act == .unmask && $0.fact.detail == "双随机" && $0.fact.by == "auditor" })
        #expect(acts.contains { $0.fact.act == .picture && $0.fact.by == "auditor" })
        #expect(try await site.archive.verify(against: nil).isSound)
    }

    @Test func `shows its page with names covered to whoever gave no reason`() async throws {
        let site = try await Site()
        let named = try await site.storeNamed()
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            let covered = try await auditor.get("/records/\(named)/pages/1")
            #expect(covered.status == .ok)
            #expect(covered.text.hasPrefix("named picture without "), "\(covered.text)")
            #expect(try await auditor.get("/records/\(named)").text.contains("个人信息已遮盖"))
            let clerk = try await Browser(client, as: "clerk")
            let doubtful = try await clerk.get("/records/\(named)").text
            #expect(doubtful.contains("href=\"#unmask-reason\""), "it says how the name can be settled")
            #expect(
                try await auditor.post("/records/\(named)/unmask", ["reason": "双随机"]).status == .seeOther)
            #expect(try await auditor.get("/records/\(named)/pages/1").text == "named picture")
        }
        let details = try await site.archive.accesses(to: named, limit: 20).filter { $0.fact.act == .picture }
            .map(\.fact.detail)
        #expect(details == ["page 1", "page 1, personal data covered"])
    }

    @Test func `tells who is at work on it`() async throws {
        let site = try await Site()
        try await site.run { client in
            let (clerk, other) = (
                try await Browser(client, as: "clerk"), try await Browser(client, as: "both")
            )
            #expect(try await clerk.post("/records/\(site.slip)/lease").text == #"{"holder":"clerk"}"#)
            #expect(try await other.post("/records/\(site.slip)/lease").text == #"{"holder":"clerk"}"#)
            #expect(
                try await other.get("/records/\(site.slip)").text.contains(
                    "<b data-holder>clerk</b> 正在处理此票据。"))
            #expect(try await other.get("/queue").text.contains("clerk 正在处理"))
            site.clock.advance(Leases.duration + 1)
            #expect(try await !other.get("/queue").text.contains("正在处理"))
            // Who opens it first has it, whether his browser runs scripts or not; who does not correct takes nothing.
            let reviewer = try await Browser(client, as: "reviewer")
            _ = try await reviewer.get("/records/\(site.slip)")
            #expect(try await !clerk.get("/records/\(site.slip)").text.contains("data-holder>reviewer"))
            #expect(try await other.get("/records/\(site.slip)").text.contains("data-holder>clerk</b>"))
        }
    }

    @Test func `is exported to an auditor with a reason, and to nobody else`() async throws {
        let site = try await Site()
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            let path = "/records/\(site.slip)/export"
            let tar = try await auditor.post(path, ["form": "bag", "reason": "复议"])
            #expect(tar.status == .ok && tar.text == "bag of \(site.slip)")
            #expect(tar.headers[.contentType] == "application/x-tar")
            #expect(
                tar.headers[.contentDisposition]
                    == "attachment; filename=\"slipway-\(site.slip.prefix(12)).tar\"")
            for wrong in [["form": "bag", "reason": " "], ["form": "zip", "reason": "复议"], ["form": "pdf"]] {
                #expect(try await auditor.post(path, wrong).status == .unprocessableContent)
            }
            for name in ["clerk", "reviewer", "operator"] {
                let other = try await Browser(client, as: name)
                #expect(try await other.post(path, ["form": "pdf", "reason": "x"]).status == .forbidden)
                #expect(try await !other.get("/records/\(site.slip)").text.contains("export-reason"))
            }
        }
        let exports = try await site.events().filter { $0.hasPrefix("{\"by\":\"auditor\",\"reason\"") }
        #expect(exports.count == 1 && exports[0].contains("\"slips\":[\"\(site.slip)\"]}"))
        #expect(exports[0].hasSuffix("\"复议\""), "the reason opens a commitment")
    }

    @Test func `is proved to an auditor`() async throws {
        let site = try await Site()
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            let page = try await auditor.post("/records/\(site.slip)/proof")
            #expect(page.status == .ok && page.text.contains("存证有效"))
            #expect(try await auditor.get("/records/0123456789").status == .notFound)
        }
    }

    @Test func `is undone, and English is one click away`() async throws {
        let site = try await Site()
        let before = try await site.review()
        try await site.run { client in
            var clerk = try await Browser(client, as: "clerk")
            #expect(
                try await clerk.post("/records/\(site.slip)/corrections", try await line(site)).status
                    == .seeOther)
            #expect(try await clerk.post("/records/\(site.slip)/undo", ["reason": "改错"]).status == .seeOther)
            #expect(try await clerk.post("/records/\(site.slip)/undo", ["reason": "改错"]).status == .conflict)
            let answer = try await clerk.post("/language", ["language": "en"])
            let language = try #require(answer.headers[.setCookie]).prefix { $0 != ";" }
            clerk.cookie = (clerk.cookie ?? "") + "; " + language
            let page = try await clerk.get("/queue").text
            #expect(page.contains("lang=\"en\"") && page.contains("To be checked"))
        }
        #expect(try await site.review() == before)
    }

    @Test func `says what a witness outside the archive vouches for`() async throws {
        let places = Mutex<(folder: String, witness: Witness)?>(nil)
        let site = try await Site { folder in
            let witness = Witness(at: "\(folder)/elsewhere", clock: { Timestamp(seconds: 1_800_000_000) })
            places.withLock { $0 = (folder, witness) }
            return WitnessedCheckpoint(path: "\(folder)/cosigned.txt", key: try witness.key().verifier)
        }
        let (folder, witness) = try #require(places.withLock { $0 })
        @Sendable func cosign() async throws {
            let request = try await site.archive.witnessRequest(since: 0)
            let note = try witness.cosigned(request, logKey: try await site.archive.verifierKey())
            try note.write(toFile: "\(folder)/cosigned.txt", atomically: true, encoding: .utf8)
        }
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            func told() async throws -> [String] {
                let record = try await auditor.get("/records/\(site.slip)").text
                let proof = try await auditor.post("/records/\(site.slip)/proof").text
                let json = try await auditor.api(.post, "/api/v1/reviews/\(site.slip)/proof").text
                return [record, proof].map { text in
                    String(text.split(separator: "data-witness=\"").last?.prefix { $0 != "\"" } ?? "")
                } + [String(json.split(separator: "\"status\":\"").last?.prefix { $0 != "\"" } ?? "")]
            }
            #expect(try await told() == ["unusable", "unusable", "unusable"])
            try await cosign()
            #expect(try await told() == ["witnessed", "witnessed", "witnessed"])
            let page = try await auditor.get("/records/\(site.slip)").text
            #expect(page.contains("已见证") && page.contains("2027-01-15T08:00:00Z"))
            let clerk = try await Browser(client, as: "clerk")
            let form = ["review": try await site.document(), "f.hospital": "长岭医院", "reason": "补录"]
            #expect(try await clerk.post("/records/\(site.slip)/corrections", form).status == .seeOther)
            #expect(try await told() == ["not_yet", "not_yet", "not_yet"])
            #expect(try await auditor.get("/records/\(site.slip)").text.contains("尚未见证"))
            // What another log's witness saw is contradicted; by the places alone it seems to be covered.
            let other = try await Site()
            for _ in 0..<40 {
                try await other.archive.record(ArchiveEvent.Access(by: "x", act: .search, detail: "flag"))
            }
            let request = try await other.archive.witnessRequest(since: 0)
            let note = try witness.cosigned(request, logKey: try await other.archive.verifierKey())
            try note.write(toFile: "\(folder)/cosigned.txt", atomically: true, encoding: .utf8)
            #expect(try await told().suffix(2) == ["contradicted", "contradicted"])
            #expect(try await auditor.post("/records/\(site.slip)/proof").text.contains("与见证不符"))
        }
        let plain = try await Site()
        try await plain.run { client in
            let auditor = try await Browser(client, as: "auditor")
            #expect(try await auditor.post("/records/\(plain.slip)/proof").text.contains("未设见证人"))
        }
    }
}
