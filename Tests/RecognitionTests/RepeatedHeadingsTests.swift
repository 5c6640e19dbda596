import Layout
import Testing

@testable import Recognition

@Suite struct `Headings of tables side by side` {
    private let em = MadePrint.em

    private func heading(_ kind: ColumnKind, x: Int, likeness: Double = 1) -> Heading {
        Heading(
            kind: kind, text: kind.rawValue, box: Box(x: x, y: 0, width: 60, height: 30), likeness: likeness)
    }

    /// Two halves of names, quantities, units and amounts.
    private let body = (1...5).map {
        MadePrint.line(
            [0..<200, 300..<330, 400..<430, 500..<560, 800..<1000, 1100..<1130, 1200..<1230, 1300..<1360],
            y: 60 * $0)
    }

    private var whole: [Heading] {
        [0, 800].flatMap {
            [
                heading(.name, x: $0), heading(.quantity, x: $0 + 290), heading(.unit, x: $0 + 390),
                heading(.amount, x: $0 + 500),
            ]
        }
    }

    private func completed(_ headings: [Heading]) -> [Heading] {
        RepeatedHeadings(body: body, em: em).completed(headings)
    }

    @Test func `stand for those beside them that were not read`() {
        let read = whole.enumerated().filter { ![3, 4].contains($0.offset) }.map(\.element)
        #expect(completed(read) == whole)
    }

    @Test func `replace what was not understood in their place`() {
        var read = whole
        read[4] = heading(.other, x: 810, likeness: 0)
        #expect(completed(read) == whole)
    }

    @Test func `stand for none where nothing is printed below, and where nothing repeats`() {
        let one = Array(whole.prefix(4))
        #expect(completed(one) == one)
        let short = body.map {
            PrintLine(runs: Array($0.runs.prefix(6)), bandHeight: em, offset: 0, slope: 0)
        }
        let read = Array(whole.prefix(6))
        #expect(
            RepeatedHeadings(body: short, em: em).completed(read).map(\.kind)
                == [.name, .quantity, .unit, .amount, .name, .quantity])
    }

    @Test func `are known by one that surely comes again where another is like one beside it`() {
        let left = Array(whole.prefix(4))
        // 项日 for 名称, and 额(元) for the amount's 金额(元): only the quantities come again for certain.
        var right = Array(whole.suffix(4))
        right[0] = heading(.name, x: 810, likeness: 0.5)
        right[2] = heading(.other, x: 1190, likeness: 0)
        right[3] = heading(.other, x: 1300, likeness: 0)
        #expect(completed(left + right) == whole)
    }

    @Test func `are known by two that are like others where none surely comes again`() {
        // Of the left table 量 and 单信 were read beside the amount, of the right one name, 数量 and 单位.
        var (left, right) = (Array(whole.prefix(4)), Array(whole.suffix(4)))
        left[1] = Heading(kind: .other, text: "量", box: left[1].box, likeness: 0)
        left[2] = heading(.unit, x: 390, likeness: 0.5)
        right[1].text = "数量"
        let read = Array(left.suffix(3) + right.prefix(3))
        #expect(completed(read).map(\.kind) == whole.map(\.kind))
        #expect(completed(read).map(\.box) == whole.map(\.box))
        // One alone may be chance: 单作 is 单价.
        #expect(completed([left[0], left[1], left[3], right[1]]).count == 4)
        let one = [heading(.name, x: 800), heading(.unit, x: 900), heading(.unit, x: 1300, likeness: 0.5)]
        #expect(completed(one) == one)
    }

    @Test func `stand for none beside the tables, whose print belongs to the headings that are there`() {
        // The amounts of a table end where the names of the next begin: as far before the first names is its margin.
        let tight = (1...5).map {
            MadePrint.line(
                [60..<260, 360..<390, 780..<840, 860..<1060, 1160..<1190, 1580..<1640], y: 60 * $0)
        }
        // The names' headings are set in the middle of their column.
        let headings = [0, 800].flatMap {
            [
                heading(.name, x: $0 + 130), heading(.quantity, x: $0 + 350), heading(.amount, x: $0 + 780),
            ]
        }
        #expect(RepeatedHeadings(body: tight, em: em).completed(headings) == headings)
    }

    @Test func `stand over a table with fewer lines than the one before it`() {
        let body = (1...8).map { line in
            MadePrint.line(
                [0..<200, 300..<330, 400..<430, 500..<560]
                    + (line == 1 ? [800..<1000, 1100..<1130, 1200..<1230, 1300..<1360] : []), y: 60 * line)
        }
        let headings = RepeatedHeadings(body: body, em: em).completed(Array(whole.dropLast()))
        #expect(headings == whole)
    }
}
