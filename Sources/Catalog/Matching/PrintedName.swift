/// A printed name taken apart: what may be the entry's name, and what is glued to it.
struct PrintedName {
    /// The forms in which it may stand in a catalog, from the whole to the most stripped.
    private(set) var forms: [ReadText] = []
    /// The insurance class in brackets before the name, where it was read without doubt.
    private(set) var classMark: Unicode.Scalar?
    /// A specification glued to the name's end; empty when there is none.
    private(set) var gluedSpec: [Unicode.Scalar] = []
    /// A code glued to the name's front.
    private(set) var gluedCode: String?

    /// Marks that hospitals set before a name, what chi_sim makes of them, and what can start no name.
    private static let marks = Set("★▲△◆●○■□☆※◇▽▼◎*#&@^+=~-.:/\\?)%<>争镶妈".unicodeScalars)

    /// Words in brackets that tell of payment or origin, not of the item.
    private static let tags: [[Unicode.Scalar]] = [
        "甲", "乙", "丙", "基", "限", "甲类", "乙类", "丙类", "自费", "全自费", "医保", "非医保", "国产", "进口", "合资", "集采", "国采",
        "省采", "带量", "国谈", "谈判", "基药", "国基", "限制", "公费", "自付", "自理", "双通道",
    ].map { NormalText($0).scalars }

    /// Characters that stand in a specification behind its first digit.
    private static let specCharacters = Set(
        "0123456789.*/:%()+-abcdefghijklmnopqrstuvwxyz片粒支袋丸瓶盒包枚贴板揿喷克毫升万单位套个号".unicodeScalars)

    /// - Parameters:
    ///   - text: As read.
    ///   - confidences: How sure the engine was of each character; empty where it did not say.
    init(_ text: String, confidences: [Double] = []) {
        let read = ReadText(text, confidences: confidences)
        var rest = read.scalars[...]
        if let code = Self.leadingCode(rest) {
            gluedCode = NormalText(scalars: code).text.uppercased()
            rest = rest.dropFirst(code.count)
        }
        rest = rest.drop { Self.marks.contains($0) }
        append(rest, of: read)
        classMark = Self.classMark(rest)
        let withoutHead = Self.withoutLeadingTags(rest)
        append(withoutHead, of: read)
        let withoutTags = Self.withoutTrailingTags(withoutHead)
        append(withoutTags, of: read)
        if let start = Self.startOfSpec(withoutTags) {
            gluedSpec = withoutTags[start...].filter { $0 != "(" && $0 != ")" }
            append(withoutTags[..<start], of: read)
        }
    }

    private mutating func append(_ form: ArraySlice<Unicode.Scalar>, of read: ReadText) {
        let form = read[form.startIndex..<form.endIndex]
        if !form.scalars.isEmpty, !forms.contains(form) { forms.append(form) }
    }

    /// `(甲)` or `(乙` at the start.
    private static func classMark(_ scalars: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        guard scalars.first == "(", let mark = scalars.dropFirst().first, "甲乙丙".unicodeScalars.contains(mark),
            scalars.dropFirst(2).first == ")"
        else { return nil }
        return mark
    }

    /// A run of eight and more letters and digits before the name, up to its last digit.
    private static func leadingCode(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        let run = scalars.prefix { $0.isDigit || $0.isLatin }
        guard let last = run.lastIndex(where: \.isDigit) else { return nil }
        let code = run[...last]
        return code.count >= 8 && code.count < scalars.count && code.filter(\.isDigit).count >= 6 ? code : nil
    }

    private static func withoutLeadingTags(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<
        Unicode.Scalar
    > {
        var rest = scalars
        while let end = endOfLeadingTag(rest), rest[end...].contains(where: \.isHan) {
            rest = rest[end...].drop { marks.contains($0) }
        }
        // △ is often read as A or 4.
        if rest.first == "a" || rest.first == "4", rest.dropFirst().first?.isHan == true {
            rest = rest.dropFirst()
        }
        return rest
    }

    /// The place after a tag at the start: `(甲)`, `人甲)`, `(乙8`, also with its letter misread.
    private static func endOfLeadingTag(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        if let close = scalars.prefix(6).firstIndex(of: ")") {
            let content = scalars[..<close].drop { $0 == "(" }
            let isLetter = content.count <= 3 && isTag(content.suffix(1))
            return isLetter || isTag(content) ? close + 1 : nil
        }
        guard scalars.first == "(", scalars.count > 4, isTag(scalars.dropFirst().prefix(1)) else {
            return nil
        }
        let end = scalars.startIndex + 2
        return scalars[end].isHan ? end : end + 1
    }

    private static func withoutTrailingTags(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<
        Unicode.Scalar
    > {
        var rest = scalars
        while let start = startOfTrailingTag(rest), start > rest.startIndex + 1 { rest = rest[..<start] }
        return rest
    }

    /// Where a tag at the end begins: `(进口)`, `(进d)`, `7国产)`, `(国产`, also with one character misread.
    private static func startOfTrailingTag(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        if let open = scalars.lastIndex(of: "("), scalars.endIndex - open <= 6 {
            let content = scalars[(open + 1)...].filter { $0 != ")" }
            if isTag(content[...]) { return open }
        }
        for junk in 0...2 where scalars.count > junk + 3 {
            let end = scalars.endIndex - junk
            guard scalars[end...].allSatisfy({ !$0.isHan || $0 == "一" }) else { break }
            let content = scalars[(end - 2)..<end]
            let before = end - 3
            guard isTag(content), content.contains(where: \.isHan) else { continue }
            // Without any bracket left the tag must stand there in full.
            let isWhole = tags.contains(Array(content))
            if !scalars[before].isHan, scalars[before] != ")" { return before }
            if isWhole || junk > 0 && scalars[end...].contains(")") { return before + 1 }
        }
        return nil
    }

    /// Whether text in brackets is a tag, also when one of its characters was misread.
    private static func isTag(_ content: ArraySlice<Unicode.Scalar>) -> Bool {
        guard !content.isEmpty else { return true }
        return tags.contains { tag in
            guard tag.count == content.count else { return false }
            let differing = zip(tag, content).filter { $0 != $1 }
            return differing.isEmpty
                || differing.count == 1
                    && (tag.count > 1 || differing.allSatisfy { ShapeConfusions.areAlike($0, $1) })
        }
    }

    /// Where a glued specification begins: at a digit after Chinese, when nothing but a specification follows.
    private static func startOfSpec(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        guard
            let start = scalars.indices.dropFirst(2).first(where: { index in
                scalars[index].isDigit
                    && (scalars[index - 1].isHan || scalars[index - 1] == "(" || scalars[index - 1] == ")")
                    && scalars[index...].allSatisfy(specCharacters.contains)
            })
        else { return nil }
        let tail = scalars[start...]
        guard tail.count >= 2, tail.contains(where: { $0.isLatin || $0.isHan }), measures(tail) else {
            return nil
        }
        return scalars[start - 1] == "(" ? start - 1 : start
    }

    /// What stands behind a number in a specification, as far as it begins so: `mg`, `ml`, `iu`, `fr`.
    private static let units = [
        "g", "m", "l", "u", "n", "k", "i", "c", "f", "d", "s", "p", "t", "w", "h", "j", "b", "v",
    ]
    .map(Unicode.Scalar.init)

    /// Whether text with digits measures something, and is not part of a name as in `(18AA-Ⅳ-SF)`.
    private static func measures(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        text.contains { $0.isHan || "*:%".unicodeScalars.contains($0) }
            || zip(text, text.dropFirst()).contains { $0.isDigit && units.contains($1) }
    }
}
