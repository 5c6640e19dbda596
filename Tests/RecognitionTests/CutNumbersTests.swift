import Layout
import Testing

@testable import Recognition

@Suite struct `The figures of an amount` {
    private let em = MadePrint.em

    /// Figures 15 pixels wide and 5 apart, from a pixel column on.
    private func figures(_ count: Int, from x: Int) -> [Box] {
        (0..<count).map { Box(x: x + 20 * $0, y: 0, width: 15, height: 26) }
    }

    private func line(_ parts: [[Box]]) -> PrintLine {
        let runs = parts.compactMap { parts in
            Box.union(of: parts).map { PrintRun(box: $0, parts: parts) }
        }
        return PrintLine(runs: runs, bandHeight: em, offset: 13, slope: 0)
    }

    @Test func `go on beyond a border that was laid through them`() {
        let unit = Box(x: 60, y: 0, width: 28, height: 28)
        let whole = figures(6, from: 100)
        let parts = [[unit, whole[0]], Array(whole.dropFirst())]
        let found = CutNumbers.beyond(parts[1], besides: parts, in: line([[unit] + whole]), em: em)
        #expect(found == whole[0])
    }

    @Test func `end where a wider gap, a word or another stretch of print begins`() {
        let amount = figures(5, from: 200)
        let far = [figures(1, from: 170), amount]
        #expect(CutNumbers.beyond(amount, besides: far, in: line([far.flatMap(\.self)]), em: em) == nil)
        let word = [[Box(x: 166, y: 0, width: 28, height: 28)], amount]
        #expect(CutNumbers.beyond(amount, besides: word, in: line([word.flatMap(\.self)]), em: em) == nil)
        let apart = [figures(1, from: 180), amount]
        #expect(CutNumbers.beyond(amount, besides: apart, in: line(apart), em: em) == nil)
    }
}
