import Catalog
import Slips

/// How many kinds of a group of drugs one prescription may hold.
struct KindsPoint: KnowledgePoint {
    static let columns = [
        PointColumn("max_kinds", "how many kinds a slip may have of those whose codes begin so")
    ]
    /// Names the group by the beginning of its codes.
    var head: PointHead
    var maxKinds: Int

    init(head: PointHead, maxKinds: Int) {
        self.head = head
        self.maxKinds = maxKinds
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(head: head, maxKinds: try row.count("max_kinds"))
    }

    var claim: PointClaim? { PointClaim(column: "max_kinds", says: ["\(maxKinds)"]) }
}

/// A class that counts the kinds of drugs of one outpatient day: it asks.
///
/// Inpatients get drugs for the whole stay on one list; their kinds are not counted.
protocol KindsClass: RuleClass where Point == KindsPoint {}

extension KindsClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<KindsPoint>) -> [RuleFinding] {
        guard slip.stayDays == nil, slip.care != .inpatient else { return [] }
        let counted = slip.charged.compactMap { line in points.point(for: line).map { (line, $0) } }
        let groups = Dictionary(grouping: counted) { "\($0.1.head.code) \($0.0.date?.description ?? "")" }
        return groups.values.compactMap { group in
            guard let point = group.first?.1, let last = group.last?.0 else { return nil }
            // The same drug of another maker or pack is no other kind.
            let kinds = Set(group.map { $0.0.prefix(12) ?? $0.0.code }).count
            guard kinds > point.maxKinds else { return nil }
            return RuleFinding(
                self, line: last, code: .tooManyKinds, severity: .slight, point: point.head,
                chinese: "共\(kinds)种，一张处方限\(point.maxKinds)种。",
                english: "\(kinds) kinds; a prescription may hold \(point.maxKinds).",
                clearedBy: "分开的处方 separate prescriptions", related: group.dropLast().map(\.0.number))
        }
    }
}
