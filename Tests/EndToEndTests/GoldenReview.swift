import Catalog
import Foundation
import Review
import SlipGenerator
import Slips

/// The review that a sample must give, kept beside the sample.
///
/// `SLIPWAY_REWRITE_GOLDEN=1 swift test --filter EndToEnd` writes all of them anew from what the program says.
/// With `SLIPWAY_BIN=.build/release/slipway` it takes the program of the release build.
enum GoldenReview {
    static let isRewriting = ProcessInfo.processInfo.environment["SLIPWAY_REWRITE_GOLDEN"] == "1"

    /// Pixels by which a box may lie elsewhere.
    static let tolerance = 12

    private static func file(of sample: Sample) -> URL {
        SlipwayProgram.package.appending(path: "samples/\(sample.name).review.json")
    }

    /// The stored review.
    static func stored(of sample: Sample) throws -> SlipReview {
        try SlipReview(json: Data(contentsOf: file(of: sample)))
    }

    /// Stores a review in a form that changes where the review changes: confidences to one decimal, keys sorted.
    static func store(_ review: SlipReview, of sample: Sample) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(rounded(review)), as: UTF8.self)
        // What holds plain values alone stands on one line; JSON has line breaks between its tokens only.
        let compact = text.replacing(/\[[^\[\]{}]*\]/) { onOneLine($0.output) }
            .replacing(/\{[^{}]*\}/) { onOneLine($0.output) }
        try Data((compact + "\n").utf8).write(to: file(of: sample), options: .atomic)
    }

    private static func onOneLine(_ text: Substring) -> String {
        String(text.replacing(/\n\s*/, with: " "))
    }

    private static func rounded(_ review: SlipReview) -> SlipReview {
        var review = review
        func round(_ number: inout Double) { number = (number * 10).rounded() / 10 }
        for index in review.pages.indices { round(&review.pages[index].skew) }
        for key in review.fields.keys { review.fields[key].map { review.fields[key] = rounded($0) } }
        review.items = review.items.map { item in
            var item = item
            item.date = item.date.map(rounded)
            item.code = item.code.map(rounded)
            item.name = rounded(item.name)
            item.spec = item.spec.map(rounded)
            item.unit = item.unit.map(rounded)
            item.quantity = rounded(item.quantity)
            item.unitPrice = item.unitPrice.map(rounded)
            item.amount = rounded(item.amount)
            item.insuranceClass = item.insuranceClass.map(rounded)
            round(&item.match.score)
            for index in item.match.candidates.indices { round(&item.match.candidates[index].score) }
            return item
        }
        return review
    }

    private static func rounded(_ reading: ReviewReading) -> ReviewReading {
        var reading = reading
        reading.confidence = (reading.confidence * 10).rounded() / 10
        return reading
    }

    /// Compares two reviews of a slip for people.
    ///
    /// - Returns: The lines that differ, `-` stored and `+` found; where none does, the boxes that lie elsewhere.
    static func difference(from stored: SlipReview, to found: SlipReview) -> [String] {
        let changes = ReviewLines(found).lines.difference(from: ReviewLines(stored).lines)
        let lines = changes.map { change in
            switch change {
            case .remove(let offset, let line, _): (offset, 0, "- \(line)")
            case .insert(let offset, let line, _): (offset, 1, "+ \(line)")
            }
        }
        guard lines.isEmpty else {
            return lines.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        }
        return zip(ReviewLines.places(stored), ReviewLines.places(found)).compactMap { before, after in
            before.place.isNear(after.place, within: tolerance)
                ? nil : "\(before.name): box \(before.place?.text ?? "–") → \(after.place?.text ?? "–")"
        }
    }
}

extension Place? {
    fileprivate func isNear(_ other: Place?, within tolerance: Int) -> Bool {
        guard let self, let other else { return (self == nil) == (other == nil) }
        return self.page == other.page
            && zip(self.sides, other.sides).allSatisfy { abs($0 - $1) <= tolerance }
    }
}

extension Place {
    fileprivate var sides: [Int] { [x, y, x + width, y + height] }
    fileprivate var text: String { "page \(page) \(x),\(y) \(width)×\(height)" }
}
