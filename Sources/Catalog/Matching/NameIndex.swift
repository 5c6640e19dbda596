import Foundation

/// An index of names by their characters and pairs of characters, to find what a misread name may be.
struct NameIndex: Sendable {
    /// The names, in normal form, as the values of their characters.
    private let names: NumberLists
    /// The names in the order of their characters.
    private let order: NumberColumn<UInt32>
    /// What each name belongs to: rows of the catalog, or providers.
    private let owners: NumberLists
    /// Characters, and pairs of neighbours, that names have, in their order.
    private let grams: NumberColumn<UInt64>
    /// The names of each gram.
    private let postings: NumberLists
    /// How telling a gram is, as the bits of a number.
    private let weights: NumberColumn<UInt32>
    /// The weight of all grams of a name, as the bits of a number.
    private let nameWeights: NumberColumn<UInt32>

    /// Names that are looked at for one reading: beyond, only what the most telling grams lead to.
    private static let budget = 16_000
    /// Names whose other grams are looked at too, when not all could be.
    private static let shortlist = 56
    /// What a name must share for its other grams to be looked at, as a part of what the best one shares.
    private static let least: Float = 0.25

    init(_ file: IndexFile, _ sections: NameIndexSections) {
        names = file.lists(ends: sections.nameEnds, numbers: sections.names)
        order = file.words(sections.nameOrder)
        owners = file.lists(ends: sections.ownerEnds, numbers: sections.owners)
        grams = file.longs(sections.grams)
        postings = file.lists(ends: sections.postingEnds, numbers: sections.postings)
        weights = file.words(sections.gramWeights)
        nameWeights = file.words(sections.nameWeights)
    }

    /// How many distinct names there are.
    var count: Int { names.count }

    /// A name by its place, in normal form.
    func name(_ place: Int) -> [Unicode.Scalar] {
        names[place].map { Unicode.Scalar($0) ?? "\u{FFFD}" }
    }

    /// What a name belongs to, in the order in which it was indexed.
    func owners(of place: Int) -> [Int] { owners[place].map(Int.init) }

    /// The place of just this name; nil where there is none.
    func place(of name: [Unicode.Scalar]) -> Int? {
        let wanted = name.map(\.value)
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if names[Int(order[middle])].lexicographicallyPrecedes(wanted) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < order.count, names[Int(order[low])] == wanted else { return nil }
        return Int(order[low])
    }

    /// A gram of a reading, with its names.
    private struct Lead {
        var gram: UInt64
        var weight: Float
        var slot: Int
        var count: Int
    }

    /// The names that share most with a reading, as their places.
    ///
    /// - Parameters:
    ///   - reading: What was read, in normal form.
    ///   - count: How many names at most, by likeness of the whole; as many again that hold most of the reading.
    /// - Returns: At most twice as many places, without order of likeness among the three ways of counting.
    func nearest(to reading: [Unicode.Scalar], count: Int) -> [Int] {
        var leads: [Lead] = []
        var total: Float = 0
        let own = Self.grams(of: reading).map { (gram: $0, share: Float(1)) }
        let common = max(2_000, names.count / 6)
        for (gram, share) in own + Self.likelyGrams(of: reading) {
            guard let slot = grams.place(of: gram) else {
                if share == 1 { total += log(1 + Float(names.count)) }
                continue
            }
            let weight = Float(bitPattern: weights[slot]) * share
            if share == 1 { total += weight }
            let many = postings.range(slot).count
            guard many <= common || own.count < 4 else { continue }
            leads.append(Lead(gram: gram, weight: weight, slot: slot, count: many))
        }
        guard total > 0 else { return [] }
        let rest = Self.removeBeyondBudget(&leads)
        var shared = [Float](repeating: 0, count: names.count)
        var touched: [UInt32] = []
        for lead in leads {
            postings.forEach(in: lead.slot) { name in
                if shared[Int(name)] == 0 { touched.append(name) }
                shared[Int(name)] += lead.weight
            }
        }
        guard !rest.isEmpty else { return best(of: touched, shared, total: total, count: count) }
        let most = touched.reduce(0) { max($0, shared[Int($1)]) }
        let strong = touched.filter { shared[Int($0)] >= Self.least * most }
        let short = best(of: strong, shared, total: total, count: max(count, Self.shortlist))
        for place in short {
            for gram in Self.grams(of: name(place)) { shared[place] += rest[gram] ?? 0 }
        }
        return best(of: short.map(UInt32.init), shared, total: total, count: count)
    }

    /// Leaves out the least telling grams where all of them would take too long.
    ///
    /// - Returns: The weights of the grams that were left out.
    private static func removeBeyondBudget(_ leads: inout [Lead]) -> [UInt64: Float] {
        guard leads.reduce(0, { $0 + $1.count }) > budget else { return [:] }
        let telling = leads.sorted {
            ($1.weight * Float($0.count), $0.slot) < ($0.weight * Float($1.count), $1.slot)
        }
        var left = budget
        var kept: [Lead] = []
        var rest: [UInt64: Float] = [:]
        for lead in telling {
            if kept.isEmpty || lead.count <= left {
                kept.append(lead)
                left -= lead.count
            } else {
                rest[lead.gram] = lead.weight
            }
        }
        leads = kept
        return rest
    }

    /// The best of the names that share something, counted in three ways.
    private func best(of touched: [UInt32], _ shared: [Float], total: Float, count: Int) -> [Int] {
        var byWhole = BestNames(count: count)
        var byReading = BestNames(count: count / 2)
        var byName = BestNames(count: count / 4)
        for (name, bits) in zip(touched, nameWeights.numbers(at: touched)) {
            let weight = Float(bitPattern: bits)
            let common = shared[Int(name)]
            byWhole.offer(name, 2 * common / (total + weight))
            byReading.offer(name, common / total - weight / 10_000)
            byName.offer(name, common / (weight + 4))
        }
        var found: [Int] = []
        var seen = Set<UInt32>()
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
    static func grams(of scalars: [Unicode.Scalar]) -> [UInt64] {
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
    private(set) var names: [UInt32] = []
    private var scores: [Float] = []
    /// The score that a further name must reach.
    private var least = -Float.infinity

    init(count: Int) {
        self.count = count
    }

    mutating func offer(_ name: UInt32, _ score: Float) {
        guard score >= least else { return }
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
        if names.count == count { least = scores[count - 1] }
    }
}
