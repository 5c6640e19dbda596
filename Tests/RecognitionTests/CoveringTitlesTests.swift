import Layout
import Testing

@testable import Recognition

@Suite struct `Titles that lie over a form` {
    private func line(_ text: String, x: Int, y: Int = 100) -> TextLine {
        let run = MadePrint.text(text, x: x, y: y)
        return TextLine(box: run.box, runs: [run])
    }

    @Test func `are added where nothing else names a hospital there, for a person to confirm`() throws {
        let added = CoveringTitles.new(
            [line("云帆市中心医院", x: 400)], besides: [line("萸甩纳抽散", x: 420), line("姓名:李明", x: 100, y: 300)])
        let run = try #require(added.first?.runs.first)
        #expect(added.count == 1 && run.text == "云帆市中心医院")
        #expect(run.alternatives.map(\.text) == ["萸甩纳抽散"])
        let alone = CoveringTitles.new([line("云帆市中心医院", x: 400)], besides: [])
        #expect(alone.first?.runs.first?.alternatives.map(\.text) == [""])
    }

    @Test func `are left out where the print names one`() {
        let printed = [line("云帆市中心医院", x: 402, y: 103)]
        #expect(CoveringTitles.new([line("云帆市中心医阮医院", x: 400)], besides: printed).isEmpty)
        #expect(CoveringTitles.new([line("云帆市中心医院", x: 400, y: 500)], besides: printed).count == 1)
    }
}
