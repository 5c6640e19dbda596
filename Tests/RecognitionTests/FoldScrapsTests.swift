import Layout
import Testing

@testable import Recognition

@Suite struct `Scraps of folds beside a name` {
    private let em = 30
    private let name = [0, 30, 60].map { Box(x: 100 + $0, y: 0, width: 26, height: 28) }

    @Test func `are left out at either end`() {
        let scraps = [Box(x: 20, y: 0, width: 3, height: 20), Box(x: 400, y: 0, width: 4, height: 40)]
        #expect(FoldScraps.removed(from: name + scraps, em: em) == name)
    }

    @Test func `are print where they stand near, or are as wide as characters`() {
        let near = name + [Box(x: 200, y: 0, width: 4, height: 28)]
        #expect(FoldScraps.removed(from: near, em: em) == near)
        let wide = name + [Box(x: 400, y: 0, width: 20, height: 28)]
        #expect(FoldScraps.removed(from: wide, em: em) == wide)
    }

    @Test func `are all there is in a cell without words`() {
        let slivers = [Box(x: 0, y: 0, width: 3, height: 20), Box(x: 300, y: 0, width: 3, height: 20)]
        #expect(FoldScraps.removed(from: slivers, em: em) == slivers)
    }
}
