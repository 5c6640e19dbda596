internal import Layout

/// Units with their quantities before them, `2/支`, in a column that only units were headed for.
enum CountedUnits {
    /// Columns that hold quantities with their units.
    struct Columns: Equatable {
        var unit: Int
        /// The column of quantities where it is there and empty.
        var emptyQuantity: Int?
        /// The column that holds the first figures of each quantity, `1.` before `0/支`: 数量/单位 was read as two
        /// headings, and the border between them cuts the quantities.
        var firstFigures: Int?
    }

    /// The column of units that holds quantities as well.
    ///
    /// - Parameters:
    ///   - table: As it was read.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: Nil where units are units, or quantities stand in a column of their own.
    static func columns(of table: Table, em: Int) -> Columns? {
        guard let unit = table.columns.firstIndex(where: { $0.kind == .unit }),
            !table.columns.contains(where: { $0.kind == .quantityAndUnit })
        else { return nil }
        let texts = table.rows.compactMap { $0.cells[unit]?.text }.filter { !$0.isEmpty }
        let counted = texts.count { text in
            text.first?.isNumber == true && (1...3).contains(text.hanCount)
        }
        guard !texts.isEmpty, counted * 5 >= texts.count * 3 else { return nil }
        if unit > 0, isCut(at: unit, of: table, em: em) {
            return Columns(unit: unit, firstFigures: unit - 1)
        }
        let quantity = table.columns.firstIndex { $0.kind == .quantity }
        if let quantity {
            let filled = table.rows.count { $0.cells[quantity]?.text.contains(where: \.isNumber) == true }
            guard filled * 5 < table.rows.count else { return nil }
        }
        return Columns(unit: unit, emptyQuantity: quantity)
    }

    /// Whether the figures before those of a column stand in the column before it, no further off than figures do.
    private static func isCut(at unit: Int, of table: Table, em: Int) -> Bool {
        let before = table.columns[unit - 1]
        guard before.kind == .quantity || (before.kind == .other && !ColumnHeadings.isHeading(before.heading))
        else { return false }
        let pairs = table.rows.compactMap { row -> (left: TextRun, right: TextRun)? in
            guard let left = row.cells[unit - 1], let right = row.cells[unit], !left.text.isEmpty,
                !right.text.isEmpty
            else { return nil }
            return (left, right)
        }
        let cut = pairs.count { left, right in
            left.text.last.map { $0.isNumber || $0 == "." } == true && right.text.first?.isNumber == true
                && (right.box.left - left.box.right) * 5 <= em * 3
        }
        return !pairs.isEmpty && cut * 5 >= pairs.count * 3
    }
}
