import Slips
import Testing

@testable import Review

@Suite struct `A rule's finding that a person decides` {
    private let review = JudgedSample.review([SampleLine(code: "XN05CDM084X001010102000")])
    private let points = [["code": "XN05CDM084X001"]]

    private func judged(_ outcome: FindingRuling.Outcome?) throws -> SlipReview {
        let rules = try JudgedSample.library(DrugForWorkInjury.self, points)
        var rulings = SlipRulings.none
        if let outcome {
            let asked = try #require(
                rules.applied(to: review, catalog: JudgedSample.catalog).items[0].flags.first)
            rulings.settle(1) {
                $0.findings = [
                    FindingRuling(outcome: outcome, code: asked.code, rule: asked.rule, reason: "有工伤认定书")
                ]
            }
        }
        return rules.applied(to: review, catalog: JudgedSample.catalog, rulings: rulings)
    }

    @Test func `asks until it is decided`() throws {
        let open = try judged(nil)
        #expect(open.decision == .needsReview)
        #expect(open.doubts.count == 1)
    }

    @Test func `deducts nothing when it is approved, and stays to be seen with its reason`() throws {
        let approved = try judged(.approved)
        #expect(approved.decision == .accepted)
        #expect(approved.doubts.isEmpty)
        #expect(approved.items[0].split == review.items[0].split)
        #expect(approved.items[0].flags.map(\.ruling) == [.approved])
        #expect(approved.items[0].flags.map(\.rulingReason) == ["有工伤认定书"])
    }

    @Test func `deducts what the rule says when it is upheld`() throws {
        let upheld = try judged(.upheld)
        #expect(upheld.decision == .accepted)
        #expect(upheld.items[0].split == (try judged(nil)).items[0].split)
        #expect(try SlipReview(json: upheld.json()) == upheld)
    }
}
