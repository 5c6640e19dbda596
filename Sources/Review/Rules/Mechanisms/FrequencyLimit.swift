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
/// crowd a window of days; each line that is over the limit is found, with what is over of it. One line with a large
/// quantity on one day may sum several days: it asks; so does more than a stay allows where the stay is not proven. Without
/// days and without a stay nothing is said of limits of days.
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
        return groups.values.flatMap { point, lines -> [RuleFinding] in
            let stay = overStay(lines, by: point, on: slip)
            let window = overWindow(lines, by: point)
            // Of what both prove, the limit that leaves less to be paid counts.
            let proven = deducted(window) > deducted(stay) ? window : stay
            if !proven.isEmpty { return proven }
            return window.isEmpty ? overUnprovenStay(lines, by: point, on: slip) : window
        }
    }

    private static func deducted(_ findings: [RuleFinding]) -> Money {
        findings.reduce(.zero) { sum, finding in
            if case .part(let over) = finding.deduction { sum + over } else { sum }
        }
    }

    /// More was charged than one stay allows, and whether it was one the paper does not prove.
    private static func overUnprovenStay(
        _ lines: [JudgedLine], by point: FrequencyPoint, on slip: JudgedSlip
    ) -> [RuleFinding] {
        let total = JudgedLine.sum(lines)
        guard point.days == nil, slip.care != .outpatient, total > point.max else { return [] }
        return JudgedLine.over(point.max, in: lines).map { line, excess in
            finding(
                line, among: lines, by: point, severity: .suspect, excess: excess,
                chinese: "共\(total)，一次住院限\(point.max)；票面未能证明住院起止。",
                english:
                    "Charged \(total); a stay allows \(point.max), and the slip does not prove which days it had."
            )
        }
    }

    /// More was charged than the days of the stay allow.
    private static func overStay(
        _ lines: [JudgedLine], by point: FrequencyPoint, on slip: JudgedSlip
    ) -> [RuleFinding] {
        guard slip.care == .inpatient, let stay = slip.stayDays else { return [] }
        let windows = point.days.map { (stay + $0 - 1) / $0 } ?? 1
        let allowed = Quantity(micros: point.max.micros * Int64(windows))
        let total = JudgedLine.sum(lines)
        guard total > allowed else { return [] }
        let limit = point.days.map { $0 == 1 ? "每日限\(point.max)，" : "每\($0)天限\(point.max)，" } ?? ""
        return JudgedLine.over(allowed, in: lines).map { line, excess in
            finding(
                line, among: lines, by: point, severity: .definite, excess: excess,
                chinese: "共\(total)，\(limit)住院\(stay)天最多\(allowed)。",
                english: "Charged \(total); a stay of \(stay) days allows \(allowed).")
        }
    }

    /// Lines with days crowd a window of days.
    ///
    /// Day by day, each line is paid as far as the days before it leave room.
    private static func overWindow(_ lines: [JudgedLine], by point: FrequencyPoint) -> [RuleFinding] {
        guard let length = point.days else { return [] }
        var paid: [(line: JudgedLine, micros: Int64)] = []
        let dated = lines.filter { $0.date != nil }
            .sorted { (day(of: $0), $0.number) < (day(of: $1), $1.number) }
        return dated.compactMap { line in
            let window = paid.filter { day(of: line) - day(of: $0.line) < length }
            let quantity = line.quantity?.micros ?? 0
            let room = max(0, point.max.micros - window.reduce(0) { $0 + $1.micros })
            paid.append((line, min(quantity, room)))
            guard quantity > room else { return nil }
            let among = window.map(\.line) + [line]
            let isCrowded = among.count > 1 && among.allSatisfy { ($0.quantity ?? point.max) <= point.max }
            let total = JudgedLine.sum(among)
            return finding(
                line, among: among, by: point, severity: isCrowded ? .definite : .suspect,
                excess: Quantity(micros: quantity - room),
                chinese: "\(length)天内共\(total)，限\(point.max)。",
                english:
                    "Charged \(total) within \(length) day\(length == 1 ? "" : "s"); \(point.max) are paid.")
        }
    }

    private static func day(of line: JudgedLine) -> Int { line.date?.dayNumber ?? 0 }

    private static func finding(
        _ line: JudgedLine, among lines: [JudgedLine], by point: FrequencyPoint, severity: Severity,
        excess: Quantity, chinese: String, english: String
    ) -> RuleFinding {
        let over = line.amount(of: excess)
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
