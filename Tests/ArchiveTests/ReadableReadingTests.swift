import Archive
import Catalog
import Review
import Slips
import Testing

@Suite struct `A reading as text` {
    @Test func `has fields with their certainty, items, and what is to be checked`() {
        let review = SlipReview(
            id: "1", source: "in/a.jpg", kind: .feeList,
            catalog: ReviewCatalog(id: "made", edition: "1", sha256: "0"),
            pages: [
                SlipPage(
                    number: 1, width: 2480, height: 3508, dpi: 300, rotation: 90, skew: 0.412, sha256: "0")
            ],
            fields: ["patient": read("施敏秀", sure: 0.615, needsReview: true), "age": read("57")],
            items: [
                ReviewedItem(
                    line: 1, place: nil, name: read("阿莫西林胶囊"), quantity: read("2"),
                    unitPrice: read("9.50"), amount: read("19.00"),
                    match: ReviewMatch(
                        status: .matched, code: "X1", name: "阿莫西林", score: 1, candidates: []),
                    split: .zero, flags: [], needsReview: false)
            ], flags: [],
            totals: ReviewTotals(
                items: Money("19.00") ?? .zero, printed: Money("19.00"), isClosed: true, split: .zero),
            decision: .needsReview)
        #expect(
            ReadableReading(review).text == """
                来源 Source    in/a.jpg
                页面 Page      2480 × 3508, 300 dpi, 旋转 turned 90°, 纠偏 levelled 0.41°
                种类 Kind      费用清单 fee list
                结论 Decision  待核对 needs review

                字段 Field    读数 Reading  把握 Sure
                姓名 Patient  施敏秀              61%  ?
                年龄 Age      57                  99%

                项目 Items: 1, 合计 Sum 19.00
                行  名称          数量  单价   金额  目录
                 1  阿莫西林胶囊     2  9.50  19.00  阿莫西林

                需核对 To be checked: 1
                - 姓名 Patient “施敏秀”: 未经证实，把握61% not proven, 61% sure
                """)
    }

    private func read(_ text: String, sure: Double = 0.99, needsReview: Bool = false) -> ReviewReading {
        ReviewReading(value: text, raw: text, confidence: sure, place: nil, needsReview: needsReview)
    }
}
