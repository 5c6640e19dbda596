internal import Catalog
public import Review
internal import Slips

/// What was read from a slip as text for a person: fields with their certainty, items, and what to check and why.
///
/// Chinese first, English second.
public struct ReadableReading {
    private let review: SlipReview

    public init(_ review: SlipReview) {
        self.review = review
    }

    /// The whole text, without a line break at its end.
    public var text: String {
        [head, fields, items, findings, doubts].filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var head: [String] {
        let pages = review.pages.map { page in
            var words = "\(page.width) × \(page.height)"
            if page.dpi > 0 { words += ", \(Int(page.dpi.rounded())) dpi" }
            if page.rotation != 0 { words += ", 旋转 turned \(page.rotation)°" }
            if Self.hundredths(page.skew) != "0.0" { words += ", 纠偏 levelled \(Self.hundredths(page.skew))°" }
            return ("页面 Page", words)
        }
        return Self.labelled(
            [("来源 Source", review.source)] + pages + [
                ("种类 Kind", ContractTerms.kind(review.kind.rawValue)),
                ("结论 Decision", ContractTerms.decision(review.decision.rawValue)),
            ])
    }

    private var fields: [String] {
        var table = TextTable(columns: [
            .init(heading: "字段 Field"), .init(heading: "读数 Reading", limit: 50),
            .init(heading: "把握 Sure", alignedRight: true), .init(heading: ""),
        ])
        table.rows = SlipField.allCases.compactMap { field in
            guard let reading = review.fields[field.rawValue] else { return nil }
            return [
                "\(field.chineseName) \(field.englishName)", Self.text(reading), Self.percent(reading),
                reading.needsReview || reading.value == nil ? "?" : "",
            ]
        }
        return table.rows.isEmpty ? [] : table.lines
    }

    private var items: [String] {
        guard !review.items.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init(heading: "行", alignedRight: true), .init(heading: "日期", limit: 11),
            .init(heading: "编码", limit: 28), .init(heading: "名称", limit: 34), .init(heading: "规格", limit: 20),
            .init(heading: "单位", limit: 8), .init(heading: "数量", alignedRight: true),
            .init(heading: "单价", alignedRight: true), .init(heading: "金额", alignedRight: true),
            .init(heading: "类别", limit: 6), .init(heading: "目录", limit: 40),
        ])
        table.rows = review.items.map { item in
            [
                String(item.line), Self.cell(item.date), Self.cell(item.code), Self.cell(item.name),
                Self.cell(item.spec), Self.cell(item.unit), Self.cell(item.quantity),
                Self.cell(item.unitPrice), Self.cell(item.amount), Self.cell(item.insuranceClass),
                Self.match(of: item),
            ]
        }
        let sum = "合计 Sum \(review.totals.items)"
        return ["项目 Items: \(review.items.count), \(sum)"] + table.lines
    }

    private var findings: [String] {
        let ofItems = review.items.flatMap { item in item.flags.map { (item.line, $0) } }
        let lines =
            review.flags.map { "- \($0.message)" } + ofItems.map { "- 第\($0)行 line \($0): \($1.message)" }
        return lines.isEmpty ? [] : ["发现 Findings: \(lines.count)"] + lines.map(TerminalText.printable)
    }

    private var doubts: [String] {
        let lines = Self.lines(of: review.doubts)
        return lines.isEmpty ? ["没有需要核对的 nothing to be checked"] : lines
    }

    /// What a person must check, and why, a line each below a heading; empty where there is nothing.
    static func lines(of doubts: [Doubt]) -> [String] {
        guard !doubts.isEmpty else { return [] }
        let lines = doubts.map { doubt in
            let place = doubt.line.map { "第\($0)行 line \($0), " } ?? ""
            let text = doubt.text.map { " “\($0)”" } ?? ""
            return "- \(place)\(doubt.subject)\(text): \(doubt.reason)"
        }
        return ["需核对 To be checked: \(doubts.count)"] + lines.map(TerminalText.printable)
    }

    // MARK: Cells

    private static func text(_ reading: ReviewReading) -> String {
        let text = [reading.value, reading.raw].compactMap(\.self).first { !$0.isEmpty }
        return TerminalText.printable(text ?? "–")
    }

    /// A reading; `?` behind what is to be checked.
    private static func cell(_ reading: ReviewReading?) -> String {
        guard let reading else { return "" }
        return text(reading) + (reading.needsReview || reading.value == nil ? "?" : "")
    }

    private static func percent(_ reading: ReviewReading) -> String {
        "\(Int((reading.confidence * 100).rounded(.down)))%"
    }

    private static func match(of item: ReviewedItem) -> String {
        let doubt = item.split == nil ? "?" : ""
        switch item.match.status {
        case .matched: return TerminalText.printable(item.match.name ?? "") + doubt
        case .ambiguous: return "不确定 ambiguous?"
        case .outOfCatalog: return "目录外 out of catalog" + doubt
        }
    }

    private static func hundredths(_ number: Double) -> String {
        String((number * 100).rounded() / 100)
    }

    private static func labelled(_ rows: [(String, String)]) -> [String] {
        let width = rows.map { TerminalText.width($0.0) }.max() ?? 0
        return rows.map { TerminalText.printable("\(TerminalText.fitted($0.0, to: width))  \($0.1)") }
    }
}
