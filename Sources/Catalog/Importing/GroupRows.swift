import Slips

/// Rows of a published price list that head groups of services and are no services: `1101 诊查费`.
///
/// Such a row has a code and a name and, beside remarks, nothing else, and its code is the beginning of the next row's.
struct GroupRows {
    /// The lines of the rows.
    let lines: Set<Int>
    /// What is said of them; nil where there are none.
    let remark: String?

    /// - Parameters:
    ///   - body: The rows below the headings, without empty ones.
    ///   - columns: The columns of the table.
    init(among body: [PublishedTable.Row], columns: [ImportColumn]) {
        let said = columns.filter {
            ![.code, .name, .kept, .rowNumber, .validFrom, .validTo].contains($0.field)
        }
        guard let place = columns.first(where: { $0.field == .code })?.place, !said.isEmpty else {
            (lines, remark) = ([], nil)
            return
        }
        func text(_ row: PublishedTable.Row, _ place: Int) -> String {
            row.cells.indices.contains(place) ? ImportedValue.text(row.cells[place]) ?? "" : ""
        }
        let groups = zip(body, body.dropFirst()).filter { row, next in
            let code = text(row, place)
            let nextCode = text(next, place)
            // A national code of a service is that of the price list behind two noughts.
            return !code.isEmpty && MedicalCode(code) == nil && nextCode.count > code.count
                && (nextCode.hasPrefix(code) || nextCode.hasPrefix("00" + code))
                && said.allSatisfy { text(row, $0.place).isEmpty }
        }.map(\.0)
        lines = Set(groups.map(\.line))
        remark = groups.first.map {
            "rows that head groups are passed over (the next code goes on from theirs, and they have neither unit, price "
                + "nor class): \(groups.count), the first is row \($0.line)"
        }
    }
}
