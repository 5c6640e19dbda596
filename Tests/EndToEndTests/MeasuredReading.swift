import Foundation
import Measuring
import Review
import SlipGenerator
import Testing

/// How well a sample is read and judged, beside what is printed on it.
struct MeasuredReading: Codable, Hashable {
    /// Items whose catalog entry, quantity, unit price and amount are all right.
    var right: Int
    /// Printed lines that no item was read from.
    var missed: Int
    /// Items that are wrong and yet not marked for review.
    var unmarkedWrong: Int
    /// Findings that the sample was made to show and that the review has.
    var found: Int
    /// Findings that the review has and the sample was not made to show.
    var unfounded: Int

    init(_ review: SlipReview, _ truth: SlipTruth) throws {
        let read = try ShippedSamples.read(review, truth)
        right = read.pairs.count { $0.isRight }
        missed = read.missed.count
        unmarkedWrong = read.pairs.count { !$0.isRight && !$0.item.needsReview }
        func codes(_ flags: [Flag]) -> Set<String> { Set(flags.map(\.code.rawValue)) }
        let findings =
            read.pairs.map { (codes($0.item.flags), Set($0.truth?.flags ?? [])) }
            + [(codes(review.flags), Set(truth.flags))]
        found = findings.reduce(0) { $0 + $1.0.intersection($1.1).count }
        unfounded = findings.reduce(0) { $0 + $1.0.subtracting($1.1).count }
    }

    /// The better of two readings in each respect.
    func bettered(by other: MeasuredReading) -> MeasuredReading {
        var best = self
        best.right = max(right, other.right)
        best.missed = min(missed, other.missed)
        best.unmarkedWrong = min(unmarkedWrong, other.unmarkedWrong)
        best.found = max(found, other.found)
        best.unfounded = min(unfounded, other.unfounded)
        return best
    }
}

/// The best that was measured of each sample: reading may become better, not worse.
///
/// Rewriting the golden reviews keeps here what has become better and never what has become worse: that is for a
/// person to write, who says why.
enum BestReadings {
    private static let file = SlipwayProgram.package.appending(
        path: "Tests/EndToEndTests/Golden/best-readings.json")

    private static func all() throws -> [String: MeasuredReading] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        return try JSONDecoder().decode([String: MeasuredReading].self, from: Data(contentsOf: file))
    }

    /// The best that was measured of a sample.
    static func of(_ sample: Sample) throws -> MeasuredReading {
        try #require(try all()[sample.name], "no best reading of \(sample.name) was kept")
    }

    /// Keeps what is better than before.
    static func keep(_ reading: MeasuredReading, of sample: Sample) throws {
        var readings = try all()
        readings[sample.name] = readings[sample.name]?.bettered(by: reading) ?? reading
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(readings) + Data("\n".utf8)).write(to: file, options: .atomic)
    }
}
