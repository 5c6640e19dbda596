import Slips

/// Rows of `prices.csv` or `shares.csv` that hold for the same code and setting, to find those that contradict others.
struct AlikeRows<Value: Equatable> {
    private struct Setting: Hashable {
        var code: String
        var hospitalLevel: Int?
        var region: String?
        var personClass: String?
    }

    private struct Row {
        var line: Int
        var value: Value
        var from: CalendarDate?
        var to: CalendarDate?
    }

    private var rows: [Setting: [Row]] = [:]

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - conditions: For whom and when the row holds.
    ///   - row: The row in its file.
    ///   - column: The column of its value.
    ///   - value: What it says.
    /// - Returns: A defect where an earlier row says something else of a day of its period.
    mutating func contradiction(
        of conditions: some ConditionalRow, _ row: CatalogRow, _ column: String, _ value: Value
    ) -> CatalogError? {
        let setting = Setting(
            code: row.text("code"), hospitalLevel: conditions.hospitalLevel, region: conditions.region,
            personClass: conditions.personClass)
        let other = rows[setting, default: []].first {
            $0.value != value
                && periodsOverlap(($0.from, $0.to), (conditions.validFrom, conditions.validTo))
        }
        rows[setting, default: []].append(
            Row(line: row.line, value: value, from: conditions.validFrom, to: conditions.validTo))
        return other.map {
            row.fault(
                column,
                "the row of line \($0.line) says otherwise for the same code, setting and day; end one period before "
                    + "the other begins")
        }
    }
}
