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
        let found = runs.filter { run in
            let letters = run.text.filter(\.isHan)
            return (letters == "男" || letters == "女") && isInHead(run.box)
        }
        guard let first = found.first, Set(found.map { $0.text.filter(\.isHan) }).count == 1 else {
            return nil
        }
        let value = first.text.filter(\.isHan)
        let citizen = id?.needsReview == false ? id?.value.flatMap { CitizenID($0) } : nil
        return reading(
            value, first, needsReview: citizen?.sex.rawValue != value || first.confidence < Self.sure)
    }

    /// A kind of insurance that stands anywhere in the head letter by letter.
    private func insuranceType() -> Reading<String>? {
        for run in runs where isInHead(run.box) {
            let letters = String(run.text.filter(\.isHan))
            guard let kind = InsuranceName.ending(letters) else { continue }
            let sureness = run.symbols.suffix(kind.count).map(\.confidence).min() ?? run.confidence
            return reading(
                kind, run,
                needsReview: kind.count < 6 || letters.count != kind.count || sureness < Self.sure)
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
                let letters = run.text.filter(\.isHan)
                return letters.hasPrefix("性别") || letters == "男" || letters == "女"
            }
            guard let anchor else { continue }
            for run in line.runs[..<anchor].reversed() {
                let text = run.text.split(whereSeparator: { ":：.;".contains($0) }).last.map(String.init) ?? ""
                guard let name = PersonName(text, confidences: []), name.isUsual,
                    name.text.count == text.count
                else { continue }
                return reading(name.text, run, needsReview: true)
            }
        }
        return nil
    }
}
