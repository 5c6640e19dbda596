/// An exact count of units on a line, to the millionth; negative on a refund line.
public struct Quantity: Hashable, Sendable {
    /// The count in millionths of a unit.
    public let micros: Int64

    public init(micros: Int64) {
        self.micros = micros
    }

    public init(_ whole: Int) {
        micros = Int64(whole) * FixedPoint.scale
    }

    public var isWhole: Bool { micros % FixedPoint.scale == 0 }

    /// The count with two decimals, with one and with none, as far as it has more.
    ///
    /// What stands beside a number is read as further decimals of it, which rounding hides: 2.0015 × 1.60 = 3.20.
    public var withFewerDecimals: [Quantity] {
        [10_000, 100_000, FixedPoint.scale].map { Quantity(micros: micros / $0 * $0) }.filter { $0 != self }
    }
}

extension Quantity: Comparable {
    public static func < (a: Quantity, b: Quantity) -> Bool { a.micros < b.micros }
}

extension Quantity: LosslessStringConvertible {
    /// Reads decimal text, such as `1.5`; nil for anything else.
    public init?(_ description: String) {
        guard let micros = FixedPoint.parse(description) else { return nil }
        self.micros = micros
    }

    /// Decimal text with as many decimals as are needed.
    public var description: String { FixedPoint.text(micros, minimum: 0) }
}
