internal import Layout
internal import Slips

/// Fields of receipts that stand behind no label that was read, since labels are printed in the form's pale ink: each is
/// told by its own form and its place, and asks for a person unless something else proves it.
struct UnlabelledFields {
    var layout: PageLayout

    /// The part of a page, from its top, in which a receipt says who was treated.
    private static let head = 0.4
    private static let sure = 0.9

    /// Adds what is missing.
    ///
    /// - Parameter fields: As found by their labels.
    func add(to fields: inout [SlipField: Reading<String>]) {
        if fields[.sex]?.value == nil, let sex = sex(beside: fields[.idNumber]) { fields[.sex] = sex }
        if fields[.insuranceType]?.value == nil, let kind = insuranceType() { fields[.insuranceType] = kind }
        if fields[.issueDate]?.value == nil, let date = onlyDate() { fields[.issueDate] = date }
        if fields[.patient]?.value == nil, let name = name() { fields[.patient] = name }
    }

    private var runs: [TextRun] { (layout.lines + layout.formLines).flatMap(\.runs) }

    private func isInHead(_ box: Box) -> Bool { Double(box.centerY) < Double(layout.height) * Self.head }

    private func reading(_ value: String, _ run: TextRun, needsReview: Bool) -> Reading<String> {
        Reading(
            value: value, raw: run.text, confidence: run.confidence, place: Place(run.box, page: 1),
            needsReview: needsReview)
    }

    /// A lone 男 or 女; certain where the identity number says the same.
    private func sex(beside id: Reading<String>?) -> Reading<String>? {
        let found = runs.filter { isInHead($0.box) }.compactMap { run in
            Self.sex(in: run.text).map { (value: $0, run: run) }
        }
        guard let (value, first) = found.first, Set(found.map(\.value)).count == 1 else { return nil }
        let citizen = id?.needsReview == false ? id?.value.flatMap { CitizenID($0) } : nil
        return reading(
            value, first, needsReview: citizen?.sex.rawValue != value || first.confidence < Self.sure)
    }

    /// The sex that a run says: alone, or behind a label of which a character was read.
    private static func sex(in text: String) -> String? {
        let letters = Array(text.filter(\.isHan))
        guard let last = letters.last, last == "男" || last == "女" else { return nil }
        let isLabelled =
            letters.count == 3 && text.last == last
            && (letters[0] == "性" || letters[1] == "别"
                || text.dropLast().last.map { ":：".contains($0) } == true)
        return letters.count == 1 || isLabelled ? String(last) : nil
    }

    /// A kind of insurance that stands anywhere in the head letter by letter.
    private func insuranceType() -> Reading<String>? {
        for run in runs where isInHead(run.box) {
            let letters = String(run.text.filter(\.isHan))
            guard let kind = InsuranceName.ending(letters) else { continue }
            let sureness = run.symbols.suffix(kind.count).map(\.confidence).min() ?? run.confidence
            return reading(
                kind, run,
                needsReview: kind.count < 6 || letters != kind || sureness < Self.sure)
        }
        return nil
    }

    /// The one day that the page names with its year.
    private func onlyDate() -> Reading<String>? {
        var found: [Reading<String>] = []
        for run in runs {
            let texts = [run.text] + run.alternatives.map(\.text)
            let dates = texts.compactMap { text in
                text.firstMatch(of: /(19|20)[0-9]{2}[-.\/年][0-9]{1,2}[-.\/月][0-9]{1,2}/).flatMap {
                    FieldText.date(String($0.output.0))
                }
            }
            guard let date = dates.first else { continue }
            found.append(reading(date.description, run, needsReview: true))
        }
        return Set(found.map(\.value)).count == 1 ? found.first : nil
    }

    /// The name that stands before sex or insurance in the line that says who was treated.
    private func name() -> Reading<String>? {
        for line in layout.lines + layout.formLines where isInHead(line.box) {
            let anchor = line.runs.firstIndex { run in
                Self.sex(in: run.text) != nil || run.text.filter(\.isHan).hasPrefix("性别")
            }
            guard let anchor else { continue }
            for run in line.runs[..<anchor].reversed() {
                let text =
                    run.text.split(whereSeparator: { ":：.;#".contains($0) }).last.map(String.init) ?? ""
                guard let name = PersonName(text, confidences: []), name.isUsual,
                    name.text.count == text.count
                else { continue }
                return reading(name.text, run, needsReview: true)
            }
        }
        return nil
    }
}
