/// An exact amount of money in yuan, to the millionth.
///
/// Money is never a floating-point number: it is parsed from and written as decimal text.
public struct Money: Hashable, Sendable {
    /// The amount in millionths of a yuan.
    public let micros: Int64

    public init(micros: Int64) {
        self.micros = micros
    }

    /// An amount in fen (0.01 yuan).
    public init(fen: Int64) {
        micros = fen * 10_000
    }

    public static let zero = Money(micros: 0)

    /// The amount rounded half away from zero to whole fen, as amounts are printed.
    public var roundedToFen: Money {
        let half: Int64 = micros >= 0 ? 5_000 : -5_000
        return Money(micros: (micros + half) / 10_000 * 10_000)
    }

    public var isWholeFen: Bool { micros % 10_000 == 0 }

    public var magnitude: Money { Money(micros: abs(micros)) }

    /// Whether two amounts differ, as they are printed, in one figure, or one has a figure more than the other: as a
    /// misreading differs from what is printed.
    public func isOneFigure(from other: Money) -> Bool {
        let (a, b) = (Array(description), Array(other.description))
        let before = zip(a, b).prefix { $0 == $1 }.count
        let behind = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        return self != other && abs(a.count - b.count) <= 1 && before + behind >= max(a.count, b.count) - 1
    }

    /// The amount of a line: quantity × unit price, rounded half away from zero to fen.
    ///
    /// Source: 数量 × 单价 = 金额 with two decimals. Nil when the product does not fit.
    public static func amount(quantity: Quantity, unitPrice: Money) -> Money? {
        FixedPoint.product(quantity.micros, unitPrice.micros, step: 10_000).map(Money.init(micros:))
    }

    /// This amount times a ratio (0…1 given in millionths), rounded half away from zero to fen.
    public func share(_ ratio: Ratio) -> Money {
        Money(micros: FixedPoint.product(micros, ratio.micros, step: 10_000) ?? 0)
    }
}

extension Money: Comparable {
    public static func < (a: Money, b: Money) -> Bool { a.micros < b.micros }
}

extension Money: AdditiveArithmetic {
    public static func + (a: Money, b: Money) -> Money { Money(micros: a.micros + b.micros) }
    public static func - (a: Money, b: Money) -> Money { Money(micros: a.micros - b.micros) }
    public static prefix func - (a: Money) -> Money { Money(micros: -a.micros) }
}

extension Money: LosslessStringConvertible {
    /// Reads decimal text in yuan, such as `-12.50`; nil for anything else.
    public init?(_ description: String) {
        guard let micros = FixedPoint.parse(description) else { return nil }
        self.micros = micros
    }

    /// Decimal text with two decimals, or as many as are needed.
    public var description: String { FixedPoint.text(micros, minimum: 2) }
}
