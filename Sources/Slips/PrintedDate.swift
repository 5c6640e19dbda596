extension CalendarDate {
    /// Reads a date as slips print it.
    ///
    /// Forms: `2024-03-01`, `2024.3.1`, `2024/03/01`, `20240301`, `2024年3月1日`, each with a time after it, and
    /// `05/15` or `5月15日` without a year. Full-width digits and marks count as plain ones.
    ///
    /// - Parameters:
    ///   - text: The text of one field or cell.
    ///   - referenceYear: The year of a date that is printed without one; nil refuses such dates.
    public init?(printed text: String, referenceYear: Int? = nil) {
        let runs = PrintedNumber.plainCharacters(text).split { !$0.isASCII || !$0.isNumber }
        let rest = PrintedNumber.plainCharacters(text).filter { !($0.isASCII && $0.isNumber) }
        guard rest.allSatisfy({ "-./年月日号:时分秒T, ".contains($0) }), let first = runs.first else { return nil }
        let numbers = runs.map { Int($0) }
        if first.count == 8 || first.count == 14, numbers.count <= 4 {
            guard let year = Int(first.prefix(4)), let month = Int(first.dropFirst(4).prefix(2)),
                let day = Int(first.dropFirst(6).prefix(2))
            else { return nil }
            self.init(year: year, month: month, day: day)
        } else if first.count == 4 {
            guard runs.count >= 3, runs.count <= 6, runs[1].count <= 2,
                let year = numbers[0], let month = numbers[1]
            else { return nil }
            // A time printed without a space leaves its hour glued to the day: `2024.05.1510:08`.
            let glued = runs[2].count == 4 && runs.count > 3
            guard glued || runs[2].count <= 2, let day = Int(runs[2].prefix(2)) else { return nil }
            self.init(year: year, month: month, day: day)
        } else {
            guard let referenceYear, runs.count == 2, first.count <= 2, runs[1].count <= 2,
                let month = numbers[0], let day = numbers[1], !rest.contains(":")
            else { return nil }
            self.init(year: referenceYear, month: month, day: day)
        }
    }
}
