import Archive
import HTTPTypes
import Hummingbird
import Markup
import Processing

extension WebService {
    func addQuarantine(to router: Router<WebContext>) {
        router.get("/quarantine") { request, context in
            let session = try await allow(.quarantine, request, context)
            let page = PagerPlace(FormData(urlEncoded: request.uri.query ?? ""))
            return QuarantinePage(context: context, session: session, place: page).response(
                try await archive.quarantined(source: nil))
        }
        router.post("/quarantine/retry") { request, context in
            let form = try await form(request, context)
            _ = try await allow(.quarantine, request, context)
            let report = try await retry(form.text("number").flatMap { Int64($0) })
            guard let review = report.reviews.first, try context.user().account.may(.records) else {
                return Response.redirect(to: "/quarantine", type: .normal)
            }
            return Response.redirect(to: "/records/\(try RecordSummary(of: review).id)", type: .normal)
        }
        router.get("/originals/:digest/pages/:number/thumbnail") { request, context in
            _ = try await allow(.quarantine, request, context)
            guard let picture = try await thumbnail(context) else {
                return Response.text(Self.noPicture, type: "image/svg+xml")
            }
            return Response.picture(picture)
        }
    }

    /// The page of an original that a request names, too small to be read; nil where no picture can be made.
    func thumbnail(_ context: WebContext) async throws -> [UInt8]? {
        guard let digest = ContentDigest(context.parameters.get("digest") ?? ""),
            let page = Int(context.parameters.get("number") ?? ""), (1...2000).contains(page)
        else { throw WebFailure.notFound }
        return try await reading(digest) { path in
            await thumbnails.picture(ofPage: page, of: digest, at: path)
        }
    }

    /// Lets somebody read an original's file, which of an encrypted archive is a decrypted copy and removed afterwards.
    private func reading<Value: Sendable>(
        _ digest: ContentDigest, _ body: (String) async throws -> Value
    ) async throws -> Value {
        let path = try await archive.path(of: digest)
        do {
            let value = try await body(path)
            await archive.close(digest)
            return value
        } catch {
            await archive.close(digest)
            throw error
        }
    }

    /// Processes again what is in quarantine under a number.
    ///
    /// - Throws: ``WebFailure/notFound`` where there is none, or its bytes could not be kept.
    func retry(_ number: Int64?) async throws -> SlipReport {
        let entry = try await archive.quarantined(source: nil).first { $0.number == number }
        guard let entry, let original = entry.input.original else { throw WebFailure.notFound }
        return try await intake.retry(
            entry.number,
            ProcessingInput(
                recorded: entry.input.source, path: nil, claim: entry.input.claim, kept: original))
    }

    /// Stands where no picture can be made.
    private static let noPicture = """
        <svg xmlns="http://www.w3.org/2000/svg" width="63" height="84" viewBox="0 0 63 84"><rect width="63" height="84" fill="#eef1f4"/>\
        <path d="M20 36l22 22m0-22l-22 22" stroke="#8e9aa8" stroke-width="2"/></svg>
        """
}

/// Which part of a list is shown.
struct PagerPlace {
    /// From 1.
    var page: Int
    static let size = 50

    init(_ query: FormData) { page = max(1, min(100_000, query.text("page").flatMap { Int($0) } ?? 1)) }

    func part<Element>(of all: [Element]) -> ArraySlice<Element> {
        all.dropFirst((page - 1) * Self.size).prefix(Self.size)
    }

    /// Links to the parts beside this one.
    func links(_ count: Int, path: HTML, _ l: Language) -> HTML {
        let pages = (count + Self.size - 1) / Self.size
        guard pages > 1 else { return "" }
        func link(_ page: Int, _ text: String) -> HTML {
            guard (1...pages).contains(page) else { return "<span class=\"dim\">\(text)</span>" }
            return "<a href=\"\(path)?page=\(page)\">\(text)</a>"
        }
        return """
            <nav class="pager" aria-label="\(l("翻页", "Pages"))">\(link(page - 1, l("上一页", "Previous")))\
            <span>\(page) / \(pages)</span>\(link(page + 1, l("下一页", "Next")))</nav>
            """
    }
}

/// A class of failures as a short mark.
enum FailureTag {
    static func html(_ failureClass: String, _ l: Language) -> HTML {
        let chinese = FailureNames.chinese(failureClass)
        return "<span class=\"tag warn\">\(l(chinese.isEmpty ? failureClass : chinese, failureClass))</span> "
    }

    /// What is wrong and what to do about it; in Chinese by the class, with the particulars as they were recorded.
    static func reason(_ reason: String, of failureClass: String, _ l: Language) -> HTML {
        let advice = FailureNames.advice(failureClass)
        guard l == .chinese, !advice.isEmpty else { return "\(reason)" }
        return "\(advice)<span class=\"particulars\" lang=\"en\">\(reason)</span>"
    }
}

/// Small pictures of originals in lists.
enum Thumbnail {
    static func html(_ original: ContentDigest?, page: Int, _ l: Language) -> HTML {
        guard let original else { return "" }
        return """
            <img class="thumb" loading="lazy" width="63" height="84" src="/originals/\(original.hex)/pages/\(page)/thumbnail" \
            alt="\(l("第\(page)页缩略图", "Page \(page), small"))">
            """
    }
}

/// What could not be processed.
struct QuarantinePage {
    let context: WebContext
    let session: Session
    let place: PagerPlace

    private var l: Language { context.language }

    func response(_ entries: [QuarantineEntry]) -> Response {
        let rows = place.part(of: entries).map(row)
        let table: HTML = """
            <table class="list"><thead><tr><th scope="col">#</th><th scope="col">\(l("影像", "Picture"))</th><th scope="col">\(l("来源", "Source"))</th>\
            <th scope="col">\(l("页", "Page"))</th><th scope="col">\(l("类别", "Class"))</th><th scope="col">\(l("原因", "Reason"))</th>\
            <th scope="col" class="number">\(l("次数", "Attempts"))</th><th scope="col">\(l("时间", "Time"))</th><th scope="col"><span class="sr">\(l("操作", "Action"))</span></th></tr></thead><tbody>\(rows)</tbody></table>
            \(place.links(entries.count, path: "/quarantine", l))
            """
        let body: HTML = """
            <div class="head"><h1>\(l("隔离区", "Quarantine"))</h1><b>\(entries.count)</b>\
            <span class="dim">\(l("未能识读的文件，原件均已保存", "Files that could not be read; all originals are kept"))</span></div>
            \(entries.isEmpty ? "<p class=\"empty\">\(l("隔离区为空。", "Nothing is in quarantine."))</p>" : table)
            """
        return Layout(context: context, title: l("隔离", "Quarantine"), section: "/quarantine").page(body)
    }

    private func row(_ entry: QuarantineEntry) -> HTML {
        let input = entry.input
        let retry: HTML = """
            <form method="post" action="/quarantine/retry">\(Layout.token(session))\
            <input type="hidden" name="number" value="\(entry.number)"><button>\(l("重试", "Retry"))</button></form>
            """
        return """
            <tr><th scope="row">\(entry.number)</th><td>\(Thumbnail.html(input.original, page: input.page ?? 1, l))</td>\
            <td class="long"><code>\(input.source)</code></td>\
            <td class="short">\(input.page.map(String.init) ?? l("全部", "all"))</td><td>\(FailureTag.html(input.failureClass, l))</td>\
            <td>\(FailureTag.reason(input.reason, of: input.failureClass, l))</td><td class="number">\(input.attempts)</td><td><time>\(Figures.moment(entry.at))</time></td>\
            <td>\(retry, if: input.original != nil)</td></tr>
            """
    }
}
