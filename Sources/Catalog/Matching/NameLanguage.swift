import Foundation

/// How likely a text is as the name of an item that no catalog lists: in pairs of characters as the catalog's names have
/// them.
///
/// It is what every entry must beat: a reading that is likelier as a name of its own than as a misread entry means
/// none.
struct NameLanguage: Sendable {
    private let pairs: [UInt64: Int32]
    private let characters: [UInt32: Int32]
    private let total: Float

    /// The share of lines that charge something outside the catalog.
    private static let unlistedShare: Float = 0.04
    /// Characters that names are made of.
    private static let alphabet: Float = 2000

    init(_ names: [NormalText]) {
        var pairs: [UInt64: Int32] = [:]
        var characters: [UInt32: Int32] = [:]
        var total: Float = 0
        for name in names {
            var previous: UInt32 = 0
            for scalar in name.scalars {
                pairs[Self.pair(previous, scalar.value), default: 0] += 1
                characters[scalar.value, default: 0] += 1
                characters[0, default: 0] += previous == 0 ? 1 : 0
                previous = scalar.value
                total += 1
            }
        }
        self.pairs = pairs
        self.characters = characters
        self.total = total
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    /// What it costs to believe that a text is a name of its own, in the units of ``ReadingModel``.
    func cost(of text: [Unicode.Scalar]) -> Float {
        var nats = -log(Self.unlistedShare)
        var previous: UInt32 = 0
        for scalar in text {
            let alone = 0.5 * Float(characters[scalar.value] ?? 0) / max(total, 1) + 0.5 / Self.alphabet
            let after = Float(pairs[Self.pair(previous, scalar.value)] ?? 0)
            let before = Float(characters[previous] ?? 0)
            // A name of its own follows the catalog's habits only half.
            nats -= log(max(0.5 * after / (before + 2) + 0.5 * alone, alone))
            previous = scalar.value
        }
        return nats / ReadingModel.unit
    }
}
