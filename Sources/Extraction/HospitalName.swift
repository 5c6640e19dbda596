internal import Layout

/// The name of a hospital or pharmacy in a stretch of print.
///
/// Names end with one of few words; places before them may be any. Only the words are told when a character of them
/// was misread, never the place.
struct HospitalName {
    var text: String
    /// Whether a character of the ending was told by the others, or a mark left out.
    var isRepaired: Bool
    /// Whether it ends with one of the usual long endings.
    var hasKnownEnding: Bool
    /// How sure the engine is of the least sure character that may be any, and of the least sure of the ending.
    var placeConfidence: Double
    var endingConfidence: Double
    /// Whether what stands before the ending is as long as names of places, schools and firms are.
    var hasPlace: Bool
    /// Whether a word for a kind of place stands before the ending: 市, 县, 大学.
    var hasKindOfPlace: Bool

    private static let endings = [
        "医院", "卫生院", "卫生服务中心", "卫生服务站", "保健院", "诊所", "大药房", "药房", "药店", "门诊部", "医学中心", "急救中心", "疗养院",
        "防治所", "防治院", "卫生所", "卫生室", "保健所", "分院",
    ]
    /// Marks that no name has: dust and strokes of seals within it.
    private static let specks: Set<Character> = [
        "\\", "|", "/", "'", "`", "\"", ".", ",", "、", "。", "·", "_", "~", "^", "*",
    ]
    /// What may follow the name in the same line.
    private static let followers = [
        "住院", "门诊", "费用", "收费", "医疗", "明细", "清单", "患者", "结算", "药品", "急诊", "出院", "销售", "购药", "(", "病人", "每日",
    ]
    /// Whole endings, told even when misread; `#` stands for a number.
    private static let tails = [
        "人民医院", "第#人民医院", "中心医院", "第#中心医院", "中医医院", "第#中医医院", "中西医结合医院", "妇幼保健院", "妇幼保健医院", "儿童医院", "肿瘤医院",
        "口腔医院", "附属医院", "附属第#医院", "第#附属医院", "大学附属医院", "大学附属第#医院", "大学第#附属医院", "医科大学附属医院", "医科大学附属第#医院",
        "医科大学第#附属医院", "中医药大学附属医院", "中心卫生院", "社区卫生服务中心",
    ].map(Array.init)

    /// The name in a line of print; nil where it holds none.
    ///
    /// - Parameters:
    ///   - characters: The line's, in their order.
    ///   - confidences: The engine's, of each of them.
    init?(_ characters: [Character], confidences: [Double]) {
        let kept = zip(Self.withOnes(characters), confidences).filter {
            !$0.0.isWhitespace && !Self.specks.contains($0.0)
        }
        let marks = characters.count { Self.specks.contains($0) }
        let start = kept.firstIndex { $0.0.isHan } ?? kept.count
        // Behind the name only a bracket is print; figures and letters are what a seal left.
        let end = kept.lastIndex { $0.0.isHan || ")）".contains($0.0) }.map { $0 + 1 } ?? start
        let letters = kept[start..<max(start, end)].map(\.0)
        let sureness = kept[start..<max(start, end)].map(\.1)
        guard letters.count >= 4, letters.count <= 60, !letters.contains(":"), !letters.contains("：") else {
            return nil
        }
        let told: (text: [Character], isRepaired: Bool)
        if let end = Self.end(of: letters) {
            let name = Array(letters[..<end])
            let corrected = Self.corrected(name, sureness: Array(sureness[..<end]))
            told = (corrected, corrected != name)
        } else if let repaired = Self.repaired(letters) {
            told = (repaired, true)
        } else {
            return nil
        }
        // Without a place it is half a name.
        guard told.text.count >= 4,
            !Self.tails.contains(where: {
                $0.count == told.text.count && Self.misses(told.text, $0) <= ($0.count > 5 ? 1 : 0)
            })
        else { return nil }
        text = String(told.text)
        // What stands before it was no Chinese character, or is one that was misread.
        isRepaired =
            told.isRepaired || Self.isNearlyNumbered(told.text) || marks > 0 || start > 0 || end < kept.count
            || Self.lacksNumber(told.text)
        let ending = Self.tailLength(told.text)
        hasKnownEnding = ending >= 4
        hasPlace = Self.isPlace(told.text[..<(told.text.count - ending)])
        hasKindOfPlace = Self.hasKindOfPlace(told.text)
        placeConfidence = sureness[..<(told.text.count - ending)].min() ?? 1
        endingConfidence = sureness[(told.text.count - ending)..<told.text.count].min() ?? 1
    }

    /// The characters with each stroke behind 第 as the 一 that it is.
    private static func withOnes(_ characters: [Character]) -> [Character] {
        characters.enumerated().map { i, character in
            i > 0 && characters[i - 1] == "第" && "-—–_".contains(character) ? "一" : character
        }
    }

    /// Whether a name may begin so: two characters or more, and as many before the first word for a kind of place.
    ///
    /// A few districts and counties have one character; whether that is all of it a person must see.
    private static func isPlace(_ place: ArraySlice<Character>) -> Bool {
        let name = place.prefix { !"市省县区".contains($0) }
        let text = String(place)
        let beginsWithKind = ["大学", "医科大学", "学院", "第", "附属", "学附属"].contains(where: text.hasPrefix)
        return place.count >= 2 && name.count >= 2 && !beginsWithKind
    }

    private static func hasKindOfPlace(_ name: [Character]) -> Bool {
        name.dropFirst(2).contains { "市省县区州旗".contains($0) } || String(name).contains("大学")
    }

    /// Whether the number behind a 第 was not read: 附属第医院.
    private static func lacksNumber(_ name: [Character]) -> Bool {
        zip(name, name.dropFirst()).contains { $0 == "第" && ["医", "人", "中", "附"].contains($1) }
    }

    /// Where a name ends that stands there letter by letter: the farthest place.
    private static func end(of letters: [Character]) -> Int? {
        let whole = String(letters)
        if endings.contains(where: whole.hasSuffix) { return letters.count }
        if letters.last == "店", whole.contains("药房") || whole.contains("药店") || whole.contains("药业") {
            return letters.count
        }
        return (4..<letters.count).last { end in
            let head = String(letters[..<end])
            let rest = String(letters[end...])
            return endings.contains(where: head.hasSuffix) && followers.contains(where: rest.hasPrefix)
        }
    }

    /// The name whose ending was misread: a character or two of a long one.
    private static func repaired(_ letters: [Character]) -> [Character]? {
        var best: (text: [Character], misses: Int, length: Int)?
        for end in 4...letters.count where end == letters.count || isFollowed(letters[end...]) {
            for length in Set(tails.map(\.count)).sorted(by: >) where length < end {
                let window = Array(letters[(end - length)..<end])
                let found = tails.filter { $0.count == length }.map { (tail: $0, misses: misses(window, $0)) }
                guard let least = found.map(\.misses).min(), least <= (length >= 6 ? 2 : 1) else { continue }
                guard least < best?.misses ?? .max || (least == best?.misses && length > best?.length ?? 0)
                else {
                    continue
                }
                // Where endings that are as near differ, what was read stays.
                let near = found.filter { $0.misses == least }.map(\.tail)
                let told = window.indices.map { i in
                    let letter = near[0][i]
                    return letter != "#" && near.allSatisfy { $0[i] == letter } ? letter : window[i]
                }
                best = (Array(letters[..<(end - length)]) + told, least, length)
            }
        }
        return best?.text
    }

    /// Whether a name ends nearly as those of the people's hospitals and those with numbers do: 人展医院 and 第兰人民医院 are no
    /// ends of names, however surely they were read.
    private static func isNearlyNumbered(_ name: [Character]) -> Bool {
        let exact =
            tails.filter { $0.count <= name.count && misses(Array(name.suffix($0.count)), $0) == 0 }
            .map(\.count).max() ?? 0
        return tails.contains { tail in
            guard tail.contains("#") || tail == Array("人民医院"), name.count > tail.count, tail.count > exact
            else { return false }
            let window = Array(name.suffix(tail.count))
            // The first may belong to the place: 市二人民医院.
            return window.first == tail.first && misses(window, tail) == 1
        }
    }

    /// Whether some text holds a character of the words that name who treats the sick or sells to them, among which a
    /// label's own are not.
    static func isNamed(_ text: String) -> Bool { text.contains { "医院药诊疗卫健康所站室店堂馆".contains($0) } }

    /// What the characters of short endings are known to be misread as.
    private static let lookAlikes: [Character: String] = [
        "中": "申串巾", "心": "必", "人": "入八", "民": "艮良", "医": "匠", "幼": "纠", "儿": "几", "大": "犬太天", "第": "弟笫",
        "附": "阶队阵", "属": "及居尾",
    ]
    /// A character that was read less surely may be another.
    private static let badlyRead = 0.9

    /// A name whose last word was read well, with a character of the words before it told that was misread: 附懊第一医院.
    ///
    /// In short endings only by its looks: 爱心医院 is a name. Of long ones half may be told, where each of the misread characters
    /// was read badly or looks like what it must be.
    private static func corrected(_ name: [Character], sureness: [Double]) -> [Character] {
        let ends = tails.filter { $0.count < name.count }.map {
            (tail: $0, window: Array(name.suffix($0.count)))
        }
        let exact = ends.filter { misses($0.window, $0.tail) == 0 }.map(\.tail.count).max() ?? 0
        let near = ends.filter { tail, window in
            let wrong = tail.indices.filter { tail[$0] != "#" && tail[$0] != window[$0] }
            guard tail.count > exact, let first = wrong.first, misses(window, tail) == wrong.count else {
                return false
            }
            func isAlike(_ i: Int) -> Bool { lookAlikes[tail[i]]?.contains(window[i]) == true }
            if wrong.count > 1 {
                let offset = name.count - tail.count
                return tail.count > 5 && wrong.count * 2 <= tail.count
                    && wrong.allSatisfy { isAlike($0) || sureness[offset + $0] < badlyRead }
            }
            // The first may belong to the place, and 市二人民医院 is a name.
            let isWithin = first > 0 && tail[first] != "第" && tail.count > 5
            return isWithin || isAlike(first)
        }
        let longest = near.filter { $0.tail.count == near.map(\.tail.count).max() }
        let told = Set(
            longest.map { zip($0.window, $0.tail).map { seen, wanted in wanted == "#" ? seen : wanted } })
        // Where endings that are as near differ, what was read stays.
        guard told.count == 1, let ending = told.first else { return name }
        return Array(name.dropLast(ending.count)) + ending
    }

    private static func misses(_ window: [Character], _ tail: [Character]) -> Int {
        zip(window, tail).count { seen, wanted in
            wanted == "#" ? !"一二三四五六七八九十".contains(seen) : seen != wanted
        }
    }

    /// Whether a title's words follow, one of their first two characters misread at most.
    private static func isFollowed(_ rest: ArraySlice<Character>) -> Bool {
        // 医院 itself is like 医疗 and 住院.
        guard !endings.contains(where: String(rest).hasPrefix) else { return false }
        return followers.contains { word in
            zip(word, rest).contains { $0 == $1 } && word.count == 2 && rest.count >= 2
        }
    }

    private static func tailLength(_ name: [Character]) -> Int {
        let longest = tails.filter { $0.count < name.count && misses(Array(name.suffix($0.count)), $0) == 0 }
            .map(\.count).max()
        return longest ?? endings.filter { String(name).hasSuffix($0) && $0.count < name.count }.map(\.count)
            .max() ?? 0
    }
}

extension HospitalName {
    /// Whether it was read so well that one reading is enough.
    var isSure: Bool { !isRepaired && placeConfidence >= 0.95 && endingConfidence >= 0.85 }

    /// Whether it was read so well that two equal readings are enough.
    var isLikely: Bool { !isRepaired && placeConfidence >= 0.85 && endingConfidence >= 0.8 }
}
