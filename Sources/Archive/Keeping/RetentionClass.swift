public import Slips

/// How long a slip is kept (保管期限).
///
/// The classes are those of social insurance records (社会保险业务档案管理规定, 2009: for ever, or 10, 30, 50 or 100 years), counted
/// from the first of January after the slip was last acted on. What applies to which papers, the agency decides.
public enum RetentionClass: String, Codable, Sendable, CaseIterable, Comparable {
    case tenYears = "10"
    case thirtyYears = "30"
    case fiftyYears = "50"
    case hundredYears = "100"
    case permanent

    /// What holds where nobody set anything: original vouchers of payments (会计档案管理办法, 2015) are kept for 30 years.
    public static let usual = RetentionClass.thirtyYears

    /// For how many years; nil for ever.
    public var years: Int? { Int(rawValue) }

    /// The first day on which a slip may be destroyed that was last acted on at this moment; nil where never.
    ///
    /// Years are those of the calendar of Beijing (UTC+8).
    public func firstDayAfter(_ lastAct: Timestamp) -> CalendarDate? {
        guard let years, let year = lastAct.dateInBeijing?.year else { return nil }
        return CalendarDate(year: year + 1 + years, month: 1, day: 1)
    }

    public static func < (a: RetentionClass, b: RetentionClass) -> Bool {
        (a.years ?? .max) < (b.years ?? .max)
    }
}

extension Timestamp {
    /// The day of the moment by the calendar of Beijing (UTC+8).
    public var dateInBeijing: CalendarDate? {
        CalendarDate(String(Timestamp(seconds: seconds + 8 * 3600).description.prefix(10)))
    }
}
