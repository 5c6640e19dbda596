import Layout
import Testing

@testable import Recognition

@Suite struct `Fees with dashes that lead to their amounts` {
    private let em = MadePrint.em

    /// A name, dashes, an amount and a note right of them.
    private func line(dashes: Int) -> PrintLine {
        let name = (0..<3).map { Box(x: 40 + 32 * $0, y: 100, width: 28, height: 30) }
        let leader = (0..<dashes).map { Box(x: 140 + 14 * $0, y: 113, width: 9, height: 4) }
        let figures = [400, 432, 448].map { Box(x: $0, y: 104, width: 13, height: 24) }
        let point = Box(x: 420, y: 124, width: 4, height: 4)
        let note = (0..<4).map { Box(x: 700 + 32 * $0, y: 100, width: 28, height: 30) }
        let runs = [name + leader, figures + [point], note].map { parts in
            PrintRun(box: Box.union(of: parts) ?? parts[0], parts: parts)
        }
        return PrintLine(runs: runs, bandHeight: em, offset: 115, slope: 0)
    }

    @Test func `are parted from the note beside them`() throws {
        let fee = try #require(CoveringFees(em: em).fee(on: line(dashes: 16)))
        #expect(Box.union(of: fee.name)?.horizontal == 40..<132)
        #expect(Box.union(of: fee.amount)?.horizontal == 400..<461)
    }

    @Test func `are none where no dashes lead`() {
        #expect(CoveringFees(em: em).fee(on: line(dashes: 3)) == nil)
        #expect(CoveringFees(em: em).fee(on: MadePrint.line([40..<220, 400..<460], y: 100)) == nil)
    }
}
