internal import Layout

/// The numbers of an item as tills print them, `2盒 × 15.50 = 31.00`, taken apart.
struct ProductLine {
    var quantity: TextRun
    var unit: TextRun?
    var unitPrice: TextRun
    /// Nil where the amount stands apart.
    var amount: TextRun?

    /// - Parameter run: A run of print; nil comes back where it is no product.
    init?(_ run: TextRun) {
        let texts = [run.text] + run.alternatives.map(\.text)
        let parsed = texts.compactMap { Self.parts(of: $0) }
        guard let first = parsed.first else { return nil }
        let others = parsed.dropFirst()
        func part(_ text: String, or others: [String]) -> TextRun {
            TextRun(
                box: run.box, text: text, confidence: run.confidence,
                alternatives: others.filter { $0 != text }.map {
                    Alternative(text: $0, confidence: run.confidence)
                })
        }
        quantity = part(first.quantity, or: others.map(\.quantity))
        unit = first.unit.isEmpty ? nil : part(first.unit, or: [])
        unitPrice = part(first.unitPrice, or: others.map(\.unitPrice))
        amount = first.amount.isEmpty ? nil : part(first.amount, or: others.map(\.amount))
    }

    private typealias Parts = (quantity: String, unit: String, unitPrice: String, amount: String)

    private static func parts(of text: String) -> Parts? {
        let plain = text.filter { !$0.isWhitespace && $0 != "¥" && $0 != "￥" }
        guard
            let match = plain.wholeMatch(
                of:
                    /([0-9]+(?:\.[0-9]+)?)(\p{Han}{0,2})[×xX*＊✕乘][^0-9]?([0-9]+\.[0-9]{1,6})(?:[^0-9.]([0-9]+\.[0-9]{2})|[^0-9.]?)/
            )
        else { return nil }
        return (
            String(match.1), String(match.2), String(match.3), match.4.map(String.init) ?? ""
        )
    }
}

/// Tables of tills, on which products stand in the column of names or on lines without any table.
enum ProductTable {
    private static let kinds: [ColumnKind] = [.name, .quantity, .unit, .unitPrice, .amount]

    /// The table with the products in its column of names parted into their numbers.
    ///
    /// - Parameters:
    ///   - table: As it was read; where nothing heads its columns, names and products are one of two.
    ///   - lines: The page's lines outside of tables: without headings the first name stands among them.
    /// - Returns: The same cells, products in the columns of their numbers; the table itself where it holds none.
    static func parted(_ table: Table, below lines: [TextLine] = []) -> Table {
        guard let name = nameColumn(of: table),
            let amount = table.columns.firstIndex(where: { $0.kind == .amount })
                ?? table.columns.indices.last(where: { $0 > name && table.columns[$0].kind == .other }),
            table.rows.contains(where: { product(in: $0, name: name, amount: amount, of: table) != nil })
        else { return table }
        var result = table
        result.columns[name].kind = .name
        result.columns[amount].kind = .amount
        func column(_ kind: ColumnKind) -> Int {
            if let known = result.columns.firstIndex(where: { $0.kind == kind }) { return known }
            result.columns.append(Column(kind: kind, heading: "", span: table.columns[name].span))
            return result.columns.count - 1
        }
        let (quantity, unit, price) = (column(.quantity), column(.unit), column(.unitPrice))
        for i in table.rows.indices {
            while result.rows[i].cells.count < result.columns.count { result.rows[i].cells.append(nil) }
            guard let product = product(in: table.rows[i], name: name, amount: amount, of: table) else {
                continue
            }
            result.rows[i].cells[name] = nil
            result.rows[i].cells[quantity] = product.quantity
            result.rows[i].cells[unit] = product.unit
            result.rows[i].cells[price] = product.unitPrice
            result.rows[i].cells[amount] = result.rows[i].cells[amount] ?? product.amount
        }
        if !table.hasHeadings, let first = result.rows.first, first.cells[name] == nil,
            let above = lines.last(where: { $0.box.centerY < first.box.top }),
            first.box.top - above.box.bottom < first.box.height * 2,
            let run = above.runs.dropFirst().reduce(
                above.runs.first, { left, run in left.map { ItemRow.joined($0, run) } })
        {
            var cells = [TextRun?](repeating: nil, count: result.columns.count)
            cells[name] = run
            result.rows.insert(TableRow(box: above.box, cells: cells), at: 0)
        }
        return result
    }

    /// The column that names and products stand in.
    private static func nameColumn(of table: Table) -> Int? {
        table.columns.firstIndex { $0.kind == .name }
            ?? table.columns.firstIndex { $0.kind == .other && table.columns.count <= 3 }
    }

    /// The product of a row, also where its price stands apart from it under the heading of a factor.
    private static func product(in row: TableRow, name: Int, amount: Int, of table: Table) -> ProductLine? {
        guard let cell = row.cells[name] else { return nil }
        if let product = ProductLine(cell) { return product }
        guard let last = cell.text.last, "×xX*✕乘".contains(last), cell.text.first?.isNumber == true else {
            return nil
        }
        let behind = table.columns.indices.filter {
            $0 > name && $0 != amount && table.columns[$0].kind.isFactor
        }
        .compactMap { row.cells[$0] }
        return behind.count == 1 ? behind.first.flatMap { ProductLine(ItemRow.joined(cell, $0)) } : nil
    }

    /// The table that lines with products, each below the line of its name, make; nil where there are none.
    ///
    /// - Parameter lines: Of a page, top to bottom.
    /// - Returns: A table of names, quantities, units, prices and amounts, two rows an item.
    static func found(in lines: [TextLine]) -> Table? {
        var rows: [TableRow] = []
        for (above, line) in zip(lines, lines.dropFirst()) {
            guard let last = line.runs.last, let first = line.runs.first else { continue }
            let runs = line.runs.count > 1 ? line.runs.dropLast() : line.runs[...]
            let joined = runs.dropFirst().reduce(first) { ItemRow.joined($0, $1) }
            guard let product = ProductLine(joined),
                let amount = product.amount ?? (line.runs.count > 1 ? last : nil),
                let name = above.runs.dropFirst().reduce(
                    above.runs.first,
                    { left, run in
                        left.map { ItemRow.joined($0, run) }
                    })
            else { continue }
            rows.append(TableRow(box: above.box, cells: [name, nil, nil, nil, nil]))
            rows.append(
                TableRow(
                    box: line.box, cells: [nil, product.quantity, product.unit, product.unitPrice, amount]))
        }
        guard let box = Box.union(of: rows.map(\.box)) else { return nil }
        return Table(
            box: box, columns: kinds.map { Column(kind: $0, heading: "", span: box.horizontal) }, rows: rows,
            hasHeadings: false)
    }
}
