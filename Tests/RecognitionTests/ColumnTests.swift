import Layout
import Testing

@testable import Recognition

@Suite struct `The columns of a table` {
    private let em = MadePrint.em

    private func heading(_ kind: ColumnKind, _ columns: Range<Int>) -> Heading {
        Heading(
            kind: kind, text: kind.rawValue,
            box: Box(left: columns.lowerBound, top: 0, right: columns.upperBound, bottom: 30), likeness: 1)
    }

    /// Names that begin left of their heading, numbers that end right under theirs.
    private let body = (1...8).map { i in
        MadePrint.line(
            [40..<(220 + 30 * (i % 3)), 560..<590, (700 - 12 * (i % 3))..<760, 900..<980], y: 50 * i)
    }

    private var headings: [Heading] {
        [
            heading(.name, 120..<240), heading(.quantity, 540..<600), heading(.unitPrice, 690..<750),
            heading(.amount, 910..<970),
        ]
    }

    private func columns(rulings: [Box] = []) -> [Column] {
        ColumnFinder(body: body, rulings: rulings, em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<460)
    }

    @Test func `cover the table without gap, and every cell lies whole in its own`() {
        let found = columns()
        #expect(found.map(\.kind) == [.name, .quantity, .unitPrice, .amount])
        #expect(found.first?.span.lowerBound == 0 && found.last?.span.upperBound == 1100)
        for (left, right) in zip(found, found.dropFirst()) {
            #expect(left.span.upperBound == right.span.lowerBound)
        }
        for line in body {
            for (run, column) in zip(line.runs, found) {
                #expect(column.span.contains(run.box.left) && column.span.contains(run.box.right - 1))
            }
        }
    }

    @Test func `end at rulings where there are any`() {
        let rulings = [300, 650, 850].map { Box(x: $0 - 1, y: 0, width: 2, height: 460) }
        #expect(columns(rulings: rulings).map(\.span) == [0..<300, 300..<650, 650..<850, 850..<1100])
    }

    @Test func `do not end at short strokes`() {
        let stroke = [Box(x: 400, y: 100, width: 2, height: 60)]
        #expect(columns(rulings: stroke) == columns())
    }

    @Test func `are one where one heading stands twice side by side`() {
        let found = ColumnFinder(body: body, rulings: [], em: em)
            .columns(
                for: [heading(.name, 40..<100), heading(.name, 120..<240), heading(.amount, 910..<970)],
                in: 0..<1100, rows: 30..<460)
        #expect(found.map(\.kind) == [.name, .amount])
        #expect(found.first?.heading == "namename")
    }

    @Test func `are parted by their headings alone where nothing stands below`() {
        let found = ColumnFinder(body: [], rulings: [], em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<31)
        for (column, heading) in zip(found, headings) {
            #expect(column.span.contains(heading.box.left) && column.span.contains(heading.box.right - 1))
        }
    }
}

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
        let found = try #require(find([0, 2, 0, 0, 0, 2, 2, 0, 2, 2, 0, 0]))
        // Up to two lines without amounts are wrapped names.
        #expect(found.lines == [5, 6, 7, 8, 9])
        #expect(found.headings.count == 4)
        #expect(found.headings.allSatisfy { $0.kind == .other })
        #expect(found.headings.map(\.box.left) == [40, 400, 560, 800])
    }

    @Test func `is none where fewer than three lines are aligned`() {
        #expect(find([0, 2, 2, 0, 0, 0, 2, 0]) == nil)
        #expect(find([0, 0, 0, 0]) == nil)
        #expect(find([]) == nil)
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
}

@Suite struct `Numbers in free text` {
    @Test(arguments: [
        ("合计:128.50元", [3..<9]), ("2024-03-01", [0..<10]), ("住院号:00123X", [4..<10]), ("第3页", []), ("无", []),
        ("", []),
        ("共12项,计30.00", [1..<3, 6..<11]), ("12.", [0..<2]), ("ZY0012", [2..<6]),
    ])
    func `are stretches of digits with the marks between them`(text: String, spans: [Range<Int>]) {
        let symbols = MadePrint.text(text, x: 0).symbols
        #expect(FreeTextReader.numberSpans(symbols) == spans)
    }
}
