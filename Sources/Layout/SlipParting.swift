/// Tells where one slip on a page ends and the next begins, by what is printed.
///
/// A page is parted only on strong evidence: across a blank band, and only where every part has a title, labels of
/// its own and a total. One slip is never cut in two for a gap alone.
public enum SlipParting {
    private static let titles = ["票据", "收据", "发票", "清单", "小票", "明细单", "结算单", "收费单"]
    private static let titleCharacters = Set("医疗门诊住院收费票据发清单明细小")
    private static let labels = [
        "姓名", "票据号", "票据代码", "单号", "流水号", "No", "NO", "交款人", "患者", "病人", "日期", "门诊号", "住院号",
    ]
    /// With what the names of those end who issue slips.
    private static let issuers = ["医院", "卫生院", "诊所", "门诊部", "卫生室", "药房", "药店", "服务中心", "门店", "大药房"]
    private static let totals = ["合计", "总计", "共计", "大写", "小写", "实收", "应收", "应付"]
    private static let capitals = Set("壹贰叁肆伍陆柒捌玖拾佰仟")

    /// The parts of a page that are slips of their own, in reading order; empty where the page is one slip.
    ///
    /// - Parameter layout: The page as read.
    /// - Returns: Boxes that cover the page without overlap, in its pixels.
    public static func parts(of layout: PageLayout) -> [Box] {
        let words = words(of: layout)
        let below = cuts(words, em: layout.emHeight, gap: layout.emHeight * 8 / 5, along: \.vertical)
        if !below.isEmpty {
            let edges = [0] + below + [layout.height]
            return zip(edges, edges.dropFirst()).map {
                Box(left: 0, top: $0, right: layout.width, bottom: $1)
            }
        }
        let beside = cuts(words, em: layout.emHeight, gap: layout.emHeight * 6 / 5, along: \.horizontal)
        guard !beside.isEmpty else { return [] }
        let edges = [0] + beside + [layout.width]
        return zip(edges, edges.dropFirst()).map {
            Box(left: $0, top: 0, right: $1, bottom: layout.height)
        }
    }

    private struct Word {
        var box: Box
        var text: String
    }

    private static func words(of layout: PageLayout) -> [Word] {
        let free = (layout.lines + layout.formLines).flatMap(\.runs)
        let cells = layout.tables.flatMap(\.rows).flatMap { $0.cells.compactMap { $0 } }
        return (free + cells).map { Word(box: $0.box, text: $0.text) }
    }

    /// Where the page is cut along an axis; empty where not every part is a slip.
    private static func cuts(
        _ words: [Word], em: Int, gap: Int, along axis: KeyPath<Box, Range<Int>>
    ) -> [Int] {
        var pieces: [(words: [Word], end: Int)] = []
        var blanks: [Int] = []
        for word in words.sorted(by: { $0.box[keyPath: axis].lowerBound < $1.box[keyPath: axis].lowerBound })
        {
            let range = word.box[keyPath: axis]
            if let last = pieces.last, range.lowerBound < last.end + gap {
                pieces[pieces.count - 1].words.append(word)
                pieces[pieces.count - 1].end = max(last.end, range.upperBound)
            } else {
                if let last = pieces.last { blanks.append((last.end + range.lowerBound) / 2) }
                pieces.append(([word], range.upperBound))
            }
        }
        guard pieces.count > 1 else { return [] }
        var slips: [[Word]] = [pieces[0].words]
        var cuts: [Int] = []
        for (piece, blank) in zip(pieces.dropFirst(), blanks) {
            if isSlip(slips[slips.count - 1], em: em), hasTitle(piece.words, em: em) {
                slips.append(piece.words)
                cuts.append(blank)
            } else {
                slips[slips.count - 1] += piece.words
            }
        }
        return slips.allSatisfy { isSlip($0, em: em) } ? cuts : []
    }

    /// Whether some words say all that a slip of its own says, and some sums of money beside the total.
    private static func isSlip(_ words: [Word], em: Int) -> Bool {
        let lines = lines(words, em: em)
        func has(_ wanted: [String]) -> Bool {
            lines.contains { line in wanted.contains { line.contains($0) } }
        }
        let hasTotal = has(totals) || lines.contains { $0.count(where: capitals.contains) >= 3 }
        return hasTitle(words, em: em) && has(labels) && hasTotal
            && words.count(where: { isAmount($0.text) }) >= 3
    }

    /// Whether one of the first lines is a title, or names who issued the slip; labels and their values are neither, nor is
    /// what stands over the seal at a form's foot (收款单位), read from two layers of ink.
    private static func hasTitle(_ words: [Word], em: Int) -> Bool {
        let free = words.filter { word in
            !word.text.contains { ":：".contains($0) } && !labels.contains { word.text.hasPrefix($0) }
                && !word.text.contains("单位")
        }
        return lines(free, em: em).lazy.filter { $0.count >= 3 }.prefix(4).contains { line in
            (titles + issuers).contains { line.contains($0) }
                || line.count(where: titleCharacters.contains) >= 4
        }
    }

    /// Whether a text ends like a sum of money, whatever stands before it.
    private static func isAmount(_ text: String) -> Bool {
        text.decimalsAtEnd.map { (2...6).contains($0) } ?? false
    }

    /// The texts of lines, top to bottom, without spaces.
    private static func lines(_ words: [Word], em: Int) -> [String] {
        var lines: [(y: Int, words: [Word])] = []
        for word in words.sorted(by: { $0.box.centerY < $1.box.centerY }) where !word.text.isEmpty {
            if let last = lines.last, word.box.centerY - last.y <= em / 2 {
                lines[lines.count - 1].words.append(word)
            } else {
                lines.append((word.box.centerY, [word]))
            }
        }
        return lines.map { line in
            line.words.sorted { $0.box.left < $1.box.left }
                .flatMap { $0.text.filter { !$0.isWhitespace } }.map(String.init).joined()
        }
    }
}
