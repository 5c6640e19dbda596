/// A value that is written to JSON as its text, so that no reader makes a floating-point number of it.
public protocol CodableText: Codable, LosslessStringConvertible {}

extension CodableText {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a \(Self.self)")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Money: CodableText {}
extension Quantity: CodableText {}
extension Ratio: CodableText {}
extension CalendarDate: CodableText {}
