import Testing

@testable import SlipGenerator

@Suite struct `Random numbers from a seed` {
    /// Source: the output of the reference implementation of SplitMix64 for the seed 1234567.
    @Test func `follow SplitMix64`() {
        var random = SeededRandom(seed: 1_234_567)
        let numbers = (0..<3).map { _ in random.bits() }
        #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test(arguments: [0...0, 0...1, -3...3, 10...19])
    func `reach every number of a range and no other`(range: ClosedRange<Int>) {
        var random = SeededRandom(seed: 5)
        let drawn = Set((0..<1000).map { _ in random.integer(in: range) })
        #expect(drawn == Set(range))
    }

    @Test func `spread like a bell with deviation 1`() {
        var random = SeededRandom(seed: 9)
        let drawn = (0..<20_000).map { _ in random.bell() }
        let mean = drawn.reduce(0, +) / 20_000
        let variance = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.05)
    }

    @Test func `shuffle without loss`() {
        var random = SeededRandom(seed: 1)
        let shuffled = random.shuffled(Array(0..<50))
        #expect(shuffled != Array(0..<50))
        #expect(shuffled.sorted() == Array(0..<50))
    }
}
