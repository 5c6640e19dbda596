internal import Layout
internal import Slips

/// Finds the fields of a slip's head and foot behind their labels, in its title and in its barcodes.
struct FieldExtractor {
    var layouts: [PageLayout]
    var kind: SlipKind

    /// Confidence of the least sure character from which a value that nothing proves is taken as certain.
    private static let sure = 0.9

    /// A field as it was read at one place.
    private struct Sighting {
        var reading: Reading<String>
        /// What each engine made of it; of names what else was read.
        var votes: [String]
        /// Whether its label says no more than 日期, as that of the lines of a day does.
        var isOfAnyDay = false
    }

    /// The fields that were found, as normal text.
    func fields() -> [SlipField: Reading<String>] {
        var seen: [SlipField: [Sighting]] = [:]
        var hospitals: [HospitalTitle.LabelledHospital] = []
        func add(_ value: LabelledValue, page: Int, isPrint: Bool) {
            if value.field == .hospital {
                hospitals.append(.init(value: value, page: page, isPrint: isPrint))
            }
            guard let field = value.field, var sighting = sighting(value, field, page: page) else { return }
            sighting.isOfAnyDay = value.label == "日期"
            seen[field, default: []].append(sighting)
        }
        for (i, layout) in layouts.enumerated() {
            // The print first: seals and patterns disturb the layer of all inks.
            let layers = [(layout.lines, true), (layout.formLines, false)].map { lines, isPrint in
                (lines: lines.map { LabelledText($0) }, isPrint: isPrint)
            }
            for (lines, isPrint) in layers {
                for value in lines.flatMap({ $0.values() }) {
                    add(value, page: i + 1, isPrint: isPrint)
                    if value.field == .totalCapitals, let total = figures(after: value, page: i + 1) {
                        seen[.total, default: []].append(Sighting(reading: total, votes: []))
                    }
                }
            }
            for (lines, isPrint) in layers {
                for value in ValuesApart.values(in: lines, em: layout.emHeight) {
                    add(value, page: i + 1, isPrint: isPrint)
                }
            }
        }
        var result: [SlipField: Reading<String>] = [:]
        for (field, sightings) in seen {
            let telling = sightings.filter { !$0.isOfAnyDay }
            result[field] = chosen(telling.isEmpty ? sightings : telling, field)
        }
        if let hospital = HospitalTitle.find(in: layouts, labelled: hospitals) {
            result[.hospital] = hospital
        }
        if result[.idNumber]?.needsReview != false, let proven = provenID() { result[.idNumber] = proven }
        if result[.receiptNumber]?.needsReview != false, let serial = PrintedSerial.find(in: layouts) {
            result[.receiptNumber] = agreed(serial, result[.receiptNumber])
        }
        if result[.totalCapitals]?.value.flatMap({ CapitalAmount(lenient: $0) }) == nil,
            let capitals = UnlabelledCapitals.find(in: layouts),
            result[.totalCapitals]?.value == nil
                || capitals.value.flatMap({ CapitalAmount(lenient: $0) }) != nil
        {
            result[.totalCapitals] = capitals
        }
        if let first = layouts.first, kind == .receipt || kind == .eReceipt {
            UnlabelledFields(layout: first).add(to: &result)
        }
        addBarcode(to: &result)
        IdentityAsRecord.settle(in: &result)
        ContradictedName.mark(in: &result, layouts: layouts)
        PersonEvidence.apply(to: &result)
        OrderOfDays.apply(to: &result)
        UnreadFields.add(to: &result, layouts: layouts)
        return result
    }

    /// The reading of a field that was seen several times.
    ///
    /// One that is certain, else the one that most readings give; it is certain where two places or layers of ink and
    /// both engines say it, and none says anything else as often.
    private func chosen(_ sightings: [Sighting], _ field: SlipField) -> Reading<String>? {
        guard let first = sightings.first else { return nil }
        let readings = sightings.map(\.reading)
        if field == .patient { return chosenName(sightings) }
        let best = readings.dropFirst().reduce(first.reading) { better($0, $1) }
        guard best.needsReview, Self.isOfDigits(field) else { return best }
        let votes = sightings.flatMap(\.votes)
        let counts = Dictionary(votes.map { ($0, 1) }, uniquingKeysWith: +)
        let order = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard let winner = order.first,
            var reading = readings.first(where: { $0.value == winner.key }) ?? readings.first
        else { return best }
        let isClear = order.count == 1 || order[1].value < winner.value
        guard isClear else { return best }
        reading.value = winner.key
        reading.needsReview = winner.value < 3 || order.count > 1
        return reading
    }

    /// A certain name, unless another is as certain; else the one that most readings give, the print's first.
    private func chosenName(_ sightings: [Sighting]) -> Reading<String>? {
        let readings = sightings.map(\.reading)
        let certain = readings.filter { !$0.needsReview }
        let counts = Dictionary(readings.compactMap(\.value).map { ($0, 1) }, uniquingKeysWith: +)
        let most = counts.values.max() ?? 0
        guard var best = certain.first ?? readings.first(where: { counts[$0.value ?? ""] == most }) else {
            return nil
        }
        if certain.isEmpty {
            // Seen twice alike, of characters that names are made of: as good as seen once and certain. One print that was
            // read otherwise as well is not made certain by its other layer of ink.
            let spots = Set(readings.compactMap(\.place).map { [$0.page, $0.y / max(1, $0.height * 2)] })
            let isContradicted = spots.count < 2 && sightings.contains { !$0.votes.isEmpty }
            let isLike = best.value.flatMap { PersonName($0, confidences: []) }?.isUsual == true
            let isUnaltered = best.value.map { best.raw?.hasPrefix($0) == true } == true
            best.needsReview =
                !(most > 1 && counts.count == 1 && isLike && isUnaltered && !isContradicted
                && best.confidence >= 0.85)
        } else {
            best.needsReview = Set(certain.map(\.value)).count > 1
            // 卢芳 of one layer of ink is 卢芳子 with a character less.
            if let longer = readings.first(where: { isLonger($0.value, than: best.value) }) {
                best = longer
                best.needsReview = true
            }
        }
        return best
    }

    /// Whether a name is another with a character more at one end, as names have them.
    private func isLonger(_ name: String?, than other: String?) -> Bool {
        guard let name, let other, name.count == other.count + 1,
            name.hasPrefix(other) || name.hasSuffix(other)
        else { return false }
        return PersonName(name, confidences: [])?.isUsual == true
    }

    /// Whether a field is made of digits, which two engines read.
    private static func isOfDigits(_ field: SlipField) -> Bool {
        switch field {
        case .age, .recordNumber, .receiptCode, .receiptNumber, .admissionDate, .dischargeDate, .issueDate:
            true
        default: false
        }
    }

    /// Two readings of the same number at different places: certain where they agree.
    private func agreed(_ new: Reading<String>, _ old: Reading<String>?) -> Reading<String> {
        guard let old, old.value != nil else { return new }
        guard old.value == new.value else { return better(old, new) }
        var agreed = old
        agreed.needsReview = false
        return agreed
    }

    /// The total in figures that stands behind the capitals where the label between them was not read.
    private func figures(after capitals: LabelledValue, page: Int) -> Reading<String>? {
        guard let total = FieldText.total(capitals.text) else { return nil }
        return Reading(
            value: total.description, raw: capitals.text, confidence: capitals.confidence,
            place: Place(capitals.box, page: page), needsReview: true)
    }

    /// A certain reading beats an uncertain one; of two alike the first stays.
    private func better(_ old: Reading<String>, _ new: Reading<String>) -> Reading<String> {
        if old.value == nil { return new }
        if old.needsReview, !new.needsReview { return new }
        return old
    }

    private func sighting(_ value: LabelledValue, _ field: SlipField, page: Int) -> Sighting? {
        let texts = [value.text] + (value.second.map { [$0] } ?? [])
        let place = Place(value.box, page: page)
        func read(
            _ parsed: [String?], isProven: Bool = false, confidence: Double? = nil, isSure: Bool = true
        ) -> Sighting? {
            let found = parsed.compactMap { $0 }
            guard let first = found.first else { return nil }
            let confidence = confidence ?? value.confidence
            let agree = found.allSatisfy { $0 == first }
            let isSure = isProven || (isSure && agree && confidence >= Self.sure)
            return Sighting(
                reading: Reading(
                    value: first, raw: value.text, confidence: isProven ? 0.99 : confidence, place: place,
                    needsReview: !isSure),
                votes: found)
        }
        switch field {
        case .patient:
            guard let name = PersonName(of: value) else { return nil }
            let others = value.others.filter { $0 != value.text }
            return Sighting(
                reading: Reading(
                    value: name.text, raw: name.raw, confidence: value.confidence, place: place,
                    needsReview: !name.isSure || !others.isEmpty),
                votes: others)
        case .sex: return read([value.text.first { $0 == "男" || $0 == "女" }.map(String.init)])
        case .age: return read(texts.map(FieldText.age), confidence: value.digitConfidence)
        case .idNumber:
            let whole = texts + texts.map { $0 + value.following }
            let valid = whole.lazy.map(FieldText.identity).first { CitizenID($0) != nil }
            if let valid { return read([valid], isProven: true) }
            // One check digit in eleven fits by chance: what is put together asks for a person.
            if let second = value.second, let joined = FieldText.identity(between: value.text, second) {
                return read([joined], isSure: false)
            }
            return read(
                texts.reversed().map { text in
                    let id = FieldText.identity(text)
                    return (15...19).contains(id.count) ? id : nil
                }, isSure: false)
        case .admissionDate, .dischargeDate, .issueDate:
            let dates = texts.reversed().map { FieldText.date($0) }
            if let date = dates.lazy.compactMap(\.self).first {
                return read(
                    dates.map { $0?.description }, confidence: value.digitConfidence,
                    isSure: texts.allSatisfy {
                        FieldText.hasOneForm($0) && !FieldText.endsInCutDay($0)
                            && (FieldText.date($0) != nil || FieldText.isPart($0, of: date))
                    })
            }
            return read(
                texts.reversed().map { FieldText.date($0 + value.following)?.description },
                confidence: value.digitConfidence)
        case .receiptCode, .receiptNumber, .recordNumber:
            return read(
                texts.reversed().map { FieldText.digits($0, least: field == .recordNumber ? 4 : 6) },
                confidence: value.digitConfidence, isSure: !texts.contains(where: FieldText.mayLackFigure))
        case .checkCode: return read([FieldText.code(value.text, length: 6)])
        case .total:
            return read(
                texts.reversed().map { FieldText.total($0)?.description },
                isSure: texts.allSatisfy(FieldText.showsFen))
        case .totalCapitals: return read([FieldText.capitals(value.text)])
        case .hospital:
            // Beside a label whose value a seal covers stands the next label: 收款单位 收款人.
            return read([FieldText.words(value.text).flatMap { HospitalName.isNamed($0) ? $0 : nil }])
        case .insuranceType:
            let told = InsuranceName.told(value.text, following: value.following)
            return read([told?.text], isSure: told?.isSure == true)
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
                guard let id = texts.lazy.map(FieldText.identity).first(where: { CitizenID($0) != nil })
                else {
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
}
