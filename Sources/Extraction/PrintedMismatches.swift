internal import Slips

/// Lines that are printed so that quantity × unit price is not their amount.
///
/// Source: field guide, “what is printed and what it should be are two facts”. Such a line is taken as read for certain
/// when the engine was sure of all three numbers and no misreading explains them nearly as well: none at all, or
/// none that keeps the amount which the slip's sums prove. Where many lines do not close, the columns were
/// mistaken, and none is certain: what the fund pays, taken for the amount, differs in some lines only.
enum PrintedMismatches {
    /// How many lines must close for each that is printed wrong.
    private static let closingLines = 3
    /// How many lines must close for each where more than two are printed wrong, which no slip of a pen explains.
    private static let closingLinesOfMany = 10
    private static let few = 2

    /// Marks the lines that are certainly printed wrong as read for certain.
    ///
    /// - Parameters:
    ///   - slip: Its items, one for each of `choices`; amounts that need no review are proven by sums.
    ///   - choices: What the numbers of each item may be.
    static func settle(_ slip: inout Slip, choices: [LineChoices]) {
        guard choices.count == slip.items.count else { return }
        let wrong = slip.items.indices.filter { i in
            let item = slip.items[i]
            guard item.unitPrice != nil, !item.closes, let amount = item.amount.value,
                amount == choices[i].read.amount
            else { return false }
            return choices[i].isCertain && !choices[i].chosen.closes
                || !item.amount.needsReview && LineArithmetic.isPrintedWrong(choices[i], amount: amount)
        }
        let closing = slip.items.count(where: \.closes)
        let needed = wrong.count > few ? closingLinesOfMany : closingLines
        guard wrong.count * needed <= closing else { return }
        for i in wrong {
            slip.items[i].quantity.needsReview = false
            slip.items[i].unitPrice?.needsReview = false
            slip.items[i].amount.needsReview = false
            slip.items[i].needsReview = slip.items[i].name.value == nil
        }
    }
}
