import Imaging
import Layout
import Testing

@testable import Recognition

@Suite struct `The halves of a form` {
    private let em = MadePrint.em

    private func spans(_ bars: [(x: Int, height: Int)], tops: [Int] = []) -> [Range<Int>] {
        FormHalves.spans(
            rulings: bars.enumerated().map { i, bar in
                Box(x: bar.x, y: i < tops.count ? tops[i] : 100, width: 2, height: bar.height)
            }, page: (width: 1000, height: 1000), em: em)
    }

    @Test func `lie left and right of its one inner ruling, however many pieces that has`() {
        let bars = [(30, 600), (399, 100), (400, 200), (970, 600)]
        #expect(spans(bars, tops: [100, 100, 220, 100]).map(\.lowerBound) == [0, 401])
    }

    @Test func `are one where a seal's edge was found several times`() {
        #expect(spans([(400, 90), (400, 96), (401, 137)]) == [0..<1000])
    }

    @Test func `are one on a sheet whose one upright line is a fold from its top to its bottom`() {
        #expect(spans([(400, 400), (402, 560)], tops: [0, 430]) == [0..<1000])
        // The form's ruling between scraps.
        #expect(spans([(398, 30), (400, 560), (402, 40)], tops: [0, 250, 950]).count == 2)
        let fold = Rulings(
            level: [Box(x: 60, y: 100, width: 880, height: 2)],
            upright: [Box(x: 400, y: 0, width: 2, height: 990)])
        let print = Rulings(level: fold.level)
        #expect(!FormTables.hasForm(fold, besides: print, pageHeight: 1000, em: em))
        #expect(FormTables.hasForm(fold, besides: print, pageHeight: 2000, em: em))
    }

    @Test func `are told beside a fold, which goes on beyond the form's frame`() {
        let bars = [(30, 600), (300, 1000), (400, 480), (970, 600)]
        #expect(spans(bars, tops: [100, 0, 110, 100]).map(\.lowerBound) == [0, 401])
    }

    @Test func `are one where there is no such ruling, or where there are many`() {
        #expect(spans([(30, 600), (970, 600)]) == [0..<1000])
        #expect(spans([(300, 600), (500, 600), (700, 600)]) == [0..<1000])
        #expect(spans([(400, 60)]) == [0..<1000])
    }

    private func groups(_ headings: [(ColumnKind, Int)], in spans: [Range<Int>]) -> [[ColumnKind]] {
        let headings = headings.map { kind, x in
            Heading(kind: kind, text: "", box: Box(x: x, y: 0, width: 60, height: 30), likeness: 1)
        }
        return FormHalves.groups(of: headings, in: spans).map { $0.headings.map(\.kind) }
    }

    @Test func `have their headings apart, though one of them was not read`() {
        let headings: [(ColumnKind, Int)] = [
            (.amount, 200), (.name, 450), (.quantity, 700), (.amount, 850),
        ]
        #expect(groups(headings, in: [0..<400, 400..<1000]) == [[.amount], [.name, .quantity, .amount]])
        #expect(groups(headings, in: [0..<1000]).count == 1)
    }

    @Test func `are no halves where days and codes stand left of the ruling`() {
        let headings: [(ColumnKind, Int)] = [(.date, 50), (.code, 200), (.name, 450), (.amount, 850)]
        #expect(groups(headings, in: [0..<400, 400..<1000]).count == 1)
    }
}

@Suite struct `Amounts over the headings of a form` {
    private func covers(_ text: String, y: Int) -> Bool {
        let headings = [
            Heading(kind: .amount, text: "金额", box: Box(x: 300, y: 100, width: 60, height: 30), likeness: 1)
        ]
        return HeadlessTable.hasAmounts(
            besides: headings, in: [0: [MadePrint.text(text, x: 280, y: y)]])
    }

    @Test func `are seen in the row of headings, not below it`() {
        #expect(covers("104.28", y: 110))
        #expect(!covers("104.28", y: 140) && !covers("金额", y: 100))
        #expect(!HeadlessTable.hasAmounts(besides: [], in: [0: [MadePrint.text("1.00", x: 0)]]))
    }

    @Test func `are no strokes of handwriting that resemble one`() {
        let heading = Heading(
            kind: .amount, text: "金额", box: Box(x: 300, y: 100, width: 60, height: 30), likeness: 1)
        let stroke = TextRun(
            box: Box(x: 280, y: 96, width: 30, height: 44), text: "1.1", confidence: 0.5)
        #expect(!HeadlessTable.hasAmounts(besides: [heading], in: [0: [stroke]]))
    }
}

@Suite struct `Words of a form` {
    /// Runs with parts this wide, one after the other.
    private func line(_ runs: [[Int]], height: Int = 30) -> PrintLine {
        var x = 0
        let made = runs.map { widths -> PrintRun in
            let parts = widths.map { width -> Box in
                defer { x += width + 4 }
                return Box(x: x, y: 0, width: width, height: height)
            }
            x += 100
            return PrintRun(
                box: Box(left: parts[0].left, top: 0, right: parts[parts.count - 1].right, bottom: height),
                parts: parts)
        }
        return PrintLine(runs: made, bandHeight: 30, offset: 15, slope: 0)
    }

    private let name = [28, 12, 14, 28, 28]

    @Test func `are headings of two characters, each of one part, beside longer ones`() {
        let line = line([name, [28, 28], name, [60]])
        #expect(FormPage.words(of: line, em: 30).count == 4)
    }

    @Test func `are neither scraps nor a pattern's waves`() {
        #expect(FormPage.words(of: line([name, [28], name, [8, 30]]), em: 30).count == 2)
        #expect(FormPage.words(of: line([[28, 28], [28, 28], [60], name]), em: 30).count == 1)
        #expect(FormPage.words(of: line([name, [28, 28], name], height: 12), em: 30).isEmpty)
    }
}

@Suite struct `A code glued to a name` {
    @Test func `ends where the pitch of all its figures says, though each step is cut to whole pixels`() {
        // 23 figures at a pitch of 14.4 pixels.
        let figures = (0..<23).map { Box(x: 10 + $0 * 144 / 10, y: 0, width: 11, height: 22) }
        let name = (0..<3).map { Box(x: 342 + 30 * $0, y: 0, width: 26, height: 30) }
        let border = GluedCode.border(after: 23, in: figures + name)
        #expect(border.map { abs($0 - 340) <= 3 } == true)
    }

    @Test(
        arguments: [
            ("XL04AAA385E001010179518盐酸奥扎莫德", 23), ("S210300001b0010(甲)检查", 15), ("盐酸奥扎莫德胶囊", nil),
            ("20mg片剂", nil), ("12345678", nil),
        ] as [(String, Int?)])
    func `is as long as the figures before the first character`(printed: String, length: Int?) {
        #expect(GluedCode.length(in: MadePrint.text(printed, x: 0)) == length)
    }

    @Test func `ends where its even pitch says`() {
        let figures = (0..<12).map { Box(x: 10 + 15 * $0, y: 0, width: 12, height: 22) }
        let name = (0..<4).map { Box(x: 190 + 30 * $0, y: 0, width: 26, height: 30) }
        let border = GluedCode.border(after: 12, in: figures + name)
        #expect(border.map { (182...192).contains($0) } == true)
        #expect(GluedCode.border(after: 12, in: name) == nil)
    }
}
