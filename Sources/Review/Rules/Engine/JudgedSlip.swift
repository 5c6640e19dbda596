import Catalog
import Slips

/// How the patient was cared for.
enum CareType: String, CaseIterable, Sendable {
    case inpatient
    case outpatient
}

/// A slip as the rules see it: only what was read and matched for certain.
struct JudgedSlip: Sendable {
    let kind: SlipKind
    let sex: CitizenID.Sex?
    /// The type of insurance, in the words of the paper.
    let insurance: String?
    /// Nil where the paper does not tell, or tells both.
    let care: CareType?
    let hospital: String?
    /// The hospital's level, 1 to 3, where the catalog knows it.
    let hospitalLevel: Int?
    let admission: CalendarDate?
    let discharge: CalendarDate?
    /// The date of issue, if it was read for certain.
    let issued: CalendarDate?
    let receiptCode: ReceiptCode?
    /// Whether every sum of the slip holds and every line is settled: then what is not there was not charged.
    let isComplete: Bool
    /// The settled lines that charge something, without what refunds take back: see ``RefundedLines``.
    let charged: [JudgedLine]
    /// All settled lines, refunds too.
    let lines: [JudgedLine]
    /// The printed codes with which something is wrong.
    let printedCodes: [PrintedCode]
    /// The charged lines by each beginning of their codes, as indices.
    private let chargedByPrefix: [String: [Int]]
    private let birth: CalendarDate?
    private let printedAge: PatientAge?

    /// What is certain of a review.
    ///
    /// - Parameters:
    ///   - review: A review before, or without, the findings of rules.
    ///   - catalog: The catalog that names entries and providers.
    init(_ review: SlipReview, catalog: Catalog) {
        func certain(_ field: SlipField) -> String? {
            guard let reading = review.fields[field.rawValue], !reading.needsReview else { return nil }
            return reading.value
        }
        func date(_ field: SlipField) -> CalendarDate? {
            certain(field).flatMap { CalendarDate(printed: $0) }
        }
        kind = review.kind
        let id = certain(.idNumber).flatMap { CitizenID($0) }
        let printedSex = certain(.sex).flatMap { CitizenID.Sex(rawValue: $0) }
        // A number and a printed sex that contradict each other tell nothing.
        let sexes = Set([id?.sex, printedSex].compactMap(\.self))
        sex = sexes.count == 1 ? sexes.first : nil
        birth = id?.birthDate
        printedAge = certain(.age).flatMap { PatientAge(printed: $0) }
        insurance = certain(.insuranceType).flatMap { $0.isEmpty ? nil : $0 }
        hospital = certain(.hospital)
        admission = date(.admissionDate)
        discharge = date(.dischargeDate)
        issued = date(.issueDate)
        receiptCode = review.kind == .eReceipt ? certain(.receiptCode).flatMap { ReceiptCode($0) } : nil
        care = Self.care(
            kind: review.kind, hasStay: admission != nil && discharge != nil, code: receiptCode)
        let slipDay = issued ?? discharge ?? admission
        let provider = hospital.flatMap { catalog.provider(named: $0, on: slipDay) }
        hospitalLevel = provider?.level
        let settled = review.items.compactMap { item in
            JudgedLine(item, slipDay: slipDay, provider: provider, catalog: catalog).map {
                (item: item, line: $0)
            }
        }
        lines = settled.map(\.line)
        printedCodes = settled.compactMap { PrintedCode($0.item, line: $0.line, catalog: catalog) }
        isComplete = review.totals.isClosed && lines.count == review.items.count
        charged = RefundedLines.charged(lines)
        var byPrefix: [String: [Int]] = [:]
        for (index, line) in charged.enumerated() {
            for prefix in line.allPrefixes { byPrefix[prefix, default: []].append(index) }
        }
        chargedByPrefix = byPrefix
    }

    private static func care(kind: SlipKind, hasStay: Bool, code: ReceiptCode?) -> CareType? {
        if kind == .pharmacy { return hasStay ? nil : .outpatient }
        switch code?.kind {
        case .outpatient: return hasStay ? nil : .outpatient
        case .inpatient: return .inpatient
        case nil: return hasStay ? .inpatient : nil
        }
    }

    /// The charged lines whose code has a beginning.
    func charged(with prefix: String) -> [JudgedLine] {
        (chargedByPrefix[prefix] ?? []).map { charged[$0] }
    }

    /// The patient's age on a day; nil where it was not read, or two readings contradict each other.
    func age(on day: CalendarDate?) -> PatientAge? {
        guard let birth, let day, let exact = PatientAge(born: birth, on: day) else { return printedAge }
        guard let printedAge, abs(printedAge.years - exact.years) > 1 else { return exact }
        return nil
    }

    /// The calendar days of the stay, both ends included; nil where it was not read for certain.
    var stayDays: Int? {
        guard let admission, let discharge, admission <= discharge else { return nil }
        return discharge.dayNumber - admission.dayNumber + 1
    }
}

extension JudgedLine {
    /// A line whose entry is settled; nil for any other.
    init?(_ item: ReviewedItem, slipDay: CalendarDate?, provider: Provider?, catalog: Catalog) {
        // Without a split a match is not settled, or the line's numbers are not known.
        guard item.match.status == .matched, item.split != nil, let code = item.match.code else { return nil }
        func certain(_ reading: ReviewReading?) -> String? {
            guard let reading, !reading.needsReview else { return nil }
            return reading.value
        }
        guard
            let kind = catalog.rows(code: code).first?.kind
                ?? MedicalCode(code).flatMap({ EntryKind(of: $0.kind) })
        else { return nil }
        let date = certain(item.date).flatMap { CalendarDate($0) }
        self.init(
            number: item.line, code: code, name: item.match.name ?? "", kind: kind, date: date,
            day: date ?? slipDay, unit: certain(item.unit),
            quantity: certain(item.quantity).flatMap { Quantity($0) },
            unitPrice: certain(item.unitPrice).flatMap { Money($0) },
            amount: certain(item.amount).flatMap { Money($0) })
        cap = (date ?? slipDay).flatMap { catalog.onlyCap(of: code, on: $0, in: provider) }
    }
}

extension Catalog {
    /// The cap of all rows of a code that hold on a day, in yuan; nil where they have none, or several.
    fileprivate func onlyCap(of code: String, on day: CalendarDate, in provider: Provider?) -> Money? {
        let caps = Set(
            rows(code: code).filter { $0.holds(on: day) }.map {
                priceCap(of: $0, on: day, hospitalLevel: provider?.level, region: provider?.region)
            })
        guard caps.count == 1, case .capped(let cap)? = caps.first else { return nil }
        return cap
    }
}

extension EntryKind {
    /// The kind of entry that a national code names; nil for institutions.
    init?(of kind: MedicalCode.Kind) {
        switch kind {
        case .westernDrug, .patentMedicine, .herbalSlice: self = .drug
        case .service: self = .service
        case .consumable: self = .consumable
        case .hospital, .pharmacy: return nil
        }
    }
}
