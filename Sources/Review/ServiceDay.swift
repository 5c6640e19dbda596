import Slips

/// The day by which a line is judged, and how sure it is.
struct ServiceDay: Hashable {
    var date: CalendarDate?
    var isCertain: Bool

    /// The day of lines that print none: the date of issue, else of discharge, else of admission.
    ///
    /// Source: the contract, “Catalog folder”: the date of service, else the date of issue, else a question.
    static func ofSlip(_ fields: [SlipField: Reading<String>]) -> ServiceDay {
        for field in [SlipField.issueDate, .dischargeDate, .admissionDate] {
            guard let reading = fields[field], let date = reading.value.flatMap({ CalendarDate(printed: $0) })
            else { continue }
            return ServiceDay(date: date, isCertain: !reading.needsReview)
        }
        return ServiceDay(date: nil, isCertain: false)
    }

    /// The day of a line: its own, else the slip's.
    static func of(_ item: Item, slip: ServiceDay) -> ServiceDay {
        guard let reading = item.date else { return slip }
        guard let date = reading.value else { return ServiceDay(date: slip.date, isCertain: false) }
        return ServiceDay(date: date, isCertain: !reading.needsReview)
    }
}
