import Catalog
import Review
import Slips

/// A small catalog and slips by it, for the tests of this target.
enum Sample {
    static let entries = [
        CatalogEntry(
            kind: .drug, code: "X1", name: "阿莫西林胶囊", spec: "0.25g*24粒", unit: "盒", insuranceClass: .b,
            selfPayRatio: Ratio("0.1") ?? .zero, priceCap: Money("12.50")),
        CatalogEntry(kind: .service, code: "S1", name: "住院诊查费", unit: "日", insuranceClass: .a),
        CatalogEntry(
            kind: .service, code: "S2", name: "睾丸鞘膜翻转术", unit: "次", insuranceClass: .c,
            selfPayRatio: .one, priceCap: Money("100")),
        CatalogEntry(
            kind: .service, code: "S3", name: "旧式护理项目", unit: "日", insuranceClass: .a,
            validTo: CalendarDate("2023-12-31")),
    ]

    static let catalog = Catalog(
        identity: CatalogIdentity(id: "test", edition: "1", sha256: String(repeating: "0", count: 64)),
        entries: entries)

    /// Its confidences are those of the readings.
    static let reviewer = Reviewer(catalog: catalog, calibration: .none)

    static func money(_ text: String) -> Money {
        guard let money = Money(text) else { preconditionFailure("\(text) is no money") }
        return money
    }

    static func reading<Value>(_ value: Value?, certain: Bool = true, confidence: Double = 0.99) -> Reading<
        Value
    > {
        Reading(
            value: value, raw: value.map { "\($0)" }, confidence: confidence,
            place: Place(page: 1, x: 10, y: 20, width: 30, height: 12), needsReview: !certain)
    }

    static func item(
        _ line: Int, _ name: String, _ quantity: String, _ price: String?, _ amount: String,
        certain: Bool = true,
        spec: String? = nil, date: String? = nil
    ) -> Item {
        Item(
            line: line, place: Place(page: 1, x: 10, y: 20 * line, width: 900, height: 18),
            date: date.map { reading(CalendarDate($0)) }, name: reading(name), spec: spec.map { reading($0) },
            quantity: reading(Quantity(quantity), certain: certain),
            unitPrice: price.map { reading(Money($0), certain: certain) },
            amount: reading(Money(amount), certain: certain))
    }

    /// A fee list with the day, the hospital and the patient that every slip prints, unless `fields` says otherwise.
    static func slip(
        _ items: [Item], total: String?, capitals: String? = nil, fields: [SlipField: Reading<String>] = [:],
        kind: SlipKind = .feeList
    ) -> Slip {
        let usual: [SlipField: Reading<String>] = [
            .issueDate: reading("2024-05-01"), .hospital: reading("云岭市人民医院"), .patient: reading("施敏秀"),
            .receiptNumber: reading("1256122868"),
        ]
        let all = usual.merging(fields) { $1 }
        return Slip(
            kind: kind,
            pages: [
                SlipPage(
                    number: 1, width: 1000, height: 1400, dpi: 200, rotation: 0, skew: 0.4,
                    sha256: String(repeating: "a", count: 64))
            ],
            fields: all, items: items, total: total.map { reading(Money($0)) },
            totalInCapitals: capitals.map { reading(CapitalAmount($0)?.money) })
    }

    static func review(_ slip: Slip) -> SlipReview {
        reviewer.review(slip, id: String(repeating: "b", count: 64), source: "in/a.png")
    }
}

extension ReviewedItem {
    var codes: [FlagCode] { flags.map(\.code) }
}

extension SlipReview {
    var codes: [FlagCode] { flags.map(\.code) }
}
