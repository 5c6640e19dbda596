public import Catalog
import Foundation
internal import Slips

/// A review in the names of the national list of fees (`fee_list_d`), for exchange with other systems.
///
/// Values are texts: money and quantities exact decimals, days `yyyy-MM-dd HH:mm:ss`. What the review does not tell is absent,
/// and nothing is put in its place.
public struct NationalFeeList: Hashable, Sendable {
    /// What is told of the slip as a whole.
    public var slip: [NationalField: String]
    /// What is told of each line, in the order of the slip.
    public var lines: [[NationalField: String]]
    /// Whether caps, shares, classes and kinds of charges are filled from the catalog that the review was made with.
    public var hasCatalog: Bool

    /// - Parameters:
    ///   - review: The review; where personal values are masked in it, they are masked here.
    ///   - catalog: Used where it is the one that the review was made with, and not otherwise: another edition may have other
    ///     caps and shares.
    public init(_ review: SlipReview, catalog: Catalog?) {
        func field(_ field: SlipField) -> String? { review.fields[field.rawValue]?.value }
        let catalog = catalog.flatMap { $0.identity.sha256 == review.catalog.sha256 ? $0 : nil }
        hasCatalog = catalog != nil
        var slip: [NationalField: String] = [.slip: review.id]
        slip[.providerName] = field(.hospital)
        slip[.personName] = field(.patient)
        slip[.personNumber] = field(.idNumber)
        slip[.recordNumber] = field(.recordNumber)
        self.slip = slip

        let days = [SlipField.issueDate, .dischargeDate, .admissionDate]
        let slipDay = days.compactMap { field($0).flatMap { CalendarDate(printed: $0) } }.first
        let provider = field(.hospital).flatMap { catalog?.provider(named: $0, on: slipDay) }
        let setting = ServiceSetting(
            hospitalLevel: provider?.level, region: provider?.region, insurance: field(.insuranceType))
        lines = review.items.map { item in
            var line = Self.told(of: item, day: slipDay)
            line.merge(Self.told(of: item, by: catalog, day: slipDay, in: setting)) { _, new in new }
            return line
        }
    }

    /// What the review itself tells of a line.
    private static func told(of item: ReviewedItem, day slipDay: CalendarDate?) -> [NationalField: String] {
        let day = item.date?.value.flatMap { CalendarDate($0) } ?? slipDay
        let codes = [item.match.status == .matched ? item.match.code : nil, item.code?.value]
        var line: [NationalField: String] = [
            .line: String(item.line), .needsReview: item.needsReview ? "true" : "false",
        ]
        // The day is printed, no hour.
        line[.time] = day.map { "\($0) 00:00:00" }
        line[.listCode] = codes.compactMap { $0.flatMap { MedicalCode($0)?.description } }.first
        line[.insuranceListCode] = codes[0]
        line[.providerListName] = item.name.value ?? item.name.raw
        line[.spec] = item.spec?.value
        line[.unit] = item.unit?.value
        line[.count] = item.quantity.value
        line[.price] = item.unitPrice?.value
        line[.amount] = item.amount.value
        if item.match.status == .outOfCatalog, item.split != nil {
            line[.chargeLevel] = "03"
            line[.selfPayRatio] = "1"
        }
        if let split = item.split {
            line[.selfPaid] = split.selfPaid.description
            line[.overCap] = split.overCap.description
            line[.firstSelfPaid] = split.firstSelfPaid.description
            line[.inScope] = split.inScope.description
        }
        return line
    }

    /// What the catalog tells of the entry that a line was matched to.
    private static func told(
        of item: ReviewedItem, by catalog: Catalog?, day slipDay: CalendarDate?, in setting: ServiceSetting
    ) -> [NationalField: String] {
        guard let catalog, item.match.status == .matched, let code = item.match.code else { return [:] }
        let day = item.date?.value.flatMap { CalendarDate($0) } ?? slipDay
        guard let entry = catalog.nearestEntry(code: code, to: day) else { return [:] }
        var line: [NationalField: String] = [:]
        line[.chargeType] = NationalChargeType.number(code: code, kind: entry.kind, name: entry.name)
        line[.chargeLevel] = entry.insuranceClass.nationalLevel
        guard let day, entry.holds(on: day) else { return line }
        line[.selfPayRatio] =
            entry.insuranceClass == .c
            ? "1" : catalog.selfPayRatio(of: entry, on: day, in: setting)?.description
        let cap = catalog.priceCap(
            of: entry, on: day, hospitalLevel: setting.hospitalLevel, region: setting.region)
        if case .capped(let money) = cap { line[.priceCap] = money.description }
        return line
    }
}

extension InsuranceClass {
    /// 收费项目等级 `chrgitm_lv`.
    fileprivate var nationalLevel: String {
        switch self {
        case .a: "01"
        case .b: "02"
        case .c: "03"
        }
    }
}

// MARK: CSV

extension NationalFeeList {
    /// The marks by which spreadsheet programs of agencies know UTF-8, and the heading.
    public static let csvHead =
        "\u{FEFF}" + NationalField.allCases.map(\.rawValue).joined(separator: ",") + "\r\n"

    /// The lines as CSV (RFC 4180), without the head.
    public var csv: String {
        lines.map { line in
            NationalField.allCases.map { field in
                Self.cell((field.isOfSlip ? slip : line)[field] ?? "")
            }.joined(separator: ",") + "\r\n"
        }.joined()
    }

    /// A cell that no spreadsheet program takes for a formula: what was read from a page may begin as one.
    private static func cell(_ text: String) -> String {
        var text = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
        // By scalars: a mark that combines with the first hides it from Swift's characters.
        let isFormula = text.unicodeScalars.first.map("=+-@＝＋－＠\t\r\n".unicodeScalars.contains) ?? false
        if isFormula, text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) == nil { text = "'" + text }
        return DelimitedText.quoted(text)
    }
}

// MARK: JSON

extension NationalFeeList: Encodable {
    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// A line; what is not told of it is null.
    private struct Line: Encodable {
        var values: [NationalField: String]

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Name.self)
            for field in NationalField.allCases where !field.isOfSlip {
                let name = Name(stringValue: field.rawValue)
                switch field {
                case .line: try container.encode(values[field].flatMap { Int($0) }, forKey: name)
                case .needsReview: try container.encode(values[field] == "true", forKey: name)
                default: try container.encode(values[field], forKey: name)
                }
            }
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for field in NationalField.allCases where field.isOfSlip {
            try container.encode(slip[field], forKey: Name(stringValue: field.rawValue))
        }
        try container.encode(
            lines.map { Line(values: $0) }, forKey: Name(stringValue: "fee_list_d"))
    }

    /// The slip as one JSON object, without a line break.
    ///
    /// - Throws: Nothing that is expected: all values are texts.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
