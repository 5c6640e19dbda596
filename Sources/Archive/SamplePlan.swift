public import Slips

/// How slips are drawn for a spot check (双随机): the same plan gives the same slips, on any machine.
public struct SamplePlan: Hashable, Sendable {
    /// By what slips are parted before they are drawn.
    public enum Stratum: String, CaseIterable, Sendable {
        /// The hospital as read.
        case hospital
        /// The finding that is rarest among all slips of those that the slip has; none is a stratum of its own.
        case flag
        case kind
        case decision
        /// Year and month of the slip's date.
        case month
    }

    /// Whatever text, drawn by lot in public or told by the auditor.
    public var seed: String
    public var strata: [Stratum]
    /// How many slips.
    public var count: Int
    /// The earliest date of the slips.
    public var from: CalendarDate?
    /// The latest date of the slips, included.
    public var to: CalendarDate?
    /// How many events of the log count; nil for all: later ones are left out, so that an old draw can be repeated.
    public var events: Int64?

    public init(
        seed: String, strata: [Stratum], count: Int, from: CalendarDate? = nil, to: CalendarDate? = nil,
        events: Int64? = nil
    ) {
        self.seed = seed
        self.strata = strata
        self.count = count
        self.from = from
        self.to = to
        self.events = events
    }

    /// A slip that may be drawn.
    public struct Candidate: Hashable, Sendable {
        public var id: String
        public var hospital: String?
        public var kind: String
        public var decision: String
        public var date: CalendarDate?
        /// The codes of its findings.
        public var flags: [String]

        public init(
            id: String, hospital: String?, kind: String, decision: String, date: CalendarDate?,
            flags: [String]
        ) {
            self.id = id
            self.hospital = hospital
            self.kind = kind
            self.decision = decision
            self.date = date
            self.flags = flags
        }
    }

    /// Draws slips.
    ///
    /// Each stratum gives as many as its share of all, one at least where the count allows, by the largest remainders; within
    /// a stratum the slips with the least SHA-256 of seed, line feed and ID come first. Where there are more strata than slips
    /// to draw, those come first whose own SHA-256 of seed, line feed and name is least.
    ///
    /// - Parameters:
    ///   - candidates: All slips, each once, in any order.
    ///   - events: How many events of the log they are taken from.
    /// - Returns: The slips drawn, by stratum.
    public func drawn(from candidates: [Candidate], events: Int64) -> SampleList {
        var frequency: [String: Int] = [:]
        for flag in candidates.flatMap(\.flags) { frequency[flag, default: 0] += 1 }
        let strata = Dictionary(grouping: candidates) { candidate in
            self.strata.map { name(of: candidate, by: $0, frequency) }.joined(separator: " | ")
        }
        let shares = shares(of: strata.mapValues(\.count))
        let slips = strata.keys.sorted().flatMap { stratum in
            (strata[stratum] ?? []).map { (order: order($0.id), id: $0.id) }.sorted { $0.order < $1.order }
                .prefix(shares[stratum] ?? 0).map { SampleList.Drawn(id: $0.id, stratum: stratum) }
        }
        return SampleList(
            seed: seed, strata: self.strata.map(\.rawValue), count: count, from: from, to: to,
            population: candidates.count, events: events, sizes: strata.mapValues(\.count), slips: slips)
    }

    private func name(
        of candidate: Candidate, by stratum: Stratum, _ frequency: [String: Int]
    ) -> String {
        switch stratum {
        case .hospital: candidate.hospital ?? "–"
        case .kind: candidate.kind
        case .decision: candidate.decision
        case .month: candidate.date.map { String($0.description.prefix(7)) } ?? "–"
        case .flag: candidate.flags.min { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) } ?? "–"
        }
    }

    /// How many of each stratum are drawn.
    private func shares(of sizes: [String: Int]) -> [String: Int] {
        let population = sizes.values.reduce(0, +)
        let wanted = min(count, population)
        guard wanted > sizes.count else {
            return Dictionary(
                uniqueKeysWithValues: sizes.keys.sorted { order($0) < order($1) }.prefix(wanted).map {
                    ($0, 1)
                })
        }
        // One each, and the rest by what the strata have left.
        let (left, rest) = (population - sizes.count, wanted - sizes.count)
        var shares = sizes.mapValues { 1 + ($0 - 1) * rest / max(left, 1) }
        let remainders = sizes.map { (name: $0.key, remainder: ($0.value - 1) * rest % max(left, 1)) }
            .sorted { ($1.remainder, order($0.name)) < ($0.remainder, order($1.name)) }
        for (name, _) in remainders.prefix(wanted - shares.values.reduce(0, +)) {
            shares[name, default: 0] += 1
        }
        return shares
    }

    /// Hexadecimal SHA-256 of the seed, a line feed and the text.
    private func order(_ text: String) -> String { ContentDigest(of: Array("\(seed)\n\(text)".utf8)).hex }
}

/// Slips that were drawn, with all that is needed to draw them again: the kept JSON of a draw.
public struct SampleList: Hashable, Codable, Sendable {
    public struct Drawn: Hashable, Codable, Sendable {
        public var id: String
        /// The names of its strata, parted by ` | `.
        public var stratum: String
    }

    public var schema = "slipway.sample.v1"
    public var seed: String
    public var strata: [String]
    public var count: Int
    public var from: CalendarDate?
    public var to: CalendarDate?
    /// From how many slips was drawn.
    public var population: Int
    /// How many events of the log they were taken from.
    public var events: Int64
    /// How many slips each stratum has.
    public var sizes: [String: Int]
    public var slips: [Drawn]

    init(
        seed: String, strata: [String], count: Int, from: CalendarDate?, to: CalendarDate?, population: Int,
        events: Int64, sizes: [String: Int], slips: [Drawn]
    ) {
        self.seed = seed
        self.strata = strata
        self.count = count
        self.from = from
        self.to = to
        self.population = population
        self.events = events
        self.sizes = sizes
        self.slips = slips
    }
}
