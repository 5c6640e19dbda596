internal import Review
import Slips

/// An archived slip as text for a person: Chinese first, English second, columns aligned.
public struct ReadableReview {
    private let slip: ArchivedSlip
    private let review: ContractReview

    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when the review is not of the contract's form.
    public init(_ slip: ArchivedSlip) throws(ArchiveError) {
        self.slip = slip
        review = try slip.review.decoded(as: ContractReview.self)
    }

    /// The whole text, without a line break at its end.
    public var text: String {
        [head, items, findings, doubts, totals, history].filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    // MARK: Parts

    private var head: [String] {
        var rows = [
            ("编号 ID", slip.id),
            ("来源 Source", review.source),
            ("种类 Kind", ContractTerms.kind(review.kind)),
        ]
        let known = SlipField.allCases.map(\.rawValue)
        let others = review.fields.keys.filter { !known.contains($0) }.sorted()
        for key in known + others {
            guard let read = review.fields[key] else { continue }
            let seen =
                key == SlipField.hospital.rawValue
                ? ReviewReading.seenOtherwise(read.raw, than: read.value).map { "（票面读作 read as “\($0)”）" }
                : nil
            rows.append((ContractTerms.field(key), Self.field(read) + (seen ?? "")))
        }
        rows.append(("结论 Decision", ContractTerms.decision(review.decision)))
        return Self.labelled(rows)
    }

    private var items: [String] {
        guard !review.items.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init(heading: "行", alignedRight: true), .init(heading: "日期", limit: 10), .init(heading: "名称"),
            .init(heading: "规格", limit: 18), .init(heading: "单位", limit: 8),
            .init(heading: "数量", alignedRight: true), .init(heading: "单价", alignedRight: true),
            .init(heading: "金额", alignedRight: true), .init(heading: "全自费", alignedRight: true),
            .init(heading: "超限价", alignedRight: true), .init(heading: "先行自付", alignedRight: true),
            .init(heading: "范围内", alignedRight: true), .init(heading: "目录", limit: 50),
        ])
        table.rows = review.items.map { item in
            [
                String(item.line), Self.cell(item.date), Self.cell(item.name), Self.cell(item.spec),
                Self.cell(item.unit), Self.cell(item.quantity), Self.cell(item.unitPrice),
                Self.cell(item.amount),
            ] + Self.parts(item.split) + [Self.match(item)]
        }
        let notes = [
            ("?", "（? 需核对：识读、匹配或付费条件不确定 to be checked: reading, match or payment is not certain）"),
            ("!", "（! 待证明或核准，见“发现” to be proved or approved: see the findings）"),
        ].filter { mark, _ in table.rows.contains { $0.contains { $0.hasSuffix(mark) } } }
        return ["项目 Items: \(review.items.count)"] + table.lines + notes.map(\.1)
    }

    private var findings: [String] {
        let ofSlip = review.flags.map { ("", $0) }
        let ofItems = review.items.flatMap { item in item.flags.map { ("第\(item.line)行 ", $0) } }
        let all = ofSlip + ofItems
        guard !all.isEmpty else { return [] }
        return ["发现 Findings: \(all.count)"]
            + all.flatMap { place, flag in
                let weight = flag.severity.map { " [\(ContractTerms.severity($0))]" } ?? ""
                let amount = flag.amount.map { " ¥\($0)" } ?? ""
                let message = flag.message.map { ": \($0)" } ?? ""
                let ruling =
                    flag.ruling.map { " (\(ContractTerms.ruling($0)): \(flag.rulingReason ?? ""))" } ?? ""
                let lines = [
                    "- \(place)\(ContractTerms.flag(flag.code))\(weight)\(amount)\(message)\(ruling)",
                    Self.grounds(flag),
                ]
                return lines.compactMap { $0.map { TerminalText.printable($0) } }
            }
    }

    /// What a person must check, and why; nothing for a review of another form than this program's.
    private var doubts: [String] {
        guard let review = try? slip.review.decoded(as: SlipReview.self) else { return [] }
        return ReadableReading.lines(of: review.doubts)
    }

    /// On what a finding rests, and what would clear it; nil where it says neither.
    private static func grounds(_ flag: ContractReview.Flag) -> String? {
        let basis = [flag.rule, flag.basis].compactMap(\.self).joined(separator: " ")
        let related = (flag.related ?? []).map(String.init).joined(separator: "、")
        let parts = [
            basis.isEmpty ? nil : "依据 basis: \(basis)", related.isEmpty ? nil : "涉及行 with lines: \(related)",
            flag.clearedBy.map { "可凭 cleared by: \($0)" },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : "  " + parts.joined(separator: "；")
    }

    private var totals: [String] {
        Self.labelled([
            ("明细合计 Lines", review.totals.items ?? "–"),
            ("票面合计 Printed total", review.totals.printed ?? "–"),
            ("各项勾稽 Closed", review.totals.closed ? "相符 yes" : "不符或不全 no"),
            ("全自费 Self-paid", review.split.selfPaid ?? "–"),
            ("超限价自付 Over cap", review.split.overCap ?? "–"),
            ("先行自付 First self-paid", review.split.firstSelfPaid ?? "–"),
            ("符合政策范围 In scope", review.split.inScope ?? "–"),
        ])
    }

    private var history: [String] {
        let submissions = slip.submissions.map { submission in
            let claim = submission.claim.map { " (\($0))" } ?? ""
            return (
                submission.sequence,
                "- \(submission.at) 提交 submitted: \(TerminalText.printable(submission.source + claim))"
            )
        }
        let reviews = slip.reviews.map { review in
            let catalog = TerminalText.printable("\(review.catalog.id) \(review.catalog.edition)")
            let decision = ContractTerms.decision(review.decision)
            return (
                review.sequence,
                "- \(review.at) 审核 reviewed: \(decision), 目录 catalog \(catalog) \(review.catalog.sha256.prefix(12))"
                    + Self.program(review.program)
            )
        }
        let corrections = slip.corrections.map { correction in
            let fact = correction.fact
            let act = fact.undoes.map { "撤销更正 undid correction \($0)" } ?? "更正 corrected"
            let text = "\(act) #\(correction.sequence), \(fact.by): \(fact.reason)"
            return (correction.sequence, "- \(correction.at) \(TerminalText.printable(text))")
        }
        let opinions = slip.opinions.map { opinion in
            let fact = opinion.fact
            let note = fact.note.isEmpty ? "" : ": \(fact.note)"
            let text = TerminalText.printable("\(ContractTerms.opinion(fact.outcome)), \(fact.by)\(note)")
            return (opinion.sequence, "- \(opinion.at) \(text)")
        }
        let acts = (submissions + corrections + reviews + opinions).sorted { $0.0 < $1.0 }
        // That it seems to repeat another slip is in no review: it follows from the other.
        let decision = slip.summary.decision
        let now =
            slip.reviews.last?.decision == decision
            ? []
            : ["- 现 now: \(ContractTerms.decision(decision))，与其他票据重复 since it seems to repeat another slip"]
        return ["历史 History"] + acts.map(\.1) + now
    }

    /// Which program made a review, by the beginnings of its digests; nothing where its event does not tell.
    private static func program(_ edition: ProgramEdition?) -> String {
        guard let edition else { return "" }
        let program = "\(TerminalText.printable(edition.version)) \(edition.build.hex.prefix(12))"
        return ", 程序 program \(program), 模型 models \(edition.models.hex.prefix(12))"
    }

    // MARK: Cells

    /// A field's reading; one of which nothing was found says so.
    private static func field(_ read: ContractReview.Read) -> String {
        read.text == nil ? "\(cell(read)) 没有找到，须补录 not found, to be typed in" : cell(read)
    }

    /// A reading: `?` behind what is to be checked, `–?` for what was not read.
    private static func cell(_ read: ContractReview.Read?) -> String {
        guard let read else { return "" }
        let text = TerminalText.printable(read.text ?? (read.value == nil ? "–" : ""))
        return read.isCertain ? text : text + "?"
    }

    private static func parts(_ split: ContractReview.Split?) -> [String] {
        guard let split else { return ["", "", "", ""] }
        return split.parts.map { part in
            guard let part, Money(part) != .zero else { return "" }
            return part
        }
    }

    private static func match(_ item: ContractReview.Item) -> String {
        // What a rule asks is another question than what the line says.
        let isAsked = item.flags.contains(where: \.isOpen)
        let doubt = item.needsReview ? "?" : isAsked ? "!" : ""
        switch item.match.status {
        case "matched":
            let names = [item.match.code, item.match.name].compactMap(\.self).joined(separator: " ")
            return TerminalText.printable(names) + doubt
        case "ambiguous": return "不确定 ambiguous?"
        default: return "目录外 out of catalog" + doubt
        }
    }

    private static func labelled(_ rows: [(String, String)]) -> [String] {
        let width = rows.map { TerminalText.width($0.0) }.max() ?? 0
        return rows.map { TerminalText.printable("\(TerminalText.fitted($0.0, to: width))  \($0.1)") }
    }
}
