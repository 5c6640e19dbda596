import Layout
import Testing

@Suite("A part of a run")
struct TextRunTests {
    private func symbol(_ text: String, _ left: Int, _ confidence: Double) -> Symbol {
        Symbol(text: text, box: Box(left: left, top: 0, right: left + 10, bottom: 20), confidence: confidence)
    }

    @Test("is as wide and as sure as its characters")
    func isOfItsCharacters() {
        let run = TextRun(
            box: Box(left: 0, top: 0, right: 40, bottom: 20), text: "12金额", confidence: 0.5,
            symbols: [
                symbol("1", 0, 0.2), symbol("2", 10, 0.4), symbol("金", 20, 0.75), symbol("额", 30, 0.25),
            ])
        let part = run.part(2..<4)
        #expect(part.text == "金额")
        #expect(part.box == Box(left: 20, top: 0, right: 40, bottom: 20))
        #expect(part.confidence == 0.5)
        #expect(part.symbols.map(\.text) == ["金", "额"])
    }

    @Test("stands in the box of the whole where the characters were not told apart")
    func isInTheBoxOfTheWhole() {
        let box = Box(left: 0, top: 0, right: 40, bottom: 20)
        let run = TextRun(box: box, text: "12金额", confidence: 0.5, symbols: [symbol("12", 0, 0.2)])
        #expect(run.part(2..<4) == TextRun(box: box, text: "金额", confidence: 0.5))
    }
}
