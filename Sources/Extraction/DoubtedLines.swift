internal import Slips

/// Lines on which a sum that fails throws doubt, though each by itself leaves none.
///
/// Two misreadings close: that of a refund whose minus was lost in quantity and amount alike, and that of a digit in an
/// amount beside which no price is printed, or the same number, of one unit, in the same print. Where the sum of the lines
/// lacks just what such a misreading would have added or taken, a person looks at the line.
enum DoubtedLines {
    /// Digits that are read for each other hardly ever, beside those of ``NumberCandidates``.
    private static let seldomAlike: Set<Set<Character>> = [["5", "8"], ["4", "9"], ["4", "7"]]

    /// Marks the lines of a slip for review that alone may be why they do not add up to its total.
    static func mark(in slip: inout Slip) {
        let amounts = slip.items.compactMap(\.amount.value)
        guard let total = slip.total?.value, amounts.count == slip.items.count else { return }
        let lacking = total - amounts.reduce(.zero) { $0 + $1 }
        guard lacking != .zero else { return }
        for (i, amount) in amounts.enumerated() {
            let lostSign = amount > .zero && lacking + amount + amount == .zero
            let price = slip.items[i].unitPrice?.value
            let standsAlone = price == nil || price == amount
            guard lostSign || standsAlone && isMisreading(amount, of: amount + lacking) else { continue }
            slip.items[i].amount.needsReview = true
            if price != nil { slip.items[i].unitPrice?.needsReview = true }
            if lostSign { slip.items[i].quantity.needsReview = true }
            slip.items[i].needsReview = true
        }
    }

    /// Whether two amounts differ in one digit alone, and the two are alike.
    private static func isMisreading(_ read: Money, of printed: Money) -> Bool {
        let (a, b) = (read.description, printed.description)
        guard a.count == b.count else { return false }
        let different = zip(a, b).filter { $0 != $1 }
        return different.count == 1
            && different.allSatisfy {
                NumberCandidates.areLookAlikes($0, $1) || seldomAlike.contains([$0, $1])
            }
    }
}
