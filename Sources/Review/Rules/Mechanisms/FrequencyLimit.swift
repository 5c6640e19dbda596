import Catalog
import Slips

/// How much of an entry is paid within some days.
struct FrequencyPoint: KnowledgePoint {
    static let columns = [
        PointColumn("max", "how much is paid within the days, in units of the entry"),
        PointColumn("days", "how many days in a row; empty: the whole stay"),
        PointColumn("units", "the units that count, separated by `\\|`; empty: any"),
    ]
    var head: PointHead
    var max: Quantity
    /// The days within which no more than ``max`` is paid; nil for the whole stay.
    var days: Int?
    /// The units for which the limit is meant; empty for any.
    var units: [String]

    init(head: PointHead, max: Quantity, days: Int?, units: [String] = []) {
        self.head = head
        self.max = max
        self.days = days
        self.units = units
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(
            head: head, max: try row.quantity("max"), days: try row.optionalCount("days"),
            units: row.list("units"))
        if days == 0 { throw row.fault("days", "must be above zero, or empty for a whole stay") }
    }

    func counts(_ line: JudgedLine) -> Bool {
        units.isEmpty || line.unit.map(units.contains) ?? true
    }

    /// Rows for other units, as 日 and 小时, stand beside each other.
    var claim: PointClaim? {
        PointClaim(column: "max", about: units.sorted(), says: ["\(max)", days.map(String.init)])
    }
}

/// A class that limits how often an entry is paid: a day, a cycle of days, a stay.
///
/// Definite where the whole stay has not days enough for what was charged, or where several lines of as many days
/// crowd a window of days. One line with a large quantity on one day may sum several days: it asks; so does more than a
/// stay allows where the stay is not proven. Without days and without a stay nothing is said of limits of days.
protocol FrequencyClass: RuleClass where Point == FrequencyPoint {}

extension FrequencyClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<FrequencyPoint>) -> [RuleFinding] {
        var groups: [String: (point: FrequencyPoint, lines: [JudgedLine])] = [:]
        for line in slip.charged {
            guard let point = points.points(for: line).first(where: { $0.counts(line) }), line.quantity != nil
            else { continue }
            let key = ([point.head.code] + point.units).joined(separator: " ")
            groups[key, default: (point, [])].lines.append(line)
        }
        return groups.values.compactMap { point, lines in
            overStay(lines, by: point, on: slip) ?? overWindow(lines, by: point)
                ?? overUnprovenStay(lines, by: point, on: slip)
        }
    }

    /// More was charged than one stay allows, and whether it was one the paper does not prove.
    private static func overUnprovenStay(
        _ lines: [JudgedLine], by point: FrequencyPoint, on slip: JudgedSlip
    ) -> RuleFinding? {
        let total = sum(lines)
        guard point.days == nil, slip.care != .outpatient, total > point.max, let last = lines.last else {
            return nil
        }
        return finding(
            last, among: lines, by: point, severity: .suspect,
            excess: Quantity(micros: total.micros - point.max.micros),
            chinese: "共\(total)，一次住院限\(point.max)；票面未能证明住院起止。",
            english:
                "Charged \(total); a stay allows \(point.max), and the slip does not prove which days it had."
        )
    }

    /// More was charged than the days of the stay allow.
    private static func overStay(
        _ lines: [JudgedLine], by point: FrequencyPoint, on slip: JudgedSlip
    ) -> RuleFinding? {
        guard slip.care == .inpatient, let stay = slip.stayDays, let last = lines.last else { return nil }
        let windows = point.days.map { (stay + $0 - 1) / $0 } ?? 1
        let allowed = Quantity(micros: point.max.micros * Int64(windows))
        let total = sum(lines)
        guard total > allowed else { return nil }
        return finding(
            last, among: lines, by: point, severity: .definite,
            excess: Quantity(micros: total.micros - allowed.micros),
            chinese: "共\(total)，住院\(stay)天最多\(allowed)。",
            english: "Charged \(total); a stay of \(stay) days allows \(allowed).")
    }

    /// Lines with days crowd a window of days.
    private static func overWindow(_ lines: [JudgedLine], by point: FrequencyPoint) -> RuleFinding? {
        guard let length = point.days else { return nil }
        let dated = lines.filter { $0.date != nil }.sorted { day(of: $0) < day(of: $1) }
        for (start, first) in dated.enumerated() {
            let window = dated[start...].prefix { day(of: $0) - day(of: first) < length }
            let total = sum(Array(window))
            guard total > point.max, let last = window.last else { continue }
            let isCrowded = window.count > 1 && window.allSatisfy { ($0.quantity ?? total) <= point.max }
            return finding(
                last, among: Array(window), by: point, severity: isCrowded ? .definite : .suspect,
                excess: Quantity(micros: total.micros - point.max.micros),
                chinese: "\(length)天内共\(total)，限\(point.max)。",
                english:
                    "Charged \(total) within \(length) day\(length == 1 ? "" : "s"); \(point.max) are paid.")
        }
        return nil
    }

    private static func day(of line: JudgedLine) -> Int { line.date?.dayNumber ?? 0 }

    private static func sum(_ lines: [JudgedLine]) -> Quantity {
        Quantity(micros: lines.reduce(0) { $0 + ($1.quantity?.micros ?? 0) })
    }

    private static func finding(
        _ line: JudgedLine, among lines: [JudgedLine], by point: FrequencyPoint, severity: Severity,
        excess: Quantity, chinese: String, english: String
    ) -> RuleFinding {
        let price =
            line.unitPrice
            ?? line.amount.flatMap { amount in
                line.quantity.flatMap { Money.each(of: amount, quantity: $0) }
            }
        let over = price.flatMap {
            Money.amount(quantity: min(excess, line.quantity ?? excess), unitPrice: $0)
        }
        return RuleFinding(
            self, line: line, code: .overFrequency, severity: severity, point: point.head, chinese: chinese,
            english: english, clearedBy: "逐日清单和病历 a list with days, and the record", amount: over,
            related: lines.map(\.number).filter { $0 != line.number },
            deduction: severity == .definite ? over.map { .part($0) } ?? .none : .none)
    }
}

extension Money {
    /// Yuan a unit, to the millionth; nil for no quantity.
    static func each(of amount: Money, quantity: Quantity) -> Money? {
        guard quantity.micros != 0 else { return nil }
        let micros = Int128(amount.micros) * 1_000_000 / Int128(quantity.micros)
        return Int64(exactly: micros).map(Money.init(micros:))
    }
}
