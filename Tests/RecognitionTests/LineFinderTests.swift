import Layout
import Testing

@testable import Recognition

@Suite struct `Lines of print` {
    private let em = MadePrint.em

    /// Words of four characters across a page, in lines that fall by `slope`.
    private func words(lines: Int, pitch: Int, slope: Double, width: Int = 1600) -> [[Box]] {
        (0..<lines).map { line in
            stride(from: 40, to: width - 160, by: 180).flatMap { x in
                (0..<4).map { i in
                    let left = x + i * 32
                    let top = 60 + line * pitch + Int(slope * Double(left))
                    return Box(x: left, y: top, width: 26, height: em)
                }
            }
        }
    }

    private func found(_ boxes: [Box], width: Int = 1600, height: Int = 800) throws -> [PrintLine] {
        let page = try MadePrint.page(width: width, height: height, boxes)
        return LineFinder(em: em).lines(on: page)
    }

    @Test(arguments: [-0.025, -0.01, 0, 0.004, 0.015, 0.028])
    func `are followed where they fall or rise`(slope: Double) throws {
        let words = words(lines: 8, pitch: 70, slope: slope)
        let found = try found(words.flatMap { $0 }.map { Box(x: $0.x, y: $0.y + 40, width: 26, height: em) })
        #expect(found.count == 8)
        for (line, truth) in zip(found, words) {
            #expect(Set(line.runs.flatMap(\.parts).map(\.left)) == Set(truth.map(\.left)))
            #expect(line.runs.map(\.box.left) == line.runs.map(\.box.left).sorted())
            #expect(abs(line.slope - slope) < 0.003, "measured \(line.slope)")
            let middle = 40 + truth[truth.count - 1].centerY
            #expect(abs(line.middle(at: truth[truth.count - 1].centerX) - middle) <= 2)
        }
    }

    @Test func `part words at wide gaps only`() throws {
        let line = try #require(try found(words(lines: 1, pitch: 70, slope: 0)[0]).first)
        #expect(line.runs.allSatisfy { $0.parts.count == 4 })
        #expect(line.runs.count == 8)
    }

    @Test func `take up the dots and dashes in their band`() throws {
        let words = words(lines: 2, pitch: 70, slope: 0)
        let point = Box(x: 174, y: 60 + em - 5, width: 5, height: 5)
        let dash = Box(x: 1500, y: 60 + 70 + em / 2, width: 24, height: 4)
        let found = try found(words.flatMap { $0 } + [point, dash])
        #expect(found.count == 2)
        #expect(found[0].runs.flatMap(\.parts).contains(point))
        #expect(found[1].runs.flatMap(\.parts).contains(dash))
        #expect(found[1].runs.last?.parts == [dash])
    }

    @Test func `leave dust and pictures out`() throws {
        let words = words(lines: 1, pitch: 70, slope: 0)[0]
        let speck = Box(x: 700, y: 300, width: 1, height: 1)
        let picture = Box(x: 200, y: 400, width: 400, height: 300)
        let found = try found(words + [speck, picture])
        #expect(found.count == 1)
        #expect(Set(found[0].runs.flatMap(\.parts)) == Set(words))
    }

    @Test func `are told apart where their print touches`() throws {
        // A long stroke joins a character to the one below it.
        let words = words(lines: 2, pitch: 38, slope: 0)
        let found = try found(words.flatMap { $0 })
        #expect(found.count == 2)
        #expect(found.map { $0.runs.flatMap(\.parts).count } == words.map(\.count))
    }

    @Test func `are none on a white page or for no print`() throws {
        #expect(try found([]).isEmpty)
        let page = try MadePrint.page(width: 200, height: 200, [Box(x: 20, y: 20, width: 30, height: 30)])
        let lines = LineFinder(em: 0).lines(on: page)
        #expect(lines.isEmpty)
    }

    @Test func `give all their cells one height, more where print is higher`() {
        let line = PrintLine(
            runs: [MadePrint.run(0..<90, y: 100)], bandHeight: 30, offset: 115, slope: 0.01)
        #expect(line.band(over: Box(x: 0, y: 105, width: 20, height: 20)).vertical == 100..<130)
        #expect(line.band(over: Box(x: 1000, y: 115, width: 20, height: 20)).vertical == 110..<140)
        #expect(line.band(over: Box(x: 0, y: 95, width: 20, height: 40)).vertical == 95..<135)
        // Never so high that the neighbouring lines come in.
        #expect(line.band(over: Box(x: 0, y: 60, width: 20, height: 120)).vertical == 90..<140)
    }
}

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

@Suite struct `The print that tables have taken` {
    @Test func `is no longer on its line, and stays on others`() {
        let line = MadePrint.line([0..<120, 300..<420], y: 50)
        var used = UsedPrint()
        #expect(used.rest(of: line, at: 3) == line.runs)
        used.take(line.runs[0].parts + [line.runs[1].parts[0]], ofLine: 3)
        let rest = used.rest(of: line, at: 3)
        #expect(rest.map(\.parts) == [Array(line.runs[1].parts.dropFirst())])
        #expect(rest.first?.box.left == line.runs[1].parts[1].left)
        #expect(used.rest(of: line, at: 4) == line.runs)
        #expect(used.has(line.runs[0].parts[0], ofLine: 3) && !used.has(line.runs[0].parts[0], ofLine: 2))
    }
}
