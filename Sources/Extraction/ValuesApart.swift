internal import Layout
internal import Slips

/// Finds values that do not stand in the line of their label: printed half a line off on a form, or below it.
enum ValuesApart {
    /// The fields that are looked for so; sums are proven elsewhere.
    private static let fields: Set<SlipField> = [
        .patient, .sex, .age, .idNumber, .insuranceType, .recordNumber, .receiptCode, .receiptNumber,
        .checkCode,
        .admissionDate, .dischargeDate, .issueDate,
    ]

    /// The values of one layer of a page.
    ///
    /// - Parameters:
    ///   - lines: The layer's lines.
    ///   - em: The height of a character of the page's print, pixels.
    /// - Returns: One value for each label that one was found for.
    static func values(in lines: [LabelledText], em: Int) -> [LabelledValue] {
        let labels = lines.map { $0.placedLabels() }
        guard labels.contains(where: { $0.contains { isWanted($0) } }) else { return [] }
        let free = zip(lines, labels).filter(\.1.isEmpty).flatMap(\.0.line.runs)
        return labels.flatMap { line in
            line.enumerated().compactMap { i, label -> LabelledValue? in
                guard isWanted(label) else { return nil }
                let end = i + 1 < line.count ? line[i + 1].box.left : .max
                let run =
                    beside(label.box, end: end, among: free, em: em) ?? below(label.box, among: free, em: em)
                return run.map { value($0, label.field) }
            }
        }
    }

    private static func isWanted(_ label: PlacedLabel) -> Bool {
        !label.hasValue && label.field.map(fields.contains) == true
    }

    /// The nearest run behind a label, a line's height off at most, before the next label of the label's line.
    private static func beside(_ label: Box, end: Int, among runs: [TextRun], em: Int) -> TextRun? {
        runs.filter { run in
            run.box.left >= label.right - em / 2 && run.box.left < min(end, label.right + em * 8)
                && abs(run.box.centerY - label.centerY) <= em
        }.min { $0.box.left < $1.box.left }
    }

    /// The run right below a label.
    private static func below(_ label: Box, among runs: [TextRun], em: Int) -> TextRun? {
        runs.filter { run in
            run.box.top >= label.centerY && run.box.top - label.bottom <= em
                && abs(run.box.left - label.left) <= em * 2
        }.min { $0.box.top < $1.box.top }
    }

    private static func value(_ run: TextRun, _ field: SlipField?) -> LabelledValue {
        let symbols =
            run.symbols.isEmpty
            ? [Symbol(text: run.text, box: run.box, confidence: run.confidence)] : run.symbols
        var text = ""
        var confidences: [Double] = []
        for symbol in symbols {
            for character in symbol.text where !character.isWhitespace {
                text.append(character)
                confidences.append(symbol.confidence)
            }
        }
        return LabelledValue(
            field: field, text: text, others: run.alternatives.map(\.text), confidences: confidences,
            box: run.box, following: "")
    }
}
