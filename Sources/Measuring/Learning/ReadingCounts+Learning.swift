package import Catalog
package import Review
internal import SlipGenerator
internal import Slips

extension ReadingCounts {
    /// Counts the names and specifications of slips whose print is known.
    ///
    /// Lines are laid beside the items that a review found in them; what has too little in common is left out.
    ///
    /// - Parameters:
    ///   - slips: As they were read.
    ///   - reviewer: Tells which item is which line.
    package mutating func add(_ slips: MadeSlips, with reviewer: Reviewer) {
        for reading in slips.readings {
            let review = reviewer.review(reading.slip, id: reading.id, source: reading.source)
            let pairs = ReadAgainstTruth(review, reading.truth).pairs
            for (item, pair) in zip(reading.slip.items, pairs) {
                guard let truth = pair.truth else { continue }
                add(
                    printed: truth.name, read: item.name.raw ?? "",
                    confidences: item.name.characterConfidences)
                guard pair.printsSpec, let spec = item.spec?.raw else { continue }
                // Confidences are learned from names alone: specifications are read by another engine too.
                add(printed: truth.spec, read: spec, confidences: [])
            }
        }
    }
}
