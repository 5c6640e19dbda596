import Layout
import Testing

@testable import Recognition

@Suite struct `Upright strokes` {
    private let em = MadePrint.em

    private func lines(gap: Int) -> [PrintLine] {
        (1...6).map { MadePrint.line([100..<190, (190 + gap)..<300], y: 200 + 60 * $0) }
    }

    private func isCut(gap: Int, width: Int = 2) -> Bool {
        let bar = Box(x: 190 + gap / 2 - width / 2, y: 0, width: width, height: 900)
        return CutPrint.isCut(by: bar, among: [], lines: lines(gap: gap), em: em)
    }

    @Test func `are edges of folds where they run through numbers`() {
        #expect(isCut(gap: 4))
        let through = (1...6).map { MadePrint.line([100..<300], y: 200 + 60 * $0) }
        #expect(
            CutPrint.isCut(by: Box(x: 140, y: 0, width: 2, height: 900), among: [], lines: through, em: em))
    }

    @Test func `are edges of folds in pieces too`() {
        let pieces = [(190, 0, 150), (192, 300, 60), (193, 400, 500)].map {
            Box(x: $0, y: $1, width: 2, height: $2)
        }
        #expect(CutPrint.isCut(by: pieces[1], among: pieces, lines: lines(gap: 4), em: em))
        #expect(!CutPrint.isCut(by: pieces[1], among: [pieces[1]], lines: lines(gap: 4), em: em))
    }

    @Test func `are edges of folds where they begin far above the lines and have no others beside them`() {
        let bar = Box(x: 190, y: 0, width: 3, height: 650)
        let others = [40, 120, 260, 330].map { Box(x: $0, y: 0, width: 3, height: 650) }
        #expect(CutPrint.isCut(by: bar, among: [bar], lines: lines(gap: 4), em: em))
        #expect(!CutPrint.isCut(by: bar, among: others + [bar], lines: lines(gap: 4), em: em))
        // Rulings of a table that end where it ends are no others of a fold.
        let table = others.map { Box(x: $0.x, y: 240, width: 3, height: 380) }
        #expect(CutPrint.isCut(by: bar, among: table + [bar], lines: lines(gap: 4), em: em))
    }

    @Test func `are rulings where print keeps off them`() {
        #expect(!isCut(gap: 24))
    }

    @Test func `are rulings where they end with the lines, whatever runs over them`() {
        let bar = Box(x: 190, y: 240, width: 2, height: 400)
        #expect(!CutPrint.isCut(by: bar, among: [], lines: lines(gap: 4), em: em))
    }

    @Test func `are rulings where one line alone runs over them`() {
        var lines = lines(gap: 24)
        lines[2] = MadePrint.line([100..<300], y: 380)
        #expect(
            !CutPrint.isCut(by: Box(x: 201, y: 0, width: 2, height: 900), among: [], lines: lines, em: em))
    }
}
