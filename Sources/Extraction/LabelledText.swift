internal import Layout
internal import Slips

/// A value with the label that it stands behind.
struct LabelledValue {
    var field: SlipField?
    /// The label's word.
    var label = ""
    /// The text after the label, marks at its ends cut off.
    var text: String
    /// The other readings of the same, that of the number engine first.
    var others: [String] = []
    /// The engine's confidence in each of the text's characters, 0…1.
    var confidences: [Double]
    var box: Box
    /// What stands in the line's next runs up to the next label: the rest of a value that a wide gap cuts.
    var following: String

    /// The same by the number engine, where that saw something else.
    var second: String? { others.first }

    /// The engine's confidence in the least sure of the value's characters, 0…1.
    var confidence: Double { confidences.min() ?? 0 }

    /// The same of the digits and letters alone: marks between them say nothing.
    var digitConfidence: Double {
        zip(text, confidences).filter { $0.0.isNumber || $0.0.isLetter }.map(\.1).min() ?? 0
    }
}

/// A label as it stands on the page.
struct PlacedLabel {
    var field: SlipField?
    var box: Box
    /// Whether a value stands behind it in its own line.
    var hasValue: Bool
}

/// Takes a line of labels and values apart.
struct LabelledText {
    private struct Glyph {
        let character: Character
        let code: UInt32
        let run: Int
        let confidence: Double
        let box: Box

        init(_ character: Character, run: Int, confidence: Double, box: Box) {
            self.character = character
            code = FieldLabels.code(of: character)
            self.run = run
            self.confidence = confidence
            self.box = box
        }
    }

    let line: TextLine
    private var glyphs: [Glyph] = []
    private var labels: [Found] = []

    init(_ line: TextLine) {
        self.line = line
        for (i, run) in line.runs.enumerated() {
            // A symbol may be several characters; they share its confidence.
            let symbols =
                run.symbols.isEmpty
                ? [Symbol(text: run.text, box: run.box, confidence: run.confidence)] : run.symbols
            for symbol in symbols {
                for character in symbol.text where !character.isWhitespace {
                    glyphs.append(
                        Glyph(
                            Self.plain(character), run: i, confidence: symbol.confidence,
                            box: symbol.box))
                }
            }
        }
        labels = foundLabels()
    }

    /// Full-width marks as plain ones.
    private static func plain(_ character: Character) -> Character {
        switch character {
        case "：", "﹕": ":"
        case "（": "("
        case "）": ")"
        case "，": ","
        case "￥": "¥"
        default: character
        }
    }

    private struct Found {
        var label: FieldLabels.Label
        var range: Range<Int>
    }

    /// The labelled values of the line, left to right.
    func values() -> [LabelledValue] {
        labels.enumerated().compactMap { i, found in
            let end = i + 1 < labels.count ? labels[i + 1].range.lowerBound : glyphs.count
            var value = value(
                of: found.label.field, in: found.range.upperBound..<max(found.range.upperBound, end))
            value?.label = String(found.label.word)
            return value
        }
    }

    /// The labels of the line, left to right.
    func placedLabels() -> [PlacedLabel] {
        labels.enumerated().compactMap { i, found in
            let end = i + 1 < labels.count ? labels[i + 1].range.lowerBound : glyphs.count
            let hasValue =
                value(
                    of: found.label.field,
                    in: found.range.upperBound..<max(found.range.upperBound, end)) != nil
            return Box.union(of: glyphs[found.range].map(\.box)).map {
                PlacedLabel(field: found.label.field, box: $0, hasValue: hasValue)
            }
        }
    }

    private func foundLabels() -> [Found] {
        var result: [Found] = []
        var i = 0
        while i < glyphs.count {
            if let label = label(at: i) {
                result.append(Found(label: label, range: i..<(i + label.word.count)))
                i += label.word.count
            } else {
                i += 1
            }
        }
        return result
    }

    /// The label that begins at a character: the longest that stands there letter by letter, else the one that
    /// the fewest misreadings lead to, unless labels of different fields are as near (入院, 出院).
    private func label(at start: Int) -> FieldLabels.Label? {
        var best: (label: FieldLabels.Label, misses: Int)?
        var isDoubtful = false
        for label in FieldLabels.all {
            let end = start + label.word.count
            guard end <= glyphs.count else { continue }
            guard let misses = misses(of: label, at: start),
                isBorder(start, end, exact: misses == 0)
                    || (misses <= Self.missesBeforeValue(label)
                        && isFollowedByValue(of: label.field, start, end))
            else { continue }
            if misses == 0 { return label }
            if misses < best?.misses ?? .max {
                best = (label, misses)
                isDoubtful = false
            } else if misses == best?.misses, label.field != best?.label.field {
                isDoubtful = true
            }
        }
        return isDoubtful ? nil : best?.label
    }

    /// How many misses a label may have: a date and a kind of insurance tell by themselves that they stand behind the right
    /// one, an amount does not.
    private static func allowedMisses(_ label: FieldLabels.Label) -> Int {
        switch label.word.count {
        case 5...: 4
        case 4:
            [.issueDate, .admissionDate, .dischargeDate, .insuranceType].contains(label.field) ? 3 : 2
        case 3: 2
        default: 1
        }
    }

    /// How many misses a label may have whose value follows directly: sex and surnames are few characters.
    private static func missesBeforeValue(_ label: FieldLabels.Label) -> Int {
        label.field == .patient || label.field == .sex ? 1 : 0
    }

    /// 0 for a label that stands there; 1 for each known misreading, 3 for each other one; nil for more than it may have.
    private func misses(of label: FieldLabels.Label, at start: Int) -> Int? {
        var allowed = Self.allowedMisses(label)
        let end = start + label.word.count
        // A line that begins with two known misreadings and a colon begins with a label: 呈包:.
        if start == 0, label.word.count == 2, glyphs.indices.contains(end), glyphs[end].character == ":" {
            allowed = 2
        }
        if provesOneMiss(of: label, at: start) { allowed = Self.otherMiss }
        var misses = 0
        for (offset, wanted) in label.codes.enumerated() {
            let seen = glyphs[start + offset].code
            guard wanted != seen else { continue }
            misses += FieldLabels.confusions[wanted]?.contains(seen) == true ? 1 : Self.otherMiss
            if misses > allowed { return nil }
        }
        // 医疗类别 is as near to 医保类别: what stands behind it must be a kind of insurance.
        if label.field == .insuranceType, misses > 2, !beginsInsurance(end) {
            return nil
        }
        return misses
    }

    /// What a misreading costs that is not among those known.
    private static let otherMiss = 3
    /// The fewest figures of a record's number.
    private static let leastFigures = 5

    /// Whether what stands behind a label that begins its print tells that it is one, though a character of it was read as
    /// any other: a record's number behind 渺诊号:, a name and nothing else behind 顾窜:.
    private func provesOneMiss(of label: FieldLabels.Label, at start: Int) -> Bool {
        let end = start + label.word.count
        guard start == 0 || glyphs[start].run != glyphs[start - 1].run, glyphs.indices.contains(end),
            glyphs[end].character == ":"
        else { return false }
        let value = glyphs[(end + 1)...].prefix { $0.run == glyphs[start].run }.map(\.character)
        switch label.field {
        case .recordNumber:
            return label.word.count == 3 && label.word.suffix(1) == ["号"]
                && glyphs[end - 1].character == "号" && value.count >= Self.leastFigures
                && value.allSatisfy { $0.isASCII && $0.isNumber }
        case .patient:
            return start == 0 && label.word.count == 2 && glyphs[start].character == label.word[0]
                && "顾患".contains(label.word[0]) && glyphs[start + 1].character != "问"
                && (2...4).contains(value.count) && glyphs.count == end + 1 + value.count
                && value.allSatisfy(\.isHan) && PersonName.surnames.contains(value[0])
        default: return false
        }
    }

    /// Whether a kind of insurance may begin behind a label and its marks.
    private func beginsInsurance(_ end: Int) -> Bool {
        let next = glyphs.dropFirst(end).first { !":;.,(".contains($0.character) }
        return next.map { Self.beginningsOfInsurance.contains($0.character) } ?? false
    }

    private static let beginningsOfInsurance = "城职居新公工生自"

    /// Whether a label may stand between two places.
    ///
    /// Before it: the line's beginning, a gap or a mark; after it: a colon, a bracket, a gap or the line's end.
    private func isBorder(_ start: Int, _ end: Int, exact: Bool) -> Bool {
        let follows = end < glyphs.count ? glyphs[end].character : nil
        let gapAfter = end >= glyphs.count || glyphs[end].run != glyphs[end - 1].run
        let isMarked = follows.map { ":;.(¥,".contains($0) } ?? false
        guard isMarked || gapAfter || (exact && end - start >= 4) else { return false }
        guard start > 0, glyphs[start].run == glyphs[start - 1].run else { return true }
        // 日期 in 入院日期 is no label of its own; a long label after a value is.
        return !glyphs[start - 1].character.isHan || (exact && end - start >= 3)
            || (exact && follows == ":"
                && FieldLabels.standAlone.contains(String(glyphs[start..<end].map(\.character))))
    }

    /// Whether a value of a field's own form follows a label directly, which begins a run: `性别男`, `发票号7027578423`.
    private func isFollowedByValue(of field: SlipField?, _ start: Int, _ end: Int) -> Bool {
        guard start == 0 || glyphs[start].run != glyphs[start - 1].run, glyphs.indices.contains(end) else {
            return false
        }
        let next = glyphs[end].character
        switch field {
        case .sex: return next == "男" || next == "女"
        case .patient: return glyphs.count > end + 1 && PersonName.surnames.contains(next)
        case .insuranceType: return Self.beginningsOfInsurance.contains(next)
        case .idNumber, .recordNumber, .receiptCode, .receiptNumber, .age, .admissionDate, .dischargeDate,
            .issueDate:
            return next.isASCII && next.isNumber
        default: return false
        }
    }

    private func value(of field: SlipField?, in range: Range<Int>) -> LabelledValue? {
        var range = range
        let labelEnd = range.lowerBound - 1
        func isMark(_ i: Int) -> Bool { ":;.,()¥|-_—·".contains(glyphs[i].character) }
        while let first = range.first, isMark(first) { range = (first + 1)..<range.upperBound }
        // A ¥ that was misread parts no total from its label.
        if field == .total, let first = range.first, !glyphs[first].character.isNumber,
            range.dropFirst().first.map({
                glyphs[$0].run != glyphs[first].run && glyphs[$0].character.isNumber
            })
                == true
        {
            range = (first + 1)..<range.upperBound
        }
        while let last = range.last, ":;,|_—(".contains(glyphs[last].character) {
            range = range.lowerBound..<last
        }
        guard let first = range.first, !isOfOtherPrint(first, behind: labelEnd, field) else { return nil }
        let whole = range
        // A value is one run of print; only capitals and names of places are printed with wide gaps.
        if field != .totalCapitals, field != .hospital, let first = range.first {
            let run = glyphs[first].run
            let end = range.first { glyphs[$0].run != run } ?? range.upperBound
            range = range.lowerBound..<end
        } else if field == .totalCapitals, let end = endOfCapitals(in: range) {
            range = range.lowerBound..<end
        }
        let runs = Set(range.map { glyphs[$0].run }).sorted().map { line.runs[$0] }
        guard let box = Box.union(of: runs.map(\.box)) else { return nil }
        return LabelledValue(
            field: field, text: String(range.map { glyphs[$0].character }), others: otherReadings(of: range),
            confidences: range.map { glyphs[$0].confidence }, box: box,
            following: String(glyphs[range.upperBound..<whole.upperBound].map(\.character)))
    }

    /// How far behind its label a value of few characters stands at most, in heights of a character.
    private static let reach = 10

    /// Whether print stands so far behind a label that it is no value of it: that of the label is printed off the line.
    private func isOfOtherPrint(_ place: Int, behind labelEnd: Int, _ field: SlipField?) -> Bool {
        guard let field, [.patient, .sex, .age, .insuranceType].contains(field), labelEnd >= 0 else {
            return false
        }
        let label = glyphs[labelEnd].box
        return glyphs[place].box.left - label.right > line.runs[glyphs[labelEnd].run].box.height * Self.reach
    }

    /// Where an amount in capitals ends with a run of print, and nothing but scraps of a seal stands behind it.
    private func endOfCapitals(in range: Range<Int>) -> Int? {
        let last = range.dropLast().first { i in
            "分整正".contains(glyphs[i].character) && glyphs[i].run != glyphs[i + 1].run
        }
        guard let end = last.map({ $0 + 1 }) else { return nil }
        let isScraps = glyphs[end..<range.upperBound].allSatisfy {
            !$0.character.isNumber && !CapitalAmount.characters.contains($0.character)
        }
        return isScraps ? end : nil
    }

    /// The other texts for the same stretch: the tails of the other readings of its run, where the value ends the run and
    /// stands in one.
    private func otherReadings(of range: Range<Int>) -> [String] {
        guard let first = range.first, glyphs[first].run == glyphs[range.upperBound - 1].run else {
            return []
        }
        let run = glyphs[first].run
        let before = glyphs[..<first].count { $0.run == run }
        let after = glyphs[range.upperBound...].count { $0.run == run }
        return line.runs[run].alternatives.compactMap { other in
            let whole = other.text.filter { !$0.isWhitespace }.map(Self.plain)
            return before + after < whole.count ? String(whole[before..<(whole.count - after)]) : nil
        }
    }
}
