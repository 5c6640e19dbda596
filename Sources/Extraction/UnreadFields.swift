internal import Layout
internal import Slips

/// Fields whose label stands on the paper and whose value was not read: a person looks.
///
/// What a kind of slip always prints asks by itself (`SlipKind.printedFields`). A receipt's number on a fee list, the buyer
/// on a till slip and the days of a stay are printed or not: here the label says that they are.
enum UnreadFields {
    /// The fields that are looked for.
    private static let fields: [SlipField] = [
        .patient, .receiptNumber, .issueDate, .admissionDate, .dischargeDate,
    ]

    /// Adds what was labelled and not read, each a reading that asks for review: without a value, or with a number behind a label
    /// that was nearly read.
    ///
    /// - Parameters:
    ///   - found: The fields that have values; they stay as they are.
    ///   - layouts: What was read, page by page.
    static func add(to found: inout [SlipField: Reading<String>], layouts: [PageLayout]) {
        for field in fields where found[field] == nil {
            for (i, layout) in layouts.enumerated() where found[field] == nil {
                // The print first: seals disturb the layer of all inks.
                for lines in [layout.lines, layout.formLines] where found[field] == nil {
                    found[field] = lines.lazy.compactMap { reading(field, in: $0, page: i + 1) }.first
                }
            }
        }
    }

    private static func reading(_ field: SlipField, in line: TextLine, page: Int) -> Reading<String>? {
        if let near = nearlyLabelled(field, in: line) {
            return doubtful(near.value, near.run, page: page)
        }
        let labelled = LabelledText(line)
        let value = labelled.values().first { $0.field == field && isMeant($0.text, by: field) }
        if let value {
            return Reading(
                value: nil, raw: value.text, confidence: 0, place: Place(value.box, page: page),
                needsReview: true)
        }
        // A number that a seal covers leaves its label alone; days and names may be left out.
        guard field == .receiptNumber,
            let label = labelled.placedLabels().first(where: { $0.field == field && !$0.hasValue })
        else { return nil }
        return Reading(
            value: nil, raw: nil, confidence: 0, place: Place(label.box, page: page), needsReview: true)
    }

    /// Whether what stands behind a label may be the field's value: a day and a number have figures, a name has none.
    private static func isMeant(_ text: String, by field: SlipField) -> Bool {
        let hasFigures = text.contains { $0.isASCII && $0.isNumber }
        return field == .patient ? text.hanCount > 0 && !hasFigures : hasFigures
    }

    private static func doubtful(_ value: String?, _ run: TextRun, page: Int) -> Reading<String> {
        Reading(
            value: value, raw: run.text, confidence: value == nil ? 0 : run.confidence,
            place: Place(run.box, page: page), needsReview: true)
    }

    /// The run whose label has one character that was read as any other, with the number behind it; of patients a label and
    /// the name in one, between which the colon was read as a part of the surname.
    private static func nearlyLabelled(_ field: SlipField, in line: TextLine) -> (
        value: String?, run: TextRun
    )? {
        for run in line.runs {
            let text = run.text.filter { !$0.isWhitespace }
            switch field {
            case .receiptNumber:
                guard let match = text.wholeMatch(of: /(\p{Han}{3,4})[:：]([0-9]{8,20})/),
                    isNearlyLabel(Array(match.output.1), of: field)
                else { continue }
                return (String(match.output.2), run)
            case .patient:
                guard let label = namedLabels.first(where: { text.hasPrefix($0) }) else { continue }
                let rest = text.dropFirst(label.count)
                // The surname was misread; the given name tells that it is a name.
                guard (2...3).contains(rest.count), rest.allSatisfy(\.isHan),
                    PersonName("王" + rest.dropFirst(), confidences: [])?.isUsual == true
                else { continue }
                return (nil, run)
            default: return nil
            }
        }
        return nil
    }

    /// Labels behind which a name may stand without a mark.
    private static let namedLabels = ["会员姓名", "顾客姓名", "患者姓名", "顾客", "会员", "姓名"]

    /// Whether a word is no label, and one of the field's with one character other.
    private static func isNearlyLabel(_ word: [Character], of field: SlipField) -> Bool {
        let known = FieldLabels.all
        guard !known.contains(where: { $0.word == word }) else { return false }
        return known.contains { label in
            label.field == field && label.word.count == word.count
                && zip(label.word, word).count(where: { $0 != $1 }) == 1
        }
    }
}
