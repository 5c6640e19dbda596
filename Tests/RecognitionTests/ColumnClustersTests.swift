import Layout
import Testing

@testable import Recognition

@Suite struct `Print under its headings` {
    private func heading(_ columns: Range<Int>) -> Heading {
        Heading(
            kind: .other, text: "",
            box: Box(x: columns.lowerBound, y: 0, width: columns.count, height: 30), likeness: 1)
    }

    private let lines = (1...4).map { MadePrint.line([40..<130, 300..<390, 420..<690], y: 50 * $0) }

    @Test func `that stands right of its headings is parted one to one`() {
        // The second heading stands before its numbers, the third over the middle of its names.
        let headings = [heading(40..<100), heading(200..<260), heading(500..<560)]
        let borders = ColumnClusters(lines: lines, em: 30).borders(under: headings, in: 0..<800)
        #expect(borders == [215, 405])
    }

    @Test func `is not cut in two at the point of a wide number`() {
        // 12 . 34 with gaps of half a character, then a column of its own.
        let lines = (1...4).map { row in
            let y = 50 * row
            let digits = [100, 120, 160, 180, 240].map { Box(x: $0, y: y, width: 12, height: 24) }
            let parts = digits + [Box(x: 145, y: y + 20, width: 4, height: 4)]
            let run = PrintRun(box: Box(x: 100, y: y, width: 152, height: 24), parts: parts)
            return PrintLine(runs: [run], bandHeight: 24, offset: Double(y + 12), slope: 0)
        }
        let spans = ColumnClusters(lines: lines, em: 30, narrowGap: 10).spans(in: 0..<300)
        #expect(spans == [100..<192, 240..<252])
    }

    @Test func `is not parted at a point between two runs`() {
        let lines = (1...4).map { row in
            let y = 50 * row
            let left = PrintRun(
                box: Box(x: 100, y: y, width: 40, height: 24),
                parts: [Box(x: 100, y: y, width: 40, height: 24)])
            let point = Box(x: 160, y: y + 20, width: 4, height: 4)
            let right = PrintRun(
                box: Box(x: 160, y: y, width: 44, height: 24),
                parts: [point, Box(x: 168, y: y, width: 36, height: 24)])
            let far = MadePrint.run(240..<270, y: y)
            return PrintLine(runs: [left, right, far], bandHeight: 24, offset: Double(y + 12), slope: 0)
        }
        #expect(ColumnClusters(lines: lines, em: 30).spans(in: 0..<300) == [100..<204, 240..<270])
    }

    @Test func `is not parted behind a point where figures are as wide as characters, but before words`() {
        func spans(widthBehind: Int) -> [Range<Int>] {
            let lines = (1...4).map { row in
                let y = 50 * row
                let parts = [
                    Box(x: 100, y: y, width: 20, height: 24), Box(x: 126, y: y + 20, width: 4, height: 4),
                ]
                let left = PrintRun(box: Box(x: 100, y: y, width: 30, height: 24), parts: parts)
                let behind = Box(x: 164, y: y, width: widthBehind, height: 24)
                return PrintLine(
                    runs: [left, PrintRun(box: behind, parts: [behind])], bandHeight: 24,
                    offset: Double(y + 12), slope: 0)
            }
            return ColumnClusters(lines: lines, em: 30).spans(in: 0..<300)
        }
        #expect(spans(widthBehind: 20) == [100..<184])
        // 1. and the name behind it.
        #expect(spans(widthBehind: 28) == [100..<130, 164..<192])
    }

    @Test func `is not parted so where a heading stands over other print, or the counts differ`() {
        let clusters = ColumnClusters(lines: lines, em: 30)
        #expect(
            clusters.borders(under: [heading(40..<100), heading(450..<500), heading(600..<660)], in: 0..<800)
                == nil)
        #expect(clusters.borders(under: [heading(40..<100), heading(500..<560)], in: 0..<800) == nil)
    }
}
