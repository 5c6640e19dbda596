internal import Layout
internal import Slips

/// Tells what columns hold whose headings were not read, by what stands in them.
///
/// The three numbers of a line prove which is which: quantity × unit price = amount in line after line. Which of the two
/// factors is the quantity no product tells: that is told by how they are printed, or by the page before.
enum ColumnInference {
    /// The table with its unknown columns named as far as their cells tell.
    ///
    /// - Parameters:
    ///   - table: As it was read.
    ///   - previous: The table on the page before, which this one may continue.
    /// - Returns: The same cells; columns that nothing tells stay unknown.
    static func completed(_ table: Table, after previous: Table? = nil) -> Table {
        var table = table
        nameCountedUnits(&table)
        guard table.columns.contains(where: { $0.kind == .other }) else { return table }
        if let previous {
            let parted = GluedColumns.parted(table, after: previous)
            if let continued = continuing(parted, previous) ?? continuing(table, previous) {
                return continued
            }
        }
        nameDates(&table)
        nameNumbers(&table, after: previous)
        nameLoneQuantity(&table)
        nameWords(&table)
        nameCounted(&table)
        nameSum(&table)
        nameLoneQuantity(&table)
        correctNumbers(&table)
        return table
    }

    /// The table with the kinds of the page before, where its columns stand below those; nil where they do not, or where
    /// no line closes by them that has all three numbers.
    private static func continuing(_ table: Table, _ previous: Table) -> Table? {
        guard let kinds = ContinuedColumns.kinds(of: table, after: previous) else { return nil }
        let factors = [ColumnKind.quantity, .unitPrice, .amount].compactMap { kinds.firstIndex(of: $0) }
        let counted = table.rows.count { row in factors.allSatisfy { number(row.cells[$0]) != nil } }
        guard factors.count < 3 || counted == 0 || closingRows(table, kinds) * 2 >= counted else {
            return nil
        }
        var table = table
        for (i, kind) in kinds.enumerated() { table.columns[i].kind = kind }
        return table
    }

    /// How many lines must have whole numbers for these to be quantities.
    private static let leastCounted = 3

    /// The lone column of whole numbers between names and amounts where no price is printed: its heading was not read.
    ///
    /// A column of prices is hardly ever of whole yuan in all its lines, and then it repeats the amounts.
    private static func nameLoneQuantity(_ table: inout Table) {
        let kinds = table.columns.map(\.kind)
        guard let name = kinds.firstIndex(of: .name), let amount = kinds.lastIndex(of: .amount),
            !kinds.contains(where: { [.quantity, .quantityAndUnit, .unitPrice].contains($0) })
        else { return }
        // Numbers with units behind a slash (14/盒) are quantities wherever they stand; without it they may be specifications.
        let counted = table.columns.indices.filter { column in
            kinds[column] == .other && isCounted(column, table)
                && table.rows.count { $0.cells[column]?.text.contains("/") ?? false } * 2 >= table.rows.count
        }
        if counted.count == 1, let column = counted.first {
            table.columns[column].kind = .quantityAndUnit
            return
        }
        guard name < amount else { return }
        let free = ((name + 1)..<amount).filter { column in
            kinds[column] == .other && isNumeric(column, table)
                && !ColumnHeadings.isHeading(table.columns[column].heading)
        }
        guard free.count == 1, let column = free.first else { return }
        let rows = table.rows.filter { $0.cells[column]?.text.isEmpty == false }
        let numbers = rows.compactMap { number($0.cells[column]) }
        // Halves are rare among quantities, and refunds are negative as their amounts are.
        let whole = numbers.count { $0.micros != 0 && $0.micros % 1_000_000 == 0 }
        let areSigned = rows.allSatisfy { row in
            (number(row.cells[column])?.micros ?? 1) > 0 || (number(row.cells[amount])?.micros ?? 1) < 0
        }
        let repeats = rows.count { row in number(row.cells[column]) == number(row.cells[amount]) }
        guard whole >= leastCounted, numbers.count == rows.count, whole * 5 >= rows.count * 4, areSigned,
            repeats * 2 < rows.count
        else { return }
        table.columns[column].kind = .quantity
    }

    /// Takes units that stand behind their quantities for both, where nothing stands under the heading of quantities: 数量/单位
    /// was read as two headings.
    private static func nameCountedUnits(_ table: inout Table) {
        let kinds = table.columns.map(\.kind)
        guard let quantity = kinds.firstIndex(of: .quantity), let unit = kinds.firstIndex(of: .unit),
            table.rows.allSatisfy({ $0.cells[quantity]?.text.isEmpty ?? true })
        else { return }
        let texts = table.rows.compactMap { $0.cells[unit]?.text }.filter { !$0.isEmpty }
        let counted = texts.count(where: hasUnitAfterSlash)
        guard counted >= 1, counted * 2 >= texts.count else { return }
        table.columns[quantity].kind = .other
        table.columns[unit].kind = .quantityAndUnit
    }

    /// The lone column of numbers with their units between names and a column of money under no heading that was read, as
    /// e-receipts print them without prices: `1.00/盒`.
    ///
    /// Specifications (20片) hardly ever stand alone beside names: with two such columns neither is named. None is counted in
    /// times or days, or with two decimals of nothing (1.00支).
    private static func nameCounted(_ table: inout Table) {
        let kinds = table.columns.map(\.kind)
        guard let name = kinds.firstIndex(of: .name),
            !kinds.contains(where: { [.quantity, .quantityAndUnit, .unitPrice].contains($0) })
        else { return }
        let counted = table.columns.indices.filter { column in
            guard column > name, [.other, .unit, .spec].contains(kinds[column]),
                !ColumnHeadings.isHeading(table.columns[column].heading)
            else { return false }
            let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
            let decimals = texts.count { $0.wholeMatch(of: /[0-9]+[.]00[\u4E00-\u9FFF]{1,2}/) != nil }
            let isCharged =
                decimals * 2 >= texts.count
                || texts.contains { $0.wholeMatch(of: /[0-9]+([.][0-9]+)?(次|项|人次|日|天|小时|部位)/) != nil }
            let whole = texts.count { text in
                hasUnitAfterSlash(text)
                    // Beside headings only a slash tells quantities from specifications (20片).
                    || ((!table.hasHeadings || isCharged)
                        && text.wholeMatch(of: /[0-9]+([.][0-9]+)?[\u4E00-\u9FFF]{1,3}/) != nil)
            }
            return whole >= 1 && whole * 2 >= texts.count
        }
        guard counted.count == 1, let column = counted.first,
            table.columns.indices.contains(where: {
                $0 > column && (kinds[$0] == .amount || isMoney($0, table))
            })
        else { return }
        table.columns[column].kind = .quantityAndUnit
        nameNumbers(&table, after: nil)
    }

    /// Takes the column with which lines close for the one under a heading with which few do: a heading was read over
    /// the wrong column or in part, as 金额 of 可报金额.
    ///
    /// A column whose heading says that it is another sum (应收金额) is never taken for the amount.
    private static func correctNumbers(_ table: inout Table) {
        for kind in [ColumnKind.amount, .unitPrice] {
            let kinds = table.columns.map(\.kind)
            guard let headed = kinds.firstIndex(of: kind) else { continue }
            let closing = closingRows(table, kinds)
            let others = table.columns.indices.filter { column in
                kinds[column] == .other && isNumeric(column, table)
                    && (kind != .amount || !ColumnHeadings.isHeading(table.columns[column].heading))
            }
            let better = others.map { column in
                var kinds = kinds
                kinds[column] = kind
                kinds[headed] = .other
                return (column: column, closing: closingRows(table, kinds))
            }
            .max { $0.closing < $1.closing }
            guard let better, better.closing >= closing + 3, better.closing * 2 >= table.rows.count else {
                continue
            }
            table.columns[headed].kind = .other
            table.columns[better.column].kind = kind
        }
    }

    /// A column of days: month and day with a slash between.
    private static func nameDates(_ table: inout Table) {
        guard !table.columns.contains(where: { $0.kind == .date }) else { return }
        let dates = table.columns.indices.filter { column in
            let cells = table.rows.compactMap { $0.cells[column] }.filter { !$0.text.isEmpty }
            let dated = cells.count { cell in
                // Dust and holes beside a day are read as marks.
                let text = cell.text.trimmingPrefix { !$0.isNumber }.reversed().drop { !$0.isNumber }
                return CalendarDate(printed: String(text.reversed()), referenceYear: 2000) != nil
            }
            return table.columns[column].kind == .other && dated > 0 && dated * 2 >= cells.count
        }
        if dates.count == 1, let date = dates.first { table.columns[date].kind = .date }
    }

    /// The lone column of money beside names, where no prices are printed: the sums of categories, or amounts under a
    /// heading that was not read.
    private static func nameSum(_ table: inout Table) {
        guard !table.columns.contains(where: { $0.kind == .amount || $0.kind == .unitPrice }) else { return }
        let sums = table.columns.indices.filter {
            isMoney($0, table) && !ColumnHeadings.isHeading(table.columns[$0].heading)
        }
        if sums.count == 1, let sum = sums.first { table.columns[sum].kind = .amount }
    }

    private static func nameNumbers(_ table: inout Table, after previous: Table?) {
        let wanted: [ColumnKind] = [.quantity, .unitPrice, .amount].filter { kind in
            !table.columns.contains { $0.kind == kind }
        }
        guard !wanted.isEmpty else { return }
        if table.columns.contains(where: { $0.kind == .quantityAndUnit }) {
            // Without unit prices nothing but the two decimals tell an amount.
            if wanted.contains(.amount),
                let amount = table.columns.indices.last(where: { isMoney($0, table) })
            {
                table.columns[amount].kind = .amount
            }
            return
        }
        // What the list's own heading calls another sum (可报金额) is no price, though a line of one may close with it.
        let free = table.columns.indices.filter { column in
            table.columns[column].kind == .other
                && ColumnHeadings.kind(of: table.columns[column].heading) != .other
                && (isNumeric(column, table) || isCounted(column, table))
        }
        let choices = arrangements(of: free, count: wanted.count).map { choice in
            var kinds = table.columns.map(\.kind)
            for (column, kind) in zip(choice, wanted) { kinds[column] = kind }
            return (
                columns: choice, closing: closingRows(table, kinds), decimals: decimalsOfPrices(table, kinds),
                inOrder: isAmountLast(kinds) ? 1 : 0
            )
        }
        // Price × quantity closes as well as quantity × price: decimals tell which is which. Of single pieces price and amount
        // are the same.
        let best = choices.max {
            ($0.closing, $0.inOrder, $0.decimals) < ($1.closing, $1.inOrder, $1.decimals)
        }
        guard let best else { return }
        let second = choices.filter { Set($0.columns) != Set(best.columns) }.map(\.closing).max() ?? 0
        let counted = table.rows.count { row in row.cells.count { number($0) != nil } >= 3 }
        // On bad print few lines close, but three that do are no chance where nothing else closes half as many.
        let isShort = !table.hasHeadings && counted <= 2 && best.closing == counted
        let isClear = best.closing >= max(3, second * 2)
        guard (best.closing >= 2 && best.closing * 3 >= counted) || isClear || (isShort && counted > 0) else {
            if wanted == [.quantity], free.count == 1, let column = free.first, areTimesPrices(table) {
                table.columns[column].kind = .quantity
                return
            }
            // Of the last columns of numbers, which do not close, the order on the paper tells most; a person looks.
            if !table.hasHeadings, free.count >= 3, wanted.count == 3 {
                for (column, kind) in zip(free.suffix(3), wanted) { table.columns[column].kind = kind }
            }
            return
        }
        var columns = best.columns
        if let q = wanted.firstIndex(of: .quantity), let p = wanted.firstIndex(of: .unitPrice) {
            var kinds = table.columns.map(\.kind)
            for (column, kind) in zip(columns, wanted) { kinds[column] = kind }
            guard
                let isSwapped = areSwapped(
                    columns[q], columns[p], closingRows: closingRows(table, kinds) >= 2 ? kinds : nil, table,
                    after: previous)
            else {
                // A price taken for a quantity gives the same amount and another cap: a person looks.
                if let a = wanted.firstIndex(of: .amount) { table.columns[columns[a]].kind = .amount }
                return
            }
            if isSwapped { columns.swapAt(q, p) }
        }
        for (column, kind) in zip(columns, wanted) {
            let hasUnits = kind == .quantity && isCounted(column, table)
            table.columns[column].kind = hasUnits ? .quantityAndUnit : kind
        }
    }

    /// Whether half of a table's amounts or more, and three, are several times the price beside them: then its one other
    /// column of numbers holds the quantities, however badly a seal lets them be read.
    private static func areTimesPrices(_ table: Table) -> Bool {
        guard let p = table.columns.firstIndex(where: { $0.kind == .unitPrice }),
            let a = table.columns.firstIndex(where: { $0.kind == .amount })
        else { return false }
        let pairs = table.rows.compactMap { row -> (price: Int64, amount: Int64)? in
            guard let price = number(row.cells[p])?.micros, let amount = number(row.cells[a])?.micros,
                price > 0, amount > 0
            else { return nil }
            return (price, amount)
        }
        let times = pairs.count { price, amount in
            let count = (amount + price / 2) / price
            // The last figure of the price may be wrong by one: 3 × 86.04 for 258.09.
            return count >= 2 && abs(amount - count * price) <= count * 10_000
        }
        return times >= 3 && times * 2 >= pairs.count
    }

    /// Whether what was taken for the quantities are the prices, and the other way round; nil where nothing tells.
    ///
    /// Where some rows close only they are asked: in others a point may have been lost.
    private static func areSwapped(
        _ quantity: Int, _ price: Int, closingRows kinds: [ColumnKind]?, _ table: Table,
        after previous: Table?
    ) -> Bool? {
        guard isCounted(quantity, table) == isCounted(price, table) else { return isCounted(price, table) }
        let rows = kinds.map { kinds in table.rows.filter { closes($0, kinds) } } ?? table.rows
        var votes = rows.map { row in
            looksLikeQuantity(row.cells[quantity], beside: row.cells[price])
        }
        .reduce(0, +)
        if let columns = previous?.columns.map(\.kind), let q = columns.firstIndex(of: .quantity),
            let p = columns.firstIndex(of: .unitPrice)
        {
            votes += (q < p) == (quantity < price) ? 2 : -2
        }
        return abs(votes) >= 2 ? votes < 0 : nil
    }

    /// 1 where the first of two factors is printed as a quantity beside a price, −1 where it is the other way round.
    ///
    /// Quantities are whole more often than prices, and have fewer decimals.
    private static func looksLikeQuantity(_ first: TextRun?, beside second: TextRun?) -> Int {
        guard let first, let second, let one = number(first), let other = number(second) else { return 0 }
        let (isOneWhole, isOtherWhole) = (one.micros % 1_000_000 == 0, other.micros % 1_000_000 == 0)
        guard isOneWhole == isOtherWhole else { return isOneWhole ? 1 : -1 }
        return (decimals(second) - decimals(first)).signum()
    }

    /// All ways to pick `count` of the columns in order of mention.
    private static func arrangements(of columns: [Int], count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return columns.flatMap { column in
            arrangements(of: columns.filter { $0 != column }, count: count - 1).map { [column] + $0 }
        }
    }

    /// Whether quantity × unit price = amount in some line of a table.
    static func closes(_ table: Table) -> Bool { closingRows(table, table.columns.map(\.kind)) > 0 }

    private static func closingRows(_ table: Table, _ kinds: [ColumnKind]) -> Int {
        table.rows.count { closes($0, kinds) }
    }

    private static func closes(_ row: TableRow, _ kinds: [ColumnKind]) -> Bool {
        guard let q = kinds.firstIndex(of: .quantity) ?? kinds.firstIndex(of: .quantityAndUnit),
            let p = kinds.firstIndex(of: .unitPrice), let a = kinds.firstIndex(of: .amount),
            let quantity = number(row.cells[q]) ?? count(row.cells[q]),
            let price = number(row.cells[p]),
            let amount = number(row.cells[a])
        else { return false }
        // Dust before a number is read as its sign, which says nothing of what the column holds.
        let product = Money.amount(
            quantity: Quantity(micros: quantity.magnitude.micros), unitPrice: price.magnitude)
        return product == amount.magnitude
    }

    private static func isAmountLast(_ kinds: [ColumnKind]) -> Bool {
        guard let amount = kinds.firstIndex(of: .amount) else { return false }
        return kinds[amount...].allSatisfy { ![.quantity, .quantityAndUnit, .unitPrice].contains($0) }
    }

    /// In how many more rows the price has more decimals than the quantity than the other way round.
    private static func decimalsOfPrices(_ table: Table, _ kinds: [ColumnKind]) -> Int {
        guard let q = kinds.firstIndex(of: .quantity), let p = kinds.firstIndex(of: .unitPrice) else {
            return 0
        }
        return table.rows.reduce(0) { sum, row in
            guard number(row.cells[p]) != nil, number(row.cells[q]) ?? count(row.cells[q]) != nil else {
                return sum
            }
            return sum + (decimals(row.cells[p]) - decimals(row.cells[q])).signum()
        }
    }

    private static func decimals(_ cell: TextRun?) -> Int {
        let text = NumberCandidates.cleaned(cell?.text ?? "")
        return text.lastIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }

    private static func number(_ cell: TextRun?) -> Money? {
        cell.flatMap { Money(NumberCandidates.cleaned($0.text)) }
    }

    /// The number of a cell that holds a quantity and its unit.
    private static func count(_ cell: TextRun?) -> Money? {
        guard let text = cell?.text, let unit = text.firstIndex(where: \.isHan) else { return nil }
        return Money(NumberCandidates.cleaned(String(text[..<unit])))
    }

    /// Whether a text is a number with its unit after a slash, or what was read of it: 1.00/盒, 2/.
    private static func hasUnitAfterSlash(_ text: String) -> Bool {
        text.wholeMatch(of: /[0-9]+([.][0-9]+)?\/[\u4E00-\u9FFF]{0,3}[a-z]*/) != nil
    }

    /// Whether most cells hold a number and a unit of one to three characters after it.
    private static func isCounted(_ column: Int, _ table: Table) -> Bool {
        let cells = table.rows.compactMap { $0.cells[column] }.filter { !$0.text.isEmpty }
        let counted = cells.count { cell in
            (1...3).contains(cell.text.hanCount) && cell.text.last?.isHan == true && count(cell) != nil
        }
        return counted >= 2 && counted * 10 >= cells.count * 6
    }

    /// Whether most cells of a column are numbers, labels of sums (小计) among them apart.
    static func isNumeric(_ column: Int, _ table: Table) -> Bool {
        let filled = table.rows.compactMap { $0.cells[column] }.filter { !$0.text.isEmpty }
        let cells = filled.filter { !ItemRow.isLabel($0.text) }
        let numeric = cells.count { cell in
            // A name behind its code is no number.
            guard cell.text.hanCount < 3 else { return false }
            let digits = cell.text.count { $0.isNumber || $0 == "." }
            return digits * 10 >= cell.text.count * 7
        }
        return numeric > 0 && numeric * 10 >= cells.count * 6 && numeric * 3 >= filled.count
    }

    private static func isMoney(_ column: Int, _ table: Table) -> Bool {
        guard table.columns[column].kind == .other, isNumeric(column, table) else { return false }
        let cells = table.rows.compactMap { $0.cells[column] }.filter { !$0.text.isEmpty }
        return cells.count { $0.text.dropLast(2).hasSuffix(".") } * 2 >= cells.count
    }

    /// The widest column of Chinese words holds the names; one of single characters beside it, the units; one of marks of a
    /// class, these.
    private static func nameWords(_ table: inout Table) {
        func letters(_ column: Int) -> Double {
            let texts = table.rows.compactMap { $0.cells[column]?.text }
            let total = texts.reduce(0) { $0 + $1.hanCount }
            return texts.isEmpty ? 0 : Double(total) / Double(texts.count)
        }
        func free() -> [Int] {
            table.columns.indices.filter { table.columns[$0].kind == .other && !isNumeric($0, table) }
        }
        if !table.columns.contains(where: { $0.kind == .insuranceClass }),
            let marks = free().first(where: { isOfClasses($0, table) })
        {
            table.columns[marks].kind = .insuranceClass
        }
        if !table.columns.contains(where: { $0.kind == .category }),
            let categories = free().first(where: { isOfCategories($0, table) }),
            free().contains(where: { $0 != categories && letters($0) >= 2 })
        {
            table.columns[categories].kind = .category
        }
        if !table.columns.contains(where: { $0.kind == .name }),
            let name = free().max(by: { letters($0) < letters($1) }), letters(name) >= 3
        {
            table.columns[name].kind = .name
        }
        guard let name = table.columns.firstIndex(where: { $0.kind == .name }) else { return }
        if !table.columns.contains(where: { $0.kind == .unit || $0.kind == .quantityAndUnit }),
            let unit = free().first(where: {
                $0 > name && (0.6...2.2).contains(letters($0)) && !hasFigures($0, table)
            })
        {
            table.columns[unit].kind = .unit
        }
        // Departments and doctors are no specifications: those have figures, or stand directly behind the names.
        if !table.columns.contains(where: { $0.kind == .spec }),
            let spec = free().first(where: { $0 > name && hasFigures($0, table) })
                ?? free().first(where: { $0 == name + 1 })
        {
            table.columns[spec].kind = .spec
        }
    }

    /// Whether most cells of a column are marks of a class: 甲, 乙类, [丙].
    private static func isOfClasses(_ column: Int, _ table: Table) -> Bool {
        let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
        let marks = texts.count { text in
            text.hanCount <= 2 && (text.contains { "甲乙丙".contains($0) } || text == "自费")
        }
        return marks >= 2 && marks * 5 >= texts.count * 3
    }

    /// Whether most cells of a column are kinds of charges, 中草药费.
    private static func isOfCategories(_ column: Int, _ table: Table) -> Bool {
        let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
        let categories = texts.count { $0.last == "费" && RowWords.isCategory($0) }
        return categories > 0 && categories * 5 >= texts.count * 4
    }

    /// Whether a third of a column's cells have figures.
    private static func hasFigures(_ column: Int, _ table: Table) -> Bool {
        let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
        let figures = texts.count { $0.contains(where: \.isNumber) }
        return figures > 0 && figures * 3 >= texts.count
    }
}
