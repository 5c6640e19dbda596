import Layout
import Testing

@testable import Recognition

@Suite struct `A line under the headings of numbers` {
    private let columns = [
        Column(kind: .name, heading: "品名", span: 0..<300),
        Column(kind: .quantity, heading: "数量", span: 300..<450),
        Column(kind: .unitPrice, heading: "单价", span: 450..<600),
        Column(kind: .amount, heading: "金额", span: 600..<800),
    ]

    private func counts(_ runs: [Range<Int>]) -> [Int]? {
        RunningOn.parts(of: MadePrint.line(runs, y: 0), columns: columns, em: MadePrint.em)?.map(\.count)
    }

    @Test func `runs on as a name alone`() {
        #expect(counts([30..<480]) == [15, 0, 0, 0])
        #expect(counts([30..<150, 180..<480]) == [14, 0, 0, 0])
    }

    @Test func `runs on as a product beside its amount`() {
        #expect(counts([30..<480, 660..<780]) == [15, 0, 0, 4])
    }

    @Test func `keeps to its columns where they hold numbers of their own`() {
        #expect(counts([30..<390, 480..<570, 660..<780]) == nil)
        #expect(counts([30..<240, 360..<420, 480..<570, 660..<780]) == nil)
        #expect(counts([30..<300]) == nil)
    }

    @Test func `keeps to its columns where only the amount stands beside a name and a quantity`() {
        let few = [columns[0], columns[1], columns[3]]
        let line = MadePrint.line([30..<480, 660..<780], y: 0)
        #expect(RunningOn.parts(of: line, columns: few, em: MadePrint.em) == nil)
    }
}
