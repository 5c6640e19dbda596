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

    @Test
    func
        `of remarks that nothing stands in begin behind the amounts, however far those end from their heading`()
    {
        let headings =
            self.headings.dropLast() + [heading(.amount, 880..<920), heading(.remark, 1060..<1100)]
        let body = (1...5).map { i in
            MadePrint.line([40..<220, 560..<590, 700..<760, (950 - 12 * (i % 3))..<1010], y: 50 * i)
        }
        func amounts(_ body: [PrintLine]) -> Range<Int>? {
            ColumnFinder(body: body, rulings: [], em: em)
                .columns(for: Array(headings), in: 0..<1200, rows: 30..<460)
                .first { $0.kind == .amount }?.span
        }
        #expect(amounts(body).map { $0.contains(926) && $0.contains(1009) } == true)
        // A remark in one line shows where they stand.
        var remarked = body
        remarked[2].runs.append(MadePrint.run(1050..<1110, y: 150))
        #expect(amounts(remarked).map { $0.contains(926) && !$0.contains(1050) } == true)
    }

    @Test func `of figures begin where these stand, not where the names of the lines between them end`() {
        // Names run on to 545; quantities begin at 520 and leave a gap of their own at 540.
        let body = (1...4).flatMap { i in
            [
                MadePrint.line([40..<(460 + 28 * (i % 4))], y: 100 * i),
                PrintLine(
                    runs: [
                        MadePrint.run(40..<140, y: 100 * i + 50), MadePrint.run(520..<538, y: 100 * i + 50),
                        MadePrint.run(544..<600, y: 100 * i + 50), MadePrint.run(700..<760, y: 100 * i + 50),
                        MadePrint.run(900..<980, y: 100 * i + 50),
                    ], bandHeight: em, offset: Double(100 * i + 50 + em / 2), slope: 0),
            ]
        }
        let found = ColumnFinder(body: body, rulings: [], em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<600)
        #expect(found.map(\.kind) == [.name, .quantity, .unitPrice, .amount])
        #expect(found[1].span.lowerBound > 140 && found[1].span.lowerBound <= 520)
    }

    @Test func `are parted at a gap that all lines leave where a heading was not read`() {
        // Nothing heads the unit prices.
        let headings = [
            heading(.name, 120..<240), heading(.quantity, 540..<600), heading(.amount, 910..<970),
        ]
        let found = ColumnFinder(body: body, rulings: [], em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<460)
        #expect(found.map(\.kind).filter { $0 != .other } == [.name, .quantity, .amount])
        #expect(found.count == 4 && found.contains { $0.kind == .other && $0.span.contains(730) })
    }

    @Test func `are parted at a ruling with print on both sides where a heading was not read`() {
        // Only every second line has what stands behind the amounts.
        let body = (1...8).map { i in
            MadePrint.line([40..<220, 900..<980] + (i % 2 == 0 ? [1030..<1060] : []), y: 50 * i)
        }
        let headings = [heading(.name, 120..<240), heading(.amount, 910..<970)]
        func kinds(_ rulings: [Box]) -> [ColumnKind] {
            ColumnFinder(body: body, rulings: rulings, em: em)
                .columns(for: headings, in: 0..<1100, rows: 30..<460).map(\.kind)
        }
        #expect(kinds([]) == [.name, .amount])
        #expect(kinds([Box(x: 1000, y: 0, width: 3, height: 460)]) == [.name, .amount, .other])
        // The edge of a sheet stands behind all print.
        #expect(kinds([Box(x: 1068, y: 0, width: 3, height: 460)]) == [.name, .amount])
    }

    @Test func `are parted where lone figures stand under no heading`() {
        let body = (1...4).map { i in
            MadePrint.line([40..<(220 + 30 * (i % 3)), 560..<574, (900 - 12 * (i % 3))..<980], y: 50 * i)
        }
        let headings = [heading(.name, 120..<240), heading(.amount, 910..<970)]
        let found = ColumnFinder(body: body, rulings: [], em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<260)
        #expect(found.map(\.kind) == [.name, .other, .amount])
        #expect(found[1].span.contains(560) && found[1].span.contains(573))
    }

    @Test func `are two where two headings of one kind are whole, the last the one that is charged`() {
        var prices = [heading(.unitPrice, 540..<600), heading(.unitPrice, 690..<750)]
        for (i, text) in ["零售价", "实价"].enumerated() { prices[i].text = text }
        let headings = [heading(.name, 120..<240)] + prices + [heading(.amount, 910..<970)]
        let found = ColumnFinder(body: body, rulings: [], em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<460)
        #expect(found.map(\.kind) == [.name, .other, .unitPrice, .amount])
    }

    @Test func `of numbers are not parted by names and makers that run on below them`() {
        // Two lines an item, and its batch: the quantity stands close before the price without membership.
        let body = (0..<6).flatMap { i in
            [
                MadePrint.line([40..<700], y: 150 * i + 50),
                MadePrint.line([40..<160, 570..<590, 604..<740, 800..<880, 920..<1000], y: 150 * i + 100),
                MadePrint.line([40..<700], y: 150 * i + 150),
            ]
        }
        var headings = [
            heading(.name, 40..<160), heading(.quantity, 530..<590), heading(.unitPrice, 680..<740),
            heading(.unitPrice, 810..<880), heading(.amount, 940..<1000),
        ]
        for (i, text) in ["品名", "数量", "原价", "会员价", "金额"].enumerated() { headings[i].text = text }
        let found = ColumnFinder(body: body, rulings: [], em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<960)
        #expect(found.map(\.kind) == [.name, .quantity, .other, .unitPrice, .amount])
        #expect(found[1].span.upperBound >= 590 && found[1].span.upperBound <= 604)
    }

    @Test func `end at rulings where there are any`() {
        let rulings = [300, 650, 850].map { Box(x: $0 - 1, y: 0, width: 2, height: 460) }
        #expect(columns(rulings: rulings).map(\.span) == [0..<300, 300..<650, 650..<850, 850..<1100])
    }

    @Test func `do not end at short strokes`() {
        let stroke = [Box(x: 400, y: 100, width: 2, height: 60)]
        #expect(columns(rulings: stroke) == columns())
    }

    @Test func `are told by the lines of the table, not by a seal and notes below it`() {
        // Print of other lines lies across the gap before the amounts, where no line of the table has any.
        let seal = (9...20).map { i in MadePrint.line([(780 + i)..<880], y: 50 * i) }
        let found = ColumnFinder(body: body + seal, rulings: [], em: em)
            .columns(for: headings, in: 0..<1100, rows: 30..<1060)
        for line in body {
            for (run, column) in zip(line.runs, found) {
                #expect(column.span.contains(run.box.left) && column.span.contains(run.box.right - 1))
            }
        }
    }

    @Test func `are one where one heading stands twice side by side`() {
        let found = ColumnFinder(body: body, rulings: [], em: em)
            .columns(
                for: [heading(.name, 40..<100), heading(.name, 120..<240), heading(.amount, 910..<970)],
                in: 0..<1100, rows: 30..<460)
        #expect(found.map(\.kind).filter { $0 != .other } == [.name, .amount])
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
