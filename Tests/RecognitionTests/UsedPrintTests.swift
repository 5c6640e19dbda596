import Layout
import Testing

@testable import Recognition

@Suite struct `The print that tables have taken` {
    @Test func `is no longer on its line, and stays on others`() {
        let line = MadePrint.line([0..<120, 300..<420], y: 50)
        var used = UsedPrint()
        #expect(used.rest(of: line, at: 3) == line.runs)
        used.take(line.runs[0].parts + [line.runs[1].parts[0]], ofLine: 3)
        let rest = used.rest(of: line, at: 3)
        #expect(rest.map(\.parts) == [Array(line.runs[1].parts.dropFirst())])
        #expect(rest.first?.box.left == line.runs[1].parts[1].left)
        #expect(used.rest(of: line, at: 4) == line.runs)
        #expect(used.has(line.runs[0].parts[0], ofLine: 3) && !used.has(line.runs[0].parts[0], ofLine: 2))
    }

    @Test func `is what lies in the boxes of tables that were read on another layer`() {
        let line = MadePrint.line([0..<120, 300..<420], y: 50)
        var used = UsedPrint()
        used.take([Box(x: 290, y: 40, width: 200, height: 60)], on: [line])
        #expect(used.rest(of: line, at: 0) == [line.runs[0]])
    }
}
