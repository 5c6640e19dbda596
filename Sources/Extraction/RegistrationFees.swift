internal import Layout
internal import Slips

/// The fees of a registration receipt, found by their names: they are printed over the headings of its form, in no
/// table that could be told by its columns.
///
/// Source: field guide, “What real receipts look like”: category lines with dashes up to an amount, and no details.
enum RegistrationFees {
    /// The last stands for a fee of registration whose first character was misread over the form's headings.
    private static let kinds = ["挂号", "诊查", "诊察", "诊疗", "病历", "号费"]
    /// How many runs of scraps of the form may stand between a fee and its amount.
    private static let mostScraps = 3

    /// A fee and what may be its amount.
    private struct Fee {
        var name: TextRun
        var amount: TextRun?
        var middle: Int
    }

    /// A table with one row for each fee.
    ///
    /// - Parameters:
    ///   - layout: The page.
    ///   - isTitled: Whether the slip says that it is one of registration; else it must charge registration, and no
    ///     other category.
    /// - Returns: Names and amounts, those that were not read left empty; nil where no fee was found.
    static func table(in layout: PageLayout, isTitled: Bool) -> Table? {
        let rows = layout.tables.flatMap(\.rows).map { $0.cells.compactMap(\.self) }
        let lines = rows + (layout.lines + layout.formLines).map(\.runs)
        var fees: [Fee] = []
        for fee in lines.compactMap(fee) {
            let known = fees.firstIndex { abs($0.middle - fee.middle) * 10 < layout.emHeight * 9 }
            guard let known else {
                fees.append(fee)
                continue
            }
            fees[known].amount = joined(fees[known].amount, fee.amount)
        }
        guard !fees.isEmpty else { return nil }
        if !isTitled {
            let others = lines.joined().filter { run in
                RowWords.isCategory(run.text) && !kinds.contains { run.text.contains($0) }
            }
            guard fees.contains(where: { $0.name.text.hasSuffix("号费") }), fees.count >= 2, others.isEmpty
            else {
                return nil
            }
        }
        fees.sort { $0.middle < $1.middle }
        let tableRows = fees.map { fee in
            TableRow(
                box: fee.amount.map { $0.box.union(fee.name.box) } ?? fee.name.box,
                cells: [fee.name, fee.amount])
        }
        guard let box = Box.union(of: tableRows.map(\.box)) else { return nil }
        return Table(
            box: box,
            columns: [ColumnKind.name, .amount].map { Column(kind: $0, heading: "", span: box.horizontal) },
            rows: tableRows, hasHeadings: false)
    }

    /// Proposes the one amount that was not read, what is left of the total, for a person to confirm.
    ///
    /// - Parameter slip: Of registration, its total proven or read.
    static func proposeRest(_ slip: inout Slip) {
        let unread = slip.items.indices.filter { slip.items[$0].amount.value.map { $0 <= .zero } ?? true }
        guard unread.count == 1, let i = unread.first, slip.items.count >= 2, let total = slip.total?.value
        else { return }
        let known = slip.items.indices.filter { $0 != i }.compactMap { slip.items[$0].amount.value }
        let rest = known.reduce(total) { $0 - $1 }
        guard rest > .zero else { return }
        slip.items[i].amount.value = rest
        slip.items[i].amount.confidence = 0.5
        slip.items[i].amount.needsReview = true
        slip.items[i].needsReview = true
    }

    private static func fee(in runs: [TextRun]) -> Fee? {
        for (i, run) in runs.enumerated() {
            guard let name = name(in: run) else { continue }
            var amount = name.rest.flatMap(Self.amount)
            for next in runs[(i + 1)...].prefix(mostScraps) where amount == nil {
                if next.text.hanCount >= 3 { break }
                amount = Self.amount(next)
            }
            return Fee(name: name.name, amount: amount, middle: run.box.centerY)
        }
        return nil
    }

    /// The name with which a run begins, marks before it left out, and what stands behind it.
    private static func name(in run: TextRun) -> (name: TextRun, rest: TextRun?)? {
        guard let end = run.text.firstIndex(of: "费"),
            let start = run.text.firstIndex(where: { $0.unicodeScalars.allSatisfy(\.isHan) }), start < end
        else { return nil }
        let text = run.text[start...end]
        guard text.count <= 10, text.hanCount == text.count, kinds.contains(where: { text.contains($0) })
        else {
            return nil
        }
        let before = run.text.distance(from: run.text.startIndex, to: start)
        let symbols = run.symbols.count == run.text.count ? run.symbols : []
        let own = Array(symbols.dropFirst(before).prefix(text.count))
        let name = TextRun(
            box: Box.union(of: own.map(\.box)) ?? run.box, text: String(text), confidence: run.confidence,
            symbols: own)
        let rest = Array(symbols.dropFirst(before + text.count))
        let behind = run.text[run.text.index(after: end)...]
        guard behind.contains(where: \.isNumber) else { return (name, nil) }
        // The number model may have read the figures otherwise.
        let others = run.alternatives.compactMap { other -> Alternative? in
            other.text.firstIndex(of: "费").map {
                Alternative(
                    text: String(other.text[other.text.index(after: $0)...]), confidence: other.confidence)
            }
        }
        return (
            name,
            TextRun(
                box: Box.union(of: rest.map(\.box)) ?? run.box, text: String(behind),
                confidence: run.confidence, alternatives: others)
        )
    }

    /// The amount at the end of some print, dashes and the form's scraps before it left out.
    private static func amount(_ run: TextRun) -> TextRun? {
        let texts = ([run.text] + run.alternatives.map(\.text)).compactMap { text in
            text.matches(of: /[0-9]+\.[0-9]{1,2}/).last.map { String($0.output) }
        }
        guard let first = texts.first else { return nil }
        return TextRun(
            box: run.box, text: first, confidence: run.confidence,
            alternatives: texts.dropFirst().filter { $0 != first }.map {
                Alternative(text: $0, confidence: run.confidence)
            })
    }

    private static func joined(_ first: TextRun?, _ second: TextRun?) -> TextRun? {
        guard var first, let second else { return first ?? second }
        let known = Set([first.text] + first.alternatives.map(\.text))
        first.alternatives +=
            ([Alternative(text: second.text, confidence: second.confidence)] + second.alternatives)
            .filter { !known.contains($0.text) }
        return first
    }
}
