import Slips

/// 医疗服务项目超限定单价收费: a service that is charged above the price to which it is limited.
///
/// The points give the highest price a unit; the catalog's own caps are found as `over_cap` with or without
/// rules. Definite: what is over the price is self-paid.
enum ServicePrice: RuleClass {
    typealias Point = PricePoint
    static let number = 14
    static let table: String? = "service-price.csv"

    static func findings(on slip: JudgedSlip, by points: PointIndex<PricePoint>) -> [RuleFinding] {
        slip.charged.compactMap { line in
            guard let point = points.point(for: line), let price = line.unitPrice, price > point.maxPrice,
                let quantity = line.quantity,
                let over = Money.amount(quantity: quantity, unitPrice: price - point.maxPrice)
            else { return nil }
            return RuleFinding(
                self, line: line, code: .overCap, severity: .definite, point: point.head,
                chinese: "单价\(price)元，限\(point.maxPrice)元。",
                english: "The price is \(price) yuan; the limit is \(point.maxPrice).",
                clearedBy: "物价部门批准的价格 an approved price", amount: over, deduction: .part(over))
        }
    }
}
