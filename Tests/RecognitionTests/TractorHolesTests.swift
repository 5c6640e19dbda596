import Layout
import Testing

@testable import Recognition

@Suite struct `The holes of tractor paper` {
    private let em = MadePrint.em

    private func marks(x: Int, count: Int, pitch: Int, size: Int = 44, unevenly: Bool = false) -> [Box] {
        (0..<count).map { i in
            let stray = unevenly ? i * i * pitch / 5 : 0
            return Box(x: x, y: 20 + i * pitch + stray, width: size, height: size)
        }
    }

    private func removed(_ parts: [Box]) -> [Box] { TractorHoles.removed(from: parts, width: 1600, em: em) }

    private let print = (0..<40).map { Box(x: 300 + 30 * $0, y: 200, width: 26, height: 30) }

    @Test func `at both edges go, and the print stays`() {
        let holes = marks(x: 20, count: 12, pitch: 150) + marks(x: 1530, count: 12, pitch: 150)
        #expect(removed(holes + print) == print)
    }

    @Test(arguments: [
        (20, 5, 150, false), (20, 12, 150, true), (20, 12, 34, false), (700, 12, 150, false),
    ])
    func `are no few, uneven, dense or inner marks`(x: Int, count: Int, pitch: Int, unevenly: Bool) {
        let parts = marks(x: x, count: count, pitch: pitch, size: 30, unevenly: unevenly) + print
        #expect(removed(parts) == parts)
    }

    @Test func `are no characters that begin equal words below each other`() {
        let words = (0..<12).flatMap { row in
            (0..<3).map { Box(x: 40 + 36 * $0, y: 20 + 60 * row, width: 30, height: 30) }
        }
        #expect(removed(words) == words)
    }

    @Test func `are no column of single characters below a title`() {
        let title = (0..<20).map { Box(x: 500 + 36 * $0, y: 20, width: 30, height: 30) }
        let classes = (0..<12).map { Box(x: 1530, y: 320 + 60 * $0, width: 30, height: 30) }
        #expect(removed(title + classes) == title + classes)
    }

    @Test func `are not flat`() {
        let parts = (0..<12).map { Box(x: 20, y: 20 + 150 * $0, width: 44, height: 20) }
        #expect(removed(parts) == parts)
    }

    @Test func `make no lines`() throws {
        let holes = (marks(x: 20, count: 6, pitch: 130) + marks(x: 1530, count: 6, pitch: 130))
        let page = try MadePrint.page(width: 1600, height: 800, holes + print)
        let lines = LineFinder(em: em).lines(on: page)
        #expect(lines.count == 1)
        #expect(lines.first.map { $0.box.left >= 300 && $0.box.right <= 1500 } == true)
    }
}
