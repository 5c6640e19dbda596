import Layout
import Testing

@testable import Recognition

@Suite struct `A note for the visit` {
    private func table(_ kinds: [ColumnKind], _ rows: [[String]]) -> Table {
        let box = Box(x: 0, y: 0, width: 400, height: 40)
        return Table(
            box: box, columns: kinds.map { Column(kind: $0, heading: $0.rawValue, span: 0..<400) },
            rows: rows.map { row in
                TableRow(box: box, cells: row.map { $0.isEmpty ? nil : MadePrint.text($0, x: 0) })
            }, hasHeadings: true)
    }

    private var fees: Table { table([.name, .amount], [["挂号费", "1.00"], ["急诊诊查费", "23.77"]]) }

    @Test func `is no list of details beside fees of registration`() {
        let note = table(
            [.name, .quantity, .amount], [["神经内科专家门诊", "", ""], ["医生:谢清", "", ""], ["上午21号", "", ""]])
        #expect(VisitNote.isTaken(for: [fees, note]))
        #expect(!VisitNote.isTaken(for: [note]))
        let drugs = table([.name, .amount], [["西药费", "36.64"]])
        #expect(!VisitNote.isTaken(for: [drugs, note]))
    }

    @Test func `is not where amounts stand beside its words`() {
        let details = table(
            [.name, .quantity, .amount], [["急诊诊查费", "1.00", "23.77"], ["门诊诊查费", "1.00", "12.00"]])
        #expect(!VisitNote.isTaken(for: [fees, details]))
    }
}
