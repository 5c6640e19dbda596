internal import Layout
internal import Slips

/// Tells what kind of paper a slip is by the words of its title and labels.
enum SlipKindClassifier {
    private static let words: [(kind: SlipKind, words: [String], weight: Int)] = [
        (.eReceipt, ["电子票据", "(电子)", "电子)", "校验码", "票据代码", "交款人统一社会信用代码", "开票日期"], 2),
        (.feeList, ["费用明细清单", "明细清单", "费用清单", "费用明细", "清单", "住院号", "入院", "出院"], 2),
        (
            .receipt,
            [
                "收费票据", "门诊医疗", "社会保障号码", "现金支付", "医保统筹支付", "个人账户支付", "收款员", "收据", "挂号票", "挂号收",
                "人民币(大写)", "收款人:",
            ], 2
        ),
        (.pharmacy, ["药房", "药店", "大药房", "销售单", "小票", "会员", "找零", "收银"], 2),
    ]

    static func kind(of layouts: [PageLayout]) -> SlipKind {
        let text = layouts.flatMap { $0.lines + $0.formLines }.map { line in
            line.runs.map(\.text).joined()
        }
        .joined(separator: "\n")
        var scores: [SlipKind: Int] = [:]
        for (kind, words, weight) in words {
            scores[kind] = words.count { text.contains($0) } * weight
        }
        if layouts.contains(where: { $0.barcodes.contains { ElectronicReceiptCode($0.text) != nil } }) {
            scores[.eReceipt, default: 0] += 6
        }
        if let best = best(of: scores) { return best }
        let letters = Array(text)
        let near = words.map { kind, words, weight in
            (kind, words.map(Array.init).count { isNearly($0, in: letters) } * weight)
        }
        if let best = best(of: Dictionary(uniqueKeysWithValues: near)) { return best }
        return layouts.contains { !$0.tables.isEmpty } ? .feeList : .other
    }

    private static func best(of scores: [SlipKind: Int]) -> SlipKind? {
        let best = scores.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
        return best.flatMap { $0.value >= 2 ? $0.key : nil }
    }

    /// The shortest word that is known by the others of its characters where one was misread.
    private static let shortest = 4

    /// Whether a long word stands in a text with one of its characters misread.
    private static func isNearly(_ word: [Character], in text: [Character]) -> Bool {
        guard word.count >= shortest, text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { start in
            var misses = 0
            for (i, letter) in word.enumerated() where text[start + i] != letter {
                misses += 1
                if misses > 1 { return false }
            }
            return true
        }
    }
}
