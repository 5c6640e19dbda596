internal import Catalog
internal import QRCodes
public import Review
internal import Slips

/// The sheet that a clerk hands over with a decision (审核结果单): lines with their splits, findings with their basis,
/// totals in figures and capitals, and the checkpoint by which the record is proved.
public struct ReviewSheet: Sendable {
    /// What proves the record.
    public struct Proof: Sendable {
        /// The name of the log.
        public var origin: String
        /// How many events the checkpoint counts.
        public var size: UInt64
        /// The checkpoint with its signatures.
        public var note: String
        /// The place of the review's event in the log, from 1.
        public var event: Int64
        /// When the review was recorded, as text.
        public var at: String

        public init(origin: String, size: UInt64, note: String, event: Int64, at: String) {
            self.origin = origin
            self.size = size
            self.note = note
            self.event = event
            self.at = at
        }
    }

    private let review: SlipReview
    private let proof: Proof
    /// What was done to the slip by whom, one line each.
    private let acts: [String]
    /// The words of the decision and of the kind of paper.
    private let decision: String
    private let kind: String

    /// - Parameters:
    ///   - review: The review.
    ///   - decision: What is said of its decision.
    ///   - kind: What is said of the kind of paper.
    ///   - acts: Corrections and opinions, one line each, oldest first.
    ///   - proof: What proves it.
    public init(_ review: SlipReview, decision: String, kind: String, acts: [String], proof: Proof) {
        self.review = review
        self.decision = decision
        self.kind = kind
        self.acts = acts
        self.proof = proof
    }

    /// The sheet as PDF, as many A4 pages as it takes.
    ///
    /// - Throws: ``PaperError``.
    public func pdf() throws(PaperError) -> [UInt8] {
        var writer = SheetColumnWriter(document: try PaperDocument(), foot: foot)
        writer.title("审核结果单", "Review sheet")
        writeHead(&writer)
        writeItems(&writer)
        writeTotals(&writer)
        writeFindings(&writer)
        if !acts.isEmpty {
            writer.heading("经办 Who did what")
            for act in acts { writer.paragraph(act) }
        }
        writeProof(&writer)
        writer.signatures(["初审 Clerk", "复核 Reviewer", "日期 Date"])
        return try writer.finish()
    }

    private var foot: String { "\(review.id.prefix(16))  \(proof.origin) #\(proof.size)" }

    // MARK: Parts

    private func writeHead(_ writer: inout SheetColumnWriter) {
        writer.labelled([("编号 ID", review.id), ("种类 Kind", kind)])
        var pairs: [(String, String)] = []
        for field in SlipField.allCases where field != .totalCapitals && field != .total {
            guard let read = review.fields[field.rawValue] else { continue }
            pairs.append(("\(field.chineseName) \(field.englishName)", Self.text(read)))
        }
        writer.pairs(pairs)
        writer.labelled([
            (
                "目录 Catalog",
                "\(review.catalog.id) \(review.catalog.edition)  sha256 \(review.catalog.sha256.prefix(16))…"
            ),
            ("结论 Decision", decision),
        ])
    }

    private func writeItems(_ writer: inout SheetColumnWriter) {
        writer.heading("项目 Items: \(review.items.count)")
        writer.table(
            [
                .init("行", right: 16), .init("名称 / 目录 Name / entry", left: 18, right: 84),
                .init("数量", right: 97), .init("单价", right: 113), .init("金额", right: 130),
                .init("全自费", right: 146), .init("超限价", right: 161), .init("先行自付", right: 178),
                .init("范围内", right: 195),
            ],
            rows: review.items.map { item in
                let doubt = item.needsReview ? "?" : ""
                let name = [Self.text(item.name), item.spec.map(Self.text)].compactMap(\.self)
                    .joined(separator: " ")
                let entry =
                    switch item.match.status {
                    case .matched:
                        [item.match.code, item.match.name].compactMap(\.self).joined(separator: " ")
                    case .ambiguous: "目录项不确定 ambiguous"
                    case .outOfCatalog: "目录外 out of catalog"
                    }
                let parts = item.split.map { [$0.selfPaid, $0.overCap, $0.firstSelfPaid, $0.inScope] }
                return [
                    ["\(item.line)\(doubt)"], [name, entry], [Self.text(item.quantity)],
                    [item.unitPrice.map(Self.text) ?? ""], [Self.text(item.amount)],
                ] + (parts.map { $0.map { [$0 == .zero ? "" : $0.description] } } ?? [[], [], [], []])
            })
        if review.items.contains(where: \.needsReview) {
            writer.paragraph("? 识读或匹配不确定，须与原件核对 not certain, to be compared with the paper")
        }
    }

    private func writeTotals(_ writer: inout SheetColumnWriter) {
        writer.heading("合计 Totals")
        let totals = review.totals
        func amount(_ money: Money?) -> String {
            guard let money else { return "–" }
            return "¥\(money)  \(CapitalAmount(money)?.description ?? "")"
        }
        writer.labelled([
            ("明细合计 Lines", amount(totals.items)),
            ("票面合计 Printed total", amount(totals.printed)),
            ("全自费 Self-paid", amount(totals.split.selfPaid)),
            ("超限价自付 Over cap", amount(totals.split.overCap)),
            ("先行自付 First self-paid", amount(totals.split.firstSelfPaid)),
            ("符合政策范围 In scope", amount(totals.split.inScope)),
            ("未定 Unsettled", unsettled.map { "¥\($0)  不在以上各项之内 in none of the parts above" } ?? "–"),
            ("各项勾稽 Closed", totals.isClosed ? "相符 yes" : "不符或不全 no"),
        ])
    }

    /// The amounts of lines that are not split since something of them is uncertain; nil where there are none.
    private var unsettled: Money? {
        let amounts = review.items.filter { $0.split == nil }.compactMap {
            $0.amount.value.flatMap { Money($0) }
        }
        return amounts.isEmpty ? nil : amounts.reduce(.zero, +)
    }

    private func writeFindings(_ writer: inout SheetColumnWriter) {
        let all =
            review.flags.map { ("", $0) }
            + review.items.flatMap { item in item.flags.map { ("第\(item.line)行 line \(item.line)  ", $0) } }
        writer.heading("发现 Findings: \(all.count)")
        for (place, flag) in all {
            let severity =
                switch flag.severity {
                case .definite: "明确违规 definite"
                case .suspect: "高度可疑 suspect"
                case .slight: "轻度可疑 slight"
                }
            let amount = flag.amount.map { "  ¥\($0)" } ?? ""
            writer.paragraph(
                "\(place)\(flag.code.chineseName ?? "") \(flag.code.rawValue)  [\(severity)]\(amount)")
            writer.paragraph(flag.message, indent: 4)
            let basis = [flag.rule, flag.basis].compactMap(\.self).joined(separator: "  ")
            if !basis.isEmpty { writer.paragraph("依据 Basis: \(basis)", indent: 4) }
            if let ruling = flag.ruling {
                let word = ruling == .approved ? "核准 approved" : "维持 upheld"
                writer.paragraph("\(word): \(flag.rulingReason ?? "")", indent: 4)
            }
        }
    }

    private func writeProof(_ writer: inout SheetColumnWriter) {
        writer.heading("存证 Proof", with: SheetColumnWriter.endHeight)
        writer.proof(
            [
                "审核事件 Event \(proof.event)，\(proof.at)",
                "签名检查点 Signed checkpoint（二维码即其全文，存为文件后以 slipway verify --against 核对 the code holds it whole: kept as a file, it is what slipway verify --against takes）:",
            ],
            note: proof.note.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
                String.init),
            code: QRCode(proof.note, upTo: QRCode.largest))
    }

    private static func text(_ read: ReviewReading) -> String {
        let text = read.value ?? read.raw ?? "–"
        return read.needsReview || read.value == nil ? text + "?" : text
    }
}
