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
            return IntakePage(context: context, session: session).response(
                await intake.jobs(of: session.account.name))
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
            _ = try await intake.take(form.files, by: session.account.name)
            return Response.redirect(to: "/upload", type: .normal)
        }
    }

    /// Processes a file that somebody handed in.
    ///
    /// - Parameters:
    ///   - file: The file; its name only tells where it came from.
    ///   - session: Who hands it in.
    /// - Returns: What became of it.
    /// - Throws: ``WebFailure/later`` where it could not be processed now; it is kept, and tried again.
    func handIn(_ file: UploadedFile, by session: Session) async throws -> SlipReport {
        let numbers = try await intake.take([file], by: session.account.name)
        guard let number = numbers.first, case .done(let report)? = await intake.finished(number)?.state
        else { throw WebFailure.later }
        return report
    }
}

/// Handing in, with what became of it.
struct IntakePage {
    let context: WebContext
    let session: Session

    private var l: Language { context.language }

    func response(_ jobs: [IntakeDesk.Job]) -> Response {
        let isBusy = jobs.contains(where: \.isOpen)
        let live: HTML = isBusy ? " data-live" : ""
        let list: HTML = """
            <section id="jobs" class="jobs" aria-live="polite"\(live)>\("<h2>\(l("本次提交", "Handed in"))</h2>", if: !jobs.isEmpty)\
            <ul class="reports">\(jobs.map(job))</ul></section>
            """
        let body: HTML = """
            <div class="head"><h1>\(l("录入票据", "Hand in slips"))</h1></div>
            <form class="upload panel" method="post" action="/upload" enctype="multipart/form-data" data-busy="\(l("正在上传……", "Sending…"))" \
            data-limit="\(WebContext.uploadLimit)" data-over="\(WebFailure.tooLarge.text(l))">
            \(Layout.token(session))
            <label for="files">\(l("扫描件：TIFF、JPEG、PNG、PDF，每次共\(WebContext.uploadLimit >> 20) MB以内，可拖放到此", "Scans: TIFF, JPEG, PNG or PDF, \(WebContext.uploadLimit >> 20) MB at a time; they can be dropped here"))</label>
            <input id="files" name="files" type="file" multiple accept=".tif,.tiff,.jpg,.jpeg,.png,.pdf,image/*,application/pdf">
            <label for="camera">\(l("或拍照（手机、平板）", "or take a photograph (telephone, tablet)"))</label>
            <input id="camera" class="camera" name="files" type="file" accept="image/*" capture="environment">
            <button class="primary">\(l("提交并识读", "Hand in and read"))</button>
            <p class="hint" data-status role="status">\(l("提交后可离开本页，识读在后台进行。", "You can leave this page: reading goes on."))</p>
            </form>
            \(list)
            """
        return Layout(
            context: context, title: l("录入", "Hand in"), section: "/upload",
            scripts: ["keys.js", "intake.js"], refresh: isBusy ? 3 : nil
        ).page(body)
    }

    private func job(_ job: IntakeDesk.Job) -> HTML {
        let source: HTML = "<code>\(job.source)</code>"
        switch job.state {
        case .waiting:
            return "<li class=\"notice wait\">\(source) \(l("排队中", "waits"))</li>"
        case .reading:
            let (done, all) = (job.pages.done, max(1, job.pages.all))
            return """
                <li class="notice wait">\(source) <progress max="\(all)" value="\(done)" aria-label="\(l("识读进度", "Progress"))"></progress> \
                \(l("已识读\(done)/\(all)页", "\(done) of \(all) pages read"))</li>
                """
        case .failed:
            return """
                <li class="notice error">\(source) \(l("暂时未能处理；文件已保存，服务重启后自动重试，原因见服务日志", "could not be processed now; it is kept and tried again when the server starts; its log says why"))</li>
                """
        case .done(let report): return self.report(report)
        }
    }

    private func report(_ report: SlipReport) -> HTML {
        let source: HTML = "<code>\(report.source)</code>"
        switch report.outcome {
        case .busy:
            return
                "<li class=\"notice warn\">\(source) \(l("正由另一程序识读，请稍后再提交", "is being read by another run: hand it in again later"))</li>"
        case .quarantined(let reasons):
            let texts = reasons.map { reason -> HTML in
                "\(FailureTag.html(reason.failureClass, l))\(FailureTag.reason(reason.reason, of: reason.failureClass, l)) "
            }
            return """
                <li class="notice error">\(source) \(l("未能识读，已入", "could not be read and is in")) \
                <a href="/quarantine">\(l("隔离区", "quarantine"))</a>: \(texts)</li>
                """
        case .reviewed, .resubmitted, .doneBefore:
            let links = report.reviews.compactMap { try? RecordSummary(of: $0) }.map { summary -> HTML in
                let id: HTML = "\(summary.id.prefix(10))"
                // Who hands slips in does not look at them.
                let link: HTML =
                    session.account.may(.records) ? "<a href=\"/records/\(summary.id)\">\(id)</a>" : id
                return """
                    \(link) <span class="state \(summary.decision)">\(l.part(of: ContractTerms.decision(summary.decision)))</span>
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
}
