internal import Layout
internal import Slips

/// A value with the label that it stands behind.
struct LabelledValue {
    var field: SlipField?
    /// The text after the label, marks at its ends cut off.
    var text: String
    /// The same by the number engine, where that saw something else.
    var second: String?
    /// The engine's confidence in the value's characters, 0…1.
    var confidence: Double
    var box: Box
}

/// Takes a line of labels and values apart.
struct LabelledText {
    private struct Glyph {
        var character: Character
        var run: Int
    }

    private var line: TextLine
    private var glyphs: [Glyph] = []

    init(_ line: TextLine) {
        self.line = line
        for (i, run) in line.runs.enumerated() {
            for character in run.text where !character.isWhitespace {
                glyphs.append(Glyph(character: Self.plain(character), run: i))
            }
        }
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
        let labels = labels()
        return labels.enumerated().compactMap { i, found in
            let end = i + 1 < labels.count ? labels[i + 1].range.lowerBound : glyphs.count
            return value(of: found.label.field, in: found.range.upperBound..<max(found.range.upperBound, end))
        }
    }

    private func labels() -> [Found] {
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

    /// The longest label that begins at a character.
    private func label(at start: Int) -> FieldLabels.Label? {
        FieldLabels.all.first { label in
            let end = start + label.word.count
            guard end <= glyphs.count else { return false }
            var misses = 0
            for (wanted, glyph) in zip(label.word, glyphs[start..<end]) where wanted != glyph.character {
                misses += FieldLabels.confusions[wanted]?.contains(glyph.character) == true ? 0 : 2
                misses += 1
            }
            let allowed = label.word.count >= 5 ? 4 : label.word.count >= 3 ? 3 : 1
            guard misses <= allowed, misses == 0 || misses < label.word.count else { return false }
            return isBorder(start, end, exact: misses == 0)
        }
    }

    /// Whether a label may stand between two places: after the line's beginning, a gap or a mark, before a colon,
    /// a bracket, a gap or the line's end.
    private func isBorder(_ start: Int, _ end: Int, exact: Bool) -> Bool {
        let follows = end < glyphs.count ? glyphs[end].character : nil
        let gapAfter = end >= glyphs.count || glyphs[end].run != glyphs[end - 1].run
        let marked = follows.map { ":;.(¥,".contains($0) } ?? false
        guard marked || gapAfter || (exact && end - start >= 4) else { return false }
        guard start > 0, glyphs[start].run == glyphs[start - 1].run else { return true }
        let before = glyphs[start - 1].character
        // 合计 in 费用合计 is no label of its own; after a value it is.
        return !isHan(before) || marked
    }

    private func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x4E00...0x9FFF).contains($0.value) } ?? false
    }

    private func value(of field: SlipField?, in range: Range<Int>) -> LabelledValue? {
        var range = range
        func isMark(_ i: Int) -> Bool { ":;.,()¥|-_—·".contains(glyphs[i].character) }
        while let first = range.first, isMark(first) { range = (first + 1)..<range.upperBound }
        while let last = range.last, ":;,|_—(".contains(glyphs[last].character) {
            range = range.lowerBound..<last
        }
        guard !range.isEmpty else { return nil }
        let runs = Set(range.map { glyphs[$0].run }).sorted().map { line.runs[$0] }
        guard let box = Box.union(of: runs.map(\.box)) else { return nil }
        return LabelledValue(
            field: field, text: String(range.map { glyphs[$0].character }), second: second(for: range),
            confidence: runs.map(\.confidence).min() ?? 0, box: box)
    }

    /// The number engine's text for the same stretch: the tail of its reading of the run, where the value ends the
    /// run and stands in one.
    private func second(for range: Range<Int>) -> String? {
        guard let first = range.first, glyphs[first].run == glyphs[range.upperBound - 1].run else {
            return nil
        }
        let run = glyphs[first].run
        guard let other = line.runs[run].alternatives.first else { return nil }
        let before = glyphs[..<first].count { $0.run == run }
        let whole = other.text.filter { !$0.isWhitespace }.map(Self.plain)
        let after = glyphs[range.upperBound...].count { $0.run == run }
        guard before + after < whole.count else { return nil }
        return String(whole[before..<(whole.count - after)])
    }
}
