internal import Slips

/// What a proven identity number says of the person's age and sex, which were read beside it.
///
/// Source: GB 11643-1999: digits 7 to 14 are the date of birth, an odd 17th digit is a man's.
enum PersonEvidence {
    /// Marks an age or a sex that the identity number contradicts; the printed value stays.
    static func apply(to fields: inout [SlipField: Reading<String>]) {
        guard let reading = fields[.idNumber], !reading.needsReview,
            let id = reading.value.flatMap({ CitizenID($0) })
        else { return }
        if let sex = fields[.sex]?.value, sex != id.sex.rawValue { fields[.sex]?.needsReview = true }
        let day = (fields[.admissionDate] ?? fields[.issueDate])?.value.flatMap { CalendarDate($0) }
        guard let day, let age = fields[.age]?.value.flatMap({ Int($0) }) else { return }
        // Years that are begun are counted too (虚岁).
        let years = day.year - id.birthDate.year
        if !((years - 1)...(years + 1)).contains(age) { fields[.age]?.needsReview = true }
    }
}
