internal import Layout
internal import Slips

/// The numbers of an item as tills print them, `2盒 × 15.50 = 31.00`, taken apart.
struct ProductLine {
    /// Nil where it was not read.
    var quantity: TextRun?
    var unit: TextRun?
    var unitPrice: TextRun
    /// Nil where the amount stands apart.
    var amount: TextRun?
    /// Whether a mark of multiplication was read.
    var isMarked: Bool

    /// - Parameter run: A run of print; nil comes back where it is no product with its mark.
    init?(_ run: TextRun) {
        self.init([run])
        guard isMarked else { return nil }
    }

    /// - Parameter runs: The runs of a line, left to right; nil comes back where they are no product. Where the mark was
    ///   not read, or as something else, all three numbers must be there.
    init?(_ runs: [TextRun]) {
        let parsed = Self.texts(of: runs).compactMap { Self.parts(of: $0) }
        guard let first = parsed.first, let box = Box.union(of: runs.map(\.box)) else { return nil }
        let others = parsed.dropFirst()
        let confidence = runs.map(\.confidence).min() ?? 0
        func part(_ text: String, or others: [String]) -> TextRun {
            let place = runs.filter { $0.text.contains(text) }
            if place.count == 1, place[0].text == text { return place[0] }
            return TextRun(
                box: place.count == 1 ? place[0].box : box, text: text, confidence: confidence,
                alternatives: others.filter { $0 != text && !$0.isEmpty }.map {
                    Alternative(text: $0, confidence: confidence)
                })
        }
        isMarked = first.isMarked
        quantity = first.quantity.isEmpty ? nil : part(first.quantity, or: others.map(\.quantity))
        unit = first.unit.isEmpty ? nil : part(first.unit, or: [])
        unitPrice = part(first.unitPrice, or: others.map(\.unitPrice))
        amount = first.amount.isEmpty ? nil : part(first.amount, or: others.map(\.amount))
    }

    /// Whether the numbers as read prove each other.
    var closes: Bool {
        guard let quantity = quantity.flatMap({ Quantity(NumberCandidates.cleaned($0.text)) }),
            let price = Money(NumberCandidates.cleaned(unitPrice.text)),
            let amount = amount.flatMap({ Money(NumberCandidates.cleaned($0.text)) })
        else { return false }
        return Money.amount(quantity: quantity, unitPrice: price) == amount
    }

    /// What the runs say together, first as read and then with each other reading of one of them.
    private static func texts(of runs: [TextRun]) -> [String] {
        func plain(_ text: String) -> String {
            text.filter { !$0.isWhitespace && $0 != "¥" && $0 != "￥" }
        }
        var texts = runs.map { plain($0.text) }
        // A lone stroke before the mark is a 1.
        if let first = texts.first, first.count == 1, strokes.contains(first) { texts[0] = "1" }
        func joined(_ texts: [String]) -> String { texts.joined(separator: " ") }
        return [joined(texts)]
            + runs.enumerated().flatMap { i, run in
                run.alternatives.map { other in
                    var texts = texts
                    texts[i] = plain(other.text)
                    return joined(texts)
                }
            }
    }

    /// What a 1 alone is read as.
    private static let strokes = "lI|丨i!ⅠⅡ工了][}{tL"

    private typealias Parts = (
        quantity: String, unit: String, unitPrice: String, amount: String, isMarked: Bool
    )

    /// The numbers of a text in which a blank stands between runs.
    private static func parts(of text: String) -> Parts? {
        let priceFirst = priceFirst(text)
        if let priceFirst, !priceFirst.unit.isEmpty { return priceFirst }
        if let match = text.wholeMatch(
            of:
                /(-?[0-9]+(?:\.[0-9]+)?) ?(\p{Han}{0,2}) ?[×xX*＊✕乘”“"’‘′″] ?[^0-9 ]? ?([0-9]+\.[0-9]{1,6})(?:[^0-9.]{1,3}?(-?[0-9][0-9 ,]*\.[0-9]{2})|[^0-9.]{0,2})/
        ) {
            let amount = match.4.map { String($0).filter { $0 != " " } } ?? ""
            return (String(match.1), String(match.2), String(match.3), amount, true)
        }
        if let match = text.wholeMatch(
            of:
                /([0-9]+(?:\.[0-9]+)?)(\p{Han}{0,2})[^0-9.]{1,4}([0-9]+\.[0-9]{1,6})[^0-9.]{1,3}([0-9][0-9 ,]*\.[0-9]{2})/
        ) {
            let amount = String(match.4).filter { $0 != " " }
            return (String(match.1), String(match.2), String(match.3), amount, false)
        }
        if let priceFirst { return priceFirst }
        // Four decimals tell the quantity, and the amount will tell the price whose point was not read: 2.0000+275#.
        if let match = text.wholeMatch(
            of: /([0-9]+\.[0-9]{4}) ?(\p{Han}{0,2}) ?[×xX*＊✕乘+] ?([0-9]{2,7})[^0-9.\p{Han}]{0,2}/)
        {
            return (String(match.1), String(match.2), String(match.3), "", true)
        }
        // A lone stroke before the mark that was not read; with the amount it is no specification.
        if let match = text.wholeMatch(
            of: /[×xX*＊✕] ?([0-9]+\.[0-9]{1,6})[^0-9.]{1,3}?(-?[0-9][0-9 ,]*\.[0-9]{2})/)
        {
            return ("", "", String(match.1), String(match.2).filter { $0 != " " }, true)
        }
        return nil
    }

    /// The numbers of a text with its price first, 376.42×7盒 2634.94.
    ///
    /// What is counted is a whole number, or has its unit behind it. Without the amount 0.1250*12片 is a specification.
    private static func priceFirst(_ text: String) -> Parts? {
        guard
            let match = text.wholeMatch(
                of:
                    /[¥￥]?([0-9]+\.[0-9]{1,6})元? ?[×xX*＊✕] ?([0-9]+|[0-9]+\.[0-9]+(?=\p{Han})) ?(\p{Han}{0,2})[^0-9.]{1,3}?(-?[0-9][0-9 ,]*\.[0-9]{2})/
            ), match.3 != "元"
        else { return nil }
        let amount = String(match.4).filter { $0 != " " }
        return (String(match.2), String(match.3), String(match.1), amount, true)
    }
}

/// Tables of tills, on which products stand in the column of names or on lines without any table.
enum ProductTable {
    private static let kinds: [ColumnKind] = [.name, .spec, .quantity, .unit, .unitPrice, .amount]

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
            result.rows[i].cells[amount] = product.amount ?? result.rows[i].cells[amount]
        }
        if !table.hasHeadings, let first = result.rows.first, first.cells[name] == nil,
            let above = lines.last(where: { $0.box.centerY < first.box.top }),
            first.box.top - above.box.bottom < first.box.height * 2,
            let run = ItemRow.joined(above.runs)
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

    /// The product of a row, also where its numbers stand in several columns.
    private static func product(in row: TableRow, name: Int, amount: Int, of table: Table) -> ProductLine? {
        guard let cell = row.cells[name] else { return nil }
        if let product = ProductLine(cell) { return product }
        guard cell.text.first?.isNumber == true else { return nil }
        let behind = table.columns.indices.filter { $0 > name && $0 != amount }.compactMap { row.cells[$0] }
        let whole = [cell] + behind + [row.cells[amount]].compactMap(\.self)
        let product = ProductLine([cell] + behind) ?? ProductLine(whole)
        return product?.isMarked == true ? product : nil
    }

    /// The table that lines with products, each below the line of its name, make.
    ///
    /// - Parameters:
    ///   - lines: Of a page.
    ///   - tables: Tables that were found by alignment alone, which may be such lines.
    /// - Returns: A table of names, quantities, units, prices and amounts, two rows an item; nil where there are no
    ///   products. Lines without a mark are products only where most of them close, and where no table was found.
    static func found(in lines: [TextLine], and tables: [Table] = []) -> Table? {
        let rows = tables.flatMap(\.rows).map { TextLine(box: $0.box, runs: $0.cells.compactMap(\.self)) }
        let lines = (lines + rows).sorted { $0.box.centerY < $1.box.centerY }
        var products = lines.map { product(of: $0.runs) }
        let marked = products.count { $0?.isMarked == true }
        let unmarked = products.compactMap(\.self).filter { !$0.isMarked }
        if unmarked.count(where: \.closes) * 2 < unmarked.count || (marked == 0 && !tables.isEmpty) {
            products = products.map { $0?.isMarked == true ? $0 : nil }
        }
        var result: [TableRow] = []
        for (i, product) in products.enumerated() {
            guard let product, let amount = product.amount else { continue }
            if i > 0, products[i - 1] == nil {
                let above = lines[i - 1]
                let (name, spec) = named(above.runs)
                result.append(TableRow(box: above.box, cells: [name, spec, nil, nil, nil, nil]))
            }
            result.append(
                TableRow(
                    box: lines[i].box,
                    cells: [nil, nil, product.quantity, product.unit, product.unitPrice, amount]))
        }
        guard let box = Box.union(of: result.map(\.box)) else { return nil }
        return Table(
            box: box, columns: kinds.map { Column(kind: $0, heading: "", span: box.horizontal) },
            rows: result, hasHeadings: false)
    }

    /// What a line above its product says: the name without its number in the list (`3.`), and the specification that
    /// stands apart behind it.
    private static func named(_ runs: [TextRun]) -> (name: TextRun?, spec: TextRun?) {
        var runs = runs
        let last = runs.count > 1 ? runs.last : nil
        let isSpec = last.map { run in
            run.text.hanCount <= 2 && run.text.first?.isNumber == true && run.text.contains { !$0.isNumber }
        }
        let spec = isSpec == true ? runs.removeLast() : nil
        if let number = runs.first?.text.prefixMatch(of: /[0-9]{1,3}[.、．](?=\p{Han}|[A-Z])/) {
            runs[0] = runs[0].part(number.output.count..<runs[0].text.count)
        }
        return (ItemRow.joined(runs), spec)
    }

    /// The product of a line, its amount there or the last run, whatever that is.
    private static func product(of runs: [TextRun]) -> ProductLine? {
        if let product = ProductLine(runs), product.amount != nil { return product }
        guard runs.count > 1, var product = ProductLine(Array(runs.dropLast())), product.isMarked else {
            return nil
        }
        product.amount = product.amount ?? runs.last
        return product
    }
}
