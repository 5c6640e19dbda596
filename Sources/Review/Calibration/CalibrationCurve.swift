/// A rising line from evidence to the share that is right: even between its points, level beyond them.
public struct CalibrationCurve: Hashable, Sendable {
    public struct Point: Hashable, Sendable {
        /// 0…1.
        public var raw: Double
        /// 0…1.
        public var right: Double

        public init(raw: Double, right: Double) {
            self.raw = raw
            self.right = right
        }
    }

    /// By rising evidence; at least one.
    public let points: [Point]

    /// A curve; nil where there are no points, or where a share falls.
    public init?(points: [Point]) {
        let rises = zip(points, points.dropFirst()).allSatisfy { $0.raw < $1.raw && $0.right <= $1.right }
        guard !points.isEmpty, rises else { return nil }
        self.points = points
    }

    /// The share that is right at a point.
    public func value(at raw: Double) -> Double {
        guard let after = points.firstIndex(where: { $0.raw >= raw }) else {
            return points.last?.right ?? raw
        }
        guard after > 0 else { return points[0].right }
        let (low, high) = (points[after - 1], points[after])
        return low.right + (high.right - low.right) * (raw - low.raw) / (high.raw - low.raw)
    }
}

extension CalibrationCurve {
    /// Values of one confidence.
    public struct Sample: Hashable, Sendable {
        public var raw: Double
        public var all: Int
        public var right: Int

        public init(raw: Double, all: Int, right: Int) {
            self.raw = raw
            self.all = all
            self.right = right
        }
    }

    /// The fewest values that a point may rest on.
    private static let least = 25

    /// The rising curve that is nearest to samples, nil of none.
    ///
    /// Isotonic regression by pooling neighbours that fall (pool adjacent violators), and such as rest on too few values.
    /// Shares are by Laplace's rule of succession, so that none is 0 or 1.
    public init?(fitting samples: [Sample]) {
        var pools: [(raw: Double, all: Int, right: Int)] = []
        func share(_ pool: (raw: Double, all: Int, right: Int)) -> Double {
            Double(pool.right + 1) / Double(pool.all + 2)
        }
        func joinLast() {
            guard let last = pools.popLast(), let before = pools.popLast() else { return }
            let all = before.all + last.all
            pools.append(
                (
                    raw: (before.raw * Double(before.all) + last.raw * Double(last.all)) / Double(all),
                    all: all,
                    right: before.right + last.right
                ))
        }
        for sample in samples.sorted(by: { $0.raw < $1.raw }) where sample.all > 0 {
            if let last = pools.last, last.all < Self.least {
                pools.append((sample.raw, sample.all, sample.right))
                joinLast()
            } else {
                pools.append((sample.raw, sample.all, sample.right))
            }
            while pools.count > 1, pools[pools.count - 1].all >= Self.least,
                share(pools[pools.count - 2]) >= share(pools[pools.count - 1])
            {
                joinLast()
            }
        }
        while pools.count > 1,
            pools[pools.count - 1].all < Self.least
                || share(pools[pools.count - 2]) >= share(pools[pools.count - 1])
        {
            joinLast()
        }
        self.init(points: pools.map { Point(raw: $0.raw, right: share($0)) })
    }
}
