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
        let kind = SlipKindClassifier.kind(of: layouts)
        let fields = FieldExtractor(layouts: layouts, kind: kind).fields()
        let year = (fields[.issueDate] ?? fields[.admissionDate])?.value.flatMap { Int($0.prefix(4)) }
        var slip = Slip(kind: kind, pages: pages, fields: fields)
        var tableTotals: [TextRun] = []
        var choices: [LineChoices] = []
        var previous: Table?
        for (i, layout) in layouts.enumerated() {
            let extractor = TableExtractor(page: i + 1, em: layout.emHeight, referenceYear: year)
            let tables = itemTables(of: layout, after: previous)
            previous = tables.last ?? previous
            for table in tables {
                let found = extractor.items(of: table, firstLine: slip.items.count + 1)
                slip.items += found.items
                choices += found.choices
                slip.subtotals += found.subtotals
                slip.hasUnreadLines = slip.hasUnreadLines || found.hasUnreadLines
                if let total = found.total { tableTotals.append(total) }
            }
        }
        TotalsProver.prove(&slip, choices: choices, tableTotals: tableTotals, layouts: layouts)
        PrintedMismatches.settle(&slip, choices: choices)
        return slip
    }

    /// The tables that hold items; beside a table with counts, one of names and sums alone is a summary.
    private func itemTables(of layout: PageLayout, after previous: Table?) -> [Table] {
        func hasCounts(_ table: Table) -> Bool {
            table.columns.contains {
                $0.kind == .quantity || $0.kind == .unitPrice || $0.kind == .quantityAndUnit
            }
        }
        let tables = layout.tables.map { ColumnInference.completed($0, after: previous) }
        let detailed = tables.filter { hasCounts($0) && !$0.rows.isEmpty }
        return detailed.isEmpty ? tables : detailed
    }
}
