import Layout
import Testing

@testable import Recognition

@Suite struct `A table of boxes` {
    @Test func `finds the smallest box around a part, as a search of all does`() {
        var boxes: [Box] = []
        for i in 0..<60 {
            boxes.append(
                Box(x: i * 37 % 400, y: i * 53 % 300, width: 20 + i * 7 % 90, height: 15 + i * 11 % 60))
        }
        let index = BoxIndex(boxes, cell: 40)
        for x in stride(from: 0, to: 480, by: 9) {
            for y in stride(from: 0, to: 360, by: 7) {
                let part = Box(x: x, y: y, width: 8, height: 6)
                let around = boxes.indices.filter { boxes[$0].union(part) == boxes[$0] }
                let least = around.map { boxes[$0].area }.min()
                #expect(index.smallest(containing: part).map { boxes[$0].area } == least)
            }
        }
    }
}
