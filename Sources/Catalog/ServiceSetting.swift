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

/// What a cap or a share may depend on and a slip not tell.
public enum SettingUnknown: String, Hashable, Sendable, Codable, CaseIterable {
    case date
    case hospitalLevel = "hospital_level"
    case region
    case insurance = "insurance_type"
    /// Rows of the catalog say different things, and none of them more closely than the other.
    case catalog
}

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
    /// the region, a district before its province, and 城镇职工 before 职工. Where neither of two names more, as 职工 and 城镇 of
    /// 城镇职工基本医疗保险, and they say different things, nothing does.
    ///
    /// - Parameters:
    ///   - rows: The rows of one code.
    ///   - date: The day of service.
    ///   - own: What holds where no row does.
    ///   - value: What a row says.
    /// - Returns: The value; nil where it depends on what is not known, or rows contradict each other.
    func value<Row: ConditionalRow, Value: Equatable>(
        of rows: [Row], on date: CalendarDate, own: Value, _ value: (Row) -> Value
    ) -> Value? {
        let current = rows.filter { isInPeriod(date, from: $0.validFrom, to: $0.validTo) }
        let possible = current.filter { mayHold($0) }
        let known = possible.filter { isKnownToHold($0) }
        func isOutdone(_ row: Row) -> Bool { known.contains { Self.names($0, moreThan: row) } }
        let decided = known.first { !isOutdone($0) }.map(value) ?? own
        let isOpen = possible.contains { !isOutdone($0) && value($0) != decided }
        return isOpen ? nil : decided
    }

    /// What rows of a code name that is not known here.
    func unknowns(in rows: [some ConditionalRow], on date: CalendarDate) -> Set<SettingUnknown> {
        let possible = rows.filter { isInPeriod(date, from: $0.validFrom, to: $0.validTo) && mayHold($0) }
        var unknowns = Set<SettingUnknown>()
        for row in possible {
            if row.hospitalLevel != nil, hospitalLevel == nil { unknowns.insert(.hospitalLevel) }
            if row.region != nil, region == nil { unknowns.insert(.region) }
            if row.personClass != nil, insurance == nil { unknowns.insert(.insurance) }
        }
        return unknowns
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

    /// Whether one of two rows that may hold together says for whom and where it holds more closely than the other.
    private static func names<Row: ConditionalRow>(_ row: Row, moreThan other: Row) -> Bool {
        if row.personClass != other.personClass {
            guard let own = row.personClass else { return false }
            return other.personClass.map(own.contains) ?? true
        }
        if row.hospitalLevel != other.hospitalLevel { return other.hospitalLevel == nil }
        return precision(of: row.region) > precision(of: other.region)
    }

    private static func precision(of region: String?) -> Int {
        region.map { significant($0).utf8.count } ?? 0
    }

    /// Whether a place lies in the region of a row: the same, or by its code in that district, city or province.
    static func mayBeIn(_ place: String?, _ region: String?) -> Bool {
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
