import Layout
import Testing

@testable import Recognition

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
