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
    ///   - isTitled: Whether the slip says that it is one of registration; else it must charge registration, or a
    ///     consultation, and no other category.
    ///   - isForVisit: Whether a note for the visit, with clinic and doctor, stands where receipts have details.
    /// - Returns: Names and amounts, those that were not read left empty; nil where no fee was found.
    static func table(in layout: PageLayout, isTitled: Bool, isForVisit: Bool = false) -> Table? {
        let rows = layout.tables.flatMap(\.rows).map { $0.cells.compactMap(\.self) }
        let lines = rows + (layout.lines + layout.formLines).map(\.runs)
        var fees: [Fee] = []
        for fee in lines.compactMap(fee) {
            let known = fees.firstIndex { abs($0.middle - fee.middle) * 10 < layout.emHeight * 9 }
            guard let known else {
                fees.append(fee)
                continue
            }
            // What was read of the data alone, without the form below it, is surer.
            if fee.name.confidence > fees[known].name.confidence { fees[known].name = fee.name }
            fees[known].amount = joined(fees[known].amount, fee.amount)
        }
        guard !fees.isEmpty else { return nil }
        if !isTitled {
            let others = lines.joined().filter { run in
                RowWords.isCategory(run.text) && !kinds.contains { run.text.contains($0) }
            }
            let isCharged = fees.contains { $0.name.text.hasSuffix("号费") } && fees.count >= 2
            guard isCharged || isForVisit, others.isEmpty else { return nil }
        }
        fees.sort { $0.middle < $1.middle }
        if let first = covered(above: fees, in: layout) { fees.insert(first, at: 0) }
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

    /// How surely a fee is named whose name was not read.
    private static let unreadName = 0.3

    /// The fee of registration as print of which nothing was read, above the other fees: it lies over the form's headings.
    private static func covered(above fees: [Fee], in layout: PageLayout) -> Fee? {
        guard let next = fees.first, !fees.contains(where: { $0.name.text.hasSuffix("号费") }) else {
            return nil
        }
        let em = layout.emHeight
        let headings = layout.tables.flatMap { table in
            table.columns.map { column in
                TextRun(
                    box: Box(
                        x: column.span.lowerBound, y: table.box.top, width: column.span.count, height: em),
                    text: column.heading, confidence: 0)
            }
        }
        let cells = layout.tables.flatMap(\.rows).flatMap { $0.cells.compactMap(\.self) }
        let print = (layout.lines + layout.formLines).flatMap(\.runs) + cells + headings
        let above = print.filter { run in
            let rise = next.middle - run.box.centerY
            return rise * 5 > em * 4 && rise < em * 3 && run.box.horizontalOverlap(next.name.box) > 0
                && run.text.hanCount >= 2 && !isOfHeadings(run.text)
        }
        guard let nearest = above.max(by: { $0.box.centerY < $1.box.centerY }) else { return nil }
        let isNamed = RegistrationTitle.isFee(over: nearest.text) && nearest.text.contains("号")
        let text = isNamed ? "挂号费" : nearest.text
        return Fee(
            name: TextRun(box: nearest.box, text: text, confidence: unreadName), amount: nil,
            middle: nearest.box.centerY)
    }

    /// Whether a text is a heading or a label with its value, and no print over one.
    private static func isOfHeadings(_ text: String) -> Bool {
        if RegistrationTitle.isFee(over: text) { return false }
        return !ColumnHeadings.matches(in: text.map(String.init)).filter { $0.likeness >= 0.66 }.isEmpty
            || text.contains { ":：".contains($0) }
    }

    /// Proposes amounts with which the fees make the total, for a person to confirm: what is left of it for the one that
    /// was not read, or figures that were read among others.
    ///
    /// - Parameter slip: Of registration, its total proven or read.
    static func proposeRest(_ slip: inout Slip) {
        removeSuperfluous(from: &slip)
        guard let total = slip.total?.value, slip.items.count >= 2 else { return }
        let unread = slip.items.indices.filter { slip.items[$0].amount.value.map { $0 <= .zero } ?? true }
        let known = slip.items.indices.filter { !unread.contains($0) }.compactMap {
            slip.items[$0].amount.value
        }
        let rest = known.reduce(total) { $0 - $1 }
        if rest == .zero, unread.isEmpty { return }
        // One amount of several was not read for certain: it is what the others leave, if it ends alike.
        let unsure = slip.items.indices.filter { slip.items[$0].amount.confidence < sure }
        if unsure.count == 1, let i = unsure.first, let amount = slip.items[i].amount.value,
            amount + rest > .zero,
            amount.description.hasSuffix((amount + rest).description.suffix("0.00".count))
        {
            propose(amount + rest, of: &slip.items[i])
            return
        }
        if let amounts = proposal(for: slip.items.map(\.amount), total: total) {
            for (i, amount) in amounts.enumerated() where slip.items[i].amount.value != amount {
                propose(amount, of: &slip.items[i])
            }
        } else if unread.count == 1, let i = unread.first, rest > .zero {
            propose(rest, of: &slip.items[i])
        }
    }

    /// Amounts that were read so surely are not changed to make the total while others can be.
    private static let sure = 0.9

    /// Takes away print that was taken for a fee of which nothing was read, where the others are all that is charged.
    private static func removeSuperfluous(from slip: inout Slip) {
        guard
            let unread = slip.items.firstIndex(where: {
                $0.amount.value == nil && $0.name.confidence <= unreadName
            })
        else { return }
        let sum = slip.items.enumerated().filter { $0.offset != unread }.map(\.element).sumOfAmounts
        if let total = slip.total?.value, let sum, sum < total { return }
        slip.items.remove(at: unread)
        for i in slip.items.indices { slip.items[i].line = i + 1 }
    }

    private static func propose(_ amount: Money, of item: inout Item) {
        item.amount.value = amount
        item.amount.confidence = 0.5
        item.amount.needsReview = true
        item.needsReview = true
    }

    /// The one way to take an amount from the figures of each fee so that they make the total; nil where there is none,
    /// or another that takes as few figures away.
    private static func proposal(for readings: [Reading<Money>], total: Money) -> [Money]? {
        guard readings.count <= 3 else { return nil }
        var ways: [(amounts: [Money], lost: Int)] = [([], 0)]
        for reading in readings {
            let choices = amounts(in: reading)
            ways = ways.flatMap { way in choices.map { (way.amounts + [$0.amount], way.lost + $0.lost) } }
        }
        let closing = ways.filter { $0.amounts.reduce(Money.zero) { $0 + $1 } == total }
        guard let best = closing.min(by: { $0.lost < $1.lost }),
            closing.count(where: { $0.lost <= best.lost && $0.amounts != best.amounts }) == 0
        else { return nil }
        return best.amounts
    }

    /// The amounts that the figures of a reading may hold, and how many of them each leaves out.
    private static func amounts(in reading: Reading<Money>) -> [(amount: Money, lost: Int)] {
        var result: [(amount: Money, lost: Int)] = []
        if let value = reading.value, value > .zero { result.append((value, 0)) }
        let digits = Array((reading.raw ?? "").filter { $0.isASCII && $0.isNumber })
        guard (3...9).contains(digits.count) else { return result }
        for length in 3...min(6, digits.count) {
            for start in 0...(digits.count - length) {
                let text =
                    String(digits[start..<(start + length - 2)]) + "."
                    + String(digits[(start + length - 2)..<(start + length)])
                guard length == 3 || !text.hasPrefix("0"), let amount = Money(text), amount > .zero,
                    !result.contains(where: { $0.amount == amount })
                else { continue }
                result.append((amount, digits.count - length))
            }
        }
        return result
    }

    /// 挂号费 with characters that the form's headings below it made others: 挂号莫, 挂咆蔓.
    private static func misreadRegistration(in run: TextRun) -> (name: TextRun, rest: TextRun?)? {
        let whole = Array("挂号费")
        var letters = run.text.drop { !$0.isHan }.prefix { $0.isHan }
        // The headings below it may go on behind it: 挂生费全.
        if letters.count > whole.count, letters.dropFirst(2).first == "费" { letters = letters.prefix(3) }
        // 挂号员 and 挂号处 are no fees.
        guard letters.count == whole.count, !"票单处员据证科室台".contains(letters.last ?? "费"),
            letters.first == whole.first || zip(letters, whole).count(where: ==) >= 2
        else { return nil }
        return (TextRun(box: run.box, text: String(whole), confidence: min(run.confidence, 0.5)), nil)
    }

    private static func fee(in runs: [TextRun]) -> Fee? {
        for (i, run) in runs.enumerated() {
            guard let name = name(in: run) ?? misreadRegistration(in: run) else { continue }
            var amount = name.rest.flatMap(Self.amount)
            var figures = name.rest.flatMap(Self.figures)
            for next in runs[(i + 1)...].prefix(mostScraps) where amount == nil {
                if next.text.hanCount >= 3 {
                    // The note for the visit may stand in the amount's cell.
                    amount = Self.leadingAmount(next)
                    break
                }
                amount = Self.amount(next)
                figures = figures ?? Self.figures(next)
            }
            return Fee(name: name.name, amount: amount ?? figures, middle: run.box.centerY)
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

    /// The amount that some print begins with.
    private static func leadingAmount(_ run: TextRun) -> TextRun? {
        run.text.prefixMatch(of: /[0-9]+\.[0-9]{2}(?![0-9.])/).map {
            TextRun(box: run.box, text: String($0.output), confidence: min(run.confidence, 0.6))
        }
    }

    /// Figures that may hold an amount whose point was not read, or more of them than an amount has.
    private static func figures(_ run: TextRun) -> TextRun? {
        let text = run.text.filter { ($0.isASCII && $0.isNumber) || $0 == "." }
        guard text.count(where: \.isNumber) >= 3, run.text.hanCount <= 2 else { return nil }
        return TextRun(box: run.box, text: text, confidence: min(run.confidence, 0.5))
    }

    /// How much less an amount is believed without its first figures, which may be the form's heading below it.
    private static let headingDoubt = 0.3

    /// The amount at the end of some print, dashes and the form's scraps before it left out.
    ///
    /// Print of the form that touches the figures is read as more of them: `金额(元)6.00` as 90.6.00 or 96.00. Each end of
    /// the figures is therefore a runner-up, which the total may prove.
    private static func amount(_ run: TextRun) -> TextRun? {
        let texts = ([run.text] + run.alternatives.map(\.text)).compactMap { text in
            text.matches(of: /[0-9]+\.[0-9]{1,2}(?![0-9.])/).last.map { String($0.output) }
        }
        guard let first = texts.first else { return nil }
        var known: Set<String> = [first]
        var others: [Alternative] = []
        func add(_ text: String, _ confidence: Double) {
            if known.insert(text).inserted { others.append(Alternative(text: text, confidence: confidence)) }
        }
        for text in texts { add(text, run.confidence) }
        for text in texts {
            let whole = text.prefix { $0 != "." }
            for start in whole.indices.dropFirst()
            where text[start] != "0" || text.index(after: start) == whole.endIndex {
                add(String(text[start...]), run.confidence - headingDoubt)
            }
        }
        return TextRun(box: run.box, text: first, confidence: run.confidence, alternatives: others)
    }

    private static func joined(_ first: TextRun?, _ second: TextRun?) -> TextRun? {
        guard var first, var second else { return first ?? second }
        let amount = /[0-9]+\.[0-9]{1,2}/
        let isSecondSurer = second.confidence > first.confidence && second.text.wholeMatch(of: amount) != nil
        if isSecondSurer || first.text.wholeMatch(of: amount) == nil { swap(&first, &second) }
        let known = Set([first.text] + first.alternatives.map(\.text))
        first.alternatives +=
            ([Alternative(text: second.text, confidence: second.confidence)] + second.alternatives)
            .filter { !known.contains($0.text) }
        return first
    }
}
