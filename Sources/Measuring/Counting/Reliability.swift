/// How often values are right that are said to be so sure.
public struct Reliability: Hashable, Sendable {
    /// By confidence, in thousandths.
    public private(set) var values: [Int: Share] = [:]

    public init() {}

    mutating func add(confidence: Double, isRight: Bool) {
        values[Int((confidence * 1000).rounded()), default: Share()].add(isRight)
    }

    /// Values of about the same confidence.
    public struct Bin: Hashable, Codable, Sendable {
        /// The least confidence of the bin, 0…1.
        public var from: Double
        /// The mean confidence of its values.
        public var said: Double
        public var values: Share
    }

    /// Lower ends, in thousandths: narrow where most values are, and where a difference costs most.
    static let edges = [0, 200, 400, 600, 700, 800, 900, 950, 980, 990, 995]

    /// The bins that hold values, lowest first.
    public var bins: [Bin] {
        var sums: [Int: (said: Int, values: Share)] = [:]
        for (confidence, share) in values {
            let edge = Self.edges.last { $0 <= confidence } ?? 0
            sums[edge, default: (0, Share())].said += confidence * share.all
            sums[edge, default: (0, Share())].values += share
        }
        return sums.sorted { $0.key < $1.key }.map { edge, sum in
            Bin(
                from: Double(edge) / 1000, said: Double(sum.said) / 1000 / Double(sum.values.all),
                values: sum.values)
        }
    }

    public var count: Int { values.values.reduce(0) { $0 + $1.all } }

    /// The mean difference between what is said and what is measured, over all values; 0…1, nil of nothing.
    public var meanError: Double? {
        guard count > 0 else { return nil }
        let sum = bins.reduce(0.0) {
            $0 + Double($1.values.all) * abs($1.said - ($1.values.rate ?? $1.said))
        }
        return sum / Double(count)
    }
}

extension Reliability: Encodable {
    private enum CodingKeys: String, CodingKey {
        case bins
        case meanError = "mean_error"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(bins, forKey: .bins)
        try container.encode(meanError, forKey: .meanError)
    }
}
