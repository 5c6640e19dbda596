internal import Catalog

/// How often values proved right that the engines and the judgement were so sure of: turns evidence into confidence.
///
/// One curve for each kind of evidence, learned by `slip-measure calibrate` from slips whose print is known. What is
/// certain is decided by proof before; only the figure that is published comes from here.
public struct Calibration: Hashable, Sendable {
    /// What a value is, and what it rests on.
    public enum Evidence: String, CaseIterable, Sendable {
        /// Quantities, unit prices and amounts: proven by identities, or for review.
        case certainNumber = "number.certain"
        case doubtfulNumber = "number.doubtful"
        /// Catalog entries, or that there is none.
        case certainEntry = "entry.certain"
        case matchedEntry = "entry.matched"
        case ambiguousEntry = "entry.ambiguous"
        case unlistedEntry = "entry.unlisted"
        case certainField = "field.certain"
        case doubtfulField = "field.doubtful"
    }

    /// The curve of each kind; a kind that has none keeps its confidences.
    public var curves: [Evidence: CalibrationCurve]

    public init(curves: [Evidence: CalibrationCurve]) {
        self.curves = curves
    }

    /// Leaves confidences as they are.
    public static let none = Calibration(curves: [:])

    /// That of this program; `Training/confidences.sh` says how it is made.
    public static let learned = Calibration(
        text: String(decoding: PackageResources.confidences_txt, as: UTF8.self))

    /// The confidence of a value.
    ///
    /// - Parameters:
    ///   - raw: What the engines and the judgement say, 0…1.
    ///   - evidence: What the value is.
    /// - Returns: The share of such values that are right, 0…1.
    public func confidence(_ raw: Double, of evidence: Evidence) -> Double {
        curves[evidence].map { $0.value(at: raw) } ?? raw
    }

    /// Replaces all confidences of a review that were not calibrated before.
    func apply(to review: inout SlipReview) {
        for (name, reading) in review.fields {
            review.fields[name] = calibrated(reading, .certainField, .doubtfulField)
        }
        for index in review.items.indices {
            var item = review.items[index]
            item.quantity = calibrated(item.quantity, .certainNumber, .doubtfulNumber)
            item.unitPrice = item.unitPrice.map { calibrated($0, .certainNumber, .doubtfulNumber) }
            item.amount = calibrated(item.amount, .certainNumber, .doubtfulNumber)
            item.match.score = Self.rounded(confidence(item.match.score, of: item.matchEvidence))
            review.items[index] = item
        }
    }

    private func calibrated(_ reading: ReviewReading, _ certain: Evidence, _ doubtful: Evidence)
        -> ReviewReading
    {
        // Where nothing was read there is nothing to be sure of.
        guard reading.value != nil else { return reading }
        var reading = reading
        reading.confidence = Self.rounded(
            confidence(reading.confidence, of: reading.needsReview ? doubtful : certain))
        return reading
    }

    private static func rounded(_ confidence: Double) -> Double { (confidence * 1000).rounded() / 1000 }
}

extension ReviewedItem {
    /// What the item's match rests on.
    public var matchEvidence: Calibration.Evidence {
        switch match.status {
        case .matched: split == nil ? .matchedEntry : .certainEntry
        case .ambiguous: .ambiguousEntry
        case .outOfCatalog: .unlistedEntry
        }
    }
}
