import Archive
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import Processing

extension WebService {
    func addIntake(to router: Router<WebContext>) {
        router.get("/upload") { request, context in
            let session = try await allow(.upload, request, context)
            return IntakePage(context: context, session: session).uploadPage(reports: [])
        }
        router.post("/upload") { request, context in
            let session = try await allow(.upload, request, context)
            var request = request
            let body = try await request.collectBody(upTo: context.maxUploadSize)
            guard
                let form = MultipartForm(
                    Array(buffer: body), contentType: request.headers[.contentType] ?? "")
            else { throw WebFailure.bad(chinese: "请选择文件。", english: "Choose a file.") }
            try check(token: form.fields["csrf"], request, context)
            guard !form.files.isEmpty else {
                throw WebFailure.bad(chinese: "请选择文件。", english: "Choose a file.")
            }
            var reports: [SlipReport] = []
            for file in form.files { reports.append(try await handIn(file, by: session)) }
            return IntakePage(context: context, session: session).uploadPage(reports: reports)
        }
        router.get("/quarantine") { request, context in
            let session = try await allow(.quarantine, request, context)
            return IntakePage(context: context, session: session).quarantinePage(
                try await archive.quarantined(source: nil))
        }
        router.post("/quarantine/retry") { request, context in
            let form = try await form(request, context)
            _ = try await allow(.quarantine, request, context)
            let entry = try await archive.quarantined(source: nil).first {
                String($0.number) == form["number"]
            }
            guard let entry, let original = entry.input.original else { throw WebFailure.notFound }
            let path = try await archive.path(of: original)
            let report: SlipReport
            do {
                report = try await intake(
                    ProcessingInput(recorded: entry.input.source, path: path, claim: entry.input.claim))
            } catch {
                await archive.close(original)
                throw error
            }
            await archive.close(original)
            guard let review = report.reviews.first else {
                return Response.redirect(to: "/quarantine", type: .normal)
            }
            return Response.redirect(to: "/records/\(try RecordSummary(of: review).id)", type: .normal)
        }
    }

    /// Processes a file that somebody handed in.
    ///
    /// - Parameters:
    ///   - file: The file; its name only tells where it came from.
    ///   - session: Who hands it in.
    /// - Returns: What became of it.
    /// - Throws: What the archive, the disk or the workers say.
    func handIn(_ file: UploadedFile, by session: Session) async throws -> SlipReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "input")
        try Data(file.bytes).write(to: path)
        return try await intake(
            ProcessingInput(
                recorded: ProcessingInput(path: "web:\(session.account.name)/\(file.name)").source,
                path: path.path, claim: nil))
    }
}

/// Handing in, and what could not be processed.
struct IntakePage {
    let context: WebContext
    let session: Session

    private var l: Language { context.language }

    func uploadPage(reports: [SlipReport]) -> Response {
        let body: HTML = """
            <div class="head"><h1>\(l("录入票据", "Hand in slips"))</h1></div>
            \("<ul class=\"reports\" role=\"status\">\(reports.map(report))</ul>", if: !reports.isEmpty)
            <form class="upload panel" method="post" action="/upload" enctype="multipart/form-data" data-busy="\(l("正在识读，每页约数秒……", "Reading, some seconds a page…"))" \
            data-limit="\(WebContext.uploadLimit)" data-over="\(WebFailure.tooLarge.text(l))">
            \(Layout.token(session))
            <label for="files">\(l("扫描件或照片：TIFF、JPEG、PNG、PDF，每次共\(WebContext.uploadLimit >> 20) MB以内", "Scans or photographs: TIFF, JPEG, PNG or PDF, \(WebContext.uploadLimit >> 20) MB at a time"))</label>
            <input id="files" name="files" type="file" multiple required accept=".tif,.tiff,.jpg,.jpeg,.png,.pdf,image/*,application/pdf">
            <button class="primary">\(l("提交并识读", "Hand in and read"))</button>
            <p class="hint" data-status role="status">\(l("可将文件拖到上面的选择框。", "Files can be dropped on the field above."))</p>
            </form>
            """
        return Layout(context: context, title: l("录入", "Hand in"), section: "/upload", scripts: ["keys.js"])
            .page(body)
    }

    private func report(_ report: SlipReport) -> HTML {
        let source: HTML = "<code>\(report.source)</code>"
        switch report.outcome {
        case .busy:
            return
                "<li class=\"notice warn\">\(source) \(l("正由另一程序识读，请稍后再提交", "is being read by another run: hand it in again later"))</li>"
        case .quarantined(let reasons):
            let texts = reasons.map { reason -> HTML in
                "<span class=\"tag warn\">\(reason.failureClass)</span> \(reason.reason) "
            }
            return
                "<li class=\"notice error\">\(source) \(l("未能识读，已入隔离区", "could not be read and is in quarantine")): \(texts)</li>"
        case .reviewed, .resubmitted, .doneBefore:
            let links = report.reviews.compactMap { try? RecordSummary(of: $0) }.map { summary -> HTML in
                """
                <a href="/records/\(summary.id)">\(summary.id.prefix(10))</a> \
                <span class="state \(summary.decision)">\(l.part(of: ContractTerms.decision(summary.decision)))</span> 
                """
            }
            var again: HTML = ""
            if case .reviewed(_, let lost) = report.outcome, !lost.isEmpty {
                again =
                    "<span class=\"tag warn\">\(l("\(lost.count)页未能识读，见隔离区", "\(lost.count) pages are in quarantine"))</span> "
            }
            if case .resubmitted = report.outcome {
                again = "<span class=\"tag warn\">\(l("重复提交", "handed in before"))</span> "
            }
            return "<li class=\"notice good\">\(source) \(again)\(links)</li>"
        }
    }

    func quarantinePage(_ entries: [QuarantineEntry]) -> Response {
        let rows = entries.map { entry -> HTML in
            let input = entry.input
            let retry: HTML =
                input.original == nil
                ? ""
                : """
                <form method="post" action="/quarantine/retry">\(Layout.token(session))\
                <input type="hidden" name="number" value="\(entry.number)"><button>\(l("重试", "Retry"))</button></form>
                """
            return """
                <tr><th scope="row">\(entry.number)</th><td>\(Figures.moment(entry.at))</td><td class="long"><code>\(input.source)</code></td>\
                <td>\(input.page.map(String.init) ?? l("全部", "all"))</td><td><span class="tag warn">\(input.failureClass)</span></td>\
                <td>\(input.reason)</td><td class="number">\(input.attempts)</td><td>\(retry)</td></tr>
                """
        }
        let table: HTML = """
            <table class="list"><thead><tr><th scope="col">#</th><th scope="col">\(l("时间", "Time"))</th><th scope="col">\(l("来源", "Source"))</th>\
            <th scope="col">\(l("页", "Page"))</th><th scope="col">\(l("类别", "Class"))</th><th scope="col">\(l("原因", "Reason"))</th>\
            <th scope="col" class="number">\(l("次数", "Attempts"))</th><th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
            """
        let body: HTML = """
            <div class="head"><h1>\(l("隔离区", "Quarantine"))</h1><span class="dim">\(l("未能识读的文件，原件均已保存", "Files that could not be read; all originals are kept"))</span></div>
            \(entries.isEmpty ? "<p class=\"empty\">\(l("隔离区为空。", "Nothing is in quarantine."))</p>" : table)
            """
        return Layout(context: context, title: l("隔离", "Quarantine"), section: "/quarantine").page(body)
    }
}
