internal import Layout
internal import Slips

/// How the unit prices and amounts of a table are printed.
///
/// Rounding hides a stroke that was read as a further decimal: 10 × 119.3301 = 1193.30. One program prints all prices
/// of a list with the same decimals.
struct PriceForms {
    /// Whether the table has a column of unit prices.
    let arePrinted: Bool
    /// The most decimals of a price that are common in the table; nil where there are too few prices to tell.
    private let usualDecimals: Int?

    /// Whether amounts without decimals are cut off: nearly all others have some, or no heading says that it is amounts.
    private let doubtsWholeAmounts: Bool

    private let hasHeadings: Bool

    private static let fewest = 4

    init(_ table: Table) {
        hasHeadings = table.hasHeadings
        let column = table.columns.firstIndex { $0.kind == .unitPrice }
        arePrinted = column != nil
        let decimals = column.map { column in
            table.rows.compactMap { $0.cells[column] }.map { Self.decimals($0.text) }
        }
        let amounts = table.columns.firstIndex { $0.kind == .amount }.map { column in
            table.rows.compactMap { $0.cells[column] }.filter { !$0.text.isEmpty }
        }
        let pointed = (amounts ?? []).count { $0.text.contains(".") }
        doubtsWholeAmounts =
            !table.hasHeadings || (pointed >= Self.fewest && pointed * 8 >= (amounts ?? []).count * 7)
        usualDecimals = decimals.flatMap(Self.usual)
    }

    /// The most decimals that are common among those of some prices; nil for too few.
    private static func usual(_ all: [Int]) -> Int? {
        guard all.count >= fewest else { return nil }
        // Three and more for most of the list are a program's form, which no line leaves: 43.9700, and a ruling behind.
        let counts = Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
        if let fixed = counts.first(where: { $0.key > 2 && $0.value * 3 >= all.count * 2 }) {
            return fixed.key
        }
        // What one price in eight has is no slip of the pen.
        return all.filter { one in all.count { $0 >= one } * 8 > all.count }.max()
    }

    /// Whether a price has no more decimals than others of the table.
    func admit(_ price: Money?) -> Bool {
        guard let price, let usualDecimals else { return true }
        return Self.decimals(price.description) <= max(2, usualDecimals)
    }

    /// Whether an amount was read with decimals, where those of the table have some.
    func admitAmount(_ run: TextRun?) -> Bool {
        guard let run, doubtsWholeAmounts else { return true }
        // A point at the end is what is left of a number that was cut in two.
        return Self.decimals(run.text) > 0
    }

    /// Whether a quantity is one that is printed: with three decimals at most, and, where no heading tells the columns
    /// apart, not with decimals beside a whole price, which is the other way round then.
    func admit(_ quantity: Quantity?, at price: Money?) -> Bool {
        guard let quantity else { return true }
        let isWhole = quantity.micros % 1_000_000 == 0
        let isWholePrice = price.map { $0.micros % 1_000_000 == 0 } ?? false
        return quantity.micros % 1_000 == 0 && (hasHeadings || isWhole || !isWholePrice)
    }

    /// Line choices with one more that takes too long a price for one that is rounded to the usual decimals.
    func doubting(_ choices: LineChoices) -> LineChoices {
        guard let usualDecimals, let price = choices.chosen.unitPrice, !admit(price) else { return choices }
        let step = (max(2, usualDecimals)..<6).reduce(Int64(1)) { step, _ in step * 10 }
        var choices = choices
        var shorter = choices.chosen
        shorter.unitPrice = Money(micros: price.micros / step * step)
        choices.isCertain = false
        // What closes with as many decimals as the others have is printed so; whether it is, a person looks.
        if let quantity = shorter.quantity, let short = shorter.unitPrice, shorter.closes,
            Money.amount(quantity: quantity, unitPrice: short) == shorter.amount
        {
            choices.others.insert(choices.chosen, at: 0)
            choices.chosen = shorter
        } else {
            choices.others.insert(shorter, at: 0)
        }
        return choices
    }

    private static func decimals(_ text: String) -> Int {
        text.lastIndex(of: ".").map { text[$0...].count { $0.isNumber } } ?? 0
    }
}
