import Layout
import Testing

@Suite struct `A box` {
    /// Every box with corners on a grid of four by four, empty ones included.
    static let small: [Box] = (0..<4).flatMap { left in
        (0..<4).flatMap { top in
            (left..<4).flatMap { right in
                (top..<4).map { Box(left: left, top: top, right: right, bottom: $0) }
            }
        }
    }

    private func pixels(_ box: Box) -> Set<[Int]> {
        Set(box.horizontal.flatMap { x in box.vertical.map { [x, $0] } })
    }

    @Test func `is empty when its corners are out of order`() {
        let box = Box(left: 8, top: 5, right: 3, bottom: 9)
        #expect(box == Box(x: 8, y: 5, width: 0, height: 4))
        #expect(box.isEmpty && box.area == 0 && box.horizontal.isEmpty)
    }

    @Test func `ends one past its last pixel`() {
        let box = Box(x: 10, y: 20, width: 5, height: 8)
        #expect([box.left, box.right, box.top, box.bottom] == [10, 15, 20, 28])
        #expect(box.horizontal == 10..<15)
        #expect(box.vertical == 20..<28)
        #expect([box.centerX, box.centerY] == [12, 24])
    }

    @Test func `shares with another the pixels that both hold`() {
        for a in Self.small {
            for b in Self.small {
                let common = pixels(a).intersection(pixels(b))
                let shared = a.intersection(b)
                let columns = Set(a.horizontal).intersection(b.horizontal)
                let rows = Set(a.vertical).intersection(b.vertical)
                guard pixels(shared) == common, shared.isEmpty == common.isEmpty,
                    a.horizontalOverlap(b) == columns.count, a.verticalOverlap(b) == rows.count
                else {
                    Issue.record("\(a) and \(b) share \(shared)")
                    continue
                }
            }
        }
    }

    @Test func `is united with another to the smallest box that holds both`() {
        let a = Box(x: 4, y: 4, width: 1, height: 1)
        let b = Box(x: 9, y: 2, width: 2, height: 2)
        #expect(a.union(b) == Box(left: 4, top: 2, right: 11, bottom: 5))
        #expect(b.union(a) == a.union(b))
        #expect(Box.union(of: [a, b, a]) == a.union(b))
        #expect(Box.union(of: []) == nil)
    }

    @Test func `grows to both sides and shrinks back to itself`() {
        let box = Box(x: 10, y: 20, width: 5, height: 8)
        #expect(box.grown(dx: 2, dy: 3) == Box(x: 8, y: 17, width: 9, height: 14))
        #expect(box.grown(dx: 2, dy: 3).grown(dx: -2, dy: -3) == box)
        #expect(box.grown(dx: -3, dy: 0).isEmpty)
    }
}
