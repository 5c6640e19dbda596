internal import Layout
internal import Slips

/// Gives prices back the first figure that the border before them left to the quantities.
///
/// Tills print `0.5000120.600000` without a gap where the decimals are many: `0.50001` and `20.600000` are 0.5000 and 120.600000.
/// What tells it is that all other quantities have one decimal fewer.
enum StrayFigures {
    /// How many quantities must have the usual number of decimals, and how few decimals those are.
    private static let (fewest, leastDecimals) = (3, 2)

    /// A table whose prices have among their readings what they say with the figure before them.
    static func returned(_ table: Table) -> Table {
        guard let quantity = table.columns.firstIndex(where: { $0.kind == .quantity }),
            table.columns.indices.contains(quantity + 1), table.columns[quantity + 1].kind == .unitPrice,
            let usual = usualDecimals(in: table.rows.compactMap { $0.cells[quantity]?.text })
        else { return table }
        var table = table
        for (i, row) in table.rows.enumerated() {
            guard let count = row.cells[quantity], var price = row.cells[quantity + 1],
                let found = ([count.text] + count.alternatives.map(\.text)).lazy.compactMap({
                    parted($0, decimals: usual)
                }).first
            else { continue }
            table.rows[i].cells[quantity] = TextRun(
                box: count.box, text: found.quantity, confidence: count.confidence,
                symbols: Array(count.symbols.prefix(found.quantity.count)))
            price.alternatives.insert(
                Alternative(text: String(found.figure) + price.text, confidence: price.confidence), at: 0)
            table.rows[i].cells[quantity + 1] = price
        }
        return table
    }

    /// The number of decimals that most quantities have.
    private static func usualDecimals(in texts: [String]) -> Int? {
        let decimals = texts.compactMap { $0.wholeMatch(of: /-?[0-9]+\.([0-9]+)/)?.output.1.count }
        let counts = Dictionary(decimals.map { ($0, 1) }, uniquingKeysWith: +)
        guard let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), usual.value >= fewest,
            usual.key >= leastDecimals
        else { return nil }
        return usual.key
    }

    /// A quantity and the figure behind it; nil for one with as many decimals as the others.
    private static func parted(_ text: String, decimals: Int) -> (quantity: String, figure: Character)? {
        guard let match = text.wholeMatch(of: /(-?[0-9]+\.([0-9]+))([0-9lI|])/),
            match.output.2.count == decimals, let last = match.output.3.first,
            let figure = last.isNumber ? last : FieldText.digit(readAs: last)
        else { return nil }
        return (String(match.output.1), figure)
    }
}
