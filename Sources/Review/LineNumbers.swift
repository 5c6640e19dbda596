import Slips

/// The numbers of a line and what they say of one another.
struct LineNumbers {
    let quantity: Quantity?
    /// Nil where none is printed or read.
    let unitPrice: Money?
    let amount: Money?
    private let printsPrice: Bool
    private let areCertain: Bool
    private let mayBePrice: Bool
    private let amountIsCertain: Bool
    private let quantityIsCertain: Bool
    /// Whether price and quantity were read well, though nothing proves them.
    private let areLikely: Bool

    init(_ item: Item) {
        quantity = item.quantity.value
        unitPrice = item.unitPrice?.value
        amount = item.amount.value
        printsPrice = item.unitPrice != nil
        amountIsCertain = !item.amount.needsReview
        quantityIsCertain = !item.quantity.needsReview
        // With no price beside it, a quantity that is not whole may itself be the price.
        mayBePrice =
            item.unitPrice == nil && (item.quantity.value.map { $0.micros % 1_000_000 != 0 } ?? false)
        areCertain =
            amountIsCertain && quantityIsCertain && !(item.unitPrice?.needsReview ?? false) && !mayBePrice
        areLikely =
            Self.isLikely(item.quantity) && (item.unitPrice.map { Self.isLikely($0) } ?? false)
    }

    /// Whether a number is the one that the engine saw, and it was sure of every character.
    private static func isLikely<Value: LosslessStringConvertible>(_ reading: Reading<Value>) -> Bool {
        guard let value = reading.value else { return false }
        guard let least = reading.characterConfidences.min(), let raw = reading.raw else {
            return reading.confidence >= 0.95
        }
        return least >= 0.95 && Value(raw) == value
    }

    /// Quantity × unit price, where both are printed and read.
    private var product: Money? {
        guard let quantity, let unitPrice else { return nil }
        return Money.amount(quantity: quantity, unitPrice: unitPrice)
    }

    /// Whether quantity × price = amount, or the line prints no price and has both other numbers.
    var closes: Bool {
        guard let amount, quantity != nil else { return false }
        guard printsPrice else { return true }
        return product == amount
    }

    /// Whether the line does not close, or may have a price for its quantity, and its readings do not rule out that it
    /// was misread.
    var isInDoubt: Bool { (!closes || mayBePrice) && !areCertain }

    /// Yuan a unit as printed, or as amount and quantity give it; for telling entries apart by their price.
    var priceLevel: Money? {
        if printsPrice { return unitPrice }
        guard let quantity, let amount, quantity.micros != 0 else { return nil }
        let micros = Int128(amount.micros) * 1_000_000 / Int128(quantity.micros)
        return Int64(exactly: micros).map(Money.init(micros:))
    }

    /// Whether the numbers that a cap is compared with were read.
    var canBeCapped: Bool { quantity != nil && amount != nil && (!printsPrice || unitPrice != nil) }

    /// Whether the numbers that a cap is compared with are certain.
    var isCertainForCap: Bool { areCertain }

    /// What lies over a cap: (price − cap) × quantity, in yuan; nil when nothing does.
    ///
    /// Without a printed price it is amount − cap × quantity. It has the sign of the quantity.
    func excess(over cap: Money) -> Money? {
        guard let quantity, let amount else { return nil }
        let excess: Money?
        if let unitPrice {
            excess =
                unitPrice > cap ? Money.amount(quantity: quantity, unitPrice: unitPrice - cap) : nil
        } else {
            guard let capped = Money.amount(quantity: quantity, unitPrice: cap) else { return nil }
            excess = amount.magnitude > capped.magnitude ? amount - capped : nil
        }
        return excess == .zero ? nil : excess
    }

    /// Whether the line would close with the quantity's point in its place, or without what was read behind it.
    private var mayQuantityBeMisread: Bool {
        guard let quantity, let unitPrice, let amount else { return false }
        let shifted = [10, 100].map { Quantity(micros: quantity.micros / $0) }
        let shorter = quantity.withFewerDecimals.count == 3 ? quantity.withFewerDecimals : []
        return (shifted + shorter).contains { Money.amount(quantity: $0, unitPrice: unitPrice) == amount }
    }

    /// The finding that the line does not close, when its readings allow one.
    var flags: [Flag] {
        guard !closes, let quantity, let unitPrice, let amount, let product else { return [] }
        let isProven = areCertain
        // The amount is proven by the slip's sums, and the others were read well: likely, not certain.
        guard isProven || amountIsCertain && areLikely && !mayQuantityBeMisread else { return [] }
        return [
            Flag(
                code: .amountMismatch, severity: isProven ? .definite : .suspect,
                message:
                    "数量\(quantity) × 单价\(unitPrice)元 = \(product)元，票面金额为\(amount)元，相差\(amount - product)元。"
                    + "Quantity × price is \(product), the printed amount \(amount) yuan.",
                amount: amount - product)
        ]
    }
}
