import Catalog
import Slips

/// The most that is paid for an entry on a slip.
struct TotalPoint: KnowledgePoint {
    static let columns = [
        PointColumn("max_amount", "yuan that are paid at most on a slip")
    ]
    var head: PointHead
    /// Yuan.
    var maxAmount: Money

    init(head: PointHead, maxAmount: Money) {
        self.head = head
        self.maxAmount = maxAmount
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        _ = try row.requiredText("max_amount")
        let amount = try row.optional(
            "max_amount", as: Money.self, wanted: "an amount in yuan, such as 1200.00")
        guard let amount, amount > .zero else { throw row.fault("max_amount", "must be above zero") }
        self.init(head: head, maxAmount: amount)
    }

    var claim: PointClaim? { PointClaim(column: "max_amount", says: ["\(maxAmount)"]) }
}

/// A class that limits the sum of what is paid for an entry; what is over it is self-paid.
protocol TotalClass: RuleClass where Point == TotalPoint {}

extension TotalClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<TotalPoint>) -> [RuleFinding] {
        var groups: [String: (point: TotalPoint, lines: [JudgedLine])] = [:]
        for line in slip.charged {
            guard let point = points.point(for: line), line.amount != nil else { continue }
            groups[point.head.code, default: (point, [])].lines.append(line)
        }
        return groups.values.flatMap { point, lines -> [RuleFinding] in
            var paid = Money.zero
            let total = lines.compactMap(\.amount).reduce(.zero, +)
            return lines.compactMap { line in
                let before = paid
                paid = paid + (line.amount ?? .zero)
                guard paid > point.maxAmount else { return nil }
                let over = paid - max(before, point.maxAmount)
                return RuleFinding(
                    self, line: line, code: .overTotal, severity: .definite, point: point.head,
                    chinese: "共\(total)元，限额\(point.maxAmount)元。",
                    english: "Charged \(total) yuan; \(point.maxAmount) are paid.",
                    clearedBy: "限额核定或特殊审批 the approval of a higher sum", amount: over,
                    related: lines.map(\.number).filter { $0 != line.number }, deduction: .part(over))
            }
        }
    }
}
