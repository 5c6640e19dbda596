import Layout
import Testing

@testable import Recognition

@Suite struct `A table without headings` {
    private let em = MadePrint.em

    private func page(amounts: [Int]) -> (lines: [PrintLine], texts: [Int: [TextRun]]) {
        var lines: [PrintLine] = []
        var texts: [Int: [TextRun]] = [:]
        for (i, count) in amounts.enumerated() {
            let y = 60 * i
            let spans = [40..<200, 400..<430, 560..<650, 800..<890]
            lines.append(MadePrint.line(count == 0 ? [40..<200] : spans, y: y))
            let words = ["血常规检查", "2", count > 1 ? "12.50" : "x", count > 0 ? "25.00" : "y"]
            texts[i] = (count == 0 ? [words[0]] : words).enumerated().map { j, word in
                MadePrint.text(word, x: spans[j].lowerBound, y: y)
            }
        }
        return (lines, texts)
    }

    private func find(_ amounts: [Int], rulings: [Box] = []) -> (lines: [Int], headings: [Heading])? {
        let page = page(amounts: amounts)
        return HeadlessTable(em: em, rulings: rulings).find(in: page.lines, texts: page.texts)
    }

    @Test func `is the longest stretch of lines with amounts`() throws {
        let found = try #require(find([0, 2, 0, 0, 0, 0, 2, 2, 0, 2, 2, 0, 0]))
        // Up to two lines without amounts are wrapped names.
        #expect(found.lines == [6, 7, 8, 9, 10])
        #expect(found.headings.count == 4)
        #expect(found.headings.allSatisfy { $0.kind == .other })
        #expect(found.headings.map(\.box.left) == [40, 400, 560, 800])
    }

    @Test func `is none where fewer than three lines are aligned`() {
        #expect(find([0, 2, 2, 0, 0, 0, 0, 2, 0]) == nil)
        #expect(find([0, 0, 0, 0]) == nil)
        #expect(find([]) == nil)
    }

    @Test func `may have prices of six decimals, and no words before its amounts`() {
        var page = page(amounts: [2, 2, 2])
        for i in 0..<3 { page.texts[i]?[2] = MadePrint.text("11.160000", x: 560, y: 60 * i) }
        #expect(HeadlessTable(em: em, rulings: []).find(in: page.lines, texts: page.texts) != nil)
        for i in 0..<3 { page.texts[i]?[2] = MadePrint.text("合计:11.16", x: 560, y: 60 * i) }
        #expect(HeadlessTable(em: em, rulings: []).find(in: page.lines, texts: page.texts) == nil)
    }

    @Test func `has its columns parted by rulings where print leaves no gap`() throws {
        var page = page(amounts: [2, 2, 2, 2])
        for i in page.lines.indices {
            page.lines[i].runs[2] = MadePrint.run(560..<890, y: 60 * i)
            page.lines[i].runs.remove(at: 3)
        }
        let ruling = Box(x: 720, y: 0, width: 2, height: 240)
        let with = HeadlessTable(em: em, rulings: [ruling]).find(in: page.lines, texts: page.texts)
        let without = HeadlessTable(em: em, rulings: []).find(in: page.lines, texts: page.texts)
        #expect(with?.headings.count == 4)
        #expect(without?.headings.count == 3)
    }

    @Test func `goes on with a line at its pitch that ends where its amounts end`() throws {
        var page = page(amounts: [2, 2, 2, 1])
        // The last amount was cut; the line below begins elsewhere.
        page.texts[3]?[3] = MadePrint.text("25", x: 850, y: 180)
        let end = page.texts[2]?[3].box.right ?? 0
        page.texts[3]?[3].box.width = end - 850
        let found = try #require(HeadlessTable(em: em, rulings: []).find(in: page.lines, texts: page.texts))
        #expect(found.lines == [0, 1, 2, 3])
        page.texts[3]?[3].box.x -= 60
        #expect(
            HeadlessTable(em: em, rulings: []).find(in: page.lines, texts: page.texts)?.lines == [0, 1, 2])
    }

    @Test func `goes on between its rulings where a seal covers the amounts`() throws {
        let bars = [20, 300, 500, 700, 900].map { Box(x: $0, y: 40, width: 3, height: 400) }
        // Lines 1 to 7 stand between the bars; the amounts of the last three were not read.
        let found = try #require(find([0, 2, 2, 2, 2, 0, 1, 0, 0], rulings: bars))
        #expect(found.lines == Array(1...7))
        // The two edges of a fold are no frame: only lines that are filled like the others are the table's.
        let fold = try #require(find([0, 2, 2, 2, 2, 0, 1, 0, 0], rulings: Array(bars.prefix(2))))
        #expect(fold.lines == Array(1...6))
    }

    @Test func `goes on with a line that is filled like the others, of whose amounts one was not read`()
        throws
    {
        #expect(try #require(find([0, 1, 0, 2, 2, 2, 0, 0, 1, 0])).lines == Array(1...8))
        #expect(try #require(find([0, 2, 2, 2, 0, 0, 0, 0, 1])).lines == Array(1...3))
    }

    @Test func `may print one amount in a line where it has many columns`() throws {
        let page = page(amounts: [0, 1, 1, 1, 0])
        let finder = HeadlessTable(em: em, rulings: [])
        #expect(finder.find(in: page.lines, texts: page.texts) == nil)
        let found = try #require(finder.findPricedOrNot(in: page.lines, texts: page.texts))
        #expect(found.lines == [1, 2, 3] && found.headings.count == 4)
        var narrow = page
        for i in 1...3 { narrow.lines[i].runs.removeSubrange(1...2) }
        #expect(finder.findPricedOrNot(in: narrow.lines, texts: narrow.texts) == nil)
    }
}
