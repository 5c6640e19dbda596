internal import QRCodes
public import Slips

/// Sheets to lay between slips before they are scanned in one stack.
public enum CoverSheets {
    /// Makes a PDF of sheets, one an A4 page.
    ///
    /// - Parameter marks: What the sheets say.
    /// - Returns: The file's bytes.
    /// - Throws: ``PaperError``.
    public static func pdf(of marks: [SheetMark]) throws(PaperError) -> [UInt8] {
        let document = try PaperDocument()
        for mark in marks {
            guard let code = QRCode(mark.text) else { throw .codeTooLong(mark.text) }
            draw(mark, code, on: document)
            document.endPage()
        }
        return try document.finish()
    }

    private static func draw(_ mark: SheetMark, _ code: QRCode, on document: borrowing PaperDocument) {
        // A dark edge that a person finds in a stack.
        document.fill(x: 0, y: 0, width: PaperDocument.width, height: 6)
        let side = 70.0
        document.draw(code, x: (PaperDocument.width - side) / 2, y: 95, side: side)
        switch mark {
        case .separator:
            document.writeCentred("分隔页", baseline: 45, size: 20)
            document.writeCentred("Separator sheet", baseline: 62, size: 9)
            document.writeCentred("放在两份单据之间一起扫描，其后为另一份单据", baseline: 195, size: 6)
            document.writeCentred(
                "Scan it between two slips: what follows is another slip", baseline: 206, size: 5)
        case .cover(let cover):
            document.writeCentred("案件封面", baseline: 45, size: 20)
            document.writeCentred("Cover sheet of a claim", baseline: 62, size: 9)
            document.writeCentred(cover.claim, baseline: 84, size: 11)
            var baseline = 195.0
            if let batch = cover.batch {
                document.writeCentred("批次 Batch \(batch)", baseline: baseline, size: 7)
                baseline += 12
            }
            if let pages = cover.pages {
                document.writeCentred("其后共\(pages)页 \(pages) pages follow", baseline: baseline, size: 7)
                baseline += 12
            }
            document.writeCentred("放在本案单据之前一起扫描，其后各页归入本案", baseline: baseline, size: 6)
            document.writeCentred(
                "Scan it before the claim's slips: the pages that follow belong to it",
                baseline: baseline + 11,
                size: 5)
        }
    }
}
