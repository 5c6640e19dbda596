import Imaging
import Layout
import Papers
import Slips
import Testing

@testable import Recognition

@Suite struct `Cover and separator sheets` {
    @Test func `are found by their code when they are scanned`() throws {
        let marks: [SheetMark] = [
            .cover(.init(claim: "张三-2024/3", pages: 12, batch: "七")), .separator,
        ]
        let document = try SourceDocument(bytes: CoverSheets.pdf(of: marks))
        #expect(document.pageCount == 2)
        for (index, mark) in marks.enumerated() {
            let page = try document.page(index + 1)
            let codes = BarcodeScanner.barcodes(on: page)
            #expect(codes.compactMap { SheetMark($0.text) } == [mark])
        }
    }

    @Test func `are refused for a claim that no code holds`() {
        let mark = SheetMark.cover(.init(claim: String(repeating: "案", count: 20)))
        #expect(throws: PaperError.codeTooLong(mark.text)) { try CoverSheets.pdf(of: [mark]) }
    }
}
