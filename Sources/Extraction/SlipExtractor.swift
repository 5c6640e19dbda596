public import Layout
public import Slips

/// Makes a slip of what was read from its pages.
public struct SlipExtractor: Sendable {
    public init() {}

    /// The slip that the pages say.
    ///
    /// - Parameters:
    ///   - layouts: What was read, page by page.
    ///   - pages: The pages as archived, in the same order.
    /// - Returns: The slip, its numbers checked by the identities that it allows.
    public func slip(from layouts: [PageLayout], pages: [SlipPage]) -> Slip {
        guard layouts.contains(where: { !$0.isBlank }) else { return Slip(kind: .blank, pages: pages) }
        let layouts = layouts.map(FootRows.moved)
        let kind = SlipKindClassifier.kind(of: layouts)
        let fields = FieldExtractor(layouts: layouts, kind: kind).fields()
        let day = fields[.issueDate]?.value ?? fields[.admissionDate]?.value
        let year = day.flatMap { Int($0.prefix(4)) }
        let totals = [
            fields[.total]?.value.flatMap { Money($0) },
            fields[.totalCapitals]?.value.flatMap { CapitalAmount(lenient: $0)?.money },
        ].compactMap(\.self)
        var slip = Slip(kind: kind, pages: pages, fields: fields)
        var tableTotals: [TextRun] = []
        var choices: [LineChoices] = []
        var cells: [CategorySums.Cells] = []
        var previous: Table?
        var mayLackLines = false
        var starts: [Int] = []
        // The places of items whose names may go on.
        var cutOff: [Int] = []
        // Those whose names may have begun before.
        var cutAtFront: [Int] = []
        var chargesRegistration = false
        for (i, layout) in layouts.enumerated() {
            var extractor = TableExtractor(page: i + 1, em: layout.emHeight, referenceYear: year)
            var tables = itemTables(of: layout, kind: kind, after: previous, totals: totals)
            if let previous, isUnplacedTail(layout, after: previous) {
                tables = []
                slip.hasUnreadLines = true
            }
            let fees = kind == .receipt ? registrationFees(of: layout, besides: tables) : nil
            if let fees {
                tableTotals += tables.compactMap { extractor.items(of: $0, firstLine: 1).total }
                tables = [fees]
            }
            extractor.takesEveryRow = fees != nil
            chargesRegistration = chargesRegistration || fees != nil
            previous = tables.last ?? previous
            let mayGoOn = layouts.count > 1 && layout.tables.isEmpty && tables.isEmpty
            if mayGoOn, layout.lines.contains(where: isLikeAnItem) { slip.hasUnreadLines = true }
            let before = slip.items.count
            var counts: [Int] = []
            for table in tables {
                // Sums of categories are the items of a registration receipt only; elsewhere the details were not found.
                let isSummary = kind == .receipt && !table.hasFactors
                extractor.countsOnce =
                    isSummary
                    && (isRegistration(layout) || isOfRegistration(table, in: layout) || fees != nil)
                if isSummary, !extractor.countsOnce { slip.hasUnreadLines = true }
                starts.append(slip.items.count + 1)
                let found = extractor.items(of: table, firstLine: slip.items.count + 1)
                counts.append(found.items.count)
                if CutFronts.mayCutNames(of: table) {
                    cutAtFront += slip.items.count..<(slip.items.count + found.items.count)
                }
                slip.items += found.items
                choices += found.choices
                cells += found.cells
                slip.subtotals += found.subtotals
                slip.hasUnreadLines = slip.hasUnreadLines || found.hasUnreadLines
                if let total = found.total { tableTotals.append(total) }
            }
            if kind == .receipt || kind == .eReceipt {
                let own = CutOffNames.places(in: Array(slip.items[before...]), tables: counts)
                cutOff += own.map { before + $0 }
            }
            let isForm = layout.tables.count > 1 || tables.contains { !$0.hasHeadings }
            mayLackLines = mayLackLines || (kind == .receipt && isForm)
        }
        slip.pageConflict = PageConflicts.first(in: layouts, kind: kind)
        TotalsProver.prove(
            &slip, choices: choices, tableTotals: tableTotals, layouts: layouts, starts: starts)
        if kind == .receipt, let total = slip.total, !total.needsReview, let money = total.value,
            slip.items.sumOfAmounts != money
        {
            CategorySums(in: layouts, total: money)?.propose(for: &slip, cells: cells)
        }
        PrintedMismatches.settle(&slip, choices: choices)
        DoubtedLines.mark(in: &slip)
        for i in cutAtFront { slip.items[i].needsReview = true }
        StrayNames.doubt(in: &slip)
        for i in cutOff {
            slip.items[i].needsReview = true
            slip.items[i].isNameCutOff = true
        }
        if chargesRegistration { RegistrationFees.proposeRest(&slip) }
        // Over a form's headings the first line may have been lost.
        let sum = slip.items.reduce(Money.zero) { $0 + ($1.amount.value ?? .zero) }
        if mayLackLines, let total = slip.total?.value, sum < total { slip.hasUnreadLines = true }
        return slip
    }

    /// The tables that hold items; beside a table with counts, one of names and sums alone is a summary.
    private func itemTables(
        of layout: PageLayout, kind: SlipKind, after previous: Table?, totals: [Money]
    ) -> [Table] {
        let products =
            layout.tables.contains(where: \.hasHeadings)
            ? nil : ProductTable.found(in: layout.lines, and: layout.tables)
        let tables =
            products.map { [$0] }
            ?? LostPoints.restored(
                SideBySideTables.completed(
                    SideBySideTables.completed(
                        layout.tables.map { CutNames.joined(SplitLines.joined($0)) }
                            .flatMap(SideBySideTables.parted)
                    ).map {
                        ColumnInference.completed(
                            GluedTails.cut(SerialTails.cut(CutDecimals.joined($0))), after: previous)
                    }), totals: totals
            ).map { ProductTable.parted($0, below: layout.lines) }
        let detailed = tables.filter { table in
            table.hasFactors
                && table.rows.contains { ItemRow($0, columns: table.columns, page: 1).hasCount }
        }
        // Tables of an e-receipt are all of items: of one the quantities may be unread.
        return detailed.isEmpty || kind == .eReceipt ? tables : detailed
    }

    /// The fees of a receipt that charges nothing but registration: its tables hold no line that closes.
    private func registrationFees(of layout: PageLayout, besides tables: [Table]) -> Table? {
        guard !tables.contains(where: ColumnInference.closes) else { return nil }
        return RegistrationFees.table(
            in: layout, isTitled: isRegistration(layout), isForVisit: hasVisitNote(layout))
    }

    /// Whether all that a page has of a table is a line or two that do not stand below the columns of the page before: too
    /// few to tell which is which.
    private func isUnplacedTail(_ layout: PageLayout, after previous: Table) -> Bool {
        guard layout.tables.count == 1, let table = layout.tables.first, !table.hasHeadings,
            table.rows.count <= 2, table.columns.count >= 5,
            table.columns.allSatisfy({ $0.kind == .other })
        else { return false }
        return [table, GluedColumns.parted(table, after: previous)].allSatisfy {
            ContinuedColumns.kinds(of: $0, after: previous) == nil
        }
    }

    /// Whether a line outside tables looks like one of a list that goes on from the page before: words and numbers in
    /// several places, an amount among them, and no label.
    private func isLikeAnItem(_ line: TextLine) -> Bool {
        guard line.runs.count >= 3, !line.runs.contains(where: { $0.text.contains { ":：".contains($0) } })
        else { return false }
        let hasAmount = line.runs.contains { run in
            run.text.hanCount == 0 && run.text.endsInFen
        }
        return hasAmount && line.runs.contains { $0.text.hanCount >= 2 }
    }

    /// Whether all that a table charges is registration and consultation; beside a note for the visit a name that was
    /// not read may be one of them.
    private func isOfRegistration(_ table: Table, in layout: PageLayout) -> Bool {
        let names = table.rows.compactMap { row in
            let row = ItemRow(row, columns: table.columns, page: 1)
            return row.hasAmount ? row.words : nil
        }
        func isFee(_ name: String) -> Bool { ["挂号", "诊查", "诊察", "诊疗"].contains { name.contains($0) } }
        if names.contains(where: { $0.contains("挂号") }) && names.allSatisfy(isFee) { return true }
        return names.contains(where: isFee) && names.count <= 3 && hasVisitNote(layout)
            && names.allSatisfy { isFee($0) || !RowWords.isCategory($0) }
    }

    /// Whether a page names clinic and doctor where receipts have details.
    private func hasVisitNote(_ layout: PageLayout) -> Bool {
        let texts = (layout.lines + layout.formLines).flatMap(\.runs).map(\.text)
        return texts.contains { $0.hasPrefix("医生") || $0.hasPrefix("医师") }
            && texts.contains { $0.hasSuffix("门诊") || $0.contains("候诊") || $0.contains("就诊") }
    }

    /// Whether a receipt says in its title that it is one of registration.
    private func isRegistration(_ layout: PageLayout) -> Bool {
        (layout.lines + layout.formLines).contains { line in
            RegistrationTitle.isTitle(line.runs.map(\.text).joined())
        }
    }
}
