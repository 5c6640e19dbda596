import Slips

/// A patient's age, as exactly as a slip tells it.
struct PatientAge: Hashable, Sendable {
    /// Completed years.
    var years: Int
    /// Days since birth; nil where only years or months are known.
    var days: Int?

    /// The age on a day of somebody born on another; nil for a day before the birth.
    init?(born birth: CalendarDate, on day: CalendarDate) {
        guard birth <= day else { return nil }
        let hadBirthday = (day.month, day.day) >= (birth.month, birth.day)
        years = day.year - birth.year - (hadBirthday ? 0 : 1)
        days = day.dayNumber - birth.dayNumber
    }

    /// The age in print: `57`, `57岁`, `3岁5月`, `5个月`, `12天`; nil for anything else.
    init?(printed text: String) {
        var rest = Substring(text.filter { !$0.isWhitespace })
        func number() -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, digits.count <= 3 else { return nil }
            rest = rest.dropFirst(digits.count)
            return Int(digits)
        }
        guard let first = number() else { return nil }
        switch rest {
        case "", "岁", "周岁":
            years = first
        case "天", "日", "日龄":
            years = first / 365
            days = first
        case "月", "个月", "月龄":
            years = first / 12
        default:
            guard rest.hasPrefix("岁"), first <= 18 else { return nil }
            rest.removeFirst()
            guard number() != nil, ["月", "个月", "天"].contains(rest) else { return nil }
            years = first
        }
        guard years <= 130 else { return nil }
    }

    /// Whether the patient is a newborn, of 28 days at most; nil where it cannot be told.
    var isNewborn: Bool? {
        if let days { return days <= 28 }
        return years >= 1 ? false : nil
    }
}
