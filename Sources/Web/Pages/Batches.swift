import Archive
import Hummingbird
import Markup

extension WebService {
    func addBatches(to router: Router<WebContext>) {
        router.get("/batches") { request, context in
            _ = try await allow(.quarantine, request, context)
            let place = PagerPlace(FormData(urlEncoded: request.uri.query ?? ""))
            return BatchListPage(context: context, place: place).response(try await archive.batches())
        }
        router.get("/batches/:number") { request, context in
            let session = try await allow(.quarantine, request, context)
            let place = PagerPlace(FormData(urlEncoded: request.uri.query ?? ""))
            let (batch, endings) = try await batch(context)
            var slips: [String: [String]] = [:]
            for ending in place.part(of: endings) {
                guard let original = ending.original else { continue }
                slips[original.hex] = try await archive.holdings(of: original).map(\.id)
            }
            return BatchPage(context: context, session: session, place: place, slips: slips)
                .response(batch, endings)
        }
    }

    /// The batch that a request names, with how its inputs ended.
    func batch(_ context: WebContext) async throws -> (Batch, [InputEnding]) {
        guard let number = Int64(context.parameters.get("number") ?? "") else { throw WebFailure.notFound }
        return (try await archive.batch(number), try await archive.endings(in: number))
    }
}

/// The runs of processing.
struct BatchListPage {
    let context: WebContext
    let place: PagerPlace

    private var l: Language { context.language }

    func response(_ batches: [Batch]) -> Response {
        let rows = place.part(of: batches).map { batch -> HTML in
            let (pages, slips) = (batch.totals.pages, batch.totals.slips)
            return """
                <tr><th scope="row"><a href="/batches/\(batch.number)">\(batch.number)</a></th><td><time>\(Figures.moment(batch.begun))</time></td>
                <td>\(BatchPage.state(batch, l))</td><td class="number">\(batch.totals.inputs)</td>
                <td class="number">\(batch.totals.resubmitted)</td><td class="number">\(pages.archived)/\(pages.all)</td>
                <td class="number">\(pages.quarantined)</td><td class="number">\(slips.accepted)</td><td class="number">\(slips.forReview)</td>
                <td class="number">\(Figures.grouped(slips.money))</td>
                <td class="number">\(slips.acceptedMoney.map(Figures.grouped) ?? "–")</td></tr>
                """
        }
        let table: HTML = """
            <table class="list"><thead><tr><th scope="col">\(l("批次", "Batch"))</th><th scope="col">\(l("开始", "Begun"))</th><th scope="col">\(l("状态", "State"))</th>\
            <th scope="col" class="number">\(l("文件", "Files"))</th><th scope="col" class="number">\(l("重复", "Again"))</th>\
            <th scope="col" class="number">\(l("归档页/总页", "Pages archived/all"))</th><th scope="col" class="number">\(l("隔离页", "Quarantined"))</th>\
            <th scope="col" class="number">\(l("通过", "Accepted"))</th><th scope="col" class="number">\(l("待核", "To check"))</th>\
            <th scope="col" class="number">\(l("识读金额（元）", "As read (yuan)"))</th>\
            <th scope="col" class="number">\(l("其中通过", "Accepted"))</th></tr></thead><tbody>\(rows)</tbody></table>
            \(place.links(batches.count, path: "/batches", l))
            """
        let body: HTML = """
            <div class="head"><h1>\(l("批次", "Batches"))</h1><span class="dim">\(l("成批处理与网页提交的文件；识读金额含待核对的金额", "Runs of processing, and what was handed in on the page; what asks for a person is counted as read"))</span></div>
            \(batches.isEmpty ? "<p class=\"empty\">\(l("尚无批次。", "No batch yet."))</p>" : table)
            """
        return Layout(context: context, title: l("批次", "Batches"), section: "/batches").page(body)
    }
}

/// One run of processing: every input with what became of it.
struct BatchPage {
    let context: WebContext
    let session: Session
    let place: PagerPlace
    /// The slips of originals.
    let slips: [String: [String]]

    private var l: Language { context.language }

    static func state(_ batch: Batch, _ l: Language) -> HTML {
        batch.ended == nil
            ? "<span class=\"tag warn\">\(l("未完成", "unfinished"))</span>"
            : "<span class=\"tag done\">\(l("已完成", "finished"))</span>"
    }

    func response(_ batch: Batch, _ endings: [InputEnding]) -> Response {
        let pages = batch.totals.pages
        let paths = batch.plan.paths.prefix(2).map { path -> HTML in "<code>\(path)</code> " }
        let more = batch.plan.paths.count - paths.count
        let rows = place.part(of: endings).map(row)
        let body: HTML = """
            <div class="head"><h1>\(l("批次", "Batch")) \(batch.number)</h1>\(Self.state(batch, l))\
            <span class="dim">\(Figures.moment(batch.begun))\(batch.ended, { " – \(Figures.moment($0))" })</span> \(paths)\("<span class=\"dim\">+\(more)</span>", if: more > 0)\
            <span class="grow"></span><a href="/batches">\(l("全部批次", "All batches"))</a></div>
            <p class="count">\(l("页：归档", "Pages: archived")) <b>\(pages.archived)</b>，\(l("空白", "blank")) <b>\(pages.blank)</b>，\
            \(l("分隔", "separators")) <b>\(pages.separator)</b>，\(l("隔离", "quarantined")) <b>\(pages.quarantined)</b>，\
            \(l("共", "in all")) <b>\(pages.all)</b>；\(l("识读金额", "as read")) <b>¥\(Figures.grouped(batch.totals.slips.money))</b>\
            \(batch.totals.slips.acceptedMoney, { "，\(l("其中通过", "accepted of it")) <b>¥\(Figures.grouped($0))</b>" })</p>
            <table class="list"><thead><tr><th scope="col">\(l("影像", "Picture"))</th><th scope="col">\(l("文件", "File"))</th>\
            <th scope="col">\(l("结果", "Outcome"))</th><th scope="col" class="number">\(l("页", "Pages"))</th><th scope="col">\(l("票据", "Slips"))</th>\
            <th scope="col" class="number">\(l("金额（元）", "Total (yuan)"))</th></tr></thead><tbody>\(rows)</tbody></table>
            \(place.links(endings.count, path: "/batches/\(batch.number)", l))
            """
        return Layout(
            context: context, title: "\(l("批次", "Batch")) \(batch.number)", section: "/batches",
            refresh: batch.ended == nil ? 10 : nil
        ).page(body)
    }

    private func row(_ ending: InputEnding) -> HTML {
        let outcome: HTML =
            switch ending.outcome {
            case .reviewed: "<span class=\"tag done\">\(l("已识读", "read"))</span>"
            case .resubmitted: "<span class=\"tag warn\">\(l("重复提交", "handed in before"))</span>"
            case .quarantined:
                "<a href=\"/quarantine\"><span class=\"tag warn\">\(l("隔离", "quarantine"))</span></a>"
            }
        let links = (ending.original.flatMap { slips[$0.hex] } ?? []).map { id -> HTML in
            session.account.may(.records)
                ? "<a href=\"/records/\(id)\"><code>\(id.prefix(10))</code></a> "
                : "<code>\(id.prefix(10))</code> "
        }
        return """
            <tr><td>\(Thumbnail.html(ending.original, page: 1, l))</td><th scope="row" class="long"><code>\(ending.source)</code></th>\
            <td>\(outcome)</td><td class="number">\(ending.pages.all)</td><td>\(links)</td>\
            <td class="number">\(ending.slips.all > 0 ? Figures.grouped(ending.slips.money) : "–")</td></tr>
            """
    }
}
