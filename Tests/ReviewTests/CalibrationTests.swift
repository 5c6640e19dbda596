import Testing

@testable import Review

@Suite struct `Confidences of a review` {
    private func curve(_ points: [(Double, Double)]) throws -> CalibrationCurve {
        try #require(CalibrationCurve(points: points.map { .init(raw: $0.0, right: $0.1) }))
    }

    @Test func `lie on the curve, and on its ends beyond it`() throws {
        let curve = try curve([(0.5, 0.4), (0.9, 0.8)])
        #expect(curve.value(at: 0.2) == 0.4)
        #expect(abs(curve.value(at: 0.7) - 0.6) < 1e-9)
        #expect(curve.value(at: 1) == 0.8)
    }

    @Test func `never fall where the evidence rises`() throws {
        #expect(CalibrationCurve(points: [.init(raw: 0.5, right: 0.6), .init(raw: 0.9, right: 0.5)]) == nil)
        let samples: [CalibrationCurve.Sample] = [
            .init(raw: 0.3, all: 100, right: 60), .init(raw: 0.6, all: 100, right: 40),
            .init(raw: 0.9, all: 100, right: 98),
        ]
        let fitted = try #require(CalibrationCurve(fitting: samples))
        #expect(fitted.points.count == 2)
        #expect(fitted.points.first?.right == 101.0 / 202)
        #expect(fitted.points.last?.right == 99.0 / 102)
    }

    @Test func `do not rest on a few values`() throws {
        let samples = (1...10).map {
            CalibrationCurve.Sample(raw: Double($0) / 10, all: 3, right: $0 > 5 ? 3 : 0)
        }
        let fitted = try #require(CalibrationCurve(fitting: samples))
        #expect(fitted.points.count == 1)
        #expect(CalibrationCurve(fitting: []) == nil)
    }

    @Test func `are published by what a value rests on, and leave its mark alone`() throws {
        let calibration = Calibration(curves: [
            .certainNumber: try curve([(0.9, 0.999)]), .doubtfulNumber: try curve([(0.9, 0.6)]),
        ])
        let slip = Sample.slip(
            [
                Sample.item(1, "阿莫西林胶囊", "2", "12.00", "24.00", spec: "0.25g*24粒"),
                Sample.item(2, "住院诊查费", "3", "8.00", "24.00", certain: false),
            ], total: "48.00")
        var review = Reviewer(catalog: Sample.catalog, calibration: .none).review(slip, id: "1", source: "a")
        for index in review.items.indices { review.items[index].quantity.needsReview = true }
        var calibrated = review
        calibration.apply(to: &calibrated)
        #expect(!calibrated.items.isEmpty)
        for (before, after) in zip(review.items, calibrated.items) {
            #expect(after.quantity.confidence == 0.6)
            #expect(after.amount.confidence == (before.amount.needsReview ? 0.6 : 0.999))
            #expect(after.quantity.needsReview)
            #expect(after.match == before.match)
        }
    }

    @Test func `are learned for every kind of evidence`() {
        #expect(Set(Calibration.learned.curves.keys) == Set(Calibration.Evidence.allCases))
    }
}
