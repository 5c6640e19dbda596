import Catalog
import Foundation
import Layout
import Review
import Slips
import Testing

@testable import Papers

@Suite struct `The papers of a slip` {
    @Test func `say on the review sheet what was decided, line by line, in figures and capitals`() throws {
        let text = try Self.text(
            of: ReviewSheet(
                Self.review(items: 3), decision: "需复核 needs review", kind: "费用清单 fee list",
                acts: ["2026-11-25T08:00:00Z  更正 corrected, 张: 误读"], proof: Self.proof
            ).pdf())
        for words in [
            "审核结果单", "长岭大学附属第一医院", "阿莫西林胶囊", "XJ01CAA040E001010100966", "¥37.50", "叁拾柒元伍角",
            "over_cap", "超限价", "目录限价 2024", "需复核 needs review", "更正 corrected, 张: 误读",
            "slipway-test", "0Y6D", "第1页 page 1",
        ] { #expect(text.contains(words), "\(words) in \(text)") }
    }

    @Test func `go on on as many pages as they take, each item once`() throws {
        let bytes = try ReviewSheet(
            Self.review(items: 120), decision: "d", kind: "k", acts: [], proof: Self.proof
        ).pdf()
        let text = try Self.text(of: bytes)
        #expect(text.contains("第4页 page 4"))
        for line in [1, 60, 120] { #expect(text.contains("项目\(line)号"), "line \(line)") }
        #expect(text.components(separatedBy: "全自费").count >= 5, "the headings stand on each page")
    }

    @Test func `tell on the report of an inspection what was checked and what was found`() throws {
        let rows = (1...60).map { number in
            InspectionSheet.Row(
                property: "真实性 authenticity", item: "检测\(number)号",
                outcome: number == 7 ? "不通过 failed" : "通过 passed",
                count: "3/3", notes: number == 7 ? ["3f2a9c: 缺第2页"] : [])
        }
        let text = try Self.text(
            of: InspectionSheet(
                head: [("批次 Batch", "17")], rows: rows,
                checkpoint: "slipway-test\n42\n0Y6D\n\n— slipway-test abcd\n",
                foot: "slipway-test #42"
            ).pdf())
        for words in ["四性检测报告", "检测1号", "检测60号", "不通过 failed", "3f2a9c: 缺第2页", "0Y6D", "第2页 page 2"] {
            #expect(text.contains(words), "\(words) in \(text)")
        }
    }

    @Test func `show the page and hold what was read of it at its place`() throws {
        let run = TextRun(
            box: Box(x: 100, y: 200, width: 300, height: 40), text: "葡萄糖测定 12.50", confidence: 1)
        let again = TextRun(
            box: Box(x: 102, y: 201, width: 296, height: 38), text: "葡萄糖测定 12.50", confidence: 1)
        let layout = PageLayout(
            width: 800, height: 600, emHeight: 40, lines: [TextLine(box: run.box, runs: [run])],
            formLines: [TextLine(box: again.box, runs: [again])])
        let png = try Self.png(width: 800, height: 600)
        let bytes = try SearchablePDF.pdf(of: [
            .init(picture: png, layout: layout, dpi: 200), .init(picture: png, layout: layout, dpi: 0),
        ])
        let text = try Self.text(of: bytes)
        #expect(text.components(separatedBy: "葡萄糖测定").count == 3, "once a page")
        #expect(throws: PaperError.self) {
            try SearchablePDF.pdf(of: [.init(picture: [1, 2, 3], layout: layout, dpi: 200)])
        }
    }

    private static let proof = ReviewSheet.Proof(
        origin: "slipway-test", size: 42,
        note: "slipway-test\n42\n0Y6D\n\n— slipway-test abcd\n", event: 17, at: "2026-11-25T08:00:00Z")

    private static func review(items: Int) -> SlipReview {
        func read(_ value: String) -> ReviewReading {
            ReviewReading(value: value, raw: value, confidence: 1, place: nil, needsReview: false)
        }
        let lines = (1...items).map { line in
            ReviewedItem(
                line: line, place: nil, name: read(items > 3 ? "项目\(line)号" : "阿莫西林胶囊"), quantity: read("1"),
                amount: read("12.50"),
                match: ReviewMatch(
                    status: .matched, code: "XJ01CAA040E001010100966", name: "阿莫西林", score: 1, candidates: []),
                split: AmountSplit(selfPaid: Money(fen: 1250)),
                flags: line == 1
                    ? [
                        Flag(
                            code: .overCap, message: "单价高于限价 the price is over the cap", basis: "目录限价 2024",
                            amount: Money(fen: 100))
                    ] : [], needsReview: false)
        }
        return SlipReview(
            id: String(repeating: "3f", count: 32), source: "a.jpg", kind: .feeList,
            catalog: .init(id: "starter", edition: "2024", sha256: String(repeating: "a", count: 64)),
            pages: [],
            fields: ["hospital": read("长岭大学附属第一医院")], items: lines, flags: [],
            totals: ReviewTotals(
                items: Money(fen: 3750), printed: Money(fen: 3750), isClosed: true,
                split: AmountSplit(selfPaid: Money(fen: 3750))), decision: .needsReview)
    }

    private static func png(width: Int32, height: Int32) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "papers-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: path) }
        try BlankPicture.write(to: path.path, width: width, height: height)
        return Array(try Data(contentsOf: path))
    }

    /// What a reader finds in a PDF, as Poppler's own program tells.
    private static func text(of pdf: [UInt8]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "papers-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(pdf).write(to: path)
        return try PDFText.text(at: path.path)
    }
}
