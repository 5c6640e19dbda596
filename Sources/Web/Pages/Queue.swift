import Archive
import Hummingbird
import Markup
import Review
import Slips

extension WebService {
    func addQueue(to router: Router<WebContext>) {
        router.get("/queue") { request, context in
            let session = try await allow(.records, request, context)
            let query = FormData(urlEncoded: request.uri.query ?? "")
            let stage = WorkStage(rawValue: query["stage"] ?? "") ?? .clerk
            let order = WorkOrder(rawValue: query["order"] ?? "") ?? .amount
            let page = max(1, min(100_000, Int(query["page"] ?? "") ?? 1))
            return try await QueuePage(
                service: self, context: context, session: session, stage: stage, order: order, page: page
            ).response()
        }
    }
}

/// The list of what is to be done.
struct QueuePage {
    let service: WebService
    let context: WebContext
    let session: Session
    let stage: WorkStage
    let order: WorkOrder
    /// From 1.
    let page: Int

    private static let pageSize = 40
    private var l: Language { context.language }

    func response() async throws -> Response {
        let sums = try await service.archive.workSums()
        let entries = try await service.archive.work(
            at: stage, by: order, offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
        var rows: [HTML] = []
        for entry in entries { rows.append(await row(entry)) }
        let count = sums[stage]?.slips ?? 0
        let body: HTML = """
            <div class="head"><h1>\(WorkStageNames.name(stage, l))</h1>
            <nav class="tabs" aria-label="\(l("阶段", "Stages"))">\(WorkStage.allCases.map { tab($0, sums) })</nav>
            <nav class="tabs order" aria-label="\(l("排序", "Order"))">\(WorkOrder.allCases.map(orderLink))</nav></div>
            \(count == 0 ? empty : table(rows))
            \(pager(count))
            """
        return Layout(context: context, title: l("待办", "Queue"), section: "/queue", scripts: ["keys.js"])
            .page(body)
    }

    private func tab(_ stage: WorkStage, _ sums: [WorkStage: WorkSum]) -> HTML {
        let sum = sums[stage]
        let current: HTML = stage == self.stage ? " aria-current=\"page\"" : ""
        let amount: HTML = sum.map { "<small>¥\(Figures.grouped($0.total))</small>" } ?? ""
        return """
            <a href="/queue?stage=\(stage.rawValue)&amp;order=\(order.rawValue)"\(current)>\(WorkStageNames.name(stage, l)) \
            <b>\(sum?.slips ?? 0)</b>\(amount)</a>
            """
    }

    private func orderLink(_ order: WorkOrder) -> HTML {
        let current: HTML = order == self.order ? " aria-current=\"true\"" : ""
        let name = order == .amount ? l("金额大者先", "Most money first") : l("最早者先", "Oldest first")
        return "<a href=\"/queue?stage=\(stage.rawValue)&amp;order=\(order.rawValue)\"\(current)>\(name)</a>"
    }

    private var empty: HTML {
        "<p class=\"empty\">\(l("没有待办票据。", "Nothing is waiting here."))</p>"
    }

    private func table(_ rows: [HTML]) -> HTML {
        """
        <table class="list" data-keys="rows"><thead><tr><th scope="col">\(l("票据", "Slip"))</th>\
        <th scope="col">\(l("日期", "Date"))</th><th scope="col">\(l("医院", "Hospital"))</th>\
        <th scope="col">\(l("姓名", "Patient"))</th><th scope="col" class="number">\(l("金额（元）", "Total (yuan)"))</th>\
        <th scope="col" class="number">\(l("明细", "Items"))</th><th scope="col" class="number">\(l("待核", "Open"))</th>\
        <th scope="col">\(l("发现", "Findings"))</th><th scope="col">\(l("状态", "State"))</th></tr></thead>
        <tbody>\(rows)</tbody></table>
        <p class="hint keys">\(l("J / K 上下移动，Enter 打开", "J / K moves, Enter opens"))</p>
        """
    }

    private func row(_ entry: WorkEntry) async -> HTML {
        let holder = await service.leases.holder(of: entry.id, at: service.clock().seconds)
        var state: [HTML] = []
        if let holder, holder != session.account.name, [.clerk, .returned].contains(entry.stage) {
            state.append("<span class=\"tag busy\">\(l("\(holder) 正在处理", "\(holder) is at it"))</span>")
        }
        if let note = entry.note {
            state.append("<span class=\"tag warn\">\(l("退回", "sent back"))</span> \(note)")
        }
        if let author = entry.author {
            state.append("<span class=\"dim\">\(l("更正", "corrected by")) \(author)</span>")
        }
        if entry.stage == .second, entry.author == nil {
            state.append("<span class=\"tag\">\(l("达复核线", "by its amount"))</span>")
        }
        if state.isEmpty { state.append("<span class=\"dim\">\(Figures.day(entry.since))</span>") }
        return """
            <tr><th scope="row"><a href="/records/\(entry.id)"><code>\(entry.id.prefix(10))</code></a> \
            <span class="dim">\(l.part(of: ContractTerms.kind(entry.kind)))</span></th>
            <td class="short">\(entry.date?.description ?? "–")</td><td class="long">\(entry.hospital ?? "–")</td>
            <td class="short">\(entry.patient.map(Mask.name) ?? "–")</td><td class="number">\(entry.total.map(Figures.grouped) ?? "–")</td>
            <td class="number">\(entry.items)</td><td class="number">\(entry.doubtfulItems)</td>
            <td>\(FlagTags.tags(entry.flags, l))</td><td>\(state)</td></tr>
            """
    }

    private func pager(_ count: Int) -> HTML {
        let pages = (count + Self.pageSize - 1) / Self.pageSize
        guard pages > 1 else { return "" }
        func link(_ page: Int, _ text: String) -> HTML {
            guard (1...pages).contains(page) else { return "<span class=\"dim\">\(text)</span>" }
            return
                "<a href=\"/queue?stage=\(stage.rawValue)&amp;order=\(order.rawValue)&amp;page=\(page)\">\(text)</a>"
        }
        return """
            <nav class="pager" aria-label="\(l("翻页", "Pages"))">\(link(page - 1, l("上一页", "Previous")))\
            <span>\(page) / \(pages)</span>\(link(page + 1, l("下一页", "Next")))</nav>
            """
    }
}

/// The stages as people call them.
enum WorkStageNames {
    static func name(_ stage: WorkStage, _ l: Language) -> String {
        switch stage {
        case .clerk: l("待初审", "To be checked")
        case .second: l("待复核", "To be confirmed")
        case .returned: l("已退件", "Returned")
        case .done: l("已办结", "Done")
        }
    }
}

/// Findings as short marks.
enum FlagTags {
    static func name(_ code: String, _ l: Language) -> String {
        l(FlagCode(rawValue: code).chineseName ?? code, code.replacing("_", with: " "))
    }

    static func tags(_ codes: [String], _ l: Language) -> HTML {
        let shown = codes.prefix(3).map { code -> HTML in "<span class=\"tag\">\(name(code, l))</span> " }
        let more: HTML = codes.count > 3 ? "<span class=\"dim\">+\(codes.count - 3)</span>" : ""
        return shown.joined + more
    }
}

/// Numbers and times as pages show them.
enum Figures {
    /// `12,345.60`.
    static func grouped(_ money: Money) -> String {
        let text = money.description
        let point = text.firstIndex(of: ".") ?? text.endIndex
        let isNegative = text.hasPrefix("-")
        let whole = text[..<point].drop { $0 == "-" }
        var grouped = ""
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return (isNegative ? "−" : "") + grouped + text[point...]
    }

    /// A moment in China's time, to the minute: `2026-11-26 12:05`.
    static func moment(_ time: Timestamp) -> String {
        let china = Timestamp(seconds: time.seconds + 8 * 3600).description
        return String(china.prefix(16)).replacing("T", with: " ")
    }

    static func day(_ time: Timestamp) -> String { String(moment(time).prefix(10)) }
}
