import Archive
import Catalog
import Foundation
import Hummingbird
import Markup
import Review
import Slips

extension WebService {
    func addDesk(to router: Router<WebContext>) {
        router.get("/desk") { request, context in
            let session = try await allow(.audit, request, context)
            return try await DeskPage(
                service: self, context: context, session: session,
                form: FormData(urlEncoded: request.uri.query ?? "")
            ).response()
        }
        router.post("/desk/sample") { request, context in
            let session = try await allow(.audit, request, context)
            let form = try await form(request, context)
            let plan = try SamplePlan(form)
            let list = try await archive.draw(plan, by: session.account.name)
            return SampleListPage(context: context, list: list).response()
        }
    }
}

/// What a certain line charged of an entry.
struct ChargedPrice: Hashable, Sendable {
    var date: CalendarDate
    /// Yuan a unit.
    var price: Money
    /// The cap on the day; nil where there was none.
    var cap: Money?
    var slip: String
    var hospital: String?
}

extension WebService {
    /// As many slips are looked at for the prices of an entry, the newest.
    static let pricedSlips = 200

    /// What the certain lines of the newest slips of a period charged of an entry.
    func prices(of code: String, from: CalendarDate?, to: CalendarDate?) async throws -> [ChargedPrice] {
        let found = try await archive.search(
            SearchQuery(entry: code, from: from, to: to), after: nil, limit: Self.pricedSlips)
        var prices: [ChargedPrice] = []
        for hit in found.hits {
            let review = try hit.review.decoded(as: SlipReview.self)
            for item in review.items where item.match.code == code && !item.needsReview {
                guard let price = item.unitPrice?.value.flatMap({ Money($0) }),
                    let date = item.date?.value.flatMap({ CalendarDate($0) }) ?? hit.summary.date
                else { continue }
                prices.append(
                    ChargedPrice(
                        date: date, price: price, cap: catalog.entry(code: code, on: date)?.priceCap,
                        slip: hit.summary.id, hospital: hit.summary.hospital))
            }
        }
        return prices
    }
}

extension SamplePlan {
    /// As many slips are drawn at most on the page.
    private static let countAtMost = 1000

    /// What a form asks for.
    ///
    /// - Throws: ``WebFailure/bad(chinese:english:)``.
    init(_ form: FormData) throws {
        guard let seed = form.text("seed") else {
            throw WebFailure.bad(
                chinese: "请填写种子（公开抽取的文字）。", english: "Give a seed: any text, drawn in public.")
        }
        guard let count = form.text("count").flatMap({ Int($0) }), (1...Self.countAtMost).contains(count)
        else {
            throw WebFailure.bad(
                chinese: "抽取份数为1至\(Self.countAtMost)。", english: "The count is 1 to \(Self.countAtMost).")
        }
        let strata = form.pairs.filter { $0.name == "strata" }.compactMap { Stratum(rawValue: $0.value) }
        let query = try SearchQuery(form)
        self.init(seed: seed, strata: strata, count: count, from: query.from, to: query.to)
    }
}

/// The auditor's desk: figures that lead to records, and random samples.
struct DeskPage {
    let service: WebService
    let context: WebContext
    let session: Session
    let form: FormData

    private var l: Language { context.language }

    func response() async throws -> Response {
        let query = try SearchQuery(form)
        let figures = try await service.archive.figures(from: query.from, to: query.to)
        let prices = try await prices(query)
        let body: HTML = """
            <div class="head"><h1>\(l("稽核", "Audit"))</h1></div>
            \(filters)
            <section class="panel"><h2>\(l("各月发现（份）", "Findings by month (slips)"))</h2>\(findings(figures.findings, query))</section>
            \(prices)
            <section class="panel"><h2>\(l("医疗机构：有发现的份额", "Hospitals: share of slips with findings"))</h2>\(hospitals(figures.hospitals, query))</section>
            \(sample)
            """
        return Layout(context: context, title: l("稽核", "Audit"), section: "/desk").page(body)
    }

    private var filters: HTML {
        """
        <form class="filters" method="get" action="/desk">\(form.field("from", l("自", "From"), "date"))\(form.field("to", l("至", "To"), "date"))\
        \(form.field("entry", l("目录项编码（价格图）", "Entry code (prices)"), "text"))
        <div><button class="primary">\(l("查看", "Show"))</button></div></form>
        """
    }

    // MARK: Figures

    private func findings(_ all: [AuditFigures.Finding], _ query: SearchQuery) -> HTML {
        guard !all.isEmpty else { return "<p class=\"empty\">\(l("没有发现。", "No findings."))</p>" }
        var counts: [String: Int] = [:]
        for finding in all { counts[finding.code, default: 0] += finding.slips }
        let codes = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        let series = Dictionary(
            uniqueKeysWithValues: codes.enumerated().map { ($1, min($0, StackedBars.colours - 1)) })
        let months = Set(all.map(\.month)).sorted().suffix(24)
        let bars = months.map { month in
            let parts = codes.compactMap { code in all.first { $0.month == month && $0.code == code } }
            return (
                name: String(month.dropFirst(2)),
                parts: parts.map { finding in
                    StackedBars.Part(
                        series: series[finding.code] ?? 0, count: finding.slips,
                        title: "\(month) \(FlagTags.name(finding.code, l)): \(finding.slips)",
                        link:
                            "/search?all=1&amp;flag=\(finding.code)&amp;from=\(month)-01&amp;to=\(month)-\(Self.days(of: month))"
                    )
                }
            )
        }
        let legend = codes.map { code -> HTML in
            """
            <li><span class="key series\(series[code] ?? 0)"></span><a href="/search?all=1&amp;flag=\(code)\(period(query))">\
            \(FlagTags.name(code, l))</a> \(counts[code] ?? 0)</li>
            """
        }
        return "<div class=\"wide\">\(StackedBars(bars: bars).html)</div><ul class=\"legend\">\(legend)</ul>"
    }

    /// The last day of a month, `2026-02`.
    private static func days(of month: String) -> Int {
        (28...31).last { CalendarDate("\(month)-\($0)") != nil } ?? 28
    }

    private func period(_ query: SearchQuery) -> HTML {
        let from: HTML = query.from.map { "&amp;from=\($0.description)" } ?? ""
        let to: HTML = query.to.map { "&amp;to=\($0.description)" } ?? ""
        return from + to
    }

    private func hospitals(_ all: [AuditFigures.Hospital], _ query: SearchQuery) -> HTML {
        guard !all.isEmpty else { return "<p class=\"empty\">\(l("没有票据。", "No slips."))</p>" }
        let rows = all.map { hospital -> HTML in
            let share = hospital.flagged * 100 / max(1, hospital.slips)
            let name = hospital.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return """
                <tr><th scope="row"><a href="/search?all=1&amp;hospital=\(name)\(period(query))">\(hospital.name)</a></th>
                <td class="number">\(hospital.flagged)/\(hospital.slips)</td>
                <td><svg class="meter" width="160" height="12" role="img" aria-label="\(share) %"><rect width="\(share * 160 / 100)" height="12"/></svg> \(share)%</td>
                <td class="number">\(Figures.grouped(hospital.total))</td></tr>
                """
        }
        return """
            <table class="list"><thead><tr><th scope="col">\(l("医疗机构", "Hospital"))</th><th scope="col" class="number">\(l("有发现/份", "Flagged/slips"))</th>\
            <th scope="col">\(l("份额", "Share"))</th><th scope="col" class="number">\(l("金额（元）", "Total (yuan)"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func prices(_ query: SearchQuery) async throws -> HTML {
        guard let code = query.entry else { return "" }
        let points = try await service.prices(of: code, from: query.from, to: query.to).map { charged in
            let words = charged.cap.map { l("，限价 \($0)", ", cap \($0)") } ?? ""
            return PriceChart.Point(
                date: charged.date, price: charged.price, cap: charged.cap, slip: charged.slip,
                title: "\(charged.date) \(charged.hospital ?? "") ¥\(charged.price)\(words)")
        }
        let name = points.first.flatMap { service.catalog.entry(code: code, on: $0.date)?.name } ?? ""
        let chart: HTML =
            points.isEmpty
            ? "<p class=\"empty\">\(l("没有确定的收费行。", "No certain line charges it."))</p>"
            : "<div class=\"wide\">\(PriceChart(points: points).html)</div>"
        return """
            <section class="panel"><h2>\(l("单价与限价", "Unit prices and caps")): <code>\(code)</code> \(name)</h2>\(chart)
            <p class="hint">\(l("最近\(WebService.pricedSlips)份中确定的行；红点超过当日限价。", "Certain lines of the newest \(WebService.pricedSlips) slips; red dots are over the day's cap."))</p></section>
            """
    }

    // MARK: Samples

    private var sample: HTML {
        let names: [(SamplePlan.Stratum, String)] = [
            (.hospital, l("医疗机构", "hospital")), (.flag, l("发现", "finding")), (.kind, l("种类", "kind")),
            (.decision, l("结论", "decision")), (.month, l("月份", "month")),
        ]
        let boxes = names.map { stratum, name -> HTML in
            "<label class=\"check\"><input type=\"checkbox\" name=\"strata\" value=\"\(stratum.rawValue)\">\(name)</label> "
        }
        return """
            <form class="panel" method="post" action="/desk/sample">\(Layout.token(session))
            <h2>\(l("双随机抽查", "Random sample"))</h2>
            <input type="hidden" name="from" value="\(form["from"] ?? "")"><input type="hidden" name="to" value="\(form["to"] ?? "")">
            <p class="inline"><label for="seed">\(l("种子", "Seed"))</label><input id="seed" name="seed" maxlength="200" required>\
            <label for="count">\(l("份数", "Slips"))</label><input id="count" name="count" type="number" min="1" max="1000" value="20" required>\
            <span>\(l("分层", "Strata")): \(boxes)</span><button class="primary">\(l("抽取", "Draw"))</button></p>
            <p class="hint">\(l("同一种子、份数和分层在任何机器上抽出同样的票据；抽取记入日志。", "The same seed, count and strata draw the same slips on any machine; the draw is recorded in the log."))</p>
            </form>
            """
    }
}

/// What was drawn for a spot check.
struct SampleListPage {
    let context: WebContext
    let list: SampleList

    private var l: Language { context.language }

    func response() -> Response {
        let rows = list.slips.map { slip -> HTML in
            "<tr><th scope=\"row\"><a href=\"/records/\(slip.id)\"><code>\(slip.id.prefix(12))</code></a></th><td>\(slip.stratum)</td></tr>"
        }
        let body: HTML = """
            <div class="head"><h1>\(l("双随机抽查", "Random sample"))</h1><a href="/desk">\(l("返回", "Back"))</a></div>
            <p class="count" role="status">\(l("种子", "Seed")) <code>\(list.seed)</code>，\(l("日志", "log")) \(list.events)，\
            <b>\(list.slips.count)</b>/\(list.population)</p>
            <table class="list"><thead><tr><th scope="col">\(l("票据", "Slip"))</th><th scope="col">\(l("层", "Stratum"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return Layout(context: context, title: l("双随机抽查", "Random sample"), section: "/desk").page(body)
    }
}
