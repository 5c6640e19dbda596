import Catalog
import Layout
import Overlay
import Review
import Slips
import Testing

@Suite struct `An overlay of a page` {
    @Test func `shows a cell as what it means, with what was read where that differs`() throws {
        var page = MadeReading()
        page.addItem(amount: ("28.50", needsReview: false), read: "28.S0")
        let mark = try #require(page.overlay.texts.first { $0.name == "金额" })
        #expect(mark.text == "28.50")
        #expect(mark.raw == "28.S0")
        #expect(mark.verdict == .certain)
        #expect(mark.box == page.amountBox)
    }

    @Test(arguments: [
        (nil, true, Verdict.unread), ("28.50", true, .doubtful), ("28.50", false, .certain),
    ])
    func `tells what was read, what is in doubt and what is certain apart`(
        value: String?, needsReview: Bool, verdict: Verdict
    ) throws {
        var page = MadeReading()
        page.addItem(amount: (value, needsReview: needsReview), read: "28.50")
        #expect(page.overlay.texts.first { $0.name == "金额" }?.verdict == verdict)
    }

    @Test func `doubts a name for which no entry is settled, however well it was read`() {
        var page = MadeReading()
        page.addItem(amount: ("28.50", needsReview: false), read: "28.50", isSettled: false)
        #expect(page.overlay.texts.first { $0.name == "名称" }?.verdict == .doubtful)
        page.isSettled = true
        #expect(page.overlay.texts.first { $0.name == "名称" }?.verdict == .certain)
    }

    @Test func `parts a line into label, value and the rest`() {
        var page = MadeReading()
        page.addLine("姓名张三丰复印", patient: "张三丰", at: 2..<5)
        let marks = page.overlay.texts
        #expect(marks.map(\.text) == ["姓名", "张三丰", "复印"])
        #expect(marks.map(\.verdict) == [.label, .certain, .unused])
        #expect(marks.map(\.name) == [nil, "姓名", nil])
        #expect(marks[1].box == Box(x: 140, y: 50, width: 60, height: 18))
    }

    @Test func `shows a cell of which nothing was read as unread`() {
        var page = MadeReading()
        page.addItem(amount: (nil, needsReview: true), read: "")
        #expect(page.overlay.texts.contains { $0.verdict == .unread && $0.box == page.amountBox })
    }

    @Test func `shows print of the form only where the print alone shows nothing`() {
        var page = MadeReading()
        page.addLine("住院号", patient: nil, at: 0..<0)
        page.layout.formLines = [
            TextLine.made("住院号", x: 100, y: 51), TextLine.made("医疗机构", x: 400, y: 51),
        ]
        let labels = page.overlay.texts.filter { $0.verdict == .label }
        #expect(labels.map(\.text) == ["医疗机构"])
    }

    @Test func `shows headings above their columns, and where they were seen if they were seen`() {
        var page = MadeReading()
        page.addItem(amount: ("28.50", needsReview: false), read: "28.50")
        #expect(page.overlay.texts.filter { $0.verdict == .heading }.map(\.text) == ["名称", "金额"])
        page.layout.formLines = [TextLine.made("金额", x: 510, y: 205)]
        let headings = page.overlay.texts.filter { $0.verdict == .heading }
        #expect(headings.count == 2)
        #expect(headings.contains { $0.box.x == 510 })
    }

    @Test func `gives each line its number, its findings and the catalog's name`() throws {
        var page = MadeReading()
        page.addItem(amount: ("28.50", needsReview: false), read: "28.50")
        let item = try #require(page.overlay.items.first)
        #expect(item.line == 1)
        #expect(item.findings == ["超限价"])
        #expect(item.entries == ["阿莫西林胶囊"])
        #expect(item.name == page.nameBox)
    }

    @Test func `leaves out what stands on another page`() {
        var page = MadeReading()
        page.addItem(amount: ("28.50", needsReview: false), read: "28.50")
        let other = PageOverlay(layout: page.layout, review: page.review, page: 2)
        #expect(other.items.isEmpty)
        #expect(other.texts.allSatisfy { $0.name == nil })
    }

    @Test func `goes to JSON and back unchanged`() throws {
        var page = MadeReading()
        page.addItem(amount: ("28.50", needsReview: true), read: "28.S0")
        page.addLine("姓名张三丰", patient: "张三丰", at: 2..<5)
        #expect(try roundTrip(page.overlay) == page.overlay)
    }
}
