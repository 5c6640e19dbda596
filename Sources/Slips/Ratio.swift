/// An exact share between 0 and 1, to the millionth: the part of an amount that a patient pays first.
public struct Ratio: Hashable, Sendable {
    /// The share in millionths.
    public let micros: Int64

    public static let zero = Ratio(unchecked: 0)
    public static let one = Ratio(unchecked: FixedPoint.scale)

    private init(unchecked micros: Int64) {
        self.micros = micros
    }

    /// A share in millionths; nil outside 0 to 1.
    public init?(micros: Int64) {
        guard (0...FixedPoint.scale).contains(micros) else { return nil }
        self.micros = micros
    }
}

extension Ratio: LosslessStringConvertible {
    /// Reads decimal text between 0 and 1; nil for anything else.
    public init?(_ description: String) {
        guard let micros = FixedPoint.parse(description), (0...FixedPoint.scale).contains(micros) else {
            return nil
        }
        self.micros = micros
    }

    /// Decimal text with as many decimals as are needed.
    public var description: String { FixedPoint.text(micros, minimum: 0) }
}
