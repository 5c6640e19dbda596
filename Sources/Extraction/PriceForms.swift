internal import Layout
internal import Slips

/// How the unit prices of a table are printed.
///
/// Rounding hides a stroke that was read as a further decimal: 10 × 119.3301 = 1193.30. One program prints all prices
/// of a list with the same decimals.
struct PriceForms {
    /// Whether the table has a column of unit prices.
    let arePrinted: Bool
    /// The most decimals of a price that are common in the table; nil where there are too few prices to tell.
    private let usualDecimals: Int?

    private static let fewest = 4

    init(_ table: Table) {
        let column = table.columns.firstIndex { $0.kind == .unitPrice }
        arePrinted = column != nil
        let decimals = column.map { column in
            table.rows.compactMap { $0.cells[column] }.map { Self.decimals($0.text) }
        }
        // What one price in eight has is no slip of the pen.
        usualDecimals = decimals.flatMap { all in
            all.count < Self.fewest
                ? nil : all.filter { one in all.count { $0 >= one } * 8 > all.count }.max()
        }
    }

    /// Whether a price has no more decimals than others of the table.
    func admit(_ price: Money?) -> Bool {
        guard let price, let usualDecimals else { return true }
        return Self.decimals(price.description) <= max(2, usualDecimals)
    }

    private static func decimals(_ text: String) -> Int {
        text.lastIndex(of: ".").map { text[$0...].count { $0.isNumber } } ?? 0
    }
}
