import Archive
import Foundation
import Hummingbird
import HummingbirdTesting
import Markup
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
}
