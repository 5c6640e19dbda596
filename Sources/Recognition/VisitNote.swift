internal import Layout

/// The note for the visit (clinic, doctor, number, floor) that a registration receipt prints in the place of details.
enum VisitNote {
    /// The words that such notes hold.
    private static let words = ["门诊", "医生", "医师", "候诊", "就诊", "有效", "上午", "下午"]

    /// Whether a note was taken for the details of a form: a table beside another whose rows hold its words and no amount,
    /// while the other charges a fee of registration.
    ///
    /// - Parameter tables: Of a form's halves, left to right.
    /// - Returns: False also where the form has one table.
    static func isTaken(for tables: [Table]) -> Bool {
        guard tables.count == 2, let sums = tables.first, let details = tables.last else { return false }
        let noted = details.rows.count { row in
            row.cells.contains { cell in
                cell.map { text in words.contains { text.text.contains($0) } } ?? false
            }
        }
        let hasNumbers = details.rows.contains { row in
            zip(row.cells, details.columns).contains { cell, column in
                column.kind == .amount && cell.map { $0.text.contains(where: \.isNumber) } ?? false
            }
        }
        return noted >= 2 && !hasNumbers
            && sums.rows.flatMap(\.cells).contains { cell in
                cell.map { $0.text.contains("诊") || $0.text.contains("挂号") } ?? false
            }
    }
}
