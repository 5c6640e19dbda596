internal import QRCodes

/// The report of an inspection of records (四性检测报告), as a paper.
public struct InspectionSheet: Sendable {
    /// One check, in words.
    public struct Row: Sendable {
        public var property: String
        public var item: String
        public var outcome: String
        public var count: String
        public var notes: [String]

        public init(property: String, item: String, outcome: String, count: String, notes: [String]) {
            self.property = property
            self.item = item
            self.outcome = outcome
            self.count = count
            self.notes = notes
        }
    }

    private let head: [(String, String)]
    private let rows: [Row]
    private let checkpoint: String
    private let foot: String

    /// - Parameters:
    ///   - head: What was inspected, with labels.
    ///   - rows: The checks.
    ///   - checkpoint: The signed checkpoint, as written.
    ///   - foot: What stands at the foot of each page.
    public init(head: [(String, String)], rows: [Row], checkpoint: String, foot: String) {
        self.head = head
        self.rows = rows
        self.checkpoint = checkpoint
        self.foot = foot
    }

    /// The report as PDF, as many A4 pages as it takes.
    ///
    /// - Throws: ``PaperError``.
    public func pdf() throws(PaperError) -> [UInt8] {
        var writer = SheetColumnWriter(document: try PaperDocument(), foot: foot)
        writer.title("四性检测报告", "Inspection of records")
        writer.labelled(head)
        writer.heading("检测项目 Checks: \(rows.count)")
        writer.table(
            [
                .init("性质", left: 15, right: 48), .init("检测项目 Check", left: 50, right: 150),
                .init("数量", right: 168), .init("结果", left: 171, right: 195),
            ],
            rows: rows.map { [[$0.property], [$0.item], [$0.count], [$0.outcome]] })
        let noted = rows.filter { !$0.notes.isEmpty }
        if !noted.isEmpty { writer.heading("说明 Notes") }
        for row in noted {
            writer.paragraph("\(row.property)  \(row.item)  \(row.outcome)")
            for note in row.notes { writer.paragraph(note, indent: 4) }
        }
        writer.heading("存证 Proof", with: SheetColumnWriter.endHeight)
        writer.proof(
            ["检测时的签名检查点，二维码即其全文 The signed checkpoint at the time, whole in the code:"],
            note: checkpoint.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
                String.init),
            code: QRCode(checkpoint, upTo: QRCode.largest))
        writer.signatures(["检测 Inspector", "审核 Reviewer", "日期 Date"])
        return try writer.finish()
    }
}
