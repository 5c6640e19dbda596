internal import Slips

/// What the days of a slip say of one another: a patient is admitted, discharged, and then the slip is issued.
enum OrderOfDays {
    private static let order: [SlipField] = [.admissionDate, .dischargeDate, .issueDate]

    /// Marks two days that do not come in their order, of which one must have been misread; what an e-receipt's code
    /// proves is not the one.
    static func apply(to fields: inout [SlipField: Reading<String>]) {
        let days = order.compactMap { field in
            fields[field]?.value.flatMap { CalendarDate($0) }.map { (field: field, date: $0) }
        }
        for (earlier, later) in zip(days, days.dropFirst()) where earlier.date > later.date {
            for field in [earlier.field, later.field] where fields[field]?.confidence ?? 1 < 1 {
                fields[field]?.needsReview = true
            }
        }
    }
}
