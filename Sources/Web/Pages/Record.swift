import Archive
import HTTPTypes
import Hummingbird
import Markup
import Review
import Slips

extension WebService {
    func addRecord(to router: Router<WebContext>) {
        router.get("/records/:id") { request, context in
            let session = try await allow(.records, request, context)
            var record = try await record(context, session)
            // Others see who opened it first, whether his browser runs scripts or not; nothing is kept of it.
            if session.account.may(.correct), [.clerk, .returned].contains(record.slip.stage) {
                record.holder = await leases.take(
                    record.slip.id, for: session.account.name, at: clock().seconds)
            }
            return try await record.page(typed: nil, failure: nil, status: .ok)
        }
        router.get("/records/:id/pages/:number") { request, context in
            let session = try await allow(.records, request, context)
            return try await picture(request, context, session)
        }
        router.post("/records/:id/unmask") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.records, request, context)
            let id = try await archive.slip(try Self.id(context)).id
            guard let reason = form.text("reason") else {
                throw WebFailure.bad(chinese: "请填写查看理由。", english: "Give a reason for looking.")
            }
            try await archive.record(
                ArchiveEvent.Access(
                    by: session.account.name, act: .unmask, slip: id, from: context.address,
                    detail: String(reason.prefix(200))))
            await disclosures.disclose(id, to: session, at: clock().seconds)
            return Response.redirect(to: "/records/\(id)", type: .normal)
        }
        router.post("/records/:id/lease") { request, context in
            _ = try await form(request, context)
            let session = try await allow(.correct, request, context)
            let id = try await archive.slip(try Self.id(context)).id
            let holder = await leases.take(id, for: session.account.name, at: clock().seconds)
            return Response.json(["holder": holder])
        }
        router.post("/records/:id/proof") { request, context in
            _ = try await form(request, context)
            let session = try await allow(.prove, request, context)
            return try await ProofPage(service: self, context: context, session: session).response(
                try Self.id(context))
        }
    }

    /// The ID in a request's path.
    static func id(_ context: WebContext) throws -> String {
        guard let id = context.parameters.get("id"), id.count <= 64 else { throw WebFailure.notFound }
        return id
    }

    /// A record to be shown; that it is looked at is on the disk when this returns.
    func record(_ context: WebContext, _ session: Session) async throws -> RecordPage {
        let slip = try await archive.slip(try Self.id(context))
        try await archive.record(
            ArchiveEvent.Access(
                by: session.account.name, act: .view, slip: slip.id, from: context.address))
        let now = clock().seconds
        return RecordPage(
            service: self, context: context, session: session, slip: slip,
            review: try slip.review.decoded(as: SlipReview.self),
            isDisclosed: await disclosures.isDisclosed(slip.id, to: session, at: now),
            holder: await leases.holder(of: slip.id, at: now))
    }
}

/// One record: the page beside what was read, and what may be done with it.
struct RecordPage {
    let service: WebService
    let context: WebContext
    let session: Session
    let slip: ArchivedSlip
    let review: SlipReview
    /// Whether personal data may be shown.
    let isDisclosed: Bool
    /// Who works on it just now.
    var holder: String?

    var l: Language { context.language }

    /// Whether corrections are offered.
    var isEditable: Bool { session.account.may(.correct) }

    /// The page.
    ///
    /// - Parameters:
    ///   - typed: What was typed into the form and could not be saved; it is shown again.
    ///   - failure: Why it could not be saved.
    ///   - status: The status of the answer.
    /// - Returns: The page.
    /// - Throws: What the archive says.
    func page(typed: FormData?, failure: String?, status: HTTPResponse.Status) async throws -> Response {
        let accesses = try await service.archive.accesses(to: slip.id, limit: 20)
        let history = RecordHistory(slip: slip, accesses: accesses, changes: try await changes(), language: l)
        let notice: HTML = failure.map { "<p class=\"notice error\" role=\"alert\">\($0)</p>" } ?? ""
        let body: HTML = """
            \(head)
            \(notice)\(busy)
            <div class="record">
            <section class="viewer" aria-label="\(l("票据影像", "The page"))">\(viewer)</section>
            <section class="reading" aria-label="\(l("识读与审核", "Reading and review"))">
            \(RecordForm(page: self, typed: typed).html)
            \(opinion)
            \(history.html)
            \(proof)
            \(ExportPanel(page: self).html)
            </section>
            </div>
            """
        return Layout(
            context: context, title: "\(l("票据", "Slip")) \(slip.id.prefix(10))", section: "/queue",
            scripts: ["viewer.js", "record.js"]
        ).page(body, status: status)
    }

    /// What each correction changed.
    private func changes() async throws -> [Int64: [SlipChange]] {
        var changes: [Int64: [SlipChange]] = [:]
        for correction in slip.corrections.suffix(20) {
            guard let digest = correction.fact.changes else { continue }
            let kept = ReviewDocument(json: try await service.archive.content(of: digest))
            changes[correction.sequence] = try kept.decoded(as: SlipChanges.self).changes
        }
        return changes
    }

    // MARK: Parts

    private var head: HTML {
        let kind = l.part(of: ContractTerms.kind(review.kind.rawValue))
        let decision = l.part(of: ContractTerms.decision(review.decision.rawValue))
        return """
            <div class="head"><h1><code>\(slip.id.prefix(12))</code> \(kind)</h1>
            <span class="state \(review.decision.rawValue)">\(decision)</span>
            <span class="dim">\(l("目录", "Catalog")) \(review.catalog.id) \(review.catalog.edition)</span>
            <span class="grow"></span>\(unmask)</div>
            """
    }

    private var unmask: HTML {
        guard !isDisclosed else {
            return
                "<span class=\"tag warn\">\(l("个人信息已显示，15分钟后自动遮盖", "Personal data shown for 15 minutes"))</span>"
        }
        return """
            <form class="inline" method="post" action="/records/\(slip.id)/unmask">\(Layout.token(session))
            <label class="sr" for="unmask-reason">\(l("查看理由", "Reason"))</label>
            <input id="unmask-reason" name="reason" required maxlength="200" placeholder="\(l("查看理由（记入日志）", "Reason (is logged)"))">
            <button>\(l("显示个人信息", "Show personal data"))</button></form>
            """
    }

    private var busy: HTML {
        // What is settled waits for a second person, whoever has it open still.
        let isOpen = [.clerk, .returned].contains(slip.stage)
        let other = holder.flatMap { isOpen && $0 != session.account.name ? $0 : nil }
        let hidden: HTML = other == nil ? " hidden" : ""
        return """
            <p class="notice warn" id="busy" role="status"\(hidden)><b data-holder>\(other ?? "")</b> \(l("正在处理此票据。", "is at work on this slip."))</p>
            <p class="notice good" id="draft" role="status" hidden>\(l("已恢复上次未保存的输入，请核对后保存。", "What you typed and did not save is here again: check and save it."))</p>
            """
    }

    private var viewer: HTML {
        guard isDisclosed || review.canBeCovered else {
            return """
                <p class="empty">\(l("未能确定影像上姓名的位置，无法遮盖：填写理由后显示。", "Where the page names the patient was not found, so that it cannot be covered: it is shown once a reason is given."))</p>
                """
        }
        let pages = review.pages.map { page -> HTML in
            """
            <figure><svg class="page" viewBox="0 0 \(page.width) \(page.height)" data-width="\(page.width)" data-height="\(page.height)" \
            role="img" aria-label="\(l("第\(page.number)页", "Page \(page.number)"))" tabindex="0">
            <image href="/records/\(slip.id)/pages/\(page.number)" width="\(page.width)" height="\(page.height)"/>
            \(boxes(on: page.number))</svg></figure>
            """
        }
        let covered: HTML =
            "<span class=\"tag\">\(l("个人信息已遮盖", "Personal data covered"))</span>"
        return """
            <div class="tools" hidden><button type="button" data-zoom="in" title="+">＋</button><button type="button" data-zoom="out" title="−">－</button>\
            <button type="button" data-zoom="fit">\(l("适合", "Fit"))</button><label><input type="checkbox" data-boxes checked>\(l("框", "Boxes"))</label>\
            <span class="dim">\(l("滚轮缩放，拖动平移", "Wheel zooms, drag pans"))</span><span class="grow"></span>\(covered, if: !isDisclosed)</div>
            <div class="pages">\(pages)</div>
            """
    }

    private func boxes(on page: Int) -> HTML {
        var boxes: [HTML] = []
        func add(_ place: Place?, _ kind: String, _ key: String, _ title: String) {
            guard let place, place.page == page, place.width > 0 else { return }
            boxes.append(
                """
                <rect class="box \(kind)" data-for="\(key)" x="\(place.x)" y="\(place.y)" width="\(place.width)" \
                height="\(place.height)"><title>\(title)</title></rect>
                """)
        }
        for item in review.items {
            let doubtful = item.needsReview ? "doubt" : "sure"
            add(item.place, "line \(doubtful)", "line-\(item.line)", l("第\(item.line)行", "Line \(item.line)"))
            for (column, reading) in item.columns where reading.needsReview {
                add(
                    reading.place, "doubt", "line-\(item.line)-\(column.rawValue)",
                    ColumnNames.name(column, l))
            }
        }
        for field in SlipField.allCases {
            guard let reading = review.fields[field.rawValue] else { continue }
            add(
                reading.place, reading.needsReview ? "field doubt" : "field sure", "field-\(field.rawValue)",
                l(field.chineseName, field.englishName))
        }
        return boxes.joined
    }

    private var opinion: HTML {
        let name = session.account.name
        let mayConfirm = session.account.may(.confirm)
        let isAuthor = slip.authors.contains(name)
        let base: HTML =
            "<input type=\"hidden\" name=\"review\" value=\"\(slip.reviews.last?.document.hex ?? "")\">"
        func button(_ outcome: ArchiveEvent.Opinion.Outcome, _ text: String, _ style: String) -> HTML {
            "<button class=\"\(style)\" name=\"outcome\" value=\"\(outcome.rawValue)\">\(text)</button>"
        }
        guard mayConfirm || session.account.may(.correct) else { return "" }
        let buttons: HTML
        let isSettled = slip.stage == .second
        let uncorrected: HTML =
            isSettled && slip.newestCorrection == nil
            ? "<p class=\"hint\">\(l("金额达到复核线，须由一人复核。", "Its amount asks for a second person."))</p>" : ""
        if mayConfirm, isSettled {
            buttons =
                isAuthor
                ? "<p class=\"hint\">\(l("您更正或核销过此票据，须由他人复核。", "You corrected or cleared this slip: somebody else must confirm it."))</p>"
                : "\(button(.confirmed, l("复核通过", "Confirm"), "primary"))\(button(.sentBack, l("退回初审", "Send back"), ""))"
        } else if session.account.may(.correct) {
            buttons = button(.returned, l("退件补正", "Return for papers"), "")
        } else {
            return ""
        }
        return """
            <form class="panel opinion" method="post" action="/records/\(slip.id)/opinion">\(Layout.token(session))\(base)
            <h2>\(mayConfirm && isSettled ? l("复核", "Second person") : l("退件", "Return"))</h2>
            \(uncorrected)<label for="note">\(l("意见", "Note"))</label><input id="note" name="note" maxlength="300">
            \(buttons)</form>
            """
    }

    private var witness: HTML {
        guard let sequence = slip.reviews.last?.sequence else { return "" }
        return WitnessNotice(status: service.witnessClaim(ofEvent: sequence), sequence: sequence).line(l)
    }

    private var proof: HTML {
        guard session.account.may(.prove) else { return "" }
        return """
            <form class="panel" method="post" action="/records/\(slip.id)/proof">\(Layout.token(session))
            <h2>\(l("存证", "Proof"))</h2>
            \(witness)
            <button>\(l("核验存证", "Check the proof"))</button></form>
            """
    }
}

extension ReviewedItem {
    /// The columns of the line that have a reading.
    var columns: [(ItemColumn, ReviewReading)] {
        ItemColumn.allCases.compactMap { column in self[column].map { (column, $0) } }
    }

    /// The reading of a column; nil where the line has none.
    subscript(column: ItemColumn) -> ReviewReading? {
        switch column {
        case .date: date
        case .code: code
        case .name: name
        case .spec: spec
        case .unit: unit
        case .quantity: quantity
        case .unitPrice: unitPrice
        case .amount: amount
        case .insuranceClass: insuranceClass
        }
    }
}

/// The columns of a line as people call them.
enum ColumnNames {
    static func name(_ column: ItemColumn, _ l: Language) -> String {
        switch column {
        case .date: l("日期", "Date")
        case .code: l("编码", "Code")
        case .name: l("名称", "Name")
        case .spec: l("规格", "Spec")
        case .unit: l("单位", "Unit")
        case .quantity: l("数量", "Quantity")
        case .unitPrice: l("单价", "Price")
        case .amount: l("金额", "Amount")
        case .insuranceClass: l("类别", "Class")
        }
    }
}
