import Archive
import HTTPTypes
import Hummingbird
import Processing
import Review
import Slips

extension WebService {
    func addCorrecting(to router: Router<WebContext>) {
        router.post("/records/:id/corrections") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.correct, request, context)
            let record = try await record(context, session)
            do {
                guard form["review"] == record.slip.reviews.last?.document.hex else {
                    throw CorrectionError.archive(
                        .superseded(id: record.slip.id, by: record.slip.newestCorrection?.fact.by))
                }
                let changes = CorrectionForm(form, of: record.review).changes
                guard !changes.isEmpty else {
                    throw WebFailure.bad(chinese: "没有任何更改。", english: "Nothing was changed.")
                }
                try await corrector.correct(
                    record.slip.id, SlipChanges(review: form["review"], changes: changes),
                    by: session.account.name,
                    reason: form["reason"] ?? "")
            } catch {
                let failure = Self.failure(error)
                return try await record.page(
                    typed: form, failure: failure.text(context.language), status: failure.status)
            }
            return Response.redirect(to: "/records/\(record.slip.id)", type: .normal)
        }
        router.post("/records/:id/undo") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.correct, request, context)
            do {
                let slip = try await corrector.undo(
                    try Self.id(context), by: session.account.name, reason: form["reason"] ?? "")
                return Response.redirect(to: "/records/\(slip.id)", type: .normal)
            } catch {
                throw Self.failure(error)
            }
        }
        router.post("/records/:id/opinion") { request, context in
            let form = try await form(request, context)
            let outcome = ArchiveEvent.Opinion.Outcome(rawValue: form["outcome"] ?? "")
            let session = try await allow(outcome == .returned ? .correct : .confirm, request, context)
            let slip = try await archive.slip(try Self.id(context))
            try await give(outcome, of: slip, review: form["review"], note: form["note"] ?? "", session)
            await leases.release(slip.id, by: session.account.name)
            return Response.redirect(
                to: outcome == .returned ? "/queue" : "/queue?stage=second", type: .normal)
        }
    }

    /// Records an opinion of a slip's newest review.
    ///
    /// - Throws: ``WebFailure`` where it has no sense, or what the archive says.
    func give(
        _ outcome: ArchiveEvent.Opinion.Outcome?, of slip: ArchivedSlip, review: String?, note: String,
        _ session: Session
    ) async throws {
        guard let outcome, let review = review.flatMap({ ContentDigest($0) }) else {
            throw WebFailure.bad(chinese: "请求不完整。", english: "The request is incomplete.")
        }
        guard outcome == .confirmed || !note.isEmpty else {
            throw WebFailure.bad(chinese: "退回须写明意见。", english: "Say why it is sent back.")
        }
        try await archive.record(
            outcome, of: slip.id, review: review, by: session.account.name, note: String(note.prefix(300)))
    }

    /// A failed correction, said to a person.
    static func failure(_ error: any Error) -> WebFailure {
        switch error {
        case let failure as WebFailure: return failure
        case CorrectionError.archive(.superseded(_, let author)):
            return .conflict(
                chinese: "保存前，\(author.map { "“\($0)”" } ?? "他人")已作出更新的审核。您输入的内容保留在下方，请在新结果上核对后再保存。",
                english:
                    "\(author ?? "Somebody") was quicker: there is a newer review. What you typed is kept below: compare it and save again."
            )
        case CorrectionError.archive(.nothingToUndo):
            return .conflict(chinese: "没有可以撤销的更正。", english: "There is no correction left to undo.")
        case CorrectionError.archive(.unknownID), CorrectionError.archive(.ambiguousID): return .notFound
        case CorrectionError.change(_, let change): return Self.failure(of: change)
        case CorrectionError.readingChanged:
            return .conflict(
                chinese: "此票据由另一版本的程序识读，明细行不同；请先用 slipway process --again 重新识读。",
                english: "\(error)")
        case CorrectionError.noReason, CorrectionError.nobody:
            return .bad(chinese: "请填写更正理由。", english: "Give the reason of the correction.")
        default:
            return .bad(chinese: "更正未能保存：\(error)", english: "The correction could not be saved: \(error)")
        }
    }

    private static func failure(of change: SlipChangeError) -> WebFailure {
        let chinese =
            switch change {
            case .noSuchLine(let line): "没有第\(line)行。"
            case .noValue(let column, let text, _): "“\(text)”不是有效的\(column)。"
            case .required(let column): "\(column)不能为空。"
            case .unknownEntry(let code, let catalog): "目录\(catalog)中没有编码“\(code)”。"
            case .noSuchFinding(let code, _): "没有规则发现“\(code)”。"
            case .noReason: "核准或认定须写明依据。"
            case .impossible(let days): "\(days.chinese)；请一并更正，票面确实如此印的请留空并在理由中说明。"
            }
        return .bad(chinese: chinese, english: "\(change).")
    }
}

/// The changes that a filled-in form asks for: what differs from the review that it was made of.
struct CorrectionForm {
    private let form: FormData
    private let review: SlipReview

    init(_ form: FormData, of review: SlipReview) {
        self.form = form
        self.review = review
    }

    /// In the order in which they are made.
    var changes: [SlipChange] {
        review.items.flatMap(changes) + slipFindings + fields + added
            + (form["complete"] == "1" ? [.complete] : [])
    }

    private func changes(of item: ReviewedItem) -> [SlipChange] {
        let line = item.line
        guard form["r.\(line)"] != "1" else { return [.remove(line: line)] }
        var changes: [SlipChange] = []
        for column in ItemColumn.allCases {
            guard let typed = form["l.\(line).\(column.rawValue)"], typed != item[column]?.value ?? "" else {
                continue
            }
            changes.append(.column(line: line, column, typed.isEmpty ? nil : typed))
        }
        let isConfirmed = form["k.\(line)"] == "1"
        let entry = form["e.\(line)"] ?? RecordForm.entryText(item)
        if entry != RecordForm.entryText(item) || (isConfirmed && item.split == nil), !entry.isEmpty {
            changes.append(
                entry == RecordForm.outOfCatalog ? .outOfCatalog(line: line) : .entry(line: line, code: entry)
            )
        }
        if isConfirmed { changes.append(.confirm(line: line)) }
        return changes + findings(item.flags, line: line, key: "\(line)")
    }

    private var slipFindings: [SlipChange] { findings(review.flags, line: nil, key: "slip") }

    private func findings(_ flags: [Flag], line: Int?, key: String) -> [SlipChange] {
        flags.enumerated().compactMap { index, flag in
            guard let outcome = FindingRuling.Outcome(rawValue: form["d.\(key).\(index)"] ?? "") else {
                return nil
            }
            return .finding(
                line: line,
                FindingRuling(
                    outcome: outcome, code: flag.code, rule: flag.rule,
                    reason: form["w.\(key).\(index)"] ?? ""))
        }
    }

    private var fields: [SlipChange] {
        SlipField.allCases.compactMap { field in
            guard let typed = form["f.\(field.rawValue)"] else { return nil }
            let value = review.fields[field.rawValue]?.value ?? ""
            guard typed != value || form["c.\(field.rawValue)"] == "1" else { return nil }
            return .field(field, typed.isEmpty ? nil : typed)
        }
    }

    /// The line that was typed in; none where nothing was.
    private var added: [SlipChange] {
        var columns: [ItemColumn: String] = [:]
        for column in ItemColumn.allCases { columns[column] = form.text("n.\(column.rawValue)") }
        return columns.isEmpty ? [] : [.add(page: 1, columns)]
    }
}
