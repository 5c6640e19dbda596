import Archive
import Extraction
import Markup
import Review
import Slips

/// What happened to a slip, and who looked at it.
struct RecordHistory {
    let slip: ArchivedSlip
    let accesses: [RecordedAccess]
    let changes: [Int64: [SlipChange]]
    let language: Language

    private var l: Language { language }

    private struct Act {
        var at: Timestamp
        var order: Int
        var text: HTML
    }

    var html: HTML {
        let acts = (submissions + corrections + reviews + clearings + opinions)
            .sorted { ($0.at, $0.order) < ($1.at, $1.order) }
            .map { act -> HTML in "<li><time>\(Figures.moment(act.at))</time> \(act.text)</li>" }
        let looks = accesses.map { access -> HTML in
            let detail: HTML = access.fact.detail.map { " · \($0)" } ?? ""
            return
                "<li><time>\(Figures.moment(access.at))</time> \(access.fact.by) \(name(access.fact.act))\(detail)</li>"
        }
        return """
            <details class="panel" open><summary>\(l("经过", "History"))</summary><ol class="history">\(acts)</ol></details>
            <details class="panel"><summary>\(l("查看记录", "Who looked"))</summary><ol class="history">\(looks)</ol></details>
            """
    }

    private var submissions: [Act] {
        slip.submissions.map { submission in
            let claim: HTML = submission.claim.map { " (\($0))" } ?? ""
            return Act(
                at: submission.at, order: 0,
                text: "\(l("提交", "handed in")): <code>\(submission.source)</code>\(claim)")
        }
    }

    private var reviews: [Act] {
        slip.reviews.map { review in
            Act(
                at: review.at, order: 2,
                text: """
                    \(l("审核", "reviewed")): <b>\(l.part(of: ContractTerms.decision(review.decision)))</b> \
                    <span class="dim">\(review.catalog.id) \(review.catalog.edition)\(program(review))</span>
                    """)
        }
    }

    /// Which program and which models made a review, by the beginnings of their digests.
    private func program(_ review: RecordedReview) -> HTML {
        guard let program = review.program else { return "" }
        return """
            ，\(l("程序", "program")) \(program.version) <code>\(program.build.hex.prefix(12))</code>\
            ，\(l("模型", "models")) <code>\(program.models.hex.prefix(12))</code>
            """
    }

    private var corrections: [Act] {
        slip.corrections.map { correction in
            let fact = correction.fact
            let what: HTML =
                fact.undoes == nil ? "\(l("更正", "corrected"))" : "\(l("撤销更正", "undid a correction"))"
            let lines = (changes[correction.sequence] ?? []).map { change -> HTML in
                "<li>\(text(change))</li>"
            }
            return Act(
                at: correction.at, order: 1,
                text: "<b>\(fact.by)</b> \(what): \(fact.reason)\("<ul>\(lines)</ul>", if: !lines.isEmpty)")
        }
    }

    private var clearings: [Act] {
        slip.repetitions.compactMap { repetition in
            guard let clearing = repetition.clearing else { return nil }
            let other: HTML = "<a href=\"/records/\(repetition.other)\">\(repetition.other.prefix(12))</a>"
            return Act(
                at: clearing.at, order: 3,
                text: """
                    <b>\(clearing.by)</b> \(l("核销重复票据提示，比对", "cleared as no repetition, beside")) \
                    \(other): \(clearing.reason)
                    """)
        }
    }

    private var opinions: [Act] {
        slip.opinions.map { opinion in
            let fact = opinion.fact
            let note: HTML = fact.note.isEmpty ? "" : ": \(fact.note)"
            return Act(
                at: opinion.at, order: 4,
                text: "<b>\(fact.by)</b> \(l.part(of: ContractTerms.opinion(fact.outcome)))\(note)")
        }
    }

    private func name(_ act: ArchiveEvent.Access.Act) -> String {
        switch act {
        case .view: l("查看", "looked at the record")
        case .picture: l("查看影像", "looked at the page")
        case .unmask: l("显示个人信息", "unmasked personal data")
        case .search: l("检索个人信息", "searched by personal data")
        case .login: l("登录", "signed in")
        case .loginFailed: l("登录失败", "failed to sign in")
        case .logout: l("退出", "signed out")
        case .refused: l("被拒绝", "was refused")
        }
    }

    private func text(_ change: SlipChange) -> HTML {
        func line(_ number: Int) -> String { l("第\(number)行", "line \(number)") }
        switch change {
        case .column(let number, let column, let value):
            return "\(line(number)) \(ColumnNames.name(column, l)) → <b>\(value ?? l("（无）", "(none)"))</b>"
        case .field(let field, let value):
            let shown = PersonalPrint.fields.contains(field) ? value.map { Mask.value($0, of: field) } : value
            return "\(l(field.chineseName, field.englishName)) → <b>\(shown ?? l("（无）", "(none)"))</b>"
        case .entry(let number, let code):
            return "\(line(number)) \(l("目录项", "entry")) → <code>\(code)</code>"
        case .outOfCatalog(let number): return "\(line(number)) → \(l("目录外", "out of catalog"))"
        case .confirm(let number): return "\(line(number)) \(l("核对无误", "is right"))"
        case .remove(let number): return "\(line(number)) \(l("不是收费项，删去", "is no line"))"
        case .add(_, let columns):
            return
                "\(l("补录", "added")): \(columns[.name] ?? "") \(columns[.quantity] ?? "") \(columns[.amount] ?? "")"
        case .finding(let number, let ruling):
            let outcome = ruling.outcome == .approved ? l("核准", "approved") : l("认定", "upheld")
            return """
                \(number.map(line) ?? l("整单", "slip")) \(FlagTags.name(ruling.code.rawValue, l)) \(outcome): \(ruling.reason)
                """
        case .complete: return "\(l("逐行核对，无漏行", "compared with the paper: complete"))"
        }
    }
}
