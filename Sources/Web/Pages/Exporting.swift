import Archive
import Foundation
import HTTPTypes
import Hummingbird
import Markup

/// As what a record leaves the archive.
public enum ExportForm: String, Codable, Sendable, CaseIterable {
    /// A bag of RFC 8493 with the original, pages, reviews and proofs, as a tar.
    case bag
    /// The review sheet to hand over (审核结果单), PDF.
    case sheet
    /// The pages as a PDF that can be searched.
    case pdf
    /// The lines in the names of the national list of fees (`fee_list_d`), CSV.
    case nationalCSV = "national_csv"
    /// The same as JSON.
    case nationalJSON = "national_json"

    var contentType: String {
        switch self {
        case .bag: "application/x-tar"
        case .sheet, .pdf: "application/pdf"
        case .nationalCSV: "text/csv; charset=utf-8"
        case .nationalJSON: "application/json"
        }
    }

    func fileName(of slip: String) -> String {
        switch self {
        case .bag: "slipway-\(slip.prefix(12)).tar"
        case .sheet: "slipway-\(slip.prefix(12))-sheet.pdf"
        case .pdf: "slipway-\(slip.prefix(12))-pages.pdf"
        case .nationalCSV: "slipway-\(slip.prefix(12))-fees.csv"
        case .nationalJSON: "slipway-\(slip.prefix(12))-fees.json"
        }
    }
}

extension WebService {
    func addExporting(to router: Router<WebContext>) {
        router.post("/records/:id/export") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.export, request, context)
            return try await exported(
                form["form"].flatMap(ExportForm.init(rawValue:)), reason: form["reason"] ?? "", session,
                context)
        }
    }

    /// A record as one file; who gets it and why is recorded first.
    func exported(
        _ form: ExportForm?, reason: String, _ session: Session, _ context: WebContext
    ) async throws -> Response {
        guard let form, !reason.allSatisfy(\.isWhitespace) else {
            throw WebFailure.bad(
                chinese: "请选择格式并填写导出理由。", english: "Choose a form, and give a reason for the export.")
        }
        let slip = try await archive.slip(try Self.id(context))
        let bytes = try await export(slip, form, session.account.name, String(reason.prefix(200)))
        return Response(
            status: .ok,
            headers: [
                .contentType: form.contentType,
                .contentDisposition: "attachment; filename=\"\(form.fileName(of: slip.id))\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The part of a record's page by which it is exported.
struct ExportPanel {
    let page: RecordPage

    var html: HTML {
        guard page.session.account.may(.export) else { return "" }
        let l = page.l
        func button(_ form: ExportForm, _ name: String) -> HTML {
            "<button name=\"form\" value=\"\(form.rawValue)\">\(name)</button> "
        }
        return """
            <form class="panel inline" method="post" action="/records/\(page.slip.id)/export">\(Layout.token(page.session))
            <h2>\(l("导出", "Export"))</h2>
            <label for="export-reason">\(l("理由（记入日志）", "Reason (is logged)"))</label>
            <input id="export-reason" name="reason" required maxlength="200">
            \(button(.bag, l("存档包（BagIt）", "Bag (BagIt)")))\(button(.sheet, l("审核结果单（PDF）", "Review sheet (PDF)")))\
            \(button(.pdf, l("可检索票面（PDF）", "Pages (PDF)")))\
            \(button(.nationalCSV, l("费用明细·国家字段（CSV）", "Fees, national names (CSV)")))\
            \(button(.nationalJSON, l("费用明细·国家字段（JSON）", "Fees, national names (JSON)")))
            <p class="hint">\(l("导出件含未遮盖的个人信息。", "What is exported shows personal data."))</p></form>
            """
    }
}
