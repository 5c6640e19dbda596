import Catalog
import SlipGenerator

/// Names damaged as this program's own engine damages them.
package struct OwnMisreadings {
    private let counts = ReadingCounts.learned
    private var random: SeededRandom

    package init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// A name of which each character was misread, lost or doubled by dirt with some probability.
    ///
    /// What becomes of a character is drawn from what the engine made of it on made slips, then from characters of like
    /// shape; a character of which neither is known becomes any other.
    ///
    /// - Parameters:
    ///   - name: What is printed.
    ///   - probability: With which each of its characters is damaged, 0…1.
    /// - Returns: What may be read.
    package mutating func damaged(_ name: String, probability: Double) -> String {
        var damaged = ""
        for character in name {
            guard random.chance(probability) else {
                damaged.append(character)
                continue
            }
            damaged += misread(character)
        }
        return damaged
    }

    private mutating func misread(_ character: Character) -> String {
        let known = counts.misreadings(of: character)
        let total = known.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return counts.stranger(number: random.integer(in: 0...99_999)) }
        var left = random.unit() * total
        for reading in known {
            left -= reading.weight
            if left < 0 { return reading.text }
        }
        return known[known.count - 1].text
    }
}
