import Testing

@testable import SlipGenerator

@Suite struct `A projective map` {
    private let square = [
        PixelPoint(x: 0, y: 0), PixelPoint(x: 100, y: 0), PixelPoint(x: 100, y: 80), PixelPoint(x: 0, y: 80),
    ]
    private let bent = [
        PixelPoint(x: 3, y: 5), PixelPoint(x: 96, y: 2), PixelPoint(x: 99, y: 77), PixelPoint(x: 6, y: 71),
    ]

    private func isNear(_ a: PixelPoint, _ b: PixelPoint) -> Bool {
        abs(a.x - b.x) < 1e-6 && abs(a.y - b.y) < 1e-6
    }

    @Test func `takes four points where it was told to, and back`() throws {
        let map = try #require(Homography(from: square, to: bent))
        for (from, to) in zip(square, bent) {
            #expect(isNear(map.apply(to: from), to))
            #expect(isNear(map.inverse.apply(to: to), from))
        }
    }

    @Test func `follows another`() throws {
        let map = try #require(Homography(from: square, to: bent))
        let both = map.followed(by: .translation(x: 7, y: -2))
        let inside = PixelPoint(x: 40, y: 30)
        let alone = map.apply(to: inside)
        #expect(isNear(both.apply(to: inside), PixelPoint(x: alone.x + 7, y: alone.y - 2)))
    }

    @Test func `turns clockwise where y points down`() {
        let map = Homography.turn(sine: 1, cosine: 0, about: PixelPoint(x: 0, y: 0))
        #expect(isNear(map.apply(to: PixelPoint(x: 1, y: 0)), PixelPoint(x: 0, y: 1)))
    }

    @Test func `does not exist for points on a line`() {
        let line = (0..<4).map { PixelPoint(x: Double($0), y: Double($0)) }
        #expect(Homography(from: line, to: square) == nil)
    }
}
