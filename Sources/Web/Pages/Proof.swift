import Archive
import Hummingbird
import Markup

/// Whether a record's review is in the signed log, derived again as one looks.
struct ProofPage {
    let service: WebService
    let context: WebContext
    let session: Session

    func response(_ id: String) async throws -> Response {
        let l = context.language
        let slip = try await service.archive.slip(id)
        let (proof, entry) = try await service.archive.proof(of: slip.id)
        let key = try await service.archive.verifierKey()
        let checkpoint = proof.checkpoint
        let isSound = proof.proves(entry.bytes, by: key)
        let verdict: HTML =
            isSound
            ? "<p class=\"notice good\" role=\"status\">\(l("存证有效：审核记录在已签名的日志中，未被更改。", "The proof holds: the review is in the signed log, unaltered."))</p>"
            : "<p class=\"notice error\" role=\"alert\">\(l("存证无效：请立即用 slipway verify 核查档案。", "The proof fails: check the archive with ‘slipway verify’ at once."))</p>"
        let rows: [(String, String)] = [
            (l("票据", "Slip"), slip.id),
            (l("审核结果 SHA-256", "Review SHA-256"), slip.reviews.last?.document.hex ?? ""),
            (l("日志序号", "Place in the log"), String(entry.sequence)),
            (l("日志长度", "Length of the log"), String(checkpoint.checkpoint.size)),
            (l("日志公钥", "Verifier key"), "\(key)"),
        ]
        let body: HTML = """
            <div class="head"><h1>\(l("存证", "Proof")) <code>\(slip.id.prefix(12))</code></h1>\
            <a href="/records/\(slip.id)">\(l("返回票据", "Back to the slip"))</a></div>
            \(verdict)
            <table class="plain"><tbody>\(rows.map { row -> HTML in "<tr><th scope=\"row\">\(row.0)</th><td><code>\(row.1)</code></td></tr>" })</tbody></table>
            <h2>\(l("检查点", "Checkpoint"))</h2><pre>\(checkpoint.note)</pre>
            <p class="hint">\(l("只有与存放在别处的检查点比对，才能发现持有密钥者的改动：slipway verify --against。", "Only a checkpoint that is kept elsewhere shows what an owner of the key altered: slipway verify --against."))</p>
            """
        return Layout(context: context, title: l("存证", "Proof"), section: "/search").page(body)
    }
}
