internal import Layout
internal import Slips

/// The items and sums of a table, in the order of the paper.
struct TableItems {
    var items: [Item] = []
    /// What else the numbers of each item may be.
    var choices: [LineChoices] = []
    /// The cells that the numbers of each item were read from.
    var cells: [CategorySums.Cells] = []
    var subtotals: [Subtotal] = []
    /// The table's own total row, where it has one.
    var total: TextRun?
    /// Rows that look like items and could not be made ones.
    var hasUnreadLines = false

    /// The fewest lines whose sum cannot be an item's amount by chance.
    private static let fewest = 2

    /// Whether the last of the items has the sum of all others for its amount: the total under words that were not known.
    fileprivate var endsInItsSum: Bool {
        guard items.count > Self.fewest, let last = items.last?.amount.value else { return false }
        return items.dropLast().sumOfAmounts == last
    }
}

/// Makes items of the rows of a table.
struct TableExtractor {
    /// The page's number, from 1.
    var page: Int
    /// Height of a Chinese character, pixels.
    var em: Int
    /// The year of dates that are printed without one.
    var referenceYear: Int?
    /// Whether a table without quantities charges each of its lines once, as a registration receipt does.
    var countsOnce = false
    /// Whether every row is an item, whatever its words and numbers are.
    var takesEveryRow = false

    /// Confidence from which a reading that no identity proves is taken as certain.
    private static let sure = 0.95

    /// The items of a table.
    ///
    /// - Parameters:
    ///   - table: As it was read.
    ///   - firstLine: The line number of the first item.
    /// - Returns: The items, and what else the rows say.
    func items(of table: Table, firstLine: Int) -> TableItems {
        var result = TableItems()
        let table = StrayFigures.returned(TwoLineItems.joined(table))
        let hasCountColumns = table.hasFactors
        let priceForms = PriceForms(table)
        var category: String?
        var day: TextRun?
        var groupStart = firstLine
        var pending: ItemRow?
        // Pieces of a name that stand above the line of its numbers.
        var leading: [ItemRow] = []
        var last: ItemRow?
        func finish() {
            guard let row = pending else { return }
            pending = nil
            last = row
            var (item, choices, cells) = item(
                of: row, line: firstLine + result.items.count, category: category, prices: priceForms)
            if item.date == nil { item.date = day.map { date($0) } }
            result.items.append(item)
            result.choices.append(choices)
            result.cells.append(cells)
        }
        let rows = table.rows.map { ItemRow($0, columns: table.columns, page: page) }
        let kinds = rows.map { row in
            takesEveryRow ? .item : RowClassifier.kind(of: row, hasCountColumns: hasCountColumns)
        }
        let owners = WrappedRows(
            rows: zip(rows, kinds).map {
                WrappedRows.Row(kind: $1, name: $0[.name]?.box, box: $0.row.box)
            }, em: em
        )
        .owners()
        for ((row, kind), owner) in zip(zip(rows, kinds), owners) {
            let next = firstLine + result.items.count + (pending == nil ? 0 : 1)
            switch kind {
            case .item:
                finish()
                pending = leading.reversed().reduce(row) { $0.continuing($1) }
                leading = []
            case .continuation:
                switch owner {
                case .previous: pending = pending?.continued(by: row)
                case .next: leading.append(row)
                case .none: break
                }
            case .group:
                finish()
                category = row.words
                groupStart = next
            case .day:
                finish()
                day = row[.name] ?? row[.date]
                groupStart = next
            case .categorySubtotal, .pageSubtotal:
                finish()
                let kind: Subtotal.Kind =
                    RowWords.isPageSubtotal(row.words) ? .page : .category
                if let amount = row[.amount] ?? row[.unitPrice] {
                    let from = kind == .page ? firstLine : groupStart
                    result.subtotals.append(
                        Subtotal(
                            kind: kind, label: row.words, amount: money(amount),
                            lines: Array(from..<max(from, next))))
                }
                groupStart = next
            case .total:
                finish()
                result.total = row[.amount]
            case .noise:
                if row.hasCount && row.hasAmount { result.hasUnreadLines = true }
            }
        }
        finish()
        // The label of a sum may have been read as a figure of the column that it stands in.
        if hasCountColumns, let last, let amount = last[.amount], !last.hasCount || last[.name] == nil,
            result.endsInItsSum
        {
            result.total = result.total ?? amount
            result.items.removeLast()
            result.choices.removeLast()
            result.cells.removeLast()
        }
        return result
    }

    private func item(
        of row: ItemRow, line: Int, category: String?, prices: PriceForms
    ) -> (Item, LineChoices, CategorySums.Cells) {
        var quantityRun = row[.quantity]
        var unitRun = row[.unit]
        if let both = row[.quantityAndUnit] ?? (unitRun == nil ? row[.quantity] : nil) {
            let parts = QuantityWithUnit.split(both)
            quantityRun = parts.quantity
            unitRun = parts.unit ?? unitRun
        }
        let choices = prices.doubting(
            row[.unitPrice] == nil
                ? LineArithmetic.choices(quantity: quantityRun, amount: row[.amount])
                : LineArithmetic.choices(
                    quantity: quantityRun, unitPrice: row[.unitPrice], amount: row[.amount]))
        let numbers = choices.chosen
        // What does not close is judged when all lines are known.
        let isWhole =
            prices.admitAmount(row[.amount])
            && ![quantityRun, row[.unitPrice], row[.amount]].contains { $0?.text.hasSuffix(".") == true }
        let isCertain =
            choices.isCertain && numbers.closes && isWhole
            && prices.admit(numbers.quantity, at: numbers.unitPrice)
        let printed = row[.name] ?? TextRun(box: row.row.box, text: "", confidence: 0)
        let (gluedCode, name) = CodedName.split(printed)
        // Where prices are printed a line without one was not read whole.
        let isProvable = prices.arePrinted
        let quantity =
            countsOnce && quantityRun == nil && !isProvable
            ? Reading(value: Quantity(1), confidence: 0.9, needsReview: true)
            : number(numbers.quantity, quantityRun, isCertain: isCertain, isProvable: isProvable)
        let amount = number(
            numbers.amount, row[.amount], isCertain: isCertain, isProvable: isProvable || !isWhole)
        let unitPrice = row[.unitPrice].map {
            number(numbers.unitPrice, $0, isCertain: isCertain, isProvable: true)
        }
        var nameReading = text(name)
        // A category and its sum from beside the details are no name.
        if name.text.firstMatch(of: /\p{Han}[^0-9]?[0-9]+\.[0-9]{2}$/) != nil {
            nameReading.needsReview = true
        }
        let item = Item(
            line: line, place: Place(row.row.box, page: page),
            date: row[.date].map { date($0) }, code: (row[.code] ?? gluedCode).map { text($0) },
            name: nameReading, spec: row[.spec].map { text($0) }, unit: unitRun.map { text($0) },
            quantity: quantity, unitPrice: unitPrice, amount: amount,
            insuranceClass: insuranceClass(row), category: category ?? row[.category]?.text,
            closes: numbers.closes,
            needsReview: quantity.needsReview || amount.needsReview || (unitPrice?.needsReview ?? false))
        let cells = CategorySums.Cells(
            quantity: quantityRun, unitPrice: row[.unitPrice], amount: row[.amount])
        return (item, choices, cells)
    }

    /// A number of a line: certain when the line closes beyond doubt, or where nothing can prove it when every
    /// way of reading agreed.
    private func number<Value: LosslessStringConvertible>(
        _ value: Value?, _ run: TextRun?, isCertain: Bool, isProvable: Bool
    ) -> Reading<Value> {
        guard let run else {
            // What follows from the other numbers is proposed, never taken for read.
            return Reading(value: value, confidence: value == nil ? 0 : 0.5, needsReview: true)
        }
        let read = NumberCandidates.cleaned(run.text)
        let isAsRead = value != nil && Value(read)?.description == value?.description
        // Of a price that ends in its point the decimals are lost, and nothing says that they are 00.
        if isAsRead, value is Money, run.text.hasSuffix("."), !String(run.text.dropLast()).endsInFen {
            return Reading(
                value: nil, raw: run.text, confidence: 0, place: Place(run.box, page: page),
                needsReview: true,
                characterConfidences: Self.confidences(run))
        }
        let agreed = run.alternatives.allSatisfy { NumberCandidates.cleaned($0.text) == read }
        let isSure = isCertain || (!isProvable && run.confidence >= Self.sure && agreed && isAsRead)
        let confidence = isCertain ? max(run.confidence, 0.99) : run.confidence * (isAsRead ? 1 : 0.9)
        return Reading(
            value: value, raw: run.text, confidence: value == nil ? 0 : confidence,
            place: Place(run.box, page: page), needsReview: !isSure,
            characterConfidences: Self.confidences(run))
    }

    private func money(_ run: TextRun) -> Reading<Money> {
        let value = NumberCandidates.of(run).lazy.compactMap { Money($0.text) }.first
        return Reading(
            value: value, raw: run.text, confidence: value == nil ? 0 : run.confidence,
            place: Place(run.box, page: page), needsReview: value == nil || run.confidence < Self.sure)
    }

    private func text(_ run: TextRun) -> Reading<String> {
        let value = run.text.isEmpty ? nil : run.text
        return Reading(
            value: value, raw: run.text, confidence: value == nil ? 0 : run.confidence,
            place: Place(run.box, page: page), needsReview: value == nil,
            characterConfidences: Self.confidences(run))
    }

    /// How sure the engine was of each character of a run; empty where it did not tell them apart.
    private static func confidences(_ run: TextRun) -> [Double] {
        let confidences = run.symbols.flatMap { symbol in symbol.text.map { _ in symbol.confidence } }
        return confidences.count == run.text.count ? confidences : []
    }

    private func date(_ run: TextRun) -> Reading<CalendarDate> {
        let value =
            CalendarDate(printed: run.text, referenceYear: referenceYear)
            ?? RowWords.day(run, referenceYear: referenceYear)
        return Reading(
            value: value, raw: run.text, confidence: value == nil ? 0 : run.confidence,
            place: Place(run.box, page: page), needsReview: value == nil || run.confidence < 0.9)
    }

    /// 甲, 乙 or 丙, told from what the engine makes of them.
    private func insuranceClass(_ row: ItemRow) -> Reading<String>? {
        guard let run = row[.insuranceClass] ?? row[.remark] else { return nil }
        let looks: [(String, String)] = [("甲", "甲申用四田"), ("乙", "乙二了之己巳"), ("丙", "丙两内")]
        let value = looks.first { _, seen in run.text.contains { seen.contains($0) } }?.0
        if value == nil && row[.insuranceClass] == nil { return nil }
        return Reading(
            value: value, raw: run.text, confidence: value == nil ? 0 : run.confidence,
            place: Place(run.box, page: page), needsReview: value == nil)
    }
}
