import Layout
import Testing

@testable import Recognition

@Suite struct `A line of a table with little on it` {
    private let columns = [
        (ColumnKind.date, 0..<200), (.name, 200..<500), (.quantity, 500..<600), (.unitPrice, 600..<700),
        (.amount, 700..<800),
    ].map { Column(kind: $0.0, heading: "", span: $0.1) }

    private func words(_ runs: [Range<Int>]) -> [Range<Int>] {
        SparseLine(columns: columns, em: MadePrint.em).words(of: MadePrint.line(runs, y: 0))
            .map(\.box.horizontal)
    }

    @Test func `has words that stand across its columns`() {
        #expect(words([90..<300]) == [90..<300])
        #expect(words([90..<300, 710..<790]) == [90..<300])
    }

    @Test func `has words where numbers are expected, but not in the place of the amount`() {
        #expect(words([610..<690, 710..<790]) == [610..<690])
        #expect(words([710..<790]).isEmpty)
    }

    @Test func `has none where a name stands in its own column`() {
        #expect(words([210..<450]).isEmpty)
        #expect(words([210..<450, 510..<590]).isEmpty)
    }

    @Test func `has the name that a code of figures leads, which runs on over the columns of numbers`() {
        // Names begin at 200: the code stands there, the name goes on to 640.
        func words(_ code: [Box]) -> Int {
            let name = MadePrint.run(330..<640, y: 0)
            let runs = [PrintRun(box: Box.union(of: code) ?? name.box, parts: code), name]
            let line = PrintLine(runs: runs, bandHeight: MadePrint.em, offset: 15, slope: 0)
            return SparseLine(columns: columns, em: MadePrint.em).words(of: line).count
        }
        #expect(words((0..<6).map { Box(x: 210 + 17 * $0, y: 4, width: 14, height: 22) }) == 1)
        #expect(words((0..<3).map { Box(x: 210 + 34 * $0, y: 0, width: 28, height: 30) }) == 0)
    }

    @Test func `is not one that is filled as an item's is`() {
        #expect(words([90..<300, 510..<590, 610..<690, 710..<790]).isEmpty)
    }

    @Test func `gives its words to the names, or to the widest column`() {
        #expect(SparseLine(columns: columns, em: MadePrint.em).home == 1)
        let unnamed = columns.map { Column(kind: .other, heading: "", span: $0.span) }
        #expect(SparseLine(columns: unnamed, em: MadePrint.em).home == 1)
    }
}
