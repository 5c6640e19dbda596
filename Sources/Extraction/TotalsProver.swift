internal import Layout
internal import Slips

/// Proves totals: Σ lines = total in figures = total in capitals.
///
/// Source: field guide, “Numbers prove themselves”.
enum TotalsProver {
    /// Sets the slip's total, its capitals, and which amounts the sums prove.
    ///
    /// - Parameters:
    ///   - slip: With its fields and items.
    ///   - choices: What else the numbers of each item may be.
    ///   - tableTotals: The amounts of total rows inside tables.
    ///   - layouts: The pages, for amounts that stand behind total labels.
    ///   - starts: The number of each table's first line.
    static func prove(
        _ slip: inout Slip, choices: [LineChoices], tableTotals: [TextRun], layouts: [PageLayout],
        starts: [Int] = [1]
    ) {
        var sum = sumOfItems(slip)
        let capitals = slip.fields[.totalCapitals]
        let printed = printedTotals(slip, tableTotals: tableTotals, layouts: layouts)
        // Among what was read as total, the one that the lines or the capitals prove.
        let bySum = sum.flatMap { sum in
            printed.first { $0.money == sum } ?? printedSums(slip, in: layouts).first { $0.money == sum }
        }
        let byCapitals = printed.first { agrees(capitals, with: $0.money, besides: sum) }
        // Figures without fen may have lost them: then the capitals say the total.
        let asRead = printed.first(where: \.showsFen) ?? (capitals.flatMap(read) == nil ? printed.first : nil)
        if let chosen = bySum ?? byCapitals ?? asRead {
            let certainlyRead = slip.fields[.total].map {
                !$0.needsReview && $0.value == chosen.money.description
            }
            let isCertain =
                bySum != nil || byCapitals != nil
                || certainlyRead == true && !isRefuted(chosen.money, by: capitals, sum: sum)
            slip.total = Reading(
                value: chosen.money, raw: chosen.raw, confidence: isCertain ? 0.99 : chosen.confidence,
                place: chosen.place, needsReview: !isCertain)
            slip.fields[.total] = slip.total?.map(\.description)
        }
        if let total = slip.total, let value = total.value, !total.needsReview, sum != value,
            capitals.flatMap(read) != sum || sum == nil
        {
            if !SumSolver.restoreAsRead(&slip, choices: choices, total: value) {
                SumSolver.solve(&slip, choices: choices, total: value)
            }
            sum = sumOfItems(slip)
        }
        setCapitals(&slip, sum: sum)
        takeTotalFromCapitals(&slip, sum: sum)
        if let sum, sum == slip.total?.value,
            slip.total?.needsReview == false || agrees(capitals, with: sum, besides: sum)
        {
            proveAmounts(&slip, choices: choices)
        }
        doubtSlipsOfOneFigure(&slip, sum: sum)
        SubtotalCoverage.settle(&slip, starts: starts)
        proveSubtotals(&slip)
    }

    /// Doubts amounts that no price proves where one figure more, fewer or other in them would make the lines add up to a
    /// total that is certain: 566.21 for 1566.21 where 1000.00 are missing.
    private static func doubtSlipsOfOneFigure(_ slip: inout Slip, sum: Money?) {
        guard let sum, let total = slip.total?.value, slip.total?.needsReview == false, sum != total else {
            return
        }
        for i in slip.items.indices where slip.items[i].unitPrice == nil && !slip.items[i].closes {
            guard let amount = slip.items[i].amount.value,
                amount.isOneFigure(from: amount + total - sum)
            else { continue }
            slip.items[i].amount.needsReview = true
            slip.items[i].needsReview = true
        }
    }

    private struct PrintedTotal {
        var money: Money
        var raw: String
        var confidence: Double
        var place: Place?
        /// Whether the print shows two decimals, as totals have.
        var showsFen: Bool
    }

    private static func sumOfItems(_ slip: Slip) -> Money? {
        slip.items.isEmpty ? nil : slip.items.sumOfAmounts
    }

    /// All readings of the total: the field's, both engines', and the tables' total rows.
    private static func printedTotals(
        _ slip: Slip, tableTotals: [TextRun], layouts: [PageLayout]
    ) -> [PrintedTotal] {
        var result: [PrintedTotal] = []
        func add(_ text: String?, _ confidence: Double, _ place: Place?, raw: String? = nil) {
            guard let text, let money = FieldText.total(text) else { return }
            if !result.contains(where: { $0.money == money }) {
                result.append(
                    PrintedTotal(
                        money: money, raw: text, confidence: confidence, place: place,
                        showsFen: FieldText.showsFen(raw ?? text)))
            }
        }
        if let field = slip.fields[.total] {
            add(field.value, field.confidence, field.place, raw: field.raw)
        }
        for (i, layout) in layouts.enumerated() {
            for line in layout.lines + layout.formLines {
                for value in LabelledText(line).values() where value.field == .total {
                    add(value.second, value.confidence, Place(value.box, page: i + 1))
                    add(value.text, value.confidence, Place(value.box, page: i + 1))
                }
            }
        }
        for run in tableTotals {
            for candidate in NumberCandidates.of(run).prefix(4) {
                add(candidate.text, run.confidence, slip.pages.isEmpty ? nil : Place(run.box, page: 1))
            }
        }
        return result
    }

    /// Sums behind labels of any words, in tables also behind none that was read: the total where all lines make it.
    private static func printedSums(_ slip: Slip, in layouts: [PageLayout]) -> [PrintedTotal] {
        let inTables = slip.subtotals.compactMap { subtotal in
            subtotal.amount.value.map {
                PrintedTotal(
                    money: $0, raw: subtotal.amount.raw ?? $0.description,
                    confidence: subtotal.amount.confidence,
                    place: subtotal.amount.place, showsFen: true)
            }
        }
        return inTables
            + layouts.enumerated().flatMap { i, layout in
                (layout.lines + layout.formLines).flatMap(FootSums.sums).map { sum in
                    PrintedTotal(
                        money: sum.amount, raw: sum.run.text, confidence: sum.run.confidence,
                        place: Place(sum.run.box, page: i + 1), showsFen: true)
                }
            }
    }

    /// The amount that capitals say letter by letter.
    private static func read(_ capitals: Reading<String>) -> Money? {
        capitals.value.flatMap { CapitalAmount(lenient: $0)?.money }
    }

    /// Whether capitals as read say this amount: hardly a hole and no contradiction.
    ///
    /// Capitals that say the sum of the lines letter by letter do not say another amount with holes.
    private static func agrees(
        _ capitals: Reading<String>?, with money: Money, besides sum: Money?
    ) -> Bool {
        guard let text = capitals?.value, let amount = CapitalAmount(money) else { return false }
        if let read = capitals.flatMap(read) {
            if read == money || read == sum { return read == money }
            // Capitals that say yet another amount have holes only if the lines prove this one.
            if money != sum { return false }
        }
        let agreement = amount.agreement(with: text)
        // 锋仟壹佰元 is not 壹佰元: what stands before may be a place that the figures lost, too.
        return agreement.contradicting == 0 && agreement.surplus == 0 && agreement.agreeing >= 4
            && agreement.unclear * 2 <= agreement.agreeing
    }

    /// Whether capitals say, letter by letter, an amount of which the figures read but lack the front (24.23 of 124.23), or
    /// the lines add up to what they say and the figures differ in one figure.
    private static func isRefuted(_ money: Money, by capitals: Reading<String>?, sum: Money?) -> Bool {
        guard let said = capitals.flatMap(read), said != money else { return false }
        return said.description.hasSuffix(money.description) || said == sum && money.isOneFigure(from: said)
    }

    private static func setCapitals(_ slip: inout Slip, sum: Money?) {
        guard let field = slip.fields[.totalCapitals] else { return }
        let read = read(field)
        let total = slip.total?.value
        let agreesWithTotal = total.map { agrees(field, with: $0, besides: sum) } ?? false
        // Capitals with holes that agree with a total in figures say that total.
        let value = agreesWithTotal ? total : read
        slip.totalInCapitals = Reading(
            value: value, raw: field.raw, confidence: agreesWithTotal ? 0.99 : field.confidence,
            place: field.place,
            needsReview: !agreesWithTotal
                && (value == nil || field.needsReview || field.confidence < 0.93
                    || lacksOnly(field.value, of: total))
        )
        slip.fields[.totalCapitals] = Reading(
            value: value.flatMap { CapitalAmount($0)?.description } ?? field.value, raw: field.raw,
            confidence: agreesWithTotal ? 0.99 : field.confidence, place: field.place,
            needsReview: slip.totalInCapitals?.needsReview ?? true)
    }

    /// Whether capitals differ from an amount by nothing but characters that one of them lacks.
    private static func lacksOnly(_ capitals: String?, of money: Money?) -> Bool {
        guard let capitals, let amount = money.flatMap({ CapitalAmount($0) }) else { return false }
        return amount.agreement(with: capitals).contradicting == 0
    }

    /// Where no total in figures was read, the capitals say it.
    private static func takeTotalFromCapitals(_ slip: inout Slip, sum: Money?) {
        guard slip.total == nil, let capitals = slip.totalInCapitals, let value = capitals.value else {
            return
        }
        slip.total = Reading(
            value: value, raw: capitals.raw, confidence: value == sum ? 0.99 : capitals.confidence,
            place: capitals.place, needsReview: value != sum)
        slip.fields[.total] = slip.total?.map(\.description)
        if value == sum { slip.totalInCapitals?.needsReview = false }
    }

    /// The amounts of all lines add up to the total: each of them is proven, and with it the line that it closes.
    private static func proveAmounts(_ slip: inout Slip, choices: [LineChoices]) {
        for i in slip.items.indices {
            if slip.items[i].closes, choices.indices.contains(i),
                LineArithmetic.isCertain(slip.items[i], among: choices[i])
            {
                slip.items[i].quantity.needsReview = false
                slip.items[i].unitPrice?.needsReview = false
            }
            slip.items[i].amount.needsReview = false
            slip.items[i].amount.confidence = max(0.99, slip.items[i].amount.confidence)
            let item = slip.items[i]
            slip.items[i].needsReview =
                item.quantity.needsReview || (item.unitPrice?.needsReview ?? false) || item.name.value == nil
        }
    }

    private static func proveSubtotals(_ slip: inout Slip) {
        for i in slip.subtotals.indices {
            let sum = SubtotalCoverage.sum(of: slip.subtotals[i].lines, in: slip)
            if sum != nil, sum == slip.subtotals[i].amount.value {
                slip.subtotals[i].amount.needsReview = false
            }
        }
    }
}
