import Slips

/// For whom and when a row of `prices.csv` or `shares.csv` holds.
protocol ConditionalRow: Sendable {
    var hospitalLevel: Int? { get }
    var region: String? { get }
    var personClass: String? { get }
    var validFrom: CalendarDate? { get }
    var validTo: CalendarDate? { get }
}

extension PriceOverride: ConditionalRow {
    var personClass: String? { nil }
}

extension PersonShare: ConditionalRow {}

/// Where and for whom a service is given, as far as that is known.
public struct ServiceSetting: Hashable, Sendable {
    /// The hospital's level, 1 to 3.
    public var hospitalLevel: Int?
    /// The hospital's region.
    public var region: String?
    /// The kind of insurance as printed, such as 城镇职工基本医疗保险; the class of insured persons is a word of it.
    public var insurance: String?

    public init(hospitalLevel: Int? = nil, region: String? = nil, insurance: String? = nil) {
        self.hospitalLevel = hospitalLevel
        self.region = region
        self.insurance = insurance
    }

    /// What the rows of a code say for a day here.
    ///
    /// Of the rows that hold, the one that names most counts: the class of persons before the hospital's level before
    /// the region, and a district before its province.
    ///
    /// - Parameters:
    ///   - rows: The rows of one code.
    ///   - date: The day of service.
    ///   - own: What holds where no row does.
    ///   - value: What a row says.
    /// - Returns: The value; nil where it depends on what is not known.
    func value<Row: ConditionalRow, Value: Equatable>(
        of rows: [Row], on date: CalendarDate, own: Value, _ value: (Row) -> Value
    ) -> Value? {
        let current = rows.filter { isInPeriod(date, from: $0.validFrom, to: $0.validTo) }
        let possible = current.filter { mayHold($0) }
        let known = possible.filter { isKnownToHold($0) }
        let best = known.max { Self.weight($0) < Self.weight($1) }
        let decided = best.map(value) ?? own
        let least = best.map(Self.weight) ?? -1
        let isOpen = possible.contains {
            !isKnownToHold($0) && Self.weight($0) > least && value($0) != decided
        }
        return isOpen ? nil : decided
    }

    private func mayHold(_ row: some ConditionalRow) -> Bool {
        (row.hospitalLevel == nil || hospitalLevel == nil || row.hospitalLevel == hospitalLevel)
            && Self.mayBeIn(region, row.region)
            && (row.personClass.map { insurance?.contains($0) ?? true } ?? true)
    }

    private func isKnownToHold(_ row: some ConditionalRow) -> Bool {
        (row.hospitalLevel == nil || hospitalLevel != nil) && (row.region == nil || region != nil)
            && (row.personClass == nil || insurance != nil)
    }

    private static func weight(_ row: some ConditionalRow) -> Int {
        (row.personClass == nil ? 0 : 200) + (row.hospitalLevel == nil ? 0 : 100)
            + (row.region.map { significant($0).utf8.count } ?? 0)
    }

    /// Whether a place lies in the region of a row: the same, or by its code in that district, city or province.
    private static func mayBeIn(_ place: String?, _ region: String?) -> Bool {
        guard let place, let region, place != region else { return true }
        guard isCode(place), isCode(region) else { return false }
        return place.hasPrefix(significant(region))
    }

    /// Whether a text is a code of an administrative division: two digits each of province, city and district.
    ///
    /// Source: GB/T 2260.
    private static func isCode(_ text: String) -> Bool {
        text.utf8.count == 6 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The digits of a code that tell its division: 33 of 330000; all of a name.
    private static func significant(_ region: String) -> String {
        guard isCode(region) else { return String(region.prefix(6)) }
        var digits = region[...]
        while digits.hasSuffix("00") { digits = digits.dropLast(2) }
        return String(digits)
    }
}
