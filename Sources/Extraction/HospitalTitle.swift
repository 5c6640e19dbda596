internal import Layout
internal import Slips

/// Finds the hospital's name in the title of a slip.
enum HospitalTitle {
    private static let endings = [
        "医院", "卫生院", "卫生服务中心", "卫生服务站", "保健院", "诊所", "大药房", "药房", "药店", "门诊部", "医学中心", "急救中心", "疗养院",
        "防治所", "防治院", "卫生所", "卫生室", "保健所", "分院",
    ]
    /// What may follow the name in the same line.
    private static let followers = [
        "住院", "门诊", "费用", "收费", "医疗", "明细", "清单", "患者", "结算", "药品", "急诊", "出院", "销售", "购药", "(", "病人", "每日",
    ]

    /// The name in the upper part of the first page; nil when no line holds one.
    static func find(in layouts: [PageLayout]) -> Reading<String>? {
        guard let layout = layouts.first else { return nil }
        let top = layout.height * 3 / 10
        for line in layout.lines + layout.formLines where line.box.centerY < top {
            for (i, run) in line.runs.enumerated() {
                if let name = name(in: run.text) {
                    return Reading(
                        value: name, raw: run.text, confidence: run.confidence,
                        place: Place(run.box, page: 1),
                        needsReview: run.confidence < 0.93)
                }
                // A widely spaced title is several runs.
                let rest = line.runs[i...].map(\.text).joined()
                if i == 0, line.runs.count > 1, let name = name(in: rest) {
                    return Reading(
                        value: name, raw: rest, confidence: run.confidence, place: Place(line.box, page: 1),
                        needsReview: true)
                }
            }
        }
        return nil
    }

    /// The longest stretch that ends like a hospital's name and is followed by nothing or by a title's words.
    private static func name(in text: String) -> String? {
        let plain = text.filter { !$0.isWhitespace }
        guard !plain.contains(":"), !plain.contains("：") else { return nil }
        var best: String?
        for end in plain.indices.dropFirst(3) {
            let head = String(plain[..<end])
            guard endings.contains(where: head.hasSuffix) else { continue }
            let rest = plain[end...]
            if followers.contains(where: rest.hasPrefix) { best = head }
        }
        if endings.contains(where: plain.hasSuffix), plain.count >= 4 { best = plain }
        guard let best else { return nil }
        let letters = best.drop { !$0.isHan }
        return letters.count >= 4 ? String(letters) : nil
    }
}
