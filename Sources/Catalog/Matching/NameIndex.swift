import Foundation

/// An index of names by their characters and pairs of characters, to find what a misread name may be.
struct NameIndex: Sendable {
    /// The distinct names, in normal form.
    let names: [NormalText]

    /// The place of each gram in `starts`.
    private let slots: [UInt64: Int32]
    /// Where the names of a gram begin in `postings`.
    private let starts: [Int32]
    private let postings: [Int32]
    /// How telling a gram is.
    private let weights: [Float]
    /// The weight of all grams of a name.
    private let nameWeights: [Float]

    /// Indexes distinct names.
    init(_ names: [NormalText]) {
        self.names = names
        var slots: [UInt64: Int32] = [:]
        var counts: [Int32] = []
        var gramsOfNames: [Int32] = []
        var ends: [Int] = []
        for name in names {
            for gram in Self.grams(of: name.scalars) {
                let slot = slots[gram] ?? Int32(counts.count)
                if Int(slot) == counts.count {
                    slots[gram] = slot
                    counts.append(0)
                }
                counts[Int(slot)] += 1
                gramsOfNames.append(slot)
            }
            ends.append(gramsOfNames.count)
        }
        var starts: [Int32] = [0]
        for count in counts { starts.append(starts[starts.count - 1] + count) }
        var cursors = starts
        var postings = [Int32](repeating: 0, count: gramsOfNames.count)
        let total = Float(names.count)
        let weights = counts.map { log(1 + total / Float($0)) }
        var nameWeights: [Float] = []
        var begin = 0
        for (name, end) in ends.enumerated() {
            var weight: Float = 0
            for slot in gramsOfNames[begin..<end] {
                postings[Int(cursors[Int(slot)])] = Int32(name)
                cursors[Int(slot)] += 1
                weight += weights[Int(slot)]
            }
            nameWeights.append(weight)
            begin = end
        }
        self.slots = slots
        self.starts = starts
        self.postings = postings
        self.weights = weights
        self.nameWeights = nameWeights
    }

    /// The names that share most with a reading, as places in `names`.
    ///
    /// - Parameters:
    ///   - reading: What was read, in normal form.
    ///   - count: How many names at most, by likeness of the whole; as many again that hold most of the reading.
    /// - Returns: At most twice as many places, without order of likeness among the three ways of counting.
    func nearest(to reading: [Unicode.Scalar], count: Int) -> [Int] {
        var shared = [Float](repeating: 0, count: names.count)
        var touched: [Int32] = []
        var total: Float = 0
        let grams = Self.grams(of: reading).map { (gram: $0, share: Float(1)) }
        let common = Int32(max(2_000, names.count / 6))
        for (gram, share) in grams + Self.likelyGrams(of: reading) {
            guard let slot = slots[gram].map(Int.init) else {
                if share == 1 { total += log(1 + Float(names.count)) }
                continue
            }
            let weight = weights[slot] * share
            if share == 1 { total += weight }
            guard starts[slot + 1] - starts[slot] <= common || grams.count < 4 else { continue }
            for posting in starts[slot]..<starts[slot + 1] {
                let name = postings[Int(posting)]
                if shared[Int(name)] == 0 { touched.append(name) }
                shared[Int(name)] += weight
            }
        }
        guard total > 0 else { return [] }
        var byWhole = BestNames(count: count)
        var byReading = BestNames(count: count / 2)
        var byName = BestNames(count: count / 4)
        for name in touched {
            let weight = nameWeights[Int(name)]
            let common = shared[Int(name)]
            byWhole.offer(name, 2 * common / (total + weight))
            byReading.offer(name, common / total - weight / 10_000)
            byName.offer(name, common / (weight + 4))
        }
        var found: [Int] = []
        var seen = Set<Int32>()
        for name in byWhole.names + byReading.names + byName.names where seen.insert(name).inserted {
            found.append(Int(name))
        }
        return found
    }

    /// Single characters of like shape, which count half.
    private static func likelyGrams(of reading: [Unicode.Scalar]) -> [(gram: UInt64, share: Float)] {
        var likely = Set<UInt64>()
        for scalar in reading where scalar.isHan {
            for other in ReadingModel.learned.likeness(of: scalar) where other.isHan {
                likely.insert(UInt64(other.value))
            }
        }
        return likely.subtracting(reading.map { UInt64($0.value) }).sorted().map { ($0, 0.5) }
    }

    /// The distinct characters and pairs of neighbours; a pair is two characters in one number.
    private static func grams(of scalars: [Unicode.Scalar]) -> [UInt64] {
        var grams: [UInt64] = []
        grams.reserveCapacity(scalars.count * 2)
        var previous: UInt64 = 0
        for scalar in scalars {
            let value = UInt64(scalar.value)
            if !grams.contains(value) { grams.append(value) }
            if previous != 0 {
                let pair = previous << 32 | value
                if !grams.contains(pair) { grams.append(pair) }
            }
            previous = value
        }
        return grams
    }
}

/// The names with the highest scores, best first; equal scores keep the order of the index.
private struct BestNames {
    private let count: Int
    private(set) var names: [Int32] = []
    private var scores: [Float] = []

    init(count: Int) {
        self.count = count
    }

    mutating func offer(_ name: Int32, _ score: Float) {
        if names.count == count {
            guard let worst = scores.last, let last = names.last,
                score > worst || score == worst && name < last
            else { return }
            names.removeLast()
            scores.removeLast()
        }
        var index = scores.count
        while index > 0, scores[index - 1] < score || scores[index - 1] == score && names[index - 1] > name {
            index -= 1
        }
        names.insert(name, at: index)
        scores.insert(score, at: index)
    }
}
