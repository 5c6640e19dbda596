import Catalog
import Slips

/// How much of an entry the days of a slip can use.
struct QuantityPoint: KnowledgePoint {
    static let columns = [
        PointColumn("max", "the quantity that can be used, in units of the entry"),
        PointColumn("per", "`day` or `slip`: what it is for"),
        PointColumn("days", "for how many days an outpatient slip may supply at most; empty: not limited"),
    ]

    enum Span: String, CaseIterable, Sendable {
        case day
        case slip
    }

    var head: PointHead
    /// In units of the entry.
    var max: Quantity
    var per: Span
    /// The most days for which an outpatient slip may supply; nil where that is not limited.
    var days: Int?

    init(head: PointHead, max: Quantity, per: Span, days: Int? = nil) {
        self.head = head
        self.max = max
        self.per = per
        self.days = days
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(
            head: head, max: try row.quantity("max"), per: try row.word("per", as: Span.self),
            days: try row.optionalCount("days"))
    }

    /// What the slip can use; nil where it does not tell for how many days it is.
    func allowed(on slip: JudgedSlip) -> Quantity? {
        switch per {
        case .slip: max
        case .day:
            (slip.care == .inpatient ? slip.stayDays : days).flatMap { days in
                let (micros, overflow) = max.micros.multipliedReportingOverflow(by: Int64(days))
                return overflow ? nil : Quantity(micros: micros)
            }
        }
    }

    var claim: PointClaim? {
        PointClaim(column: "max", says: ["\(max)", per.rawValue, days.map(String.init)])
    }
}

/// A class that limits the quantity of an entry on a slip.
protocol QuantityClass: RuleClass where Point == QuantityPoint {}

extension QuantityClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<QuantityPoint>) -> [RuleFinding] {
        var groups: [String: (point: QuantityPoint, lines: [JudgedLine])] = [:]
        for line in slip.charged {
            guard let point = points.point(for: line), line.quantity != nil else { continue }
            groups[point.head.code, default: (point, [])].lines.append(line)
        }
        return groups.values.flatMap { point, lines -> [RuleFinding] in
            let total = JudgedLine.sum(lines)
            guard let allowed = point.allowed(on: slip), total > allowed else { return [] }
            return JudgedLine.over(allowed, in: lines).map { line, excess in
                let over = line.amount(of: excess) ?? .zero
                return RuleFinding(
                    self, line: line, code: .overQuantity, severity: isPolicy ? .definite : .suspect,
                    point: point.head,
                    chinese: "共\(total)\(line.unit ?? "")，最多\(allowed)。",
                    english: "Charged \(total); at most \(allowed) can be used.",
                    clearedBy: "处方的用法用量 the prescription's dosage", amount: over > .zero ? over : nil,
                    related: lines.map(\.number).filter { $0 != line.number },
                    deduction: over > .zero ? .part(over) : .none)
            }
        }
    }
}
