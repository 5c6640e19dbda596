import Catalog
import Foundation
import Layout
import Overlay
import Review
import Slips

/// A page with at most one line of a table and one line of print, and what was made of it.
struct MadeReading {
    let nameBox = Box(x: 100, y: 240, width: 160, height: 18)
    let amountBox = Box(x: 520, y: 240, width: 60, height: 14)
    var layout = PageLayout(width: 800, height: 1000, emHeight: 20)
    /// Whether the item's entry is beyond doubt.
    var isSettled = true
    private var fields: [String: ReviewReading] = [:]
    private var amount: ReviewReading?

    var overlay: PageOverlay { PageOverlay(layout: layout, review: review) }

    mutating func addItem(
        amount: (value: String?, needsReview: Bool), read: String, isSettled: Bool = true
    ) {
        self.isSettled = isSettled
        self.amount = ReviewReading(
            value: amount.value, raw: read, confidence: 0.8, place: Place(amountBox),
            needsReview: amount.needsReview)
        let row = TableRow(
            box: nameBox.union(amountBox),
            cells: [
                TextRun(box: nameBox, text: "阿莫西林胶囊", confidence: 0.9),
                TextRun(box: amountBox, text: read, confidence: 0.8),
            ])
        layout.tables = [
            Table(
                box: Box(left: 100, top: 200, right: 580, bottom: 260),
                columns: [
                    Column(kind: .name, heading: "名称", span: 90..<480),
                    Column(kind: .amount, heading: "金额", span: 480..<800),
                ], rows: [row], hasHeadings: true)
        ]
    }

    /// Adds a line of characters 20 pixels wide, of which some are the patient's name.
    mutating func addLine(_ text: String, patient: String?, at range: Range<Int>) {
        layout.lines = [TextLine.made(text, x: 100, y: 50)]
        guard let patient else { return }
        fields["patient"] = ReviewReading(
            value: patient, raw: text, confidence: 0.95,
            place: Place(
                Box(x: 100 + 20 * range.lowerBound, y: 50, width: 20 * range.count, height: 18)),
            needsReview: false)
    }

    var review: SlipReview {
        SlipReview(
            id: "1", source: "made", kind: .feeList,
            catalog: ReviewCatalog(id: "made", edition: "1", sha256: "0"), pages: [], fields: fields,
            items: [item].compactMap(\.self), flags: [],
            totals: ReviewTotals(items: .zero, printed: nil, isClosed: false, split: .zero),
            decision: .needsReview)
    }

    private var item: ReviewedItem? {
        amount.map { amount in
            ReviewedItem(
                line: 1, place: Place(nameBox.union(amountBox)),
                name: ReviewReading(
                    value: "阿莫西林胶囊", raw: "阿莫西林胶囊", confidence: 0.9, place: Place(nameBox),
                    needsReview: false),
                quantity: ReviewReading(
                    value: nil, raw: nil, confidence: 0, place: nil, needsReview: true), amount: amount,
                match: ReviewMatch(
                    status: .matched, code: "X1", name: "阿莫西林胶囊", score: 1, candidates: []),
                split: isSettled ? .zero : nil, flags: [Flag(code: .overCap, message: "超限价")],
                needsReview: true)
        }
    }
}

extension TextLine {
    /// A line of one run whose characters are 20 pixels wide and 18 high.
    static func made(_ text: String, x: Int, y: Int) -> TextLine {
        let symbols = text.enumerated().map { index, character in
            Symbol(
                text: String(character), box: Box(x: x + 20 * index, y: y, width: 20, height: 18),
                confidence: 0.95)
        }
        let box = Box(x: x, y: y, width: 20 * text.count, height: 18)
        return TextLine(
            box: box, runs: [TextRun(box: box, text: text, confidence: 0.95, symbols: symbols)])
    }
}

extension Place {
    init(_ box: Box) {
        self.init(page: 1, x: box.x, y: box.y, width: box.width, height: box.height)
    }
}

/// A value as it comes back from JSON.
func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
}
