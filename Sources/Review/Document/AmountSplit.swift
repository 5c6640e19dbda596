public import Slips

/// The four parts of a line's amount; they add up to it exactly.
///
/// Source: national settlement interface: 全自费 `fulamt_ownpay_amt`, 超限价自付 `overlmt_selfpay`, 先行自付
/// `preselfpay_amt`, 符合政策范围 `inscp_amt`.
public struct AmountSplit: Hashable, Sendable {
    /// 全自费: outside the catalog, or of class 丙; yuan.
    public var selfPaid: Money
    /// 超限价自付: what the price is over its cap, times the quantity; yuan.
    public var overCap: Money
    /// 先行自付: the insured's share of the rest; yuan.
    public var firstSelfPaid: Money
    /// 符合政策范围: what remains; yuan.
    public var inScope: Money

    public static let zero = AmountSplit(
        selfPaid: .zero, overCap: .zero, firstSelfPaid: .zero, inScope: .zero)

    public init(selfPaid: Money, overCap: Money, firstSelfPaid: Money, inScope: Money) {
        self.selfPaid = selfPaid
        self.overCap = overCap
        self.firstSelfPaid = firstSelfPaid
        self.inScope = inScope
    }

    /// An amount that is self-paid wholly.
    public init(selfPaid amount: Money) {
        self.init(selfPaid: amount, overCap: .zero, firstSelfPaid: .zero, inScope: .zero)
    }

    /// An amount of a listed item.
    ///
    /// - Parameters:
    ///   - amount: The line's amount in yuan; negative on a refund.
    ///   - excess: What lies over the cap, in yuan, of the amount's sign; no more than the amount is taken.
    ///   - ratio: The share that the insured pays first, of what is not over the cap.
    public init(amount: Money, excess: Money, ratio: Ratio) {
        let over =
            amount < .zero ? max(amount, min(excess, .zero)) : min(amount, max(excess, .zero))
        let rest = amount - over
        let first = rest.share(ratio)
        self.init(selfPaid: .zero, overCap: over, firstSelfPaid: first, inScope: rest - first)
    }

    /// The split of the same amount with more of it self-paid.
    ///
    /// - Parameter part: Yuan that become self-paid; no more than is left of the amount is taken. The other parts keep
    ///   their proportions, and what rounding leaves over is in scope.
    /// - Returns: A split of the same sum.
    func deducting(_ part: Money) -> AmountSplit {
        let rest = sum - selfPaid
        guard rest > .zero, part > .zero else { return self }
        let left = rest - min(part, rest)
        func scaled(_ money: Money) -> Money {
            let micros = Int128(money.micros) * Int128(left.micros) / Int128(rest.micros)
            return Money(micros: Int64(micros)).roundedToFen
        }
        let over = scaled(overCap)
        let first = min(scaled(firstSelfPaid), left - over)
        return AmountSplit(
            selfPaid: sum - left, overCap: over, firstSelfPaid: first, inScope: left - over - first)
    }

    public var sum: Money { selfPaid + overCap + firstSelfPaid + inScope }

    public static func + (a: AmountSplit, b: AmountSplit) -> AmountSplit {
        AmountSplit(
            selfPaid: a.selfPaid + b.selfPaid, overCap: a.overCap + b.overCap,
            firstSelfPaid: a.firstSelfPaid + b.firstSelfPaid, inScope: a.inScope + b.inScope)
    }
}

extension AmountSplit: Codable {
    private enum CodingKeys: String, CodingKey {
        case selfPaid = "self_paid"
        case overCap = "over_cap"
        case firstSelfPaid = "first_self_paid"
        case inScope = "in_scope"
    }
}
