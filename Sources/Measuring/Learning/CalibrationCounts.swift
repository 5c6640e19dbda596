public import Catalog
public import Review
public import SlipGenerator

/// How many values of each evidence were right, for a calibration.
public struct CalibrationCounts: Sendable {
    private var counts: [Calibration.Evidence: [Double: Share]] = [:]

    public init() {}

    /// How many values are counted.
    public var values: Int {
        counts.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.all } }
    }

    /// Adds one slip.
    ///
    /// - Parameters:
    ///   - review: Of the slip; made without calibration.
    ///   - truth: What the slip says.
    ///   - catalog: That of the review.
    public mutating func add(_ review: SlipReview, _ truth: SlipTruth, catalog: Catalog) {
        let read = ReadAgainstTruth(review, truth, catalog: catalog)
        for pair in read.pairs {
            for (reading, isRight) in pair.numbers {
                add(
                    reading.confidence, isRight,
                    to: reading.needsReview ? .doubtfulNumber : .certainNumber)
            }
            if pair.claimsEntry { add(pair.item.match.score, pair.hasEntry, to: pair.item.matchEvidence) }
        }
        for field in read.fields {
            guard let reading = field.reading, reading.value != nil else { continue }
            add(reading.confidence, field.isRight, to: reading.needsReview ? .doubtfulField : .certainField)
        }
    }

    private mutating func add(_ raw: Double, _ isRight: Bool, to evidence: Calibration.Evidence) {
        counts[evidence, default: [:]][raw, default: Share()].add(isRight)
    }

    /// The calibration that the counts make.
    public var calibration: Calibration {
        Calibration(
            curves: counts.compactMapValues { shares in
                CalibrationCurve(
                    fitting: shares.map {
                        CalibrationCurve.Sample(raw: $0.key, all: $0.value.all, right: $0.value.right)
                    })
            })
    }
}
