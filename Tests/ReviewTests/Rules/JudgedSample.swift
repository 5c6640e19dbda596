import Catalog
import Slips

@testable import Review

/// A line of a made slip whose entry is settled.
struct SampleLine {
    var code: String
    var name = "项目"
    var quantity = "1"
    var price: String? = "10.00"
    var date: String?
    var unit: String?
    /// Whether the readings and the match are certain.
    var isCertain = true
}

/// Reviews as the rules judge them, without reading or matching anything.
enum JudgedSample {
    static let male = ["sex": "男", "age": "40"]
    static let female = ["sex": "女", "age": "40"]
    static let stay = ["admission_date": "2024-03-01", "discharge_date": "2024-03-10"]

    static func review(
        _ lines: [SampleLine], fields: [String: String] = [:], kind: SlipKind = .feeList,
        isClosed: Bool = true
    ) -> SlipReview {
        func reading(_ text: String?, certain: Bool = true) -> ReviewReading {
            ReviewReading(value: text, raw: text, confidence: 0.99, place: nil, needsReview: !certain)
        }
        let items = lines.enumerated().map { index, line in
            let quantity = Quantity(line.quantity) ?? Quantity(1)
            let price = line.price.flatMap { Money($0) } ?? .zero
            let amount = Money.amount(quantity: quantity, unitPrice: price) ?? .zero
            return ReviewedItem(
                line: index + 1, place: nil, date: line.date.map { reading($0) }, name: reading(line.name),
                unit: line.unit.map { reading($0) },
                quantity: reading(line.quantity, certain: line.isCertain),
                unitPrice: line.price.map { reading($0, certain: line.isCertain) },
                amount: reading(amount.description, certain: line.isCertain),
                match: ReviewMatch(
                    status: line.isCertain ? .matched : .ambiguous, code: line.code, name: line.name,
                    score: 1,
                    candidates: []),
                split: line.isCertain
                    ? AmountSplit(amount: amount, excess: .zero, ratio: Ratio("0.1") ?? .zero) : nil,
                flags: [], needsReview: !line.isCertain)
        }
        let split = items.compactMap(\.split).reduce(.zero, +)
        var readings = ["issue_date": reading("2024-03-10")]
        for (field, text) in fields { readings[field] = reading(text) }
        return SlipReview(
            id: "a", source: "a.png", kind: kind,
            catalog: ReviewCatalog(id: "test", edition: "1", sha256: ""), pages: [], fields: readings,
            items: items, flags: [],
            totals: ReviewTotals(items: split.sum, printed: split.sum, isClosed: isClosed, split: split),
            decision: .accepted)
    }

    static let catalog = Catalog(
        identity: CatalogIdentity(id: "test", edition: "1", sha256: ""), entries: [],
        providers: [
            Provider(
                code: "H1", name: "长岭镇卫生院", level: 1, kind: .hospital, region: nil, validFrom: nil,
                validTo: nil),
            Provider(
                code: "H2", name: "长岭市中心医院", level: 3, kind: .hospital, region: nil, validFrom: nil,
                validTo: nil),
        ])

    /// The rules of one class with the points given: each a code and the cells of the class's columns.
    static func library<Rule: RuleClass>(_ rule: Rule.Type, _ points: [[String: String]]) throws
        -> RuleLibrary
    {
        let columns = (PointHead.columns + Rule.Point.columns).map(\.name)
        let rows = points.map { cells in columns.map { cells[$0] ?? "" }.joined(separator: ",") }
        let text = ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
        // A class without points is on as soon as any table is there.
        return try RuleLibrary(
            tables: [rule.table ?? "slice-never-paid.csv": Array(text.utf8)], place: "rules/")
    }

    /// What one class makes of a review.
    static func judge<Rule: RuleClass>(
        _ rule: Rule.Type, _ points: [[String: String]], _ review: SlipReview
    ) throws -> SlipReview {
        try library(rule, points).applied(to: review, catalog: catalog)
    }
}

extension SlipReview {
    /// The findings of a class, as `line code severity`.
    func found(by rule: any RuleClass.Type) -> [String] {
        let onItems = items.flatMap { item in
            item.flags.filter { $0.rule == rule.entry.code }
                .map { "\(item.line) \($0.code.rawValue) \($0.severity.rawValue)" }
        }
        let onSlip = flags.filter { $0.rule == rule.entry.code }
            .map { "– \($0.code.rawValue) \($0.severity.rawValue)" }
        return onItems + onSlip
    }
}
