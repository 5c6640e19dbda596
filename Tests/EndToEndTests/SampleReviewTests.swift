import Foundation
import Measuring
import Review
import SlipGenerator
import Slips
import Testing

extension `Slipway, end to end` {
    @Suite struct `The review of each sample` {
        @Test(arguments: Sample.shipped)
        func `is the one kept beside it`(sample: Sample) async throws {
            let review = try await ShippedSamples.review(of: sample)
            if GoldenReview.isRewriting { try GoldenReview.store(review, of: sample) }
            let stored = try GoldenReview.stored(of: sample)
            let difference = GoldenReview.difference(from: stored, to: review)
            #expect(
                difference.isEmpty,
                """
                \(sample.path) is not reviewed as \(sample.name).review.json says (- kept, + now):
                \(difference.joined(separator: "\n"))
                """)
        }

        /// An accepted slip is settled without a person: there nothing may be wrong.
        @Test(arguments: Sample.shipped)
        func `is right wherever it asks no person`(sample: Sample) async throws {
            let review = try await ShippedSamples.review(of: sample)
            let truth = try sample.truth
            let read = try ShippedSamples.read(review, truth)
            if review.decision == .accepted {
                #expect(read.missed.map(\.name) == [])
                for pair in read.pairs { #expect(pair.isRight, "\(pair.text)") }
            }
            if let total = review.fields["total"], !total.needsReview { #expect(total.value == truth.total) }
        }

        @Test(arguments: Sample.shipped)
        func `is as near to what is printed as it ever was`(sample: Sample) async throws {
            let review = try await ShippedSamples.review(of: sample)
            let truth = try sample.truth
            #expect(review.kind.rawValue == truth.kind)
            #expect(review.totals.printed?.description == truth.total)
            let reading = try MeasuredReading(review, truth)
            if GoldenReview.isRewriting { try BestReadings.keep(reading, of: sample) }
            let best = try BestReadings.of(sample)
            let read = try ShippedSamples.read(review, truth)
            let wrong =
                read.pairs.filter { !$0.isRight }.map(\.text) + read.missed.map { "missed ‘\($0.name)’" }
            #expect(
                reading.bettered(by: best) == reading,
                """
                worse than the best reading of \(sample.name):
                \(wrong.joined(separator: "\n"))
                """)
        }
    }
}
