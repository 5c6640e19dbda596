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
        let witness = try await service.witnessStatus(ofEvent: entry.sequence)
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
            \(verdict)\(WitnessNotice(status: witness, sequence: entry.sequence).html(l))
            <table class="plain"><tbody>\(rows.map { row -> HTML in "<tr><th scope=\"row\">\(row.0)</th><td><code>\(row.1)</code></td></tr>" })</tbody></table>
            <h2>\(l("检查点", "Checkpoint"))</h2><pre>\(checkpoint.note)</pre>
            """
        return Layout(context: context, title: l("存证", "Proof"), section: "/search").page(body)
    }
}

/// What a witness outside the archive vouches for of a record, in words.
struct WitnessNotice {
    let status: WitnessStatus
    /// The record's place in the log.
    let sequence: Int64

    /// The whole, where the log's tree was derived again.
    func html(_ l: Language) -> HTML {
        let kind: HTML
        switch status {
        case .seen: kind = "good"
        case .none, .notYet: kind = "warn"
        case .unusable, .contradicted: kind = "error"
        }
        return "<p class=\"notice \(kind)\" data-witness=\"\(status.name)\">\(text(l))</p>"
    }

    /// One line for the record's page, where only the places in the log were compared.
    func line(_ l: Language) -> HTML {
        let tag: HTML =
            switch status {
            case .seen: "<span class=\"tag done\">\(l("已见证", "witnessed"))</span>"
            case .notYet: "<span class=\"tag warn\">\(l("尚未见证", "not yet witnessed"))</span>"
            case .none: "<span class=\"tag\">\(l("未设见证人", "no witness"))</span>"
            case .unusable, .contradicted: "<span class=\"tag warn\">\(l("见证不可用", "witness unusable"))</span>"
            }
        let detail =
            status.seen.map { seen in
                l(
                    "见证人\(seen.name)于\(seen.at)联署至第\(seen.size)号事件，本记录为第\(sequence)号。",
                    "The witness \(seen.name) cosigned \(seen.size) events at \(seen.at); this record is event \(sequence)."
                )
            } ?? text(l)
        return "<p data-witness=\"\(status.name)\">\(tag) \(detail)</p>"
    }

    private func text(_ l: Language) -> String {
        switch status {
        case .none:
            l(
                "未设见证人：以上只对照档案自身的检查点，持有签名密钥者的改写由此看不出。请由他人在另一台机器上运行 slipway witness，并以 serve --witnessed、--witness-key 指明。",
                "No witness: this is held against the archive's own checkpoint, which does not show what an owner of its key rewrote. Let somebody run ‘slipway witness’ on another machine, and name it by serve --witnessed and --witness-key."
            )
        case .unusable(let path):
            l(
                "见证人的检查点 \(path) 无法读取，或不是由所指明的见证人联署。",
                "The witness's checkpoint \(path) cannot be read, or is not cosigned by the witness that was named."
            )
        case .notYet(let seen):
            l(
                "尚未见证：见证人\(seen.name)于\(seen.at)联署至第\(seen.size)号事件，本记录为第\(sequence)号；待下次见证后才可据以证明。",
                "Not yet witnessed: the witness \(seen.name) cosigned \(seen.size) events at \(seen.at), and this record is event \(sequence): the next cosignature will cover it."
            )
        case .seen(let seen):
            l(
                "已见证：见证人\(seen.name)于\(seen.at)联署了含本记录（第\(sequence)号，共\(seen.size)号）的检查点，现有日志与之一致，此后只增未改。",
                "Witnessed: the witness \(seen.name) cosigned a checkpoint of \(seen.size) events at \(seen.at), this record (\(sequence)) among them; the log of today continues it unaltered."
            )
        case .contradicted(let seen):
            l(
                "与见证不符：现有日志不是见证人\(seen.name)于\(seen.at)所见日志（\(seen.size)号）的延续——被改写、截短或恢复成了旧状态。请立即停用并报告。",
                "The witness contradicts it: the log of today does not continue the \(seen.size) events that \(seen.name) saw at \(seen.at): it was rewritten, shortened, or an old state was restored. Stop, and report it."
            )
        }
    }
}
