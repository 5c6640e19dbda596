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
        let best = scores.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
        if let best, best.value >= 2 { return best.key }
        return layouts.contains { !$0.tables.isEmpty } ? .feeList : .other
    }
}
