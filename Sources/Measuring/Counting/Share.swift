internal import Foundation

/// How many there are of something, and how many of them are right.
public struct Share: Hashable, Codable, Sendable {
    public var all: Int
    public var right: Int

    public init(all: Int = 0, right: Int = 0) {
        self.all = all
        self.right = right
    }

    mutating func add(_ isRight: Bool) {
        all += 1
        right += isRight ? 1 : 0
    }

    static func += (left: inout Share, right: Share) {
        left.all += right.all
        left.right += right.right
    }

    public var wrong: Int { all - right }

    /// The share that is right, 0…1; nil of nothing.
    public var rate: Double? { all == 0 ? nil : Double(right) / Double(all) }

    /// The share that is wrong, 0…1; nil of nothing.
    public var wrongRate: Double? { all == 0 ? nil : Double(wrong) / Double(all) }

    /// The share of wrong ones that the true share exceeds in one of twenty samples like this; nil of nothing.
    ///
    /// One-sided and exact. Source: C. Clopper, E. Pearson, “The use of confidence or fiducial limits illustrated in
    /// the case of the binomial”, Biometrika 26 (1934). None wrong of n gives about 3/n.
    public var wrongRateBound: Double? {
        guard all > 0 else { return nil }
        guard wrong < all else { return 1 }
        var (low, high) = (Double(wrong) / Double(all), 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Self.probability(ofAtMost: wrong, of: all, each: middle) > 0.05 {
                low = middle
            } else {
                high = middle
            }
        }
        return high
    }

    /// The probability of at most so many events in independent trials; each is likely by more than 0 and less than 1.
    private static func probability(ofAtMost most: Int, of trials: Int, each: Double) -> Double {
        let (happens, fails) = (log(each), log1p(-each))
        var choose = 0.0
        var sum = 0.0
        for count in 0...most {
            if count > 0 { choose += log(Double(trials - count + 1)) - log(Double(count)) }
            sum += exp(choose + Double(count) * happens + Double(trials - count) * fails)
        }
        return sum
    }
}
