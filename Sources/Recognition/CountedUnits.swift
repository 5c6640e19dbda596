internal import Layout

/// Units with their quantities before them, `2/支`, in a column that only units were headed for.
enum CountedUnits {
    /// The column of units that holds quantities as well, and that of quantities where it is there and empty.
    ///
    /// - Parameter table: As it was read.
    /// - Returns: Nil where units are units, or quantities stand in a column of their own.
    static func columns(of table: Table) -> (unit: Int, emptyQuantity: Int?)? {
        guard let unit = table.columns.firstIndex(where: { $0.kind == .unit }),
            !table.columns.contains(where: { $0.kind == .quantityAndUnit })
        else { return nil }
        let quantity = table.columns.firstIndex { $0.kind == .quantity }
        if let quantity {
            let filled = table.rows.count { $0.cells[quantity]?.text.contains(where: \.isNumber) == true }
            guard filled * 5 < table.rows.count else { return nil }
        }
        let texts = table.rows.compactMap { $0.cells[unit]?.text }.filter { !$0.isEmpty }
        let counted = texts.count { text in
            text.first?.isNumber == true && (1...3).contains(text.hanCount)
        }
        return !texts.isEmpty && counted * 5 >= texts.count * 3 ? (unit, quantity) : nil
    }
}
