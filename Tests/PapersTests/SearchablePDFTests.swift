import Foundation
import Layout
import Testing

@testable import Papers

@Suite struct `Pages that can be searched` {
    private static func page(_ share: Int) throws -> SearchablePDF.Page {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../samples/ruled-fee-list.png").standardizedFileURL
        let png = [UInt8](try Data(contentsOf: file))
        let box = Box(x: 100, y: 100, width: 400, height: 40)
        let line = TextLine(box: box, runs: [TextRun(box: box, text: "阿莫西林胶囊", confidence: 0.9)])
        return SearchablePDF.Page(
            picture: Array(png.prefix(png.count * share / 100)),
            layout: PageLayout(width: 1700, height: 2300, emHeight: 30, lines: [line]), dpi: 200)
    }

    @Test func `are drawn beside one another, and end in an error where a picture is cut off`() async throws {
        let (whole, cut) = (try Self.page(100), try Self.page(50))
        let made = await withTaskGroup(of: [UInt8]?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try? SearchablePDF.pdf(of: number.isMultiple(of: 2) ? [whole] : [whole, cut])
                }
            }
            return await group.reduce(into: [[UInt8]?]()) { $0.append($1) }
        }
        #expect(made.filter { $0 == nil }.count == 4, "half of them hold a picture that is cut off")
        for pdf in made.compactMap(\.self) {
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(pdf).write(to: file)
            #expect(try PDFText.text(at: file.path).contains("阿莫西林胶囊"))
        }
        #expect(throws: PaperError.self) { try SearchablePDF.pdf(of: [cut]) }
    }
}
