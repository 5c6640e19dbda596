import Slips

extension CalendarDate {
    /// The date a number of days later, at most some months away; itself beyond the calendar's years.
    func advanced(byDays days: Int) -> CalendarDate {
        var year = year
        var month = month
        var day = day
        for _ in 0..<max(0, days) {
            if CalendarDate(year: year, month: month, day: day + 1) != nil {
                day += 1
            } else if month < 12 {
                (month, day) = (month + 1, 1)
            } else {
                (year, month, day) = (year + 1, 1, 1)
            }
        }
        return CalendarDate(year: year, month: month, day: day) ?? self
    }
}
