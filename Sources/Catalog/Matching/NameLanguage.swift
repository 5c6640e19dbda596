import Foundation

/// How likely a text is as the name of an item that no catalog lists: in pairs of characters as the catalog's names have
/// them.
///
/// It is what every entry must beat: a reading that is likelier as a name of its own than as a misread entry means
/// none.
struct NameLanguage: Sendable {
    private let pairs: NumberColumn<UInt64>
    private let pairCounts: NumberColumn<UInt32>
    /// Character 0 stands for the beginning of a name.
    private let characters: NumberColumn<UInt32>
    private let characterCounts: NumberColumn<UInt32>
    private let total: Float

    /// The share of lines that charge something outside the catalog.
    private static let unlistedShare: Float = 0.04
    /// Characters that names are made of.
    private static let alphabet: Float = 2000

    /// What was counted of the names of an index.
    init(_ file: IndexFile) {
        pairs = file.longs(.pairs)
        pairCounts = file.words(.pairCounts)
        let characters = file.words(.characters)
        let counts = file.words(.characterCounts)
        var total = 0
        counts.forEach(in: 0..<counts.count) { total += Int($0) }
        self.total = Float(total - Int(characters.place(of: 0).map { counts[$0] } ?? 0))
        self.characters = characters
        characterCounts = counts
    }

    /// Counts names.
    static func sections(of names: [NormalText]) -> [IndexSection: [UInt8]] {
        var pairs: [UInt64: UInt32] = [:]
        var characters: [UInt32: UInt32] = [:]
        for name in names {
            var previous: UInt32 = 0
            for scalar in name.scalars {
                pairs[Self.pair(previous, scalar.value), default: 0] += 1
                characters[scalar.value, default: 0] += 1
                if previous == 0 { characters[0, default: 0] += 1 }
                previous = scalar.value
            }
        }
        let sortedPairs = pairs.sorted { $0.key < $1.key }
        let sortedCharacters = characters.sorted { $0.key < $1.key }
        return [
            .pairs: [UInt8](numbers: sortedPairs.map(\.key)),
            .pairCounts: [UInt8](numbers: sortedPairs.map(\.value)),
            .characters: [UInt8](numbers: sortedCharacters.map(\.key)),
            .characterCounts: [UInt8](numbers: sortedCharacters.map(\.value)),
        ]
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    private func count(_ scalar: UInt32) -> Float {
        Float(characters.place(of: scalar).map { characterCounts[$0] } ?? 0)
    }

    /// What it costs to believe that a text is a name of its own, in the units of ``ReadingModel``.
    func cost(of text: [Unicode.Scalar]) -> Float {
        var nats = -log(Self.unlistedShare)
        var previous: UInt32 = 0
        for scalar in text {
            let alone = 0.5 * count(scalar.value) / max(total, 1) + 0.5 / Self.alphabet
            let after = Float(pairs.place(of: Self.pair(previous, scalar.value)).map { pairCounts[$0] } ?? 0)
            let before = count(previous)
            // A name of its own follows the catalog's habits only half.
            nats -= log(max(0.5 * after / (before + 2) + 0.5 * alone, alone))
            previous = scalar.value
        }
        return nats / ReadingModel.unit
    }
}
