internal import Layout
internal import Slips

/// Finds the fields of a slip's head and foot behind their labels, in its title and in its barcodes.
struct FieldExtractor {
    var layouts: [PageLayout]
    var kind: SlipKind

    /// Confidence of the least sure character from which a value that nothing proves is taken as certain.
    private static let sure = 0.9

    /// The fields that were found, as normal text.
    func fields() -> [SlipField: Reading<String>] {
        var result: [SlipField: Reading<String>] = [:]
        for (i, layout) in layouts.enumerated() {
            // The print first: seals and patterns disturb the layer of all inks.
            for line in layout.lines + layout.formLines {
                for value in LabelledText(line).values() {
                    guard let field = value.field, let reading = reading(value, field, page: i + 1) else {
                        continue
                    }
                    result[field] = better(result[field], reading)
                    if field == .totalCapitals, let total = figures(after: value, page: i + 1) {
                        result[.total] = better(result[.total], total)
                    }
                }
            }
        }
        if let hospital = HospitalTitle.find(in: layouts) {
            result[.hospital] = better(hospital, result[.hospital] ?? hospital)
        }
        if result[.idNumber]?.needsReview != false, let proven = provenID() { result[.idNumber] = proven }
        if result[.receiptNumber] == nil, let serial = PrintedSerial.find(in: layouts) {
            result[.receiptNumber] = serial
        }
        addBarcode(to: &result)
        return result
    }

    /// The total in figures that stands behind the capitals where the label between them was not read.
    private func figures(after capitals: LabelledValue, page: Int) -> Reading<String>? {
        guard let total = Money(printed: NumberText.first(in: capitals.text) ?? "") else { return nil }
        return Reading(
            value: total.description, raw: capitals.text, confidence: capitals.confidence,
            place: Place(capitals.box, page: page), needsReview: true)
    }

    /// A certain reading beats an uncertain one; of two alike the first stays.
    private func better(_ old: Reading<String>?, _ new: Reading<String>) -> Reading<String> {
        guard let old else { return new }
        if old.value == nil { return new }
        if old.needsReview, !new.needsReview { return new }
        return old
    }

    private func reading(_ value: LabelledValue, _ field: SlipField, page: Int) -> Reading<String>? {
        let texts = [value.text] + (value.second.map { [$0] } ?? [])
        let place = Place(value.box, page: page)
        func read(_ parsed: [String?], proven: Bool = false) -> Reading<String>? {
            let found = parsed.compactMap { $0 }
            guard let first = found.first else { return nil }
            let agree = found.allSatisfy { $0 == first }
            let isSure = proven || (agree && value.confidence >= Self.sure)
            return Reading(
                value: first, raw: value.text, confidence: proven ? 0.99 : value.confidence, place: place,
                needsReview: !isSure)
        }
        switch field {
        case .patient: return read([Self.personName(value.text)])
        case .sex: return read([value.text.first { $0 == "男" || $0 == "女" }.map(String.init)])
        case .age: return read(texts.map(Self.age))
        case .idNumber:
            let valid = texts.lazy.map(Self.idText).first { CitizenID($0) != nil }
            if let valid { return read([valid], proven: true) }
            return read(
                texts.reversed().map { text in
                    let id = Self.idText(text)
                    return (15...19).contains(id.count) ? id : nil
                }
            ).map(Self.doubted)
        case .admissionDate, .dischargeDate, .issueDate:
            return read(texts.reversed().map { CalendarDate(printed: Self.dateText($0))?.description })
        case .receiptCode, .receiptNumber, .recordNumber:
            return read(texts.reversed().map { Self.digits($0, least: field == .recordNumber ? 4 : 6) })
        case .checkCode: return read([Self.code(value.text, length: 6)])
        case .total:
            return read(texts.reversed().map { Money(printed: NumberText.first(in: $0) ?? "")?.description })
        case .totalCapitals: return read([Self.capitals(value.text)])
        case .hospital, .insuranceType: return read([Self.words(value.text)])
        }
    }

    /// The identity number that stands on the paper behind no label that was read: its check digit and date prove it.
    ///
    /// Two different ones (patient and payer) leave open whose is whose.
    private func provenID() -> Reading<String>? {
        var found: [Reading<String>] = []
        for (i, layout) in layouts.enumerated() {
            for run in (layout.lines + layout.formLines).flatMap(\.runs) {
                let texts = [run.text] + run.alternatives.map(\.text)
                guard let id = texts.lazy.map(Self.idText).first(where: { CitizenID($0) != nil }) else {
                    continue
                }
                found.append(
                    Reading(
                        value: id, raw: run.text, confidence: 0.99, place: Place(run.box, page: i + 1),
                        needsReview: false))
            }
        }
        return Set(found.map(\.value)).count == 1 ? found.first : nil
    }

    private static func doubted(_ reading: Reading<String>) -> Reading<String> {
        var doubted = reading
        doubted.needsReview = true
        return doubted
    }

    /// The barcode of an e-receipt is exact: it proves what it holds.
    private func addBarcode(to fields: inout [SlipField: Reading<String>]) {
        for (i, layout) in layouts.enumerated() {
            for barcode in layout.barcodes {
                guard let code = ElectronicReceiptCode(barcode.text) else { continue }
                let values: [(SlipField, String)] = [
                    (.receiptCode, code.receiptCode), (.receiptNumber, code.receiptNumber),
                    (.issueDate, code.issueDate.description), (.checkCode, code.checkCode),
                    (.total, code.total.description),
                ]
                for (field, value) in values {
                    // Where the print was read for certain and says something else, both are facts: a person looks.
                    let printed = fields[field]
                    let differs = printed?.needsReview == false && printed?.value != value && field == .total
                    fields[field] = Reading(
                        value: value, raw: printed?.raw ?? value, confidence: 1,
                        place: printed?.place ?? Place(barcode.box, page: i + 1), needsReview: differs)
                }
            }
        }
    }

    /// A Chinese character, or the dot within names of other peoples.
    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isHan || character == "\u{B7}"
    }

    private static func personName(_ text: String) -> String? {
        let name = text.prefix { isNameCharacter($0) }
        return (2...6).contains(name.count) ? String(name) : nil
    }

    private static func age(_ text: String) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let age = Int(digits), (0...130).contains(age) else { return nil }
        return String(age)
    }

    private static func idText(_ text: String) -> String {
        String(text.uppercased().filter { $0.isASCII && ($0.isNumber || $0 == "X") })
    }

    private static func dateText(_ text: String) -> String {
        let kept = text.filter { ($0.isASCII && $0.isNumber) || "-./年月日: 一".contains($0) }
        var result = ""
        for character in kept {
            let plain: Character = character == "一" ? "-" : character
            if plain == "-", result.last == "-" || result.last == "." { continue }
            result.append(plain)
        }
        return result
    }

    private static func digits(_ text: String, least: Int) -> String? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0.isLetter || "-_".contains($0)) }
            .filter { $0.isNumber || $0.isLetter }
        return digits.count >= least && digits.contains(where: \.isNumber) ? String(digits) : nil
    }

    private static func code(_ text: String, length: Int) -> String? {
        let code = text.prefix { $0.isASCII && ($0.isNumber || $0.isLetter) }
        return code.count == length ? String(code) : nil
    }

    private static func words(_ text: String) -> String? {
        let words = text.prefix { isNameCharacter($0) || "()".contains($0) || ($0.isASCII && $0.isLetter) }
        return words.count >= 2 ? String(words) : nil
    }

    private static func capitals(_ text: String) -> String? {
        let words = String(text.prefix { !($0.isASCII && $0.isNumber) && !"(¥".contains($0) })
        return words.contains { "元圆角分整正拾佰仟万零壹贰叁肆伍陆柒捌玖".contains($0) } ? words : nil
    }
}
