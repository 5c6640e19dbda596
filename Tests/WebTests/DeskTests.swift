import Archive
import Foundation
import Hummingbird
import HummingbirdTesting
import Markup
import SQLiteArchive
import Slips
import Testing

@testable import Web

@Suite struct `The auditor's desk` {
    @Test func `shows findings by month and hospitals, each leading to its records`() async throws {
        let site = try await Site()
        try await site.run { client in
            let clerk = try await Browser(client, as: "clerk")
            let form = [
                "review": try await site.document(), "f.hospital": "长岭<医院>", "f.issue_date": "2026-02-14",
                "reason": "补录",
            ]
            #expect(try await clerk.post("/records/\(site.slip)/corrections", form).status == .seeOther)
            let auditor = try await Browser(client, as: "auditor")
            let desk = try await auditor.get("/desk")
            #expect(desk.status == .ok)
            #expect(desk.text.contains("长岭&lt;医院&gt;"))
            #expect(!desk.text.contains("长岭<医院>"))
            #expect(try await auditor.get("/desk?from=2026-03-01").text.contains("没有票据。"))
            #expect(try await auditor.get("/desk?from=soon").status == .unprocessableContent)
            #expect(try await auditor.get("/desk?entry=X1").text.contains("没有确定的收费行。"))
            #expect(try await clerk.get("/desk").status == .forbidden)
        }
    }

    @Test func `draws samples that are recorded`() async throws {
        let site = try await Site()
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            let drawn = try await auditor.post(
                "/desk/sample", ["seed": "2026", "count": "5", "strata": "hospital"])
            #expect(drawn.status == .ok && drawn.text.contains("/records/\(site.slip)"))
            for wrong in [["seed": "", "count": "5"], ["seed": "s", "count": "0"], ["seed": "s"]] {
                #expect(try await auditor.post("/desk/sample", wrong).status == .unprocessableContent)
            }
            let clerk = try await Browser(client, as: "clerk")
            #expect(try await clerk.post("/desk/sample", ["seed": "s", "count": "5"]).status == .forbidden)
        }
        #expect(try await site.events().filter { $0.contains("\"seed\":\"2026\"") }.count == 1)
    }

    @Test func `leads from a mark to the slips of the whole month`() {
        let bars = StackedBars(bars: [
            ("26-02", [.init(series: 0, count: 3, title: "超限价: 3", link: "/search?a=1&amp;b=2")])
        ])
        #expect(bars.html.text.contains("<a href=\"/search?a=1&amp;b=2\"><rect class=\"series0\""))
        #expect(bars.html.text.contains("<title>超限价: 3</title>"))
        let day = CalendarDate("2026-02-14")!
        let chart = PriceChart(points: [
            .init(date: day, price: Money("12.50")!, cap: Money("10.00"), slip: "ab", title: "t"),
            .init(date: day, price: Money("9.00")!, cap: nil, slip: "cd", title: "t"),
        ]).html.text
        #expect(chart.contains("<circle class=\"over\"") && chart.contains("<circle class=\"under\""))
        #expect(chart.components(separatedBy: "class=\"cap\"").count == 2)
    }

    @Test func `gives figures, prices and samples as JSON, to auditors alone`() async throws {
        let site = try await Site()
        let priced = try await site.storePriced()
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            let figures = try await auditor.api(.get, "/api/v1/figures?from=2026-02-01&to=2026-02-28").text
            #expect(
                figures.contains(#"{"flagged":1,"name":"长岭<医院>","slips":1,"total":"25.00"}"#), "\(figures)")
            #expect(figures.contains(#"{"code":"over_cap","month":"2026-02","slips":1}"#), "\(figures)")
            #expect(
                try await auditor.api(.get, "/api/v1/figures?from=2026-03-01").text
                    == #"{"findings":[],"hospitals":[]}"#)
            let prices = try await auditor.api(.get, "/api/v1/prices?entry=X2").text
            #expect(
                prices
                    == #"{"prices":[{"cap":"10.00","date":"2026-02-14","price":"12.50","slip":"\#(priced)"}]}"#,
                "\(prices)")
            #expect(try await auditor.api(.get, "/api/v1/prices?entry=X1").text == #"{"prices":[]}"#)
            for path in ["figures?from=soon", "prices", "prices?entry=X2&to=soon"] {
                #expect(
                    try await auditor.api(.get, "/api/v1/\(path)").status == .unprocessableContent, "\(path)")
            }
            let plan = #"{"seed": "2026", "count": 1, "strata": ["hospital", "flag"]}"#
            var drawn: [[SampleList.Drawn]] = []
            for _ in 0..<2 {
                let answer = try await auditor.api(.post, "/api/v1/samples", plan)
                #expect(answer.status == .created)
                drawn.append(try JSONDecoder().decode(SampleList.self, from: Data(answer.text.utf8)).slips)
            }
            #expect(!drawn[0].isEmpty && drawn[0] == drawn[1], "one seed draws the same")
            for wrong in [
                #"{"seed": "s", "count": 0}"#, #"{"seed": " ", "count": 1}"#, #"{"count": 1}"#,
                #"{"seed": "s", "count": 1, "strata": ["colour"]}"#,
                #"{"seed": "s", "count": 1, "from": "soon"}"#,
            ] {
                #expect(
                    try await auditor.api(.post, "/api/v1/samples", wrong).status == .unprocessableContent,
                    "\(wrong)")
            }
            var forged = auditor
            forged.csrf = "x"
            #expect(try await forged.api(.post, "/api/v1/samples", plan).status == .forbidden)
            let clerk = try await Browser(client, as: "clerk")
            #expect(try await clerk.api(.get, "/api/v1/figures").status == .forbidden)
            #expect(try await clerk.api(.get, "/api/v1/prices?entry=X2").status == .forbidden)
            #expect(try await clerk.api(.post, "/api/v1/samples", plan).status == .forbidden)
        }
        #expect(
            try await site.events().filter { $0.contains("\"seed\":\"2026\"") }.count == 2,
            "each draw is recorded")
    }

    @Test func `finds by stage and by any field of a slip`() async throws {
        let site = try await Site()
        let priced = try await site.storePriced()
        try await site.run { client in
            let auditor = try await Browser(client, as: "auditor")
            func finds(_ query: String, _ ids: [String]) async throws {
                let page = try await auditor.get("/search?\(query)").text
                let list = try await auditor.api(.get, "/api/v1/reviews?\(query)").text
                for id in [priced, site.slip] {
                    #expect(page.contains("/records/\(id)") == ids.contains(id), "\(query)")
                    #expect(list.contains("\"id\":\"\(id)\"") == ids.contains(id), "\(query)")
                }
            }
            try await finds("field=issue_date&value=2026-02", [priced])
            try await finds("field=hospital&value=%E9%95%BF&field=issue_date&value=2027", [])
            let stage = try await site.archive.slip(priced).stage
            try await finds("stage=\(stage.rawValue)&field=issue_date&value=2026", [priced])
            try await finds("stage=returned", [])
            for wrong in ["stage=paid", "field=colour&value=1", "field=&value=1", "field=sex&value="] {
                let answer = try await auditor.api(.get, "/api/v1/reviews?\(wrong)")
                #expect(answer.status == .unprocessableContent, "\(wrong)")
            }
            _ = try await auditor.get("/search?field=record_no&value=2180347991")
        }
        #expect(try await site.events().contains { $0.contains("record_no 218***7991") })
    }
}
