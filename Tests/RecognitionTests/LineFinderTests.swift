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

    @Test func `stay apart where a stroke of handwriting in one reaches into the other`() {
        func run(_ columns: Range<Int>, y: Int) -> PrintRun { MadePrint.run(columns, y: y) }
        var struck = run(600..<900, y: 170)
        let stroke = Box(x: 700, y: 96, width: 50, height: 60)
        struck.parts.append(stroke)
        struck.box = struck.box.union(stroke)
        let runs = [
            run(40..<200, y: 100), run(40..<240, y: 170), run(400..<500, y: 100), struck,
            run(1000..<1100, y: 100), run(1000..<1090, y: 170),
        ]
        let chains = LineFinder(em: em).chain(runs)
        #expect(chains.map(\.count) == [3, 3])
        #expect(chains.last?.contains(struck) == true)
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

    @Test func `take up no specks that stand apart from all print`() throws {
        let words = words(lines: 1, pitch: 70, slope: 0)[0].filter { $0.x < 700 }
        let right = Box(x: 1400, y: 60, width: 26, height: em)
        let point = Box(x: (words.map(\.right).max() ?? 0) + 6, y: 60 + em - 6, width: 5, height: 5)
        let specks = [850, 1000, 1200].map { Box(x: $0, y: 72, width: 6, height: 6) }
        let found = try found(words + [right, point] + specks)
        #expect(found.count == 1)
        #expect(Set(found[0].runs.flatMap(\.parts)) == Set(words + [right, point]))
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

    /// Characters of nearly two em, each of three strokes one above the other or of one piece.
    private func title(y: Int, strokes: Set<Int>) -> [Box] {
        (0..<8).flatMap { i -> [Box] in
            let left = 300 + i * 60
            guard strokes.contains(i) else { return [Box(x: left, y: y, width: 54, height: 56)] }
            return [0, 24, 48].map { Box(x: left + 2, y: y + $0, width: 50, height: 8) }
        }
    }

    @Test func `are whole where a title is much larger than other print`() throws {
        let text = words(lines: 3, pitch: 70, slope: 0).flatMap { $0 }
        let title = title(y: 310, strokes: [3, 5])
        let found = try found(text + title)
        #expect(found.count == 4)
        #expect(found.last?.runs.count == 1)
        #expect(Set(found.last?.runs.flatMap(\.parts) ?? []) == Set(title))
    }

    @Test func `are told apart where titles stand close one above the other`() throws {
        let found = try found(title(y: 100, strokes: []) + title(y: 161, strokes: []))
        #expect(found.map { $0.runs.flatMap(\.parts).count } == [8, 8])
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
