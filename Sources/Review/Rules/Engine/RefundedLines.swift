import Slips

/// Takes from what was charged what was taken back, so that the rules judge what is left.
///
/// A refund is a line of negative amount (field guide, “The slip”). It takes back the same entry: of its own day first, at its
/// own price first, and the last charged line first.
enum RefundedLines {
    /// The lines that charge something, each with the quantity and amount that refunds leave of it.
    static func charged(_ lines: [JudgedLine]) -> [JudgedLine] {
        var left = lines.filter { !$0.isRefund }.map(Optional.init)
        for refund in lines where refund.isRefund {
            let places = left.indices.filter { left[$0]?.code == refund.code }
                .sorted { isNearer(left[$0], left[$1], to: refund) }
            var rest = Rest(
                quantity: refund.quantity.map(\.magnitude), amount: refund.amount.map(\.magnitude))
            for place in places {
                guard let line = left[place], !rest.isNothing else { continue }
                left[place] = rest.take(from: line)
            }
        }
        return left.compactMap(\.self)
    }

    private static func isNearer(_ a: JudgedLine?, _ b: JudgedLine?, to refund: JudgedLine) -> Bool {
        guard let a, let b else { return a != nil }
        func rank(_ line: JudgedLine) -> (Int, Int, Int) {
            (line.date == refund.date ? 0 : 1, line.unitPrice == refund.unitPrice ? 0 : 1, -line.number)
        }
        return rank(a) < rank(b)
    }

    /// What a refund has still to take back.
    private struct Rest {
        /// Nil where it was not read for certain.
        var quantity: Quantity?
        /// Yuan; nil where it was not read for certain.
        var amount: Money?

        var isNothing: Bool { quantity == Quantity(micros: 0) || amount == .zero }

        /// What is left of a line; nil where nothing is.
        mutating func take(from line: JudgedLine) -> JudgedLine? {
            guard let quantity, let amount, let held = line.quantity, let paid = line.amount else {
                return takeAmount(from: line)
            }
            let taken = min(quantity, held)
            let back =
                taken == held && taken < quantity
                ? paid
                : taken == quantity
                    ? amount
                    : Money.each(of: paid, quantity: held).flatMap { .amount(quantity: taken, unitPrice: $0) }
            self.quantity = Quantity(micros: quantity.micros - taken.micros)
            self.amount = amount - min(back ?? paid, amount)
            guard taken < held else { return nil }
            var rest = line
            rest.quantity = Quantity(micros: held.micros - taken.micros)
            rest.amount = max(paid - (back ?? .zero), .zero)
            rest.isPartlyRefunded = true
            return rest
        }

        /// Where a quantity is not known, what is left of the line is not known either, but its amount.
        private mutating func takeAmount(from line: JudgedLine) -> JudgedLine? {
            var rest = line
            rest.isPartlyRefunded = true
            rest.quantity = nil
            guard let amount, let paid = line.amount else {
                // Nobody knows how much was taken back.
                rest.amount = nil
                return rest
            }
            let back = min(paid, amount)
            self.amount = amount - back
            guard back < paid else { return nil }
            rest.amount = paid - back
            return rest
        }
    }
}

extension Quantity {
    /// Without its sign.
    fileprivate var magnitude: Quantity { Quantity(micros: abs(micros)) }
}
