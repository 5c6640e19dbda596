import Archive
import Extraction
import Foundation
import Hummingbird
import Markup
import Review
import Slips

extension WebService {
    func addSearch(to router: Router<WebContext>) {
        router.get("/search") { request, context in
            let session = try await allow(.search, request, context)
            return try await SearchPage(
                service: self, context: context, session: session,
                form: FormData(urlEncoded: request.uri.query ?? "")
            ).response()
        }
        router.post("/search/saved") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.search, request, context)
            let search = try await save(form["name"] ?? "", form["query"] ?? "", session)
            return Response.redirect(to: "/search?\(search.query)", type: .normal)
        }
        router.post("/search/saved/remove") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.search, request, context)
            guard try await accounts.removeSearch(form["name"] ?? "", of: session.account.name) else {
                throw WebFailure.notFound
            }
            return Response.redirect(to: "/search", type: .normal)
        }
        // By the address that a reader of a record's list would guess.
        router.get("/records") { _, _ in Response.redirect(to: "/search", type: .normal) }
    }
}

extension WebService {
    /// Keeps a search for somebody.
    ///
    /// - Parameters:
    ///   - name: What he calls it.
    ///   - query: Filters as in an address; what is no filter of the search is left out.
    ///   - session: Who keeps it.
    /// - Returns: What was kept.
    /// - Throws: ``WebFailure``, also for a search by a person's name or number: that is not kept beyond the log.
    func save(_ name: String, _ query: String, _ session: Session) async throws -> SavedSearch {
        let form = FormData(urlEncoded: query)
        let name = String(name.trimmingCharacters(in: .whitespacesAndNewlines).prefix(60))
        let asked = try SearchQuery(form)
        guard asked.patient == nil, asked.idNumber == nil, asked.personalFields.isEmpty else {
            throw WebFailure.bad(
                chinese: "按姓名或身份证号的检索不能保存。", english: "A search by a person's name or number is not saved.")
        }
        let text = SearchQuery.kept(form)
        guard !name.isEmpty, !text.isEmpty else {
            throw WebFailure.bad(
                chinese: "请填写名称和至少一项检索条件。", english: "Give a name, and one filter at least.")
        }
        let search = SavedSearch(name: name, query: text)
        guard text.utf8.count <= 4000, try await accounts.save(search, of: session.account.name) else {
            throw WebFailure.bad(
                chinese: "最多保存\(SavedSearch.countAtMost)个检索。",
                english: "At most \(SavedSearch.countAtMost) searches are kept.")
        }
        return search
    }

    /// Records a search that asks for persons, before what it found is shown.
    ///
    /// - Parameters:
    ///   - query: What is searched for.
    ///   - count: How many slips were found.
    ///   - session: Who searches.
    ///   - context: From where.
    /// - Throws: What the archive says; then nothing may be shown.
    func note(_ query: SearchQuery, found count: Int, _ session: Session, _ context: WebContext) async throws
    {
        guard let asked = query.personal else { return }
        try await archive.record(
            ArchiveEvent.Access(
                by: session.account.name, act: .search, from: context.address,
                detail: "\(asked): \(count) slips"))
    }
}

extension SearchQuery {
    /// The names of the filters in forms and addresses.
    static let filters = [
        "words", "patient", "hospital", "id_number", "receipt", "entry", "flag", "decision", "stage", "kind",
        "from", "to", "least", "most", "clerk", "claim",
    ]

    /// The pairs of `field` and `value` that ask for other fields by the beginnings of their values.
    static func fieldPairs(_ form: FormData) -> [(field: String, value: String)] {
        zip(form.all("field"), form.all("value")).filter { !$0.isEmpty || !$1.isEmpty }.map { ($0, $1) }
    }

    /// The filters that a form sets, as they stand in an address.
    static func kept(_ form: FormData) -> String {
        let plain = filters.compactMap { name in form.text(name).map { (name, $0) } }
        let fields = fieldPairs(form).flatMap { [("field", $0.field), ("value", $0.value)] }
        return (plain + fields).map { "\($0)=\(FormData.encoded($1))" }.joined(separator: "&")
    }

    /// The fields that are asked for and may name a person.
    var personalFields: [SlipField] {
        PersonalPrint.fields.filter { fields[$0.rawValue] != nil }.sorted { $0.rawValue < $1.rawValue }
    }

    /// What it asks for that may name a person, masked as it goes into the log; nil where it asks for nothing of the kind.
    var personal: String? {
        let parts =
            [
                patient.map { "patient \(Mask.name($0))" }, idNumber.map { "id_number \(Mask.number($0))" },
                words.map { "words \(Mask.name($0))" },
            ].compactMap(\.self)
            + personalFields.map { field in
                let value = fields[field.rawValue] ?? ""
                return "\(field.rawValue) \(Mask.value(value, of: field))"
            }
        return parts.isEmpty ? nil : String(parts.joined(separator: ", ").prefix(200))
    }

    /// What a form or a request of the JSON interface asks for.
    ///
    /// - Throws: ``WebFailure/bad(chinese:english:)`` for a date that is none.
    init(_ form: FormData) throws {
        func date(_ name: String) throws -> CalendarDate? {
            guard let text = form.text(name) else { return nil }
            guard let date = CalendarDate(printed: text) else {
                throw WebFailure.bad(
                    chinese: "“\(text)”不是日期，请写作 2026-05-31。",
                    english: "‘\(text)’ is no date: write it as 2026-05-31.")
            }
            return date
        }
        func money(_ name: String) throws -> Money? {
            guard let text = form.text(name) else { return nil }
            guard let money = Money(text) else {
                throw WebFailure.bad(
                    chinese: "“\(text)”不是金额，请写作 1234.50。",
                    english: "‘\(text)’ is no amount: write it as 1234.50.")
            }
            return money
        }
        let stage = try form.text("stage").map { text in
            guard let stage = WorkStage(rawValue: text) else {
                throw WebFailure.bad(chinese: "没有这个阶段。", english: "There is no stage ‘\(text)’.")
            }
            return stage
        }
        var fields: [String: String] = [:]
        for (field, value) in Self.fieldPairs(form) {
            guard SlipField(rawValue: field) != nil, !value.isEmpty else {
                throw WebFailure.bad(
                    chinese: "请选择票面字段并填写其内容。", english: "Choose a field, and give what it begins with.")
            }
            fields[field] = value
        }
        self.init(
            words: form.text("words"), patient: form.text("patient"), hospital: form.text("hospital"),
            idNumber: form.text("id_number"), receipt: form.text("receipt"), entry: form.text("entry"),
            flag: form.text("flag"), decision: form.text("decision"), stage: stage, from: try date("from"),
            to: try date("to"), least: try money("least"), most: try money("most"), kind: form.text("kind"),
            clerk: form.text("clerk"), claim: form.text("claim"), fields: fields)
    }
}

/// The search of all archived slips.
struct SearchPage {
    let service: WebService
    let context: WebContext
    let session: Session
    let form: FormData

    private static let pageSize = 25
    private var l: Language { context.language }

    func response() async throws -> Response {
        let isAsked = form.pairs.contains { !$0.value.isEmpty && $0.name != "after" }
        var results: HTML =
            "<p class=\"empty\">\(l("输入条件后检索；不填条件可列出全部。", "Fill in what you look for; nothing finds everything."))</p>"
        var notice: HTML = ""
        if isAsked || form["all"] != nil {
            do {
                results = try await found(try SearchQuery(form))
            } catch let failure as WebFailure {
                notice = "<p class=\"notice error\" role=\"alert\">\(failure.text(l))</p>"
            } catch ArchiveError.nothingToSearchFor {
                notice =
                    "<p class=\"notice error\" role=\"alert\">\(l("检索词中没有文字或数字。", "The words hold no letter or digit."))</p>"
            }
        }
        let body: HTML = """
            <div class="head"><h1>\(l("检索", "Search"))</h1></div>
            \(filters)\(try await saved)\(notice)\(results)
            """
        return Layout(context: context, title: l("检索", "Search"), section: "/search", scripts: ["keys.js"])
            .page(body)
    }

    private var filters: HTML {
        func choice(_ name: String, _ label: String, _ options: [(String, String)]) -> HTML {
            let items = options.map { option -> HTML in
                let selected: HTML = form[name] == option.0 ? " selected" : ""
                return "<option value=\"\(option.0)\"\(selected)>\(option.1)</option>"
            }
            return
                "<div><label for=\"\(name)\">\(label)</label><select id=\"\(name)\" name=\"\(name)\"><option value=\"\">\(l("不限", "any"))</option>\(items)</select></div>"
        }
        let decisions = ["accepted", "needs_review", "unreadable"].map {
            ($0, l.part(of: ContractTerms.decision($0)))
        }
        let kinds = SlipKind.allCases.map { ($0.rawValue, l.part(of: ContractTerms.kind($0.rawValue))) }
        let stages = WorkStage.allCases.map { ($0.rawValue, WorkStageNames.name($0, l)) }
        let flags = Self.flags.map { ($0, FlagTags.name($0, l)) }
        return """
            <form class="filters" method="get" action="/search">
            \(form.field("words", l("票面文字", "Words")))\(form.field("hospital", l("医院", "Hospital")))\(form.field("patient", l("姓名", "Patient")))\
            \(form.field("id_number", l("身份证号", "ID number")))\(form.field("receipt", l("票据号码", "Receipt no.")))\(form.field("entry", l("目录项编码", "Entry code")))\
            \(choice("flag", l("发现", "Finding"), flags))\(choice("decision", l("结论", "Decision"), decisions))\
            \(choice("stage", l("阶段", "Stage"), stages))\(choice("kind", l("种类", "Kind"), kinds))\(form.field("from", l("自", "From"), "date"))\(form.field("to", l("至", "To"), "date"))\
            \(form.field("least", l("金额不低于", "Total at least")))\(form.field("most", l("金额不高于", "Total at most")))\
            \(form.field("clerk", l("经办人", "Clerk")))\(form.field("claim", l("报销单", "Claim")))\(fields)
            <div><button class="primary" name="all" value="1">\(l("检索", "Search"))</button></div>
            </form>
            """
    }

    /// Any field of the slip by the beginning of its value; one more than was asked for.
    private var fields: HTML {
        let asked = SearchQuery.fieldPairs(form) + [("", "")]
        return asked.enumerated().map { index, pair -> HTML in
            let options = SlipField.allCases.map { field -> HTML in
                let selected: HTML = field.rawValue == pair.field ? " selected" : ""
                return
                    "<option value=\"\(field.rawValue)\"\(selected)>\(l(field.chineseName, field.englishName))</option>"
            }
            return """
                <div><label for="field-\(index)">\(l("其他字段", "Other field"))</label><select id="field-\(index)" name="field">\
                <option value=""></option>\(options)</select></div>\
                <div><label for="value-\(index)">\(l("字段内容（开头）", "Its value begins with"))</label>\
                <input id="value-\(index)" name="value" value="\(pair.value)"></div>
                """
        }.joined
    }

    /// The searches that were kept, and a form that keeps this one.
    private var saved: HTML {
        get async throws {
            let searches = try await service.accounts.savedSearches(of: session.account.name)
            let items = searches.map { search -> HTML in
                """
                <li><a href="/search?\(search.query)">\(search.name)</a><form method="post" action="/search/saved/remove">\(Layout.token(session))\
                <input type="hidden" name="name" value="\(search.name)"><button class="quiet" aria-label="\(l("删除", "Remove")) \(search.name)">×</button></form></li>
                """
            }
            let query = SearchQuery.kept(form)
            let keep: HTML = """
                <form class="inline" method="post" action="/search/saved">\(Layout.token(session))<input type="hidden" name="query" value="\(query)">\
                <label for="saved-name">\(l("保存此检索为", "Save this search as"))</label><input id="saved-name" name="name" required maxlength="60">\
                <button>\(l("保存", "Save"))</button></form>
                """
            guard !items.isEmpty || !query.isEmpty else { return "" }
            return """
                <nav class="saved" aria-label="\(l("保存的检索", "Saved searches"))"><ul>\(items)</ul>\(keep, if: !query.isEmpty)</nav>
                """
        }
    }

    private static let flags = [
        FlagCode.outOfCatalog, .overCap, .amountMismatch, .duplicateCharge, .expiredEntry, .limitUnproved,
        .mutuallyExclusive, .overFrequency, .wrongSex, .wrongAge, .totalMismatch, .capitalsMismatch,
        .subtotalMismatch, .receiptReused, .receiptAltered, .resubmittedScan, .badIDNumber, .badReceiptCode,
        .providerNotDesignated,
        .outsideStay,
    ].map(\.rawValue)

    private func found(_ query: SearchQuery) async throws -> HTML {
        let cursor = form.text("after").flatMap { Int64($0) }.map(SearchCursor.init(position:))
        let page = try await service.archive.list(query, after: cursor, limit: Self.pageSize)
        let sum = try await service.archive.sum(query)
        try await service.note(query, found: sum.slips, session, context)
        guard sum.slips > 0 else {
            let hint =
                service.archive.isEncrypted
                ? l(
                    "加密档案库中的姓名、证件号按全文查找。",
                    " In an encrypted archive names and numbers of persons are found as a whole alone.") : ""
            return "<p class=\"empty\">\(l("没有找到。", "Nothing was found."))\(hint)</p>"
        }
        let rows = page.slips.map(row)
        let next: HTML =
            page.next.map { cursor in
                let kept = form.pairs.filter {
                    $0.name != "after" && (!$0.value.isEmpty || $0.name == "value")
                }.map { pair -> HTML in
                    "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
                }
                return """
                    <form class="pager" method="get" action="/search">\(kept)<input type="hidden" name="after" value="\(cursor.position)">\
                    <button>\(l("下一页", "Next"))</button></form>
                    """
            } ?? ""
        return """
            <p class="count" role="status">\(l("共", "In all")) <b>\(sum.slips)</b> \(l("份，票面合计", "slips, printed totals")) <b>¥\(Figures.grouped(sum.total))</b></p>
            <table class="list" data-keys="rows"><thead><tr><th scope="col">\(l("票据", "Slip"))</th><th scope="col">\(l("日期", "Date"))</th>\
            <th scope="col">\(l("医院", "Hospital"))</th><th scope="col">\(l("姓名", "Patient"))</th>\
            <th scope="col" class="number">\(l("金额（元）", "Total (yuan)"))</th><th scope="col" class="number">\(l("明细", "Items"))</th>\
            <th scope="col">\(l("发现", "Findings"))</th><th scope="col">\(l("结论", "Decision"))</th></tr></thead><tbody>\(rows)</tbody></table>
            \(next)
            """
    }

    private func row(_ summary: ListedSlip) -> HTML {
        """
        <tr><th scope="row"><a href="/records/\(summary.id)"><code>\(summary.id.prefix(10))</code></a> \
        <span class="dim">\(l.part(of: ContractTerms.kind(summary.kind)))</span></th>
        <td class="short">\(summary.date?.description ?? "–")</td><td class="long">\(summary.hospital ?? "–")</td>
        <td class="short">\(summary.patient.map(Mask.name) ?? "–")</td><td class="number">\(summary.total.map(Figures.grouped) ?? "–")</td>
        <td class="number">\(summary.items)</td><td>\(FlagTags.tags(summary.flags, l))</td>
        <td><span class="state \(summary.decision)">\(l.part(of: ContractTerms.decision(summary.decision)))</span></td></tr>
        """
    }
}
