/// A deterministic source of random numbers: the same seed gives the same numbers on every machine.
///
/// SplitMix64 (Steele, Lea, Flood: “Fast splittable pseudorandom number generators”, OOPSLA 2014). The standard
/// library's own `random(in:using:)` is not used, since its way from bits to numbers may change between releases.
public struct SeededRandom: Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A generator of its own, so that one part's use of numbers does not shift another part's.
    public mutating func fork() -> SeededRandom {
        SeededRandom(seed: bits())
    }

    /// A whole number of the range, each equally likely.
    public mutating func integer(in range: ClosedRange<Int>) -> Int {
        let span = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(bits().multipliedFullWidth(by: span).high)
    }

    /// A number from 0 up to, but without, 1.
    public mutating func unit() -> Double {
        Double(bits() >> 11) * 0x1p-53
    }

    /// A number of the range, evenly spread.
    public mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + unit() * (range.upperBound - range.lowerBound)
    }

    /// True with the given probability.
    public mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// A bell-shaped number around 0 with standard deviation 1: the sum of four uniform ones, within ±3.5.
    public mutating func bell() -> Double {
        let word = bits()
        let sum = (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48)
        return (Double(sum) - 131_070) / 37_837.2
    }

    /// One element, each equally likely; the fallback when there is none.
    public mutating func pick<Element>(_ choices: [Element], else fallback: Element) -> Element {
        choices.isEmpty ? fallback : choices[integer(in: 0...choices.count - 1)]
    }

    /// One of the words given.
    public mutating func word(_ first: String, _ others: String...) -> String {
        let index = integer(in: 0...others.count)
        return index == 0 ? first : others[index - 1]
    }

    /// The elements in random order (Fisher–Yates).
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, integer(in: 0...last))
        }
        return result
    }

    /// Decimal digits, the first of which is not zero.
    public mutating func digits(_ count: Int) -> String {
        var text = ""
        for position in 0..<count { text += String(integer(in: (position == 0 ? 1 : 0)...9)) }
        return text
    }
}
