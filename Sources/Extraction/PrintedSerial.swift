internal import Layout
internal import Slips

/// Finds the serial number that is printed on a form in its own ink, behind `No.` or a mark like it.
///
/// Source: field guide, “What real receipts look like”: the number stands in red near the title, without a Chinese
/// label, and again in small print.
enum PrintedSerial {
    /// How many digits the numbers of receipts have.
    private static let digits = 7...12

    /// The number; nil where none stands in the upper half of a first page.
    static func find(in layouts: [PageLayout]) -> Reading<String>? {
        guard let layout = layouts.first else { return nil }
        // The form's ink is whole only where all inks are read.
        let found = (layout.formLines + layout.lines).filter { $0.box.centerY * 2 < layout.height }
            .compactMap(serial)
        guard var first = found.first else { return unmarked(in: layout) }
        // The o of No was taken for a figure where the small print beside it says the number without.
        if first.digits.hasPrefix("0"), let other = unmarked(in: layout)?.value, "0" + other == first.digits {
            first.digits = other
        }
        let isConfirmed = found.dropFirst().contains { $0.digits == first.digits }
        let isContradicted = found.contains { $0.digits != first.digits }
        return Reading(
            value: first.digits, raw: first.raw, confidence: first.confidence,
            place: Place(first.box, page: 1),
            needsReview: isContradicted || !(isConfirmed || first.isAgreed))
    }

    /// The part of a page, from its top, in which a number without a mark may be its serial number.
    private static let head = 0.3

    /// The number that stands alone near the title, its mark not read; certain where it stands at two places.
    private static func unmarked(in layout: PageLayout) -> Reading<String>? {
        var found: [Serial] = []
        for line in layout.lines + layout.formLines {
            for (i, run) in line.runs.enumerated()
            where Double(run.box.centerY) < Double(layout.height) * head {
                guard run.text.count >= 8, isSerial(run.text), FieldText.date(run.text) == nil,
                    i == 0 || isApart(run, from: line.runs[i - 1], em: layout.emHeight)
                else { continue }
                // One print read in two layers is one.
                let isKnown = found.contains {
                    let shared = $0.box.intersection(run.box)
                    return shared.width * 2 > run.box.width && shared.height > 0
                }
                guard !isKnown else { continue }
                found.append(
                    Serial(
                        digits: run.text, raw: run.text, confidence: run.confidence, box: run.box,
                        isAgreed: run.alternatives.allSatisfy { $0.text == run.text }))
            }
        }
        let counts = Dictionary(grouping: found, by: \.digits).mapValues(\.count)
        let most = counts.values.max() ?? 0
        guard let best = found.first(where: { counts[$0.digits] == most }) else { return nil }
        return Reading(
            value: best.digits, raw: best.raw, confidence: best.confidence, place: Place(best.box, page: 1),
            needsReview: most < 2 || counts.count > 1)
    }

    /// Whether a serial number may stand behind some print: behind a title or a speck, not behind a label.
    private static func mayStandBefore(_ text: String) -> Bool {
        text.isEmpty || text.hanCount >= 5
            || (text.count == 1 && !text.contains { $0.isLetter || $0.isNumber })
    }

    /// Whether a serial number stands so far behind other print that it belongs to none of it, or has that lie under it.
    private static func isApart(_ run: TextRun, from before: TextRun, em: Int) -> Bool {
        let isLabel = before.text.last.map { ":：".contains($0) } == true || before.text.hanCount > 1
        let gap = run.box.left - before.box.right
        return mayStandBefore(before.text) || gap < -em || (gap > em * 6 && !isLabel)
    }

    private struct Serial {
        var digits: String
        var raw: String
        var confidence: Double
        var box: Box
        /// Whether both engines read the same digits.
        var isAgreed: Bool
    }

    private static func serial(in line: TextLine) -> Serial? {
        for (i, run) in line.runs.enumerated() {
            let readings = ([run.text] + run.alternatives.map(\.text)).map { withoutMark($0) }
            guard let number = readings.last(where: { isSerial($0.digits) }) else { continue }
            let isMarked = number.hadMark || (i > 0 && isMark(line.runs[i - 1].text))
            guard isMarked else { continue }
            return Serial(
                digits: number.digits, raw: run.text, confidence: run.confidence, box: run.box,
                isAgreed: readings.count > 1 && readings.allSatisfy { $0.digits == number.digits })
        }
        return nil
    }

    private static func isSerial(_ text: String) -> Bool {
        digits.contains(text.count) && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func withoutMark(_ read: String) -> (digits: String, hadMark: Bool) {
        let text = digitsRestored(read)
        let start = text.lastIndex { !($0.isASCII && $0.isNumber) }.map(text.index(after:)) ?? text.startIndex
        let mark = String(text[..<start])
        guard mark.isEmpty || isMark(mark) else { return ("", false) }
        return (String(text[start...]), !mark.isEmpty)
    }

    /// The number at the text's end, specks around it left out and a letter or two in it taken for digits.
    private static func digitsRestored(_ text: String) -> String {
        let plain = text.filter { !$0.isWhitespace }
        func isSpeck(_ character: Character) -> Bool { ".,-_~'’·。、:".contains(character) }
        let core = plain.prefix(plain.count - plain.reversed().prefix(while: isSpeck).count).drop(
            while: isSpeck)
        let letters = core.count { !($0.isASCII && $0.isNumber) }
        guard letters <= 2, digits.contains(core.count) else { return String(core) }
        let restored = core.compactMap { $0.isASCII && $0.isNumber ? $0 : FieldText.digit(readAs: $0) }
        return restored.count == core.count && core.first.map { !"NnoO".contains($0) } == true
            ? String(restored) : String(core)
    }

    /// `No.`, `NO:`, `№`, and what engines make of them: short, without Chinese, and with something round in it.
    private static func isMark(_ text: String) -> Bool {
        let letters = text.filter { !$0.isWhitespace }
        guard (1...4).contains(letters.count), letters.hanCount == 0 else { return false }
        return letters.contains { "oO0°º№Q".contains($0) }
    }
}
