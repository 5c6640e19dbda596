import Layout
import Testing

@testable import Recognition

@Suite struct `Print off its line` {
    private let em = MadePrint.em

    /// Characters side by side, each an em wide with a gap, the later ones moved down.
    private func parts(_ first: Int, then second: Int, down: Int, height: Int? = nil) -> [Box] {
        (0..<(first + second)).map { i in
            Box(
                x: 100 + i * 32, y: i < first ? 60 : 60 + down, width: 26,
                height: i < first ? em : height ?? em)
        }
    }

    @Test(arguments: [9, 14, -9, -14])
    func `is parted from its label where it jumps`(down: Int) {
        let parts = parts(3, then: 4, down: down)
        #expect(DisplacedPrint(em: em).parted(parts) == [Array(parts[..<3]), Array(parts[3...])])
    }

    @Test func `is a run of its own in the line of its label`() throws {
        let page = try MadePrint.page(width: 900, height: 300, parts(3, then: 4, down: 10))
        let lines = LineFinder(em: em).lines(on: page)
        #expect(lines.flatMap(\.runs).map(\.parts.count) == [3, 4])
    }

    @Test func `may jump twice`() {
        let parts = parts(3, then: 3, down: 10) + parts(0, then: 3, down: 0).map { $0.moved(dx: 6 * 32) }
        #expect(DisplacedPrint(em: em).parted(parts).map(\.count) == [3, 3, 3])
    }

    @Test(arguments: [(0, 30), (4, 30), (4, 22), (8, 22), (12, 12), (10, 8)])
    func `is not what is smaller, or hardly off`(down: Int, height: Int) {
        let parts = parts(3, then: 4, down: down, height: height)
        #expect(DisplacedPrint(em: em).parted(parts).count == 1)
    }

    @Test(arguments: [-0.03, 0.03])
    func `is not the end of a line that falls or rises`(slope: Double) {
        let parts = (0..<30).map { i in
            Box(x: 100 + i * 32, y: 200 + Int(slope * Double(i * 32)), width: 26, height: em)
        }
        #expect(DisplacedPrint(em: em).parted(parts).count == 1)
    }

    @Test func `is read in a band of its own`() {
        let line = MadePrint.line([100..<220, 300..<420], y: 60)
        let inLine = line.band(over: Box(x: 300, y: 62, width: 120, height: em))
        #expect(inLine.top == 60 && inLine.height == em + 2)
        let off = line.band(over: Box(x: 300, y: 70, width: 120, height: em))
        #expect(off.top == 70 && off.height == em)
        // A dash has no height by which to tell.
        let dash = line.band(over: Box(x: 300, y: 84, width: 40, height: 4))
        #expect(dash.top == 60)
    }
}

extension Box {
    fileprivate func moved(dx: Int) -> Box { Box(x: x + dx, y: y, width: width, height: height) }
}
