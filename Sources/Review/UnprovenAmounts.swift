import Slips

/// Doubts amounts that nothing proves: no price is printed beside them, and no sum in which they stand holds.
///
/// A figure that was lost at the front of a number leaves a number that looks as certain: 2266.96 read as 66.96. Where
/// the lines add up to the total, or to the printed sum of their group, each of them is proven; what closes with its
/// quantity and unit price is proven by these. What was typed by a person needs no proof.
enum UnprovenAmounts {
    /// Lets a person look at the lines whose amounts rest on one reading.
    ///
    /// Findings on them stay, as suspicions.
    ///
    /// - Parameters:
    ///   - verdicts: Of the lines, one for each item.
    ///   - slip: As it was read.
    ///   - rulings: What persons have settled about it.
    static func doubt(_ verdicts: inout [ItemReviewer.Verdict], of slip: Slip, rulings: SlipRulings) {
        guard !isTotalProven(slip) else { return }
        let proven = linesOfHoldingSums(in: slip)
        for (index, item) in slip.items.enumerated()
        where item.unitPrice == nil && item.amount.confidence < 1 && !proven.contains(item.line) {
            guard !(rulings.ruling(on: item.line)?.isConfirmed ?? false), !item.amount.needsReview else {
                continue
            }
            verdicts[index].item.amount.needsReview = true
            verdicts[index].item.needsReview = true
            for flag in verdicts[index].item.flags.indices {
                verdicts[index].item.flags[flag].severity = .suspect
            }
        }
    }

    /// Whether all lines add up to the total in figures or in capitals, one of which is enough.
    private static func isTotalProven(_ slip: Slip) -> Bool {
        guard let sum = slip.items.sumOfAmounts else { return false }
        return [slip.total, slip.totalInCapitals].contains { $0?.value == sum }
    }

    /// The numbers of the lines that stand under a printed sum of a group or page which they add up to.
    private static func linesOfHoldingSums(in slip: Slip) -> Set<Int> {
        var lines: Set<Int> = []
        for subtotal in slip.subtotals {
            let own = Set(subtotal.lines)
            let items = slip.items.filter { own.contains($0.line) }
            if !items.isEmpty, items.sumOfAmounts == subtotal.amount.value { lines.formUnion(own) }
        }
        return lines
    }
}
