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
        return Told(text: words, isSure: joined.isEmpty && alone.isEmpty && !isBeginning && !isEnd)
    }

    /// The longest of the kinds of medical insurance that a text ends with; nil where it ends with none.
    static func ending(_ text: String) -> String? {
        names.map { String($0) }.filter { ($0.hasSuffix("医保") || $0.hasSuffix("保险")) && text.hasSuffix($0) }
            .max { $0.count < $1.count }
    }

    /// The known kinds that a text is nearest to: one character in four may be another, lost or too many.
    private static func near(_ text: String) -> [[Character]] {
        let read = Array(text.filter { !$0.isWhitespace })
        let near = names.filter { $0.count >= 4 }.map {
            (name: $0, misses: EditDistance.between(read, and: $0))
        }
        .filter { $0.misses * 4 <= $0.name.count }
        let least = near.map(\.misses).min()
        return near.filter { $0.misses == least }.map(\.name)
    }

    private static func only(_ names: [[Character]]) -> String? {
        names.count == 1 ? names.first.map { String($0) } : nil
    }
}
