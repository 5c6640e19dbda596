internal import Layout

/// The kinds of insurance that slips print.
///
/// Source: common practice of agencies; what is printed otherwise is taken as it was read.
enum InsuranceName {
    private static let names: [[Character]] = {
        let who = ["城镇职工", "城乡居民", "城镇居民", "职工", "居民", "农村居民"]
        let what = ["医保", "基本医疗保险", "医疗保险", "基本医保", ""]
        let joined = who.flatMap { who in what.map { who + $0 } }.filter { $0.count > 2 }
        return
            (joined + [
                "自费", "全自费", "公费", "公费医疗", "新农合", "新型农村合作医疗", "工伤", "工伤保险", "生育保险", "商业保险", "离休", "离休干部",
                "异地医保", "异地职工医保", "异地居民医保", "市医保", "省医保", "大学生医保", "学生儿童医保", "少儿医保", "普通",
            ]).map(Array.init)
    }()

    /// A kind of insurance as it must be printed, and whether it was read so.
    struct Told: Equatable {
        var text: String
        /// Whether nothing of it was read otherwise, and it is no beginning of a longer one.
        var isSure: Bool
    }

    /// What was read, with a character or two of a known kind told that were misread or lost.
    ///
    /// - Parameters:
    ///   - text: What stands behind the label.
    ///   - following: The next print of the line, which a lost character may have parted from it.
    /// - Returns: The kind; nil for what is no words.
    static func told(_ text: String, following: String) -> Told? {
        guard let words = FieldText.words(text) else { return nil }
        if names.contains(Array(words)) {
            // The beginning of 城乡居民医保 whose rest was not read.
            let isPart = words.hasPrefix("城") && !words.hasSuffix("医保") && !words.hasSuffix("保险")
            let whole = isPart && !following.isEmpty ? only(near(words + following)) : nil
            return whole.map { Told(text: $0, isSure: false) } ?? Told(text: words, isSure: true)
        }
        let isBeginning = names.contains { $0.count > words.count && $0.starts(with: words) }
        let isEnd = names.contains { $0.count > words.count && $0.reversed().starts(with: words.reversed()) }
        let joined = near(text + following)
        // What is a beginning may be that of a longer kind than the nearest.
        let alone = isBeginning ? [] : near(text)
        if !isBeginning || !following.isEmpty, let name = only(joined) ?? only(alone) {
            return Told(text: name, isSure: false)
        }
        let isInsurance = ["医保", "保险", "医疗"].contains(where: words.hasSuffix)
        return Told(
            text: words, isSure: isInsurance && joined.isEmpty && alone.isEmpty && !isBeginning && !isEnd)
    }

    /// The shortest kind that is known although a character of it was misread.
    private static let shortestMisread = 6

    /// The longest of the kinds of medical insurance that a text ends with, one character of a long one misread if need be; nil
    /// where it ends with none.
    static func ending(_ text: String) -> String? {
        let kinds = names.filter { ["医保", "保险"].contains(where: String($0).hasSuffix) }
        let whole = kinds.map { String($0) }.filter(text.hasSuffix).max { $0.count < $1.count }
        if let whole { return whole }
        let near = kinds.filter { kind in
            kind.count >= shortestMisread && text.count >= kind.count
                && zip(text.suffix(kind.count), kind).count { $0 != $1 } == 1
        }
        return near.max { $0.count < $1.count }.flatMap { longest in
            near.count { $0.count == longest.count } == 1 ? String(longest) : nil
        }
    }

    /// The characters that some of the kinds are known to be misread as.
    private static let lookAlikes: [Character: String] = [
        "镇": "镜锁慎", "职": "识取呐织", "工": "王土正江", "城": "坑诚域", "居": "屈店届", "民": "艮氏良", "基": "某甚", "疗": "疔",
        "医": "匠区",
        "保": "侏呆傈", "险": "睑检",
    ]

    /// The least cost of the misreadings that lead from a kind to a text: 2 for a character that is another, lost or too many, 1
    /// for one that looks like what was read.
    private static func halfMisses(_ read: [Character], _ name: [Character]) -> Int {
        var previous = (0...name.count).map { $0 * 2 }
        for (i, seen) in read.enumerated() {
            var current = [(i + 1) * 2]
            for (j, wanted) in name.enumerated() {
                let change = seen == wanted ? 0 : lookAlikes[wanted]?.contains(seen) == true ? 1 : 2
                current.append(min(previous[j] + change, previous[j + 1] + 2, current[j] + 2))
            }
            previous = current
        }
        return previous[name.count]
    }

    /// The known kinds that a text is nearest to: one character in four may be another, lost or too many.
    private static func near(_ text: String) -> [[Character]] {
        let read = Array(text.filter { !$0.isWhitespace })
        let near = names.filter { $0.count >= 4 }.map { (name: $0, misses: halfMisses(read, $0)) }
            .filter { $0.misses * 2 <= $0.name.count }
        let least = near.map(\.misses).min()
        return near.filter { $0.misses == least }.map(\.name)
    }

    private static func only(_ names: [[Character]]) -> String? {
        names.count == 1 ? names.first.map { String($0) } : nil
    }
}
