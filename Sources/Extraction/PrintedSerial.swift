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
        guard let first = found.first else { return nil }
        let isConfirmed = found.dropFirst().contains { $0.digits == first.digits }
        let isContradicted = found.contains { $0.digits != first.digits }
        return Reading(
            value: first.digits, raw: first.raw, confidence: first.confidence,
            place: Place(first.box, page: 1),
            needsReview: isContradicted || !(isConfirmed || first.isAgreed))
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
