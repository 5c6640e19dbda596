import Catalog
import Slips

/// For how many days an entry is paid.
struct CoursePoint: KnowledgePoint {
    static let columns = [
        PointColumn("max_days", "on how many days it is paid at most")
    ]
    var head: PointHead
    var maxDays: Int

    init(head: PointHead, maxDays: Int) {
        self.head = head
        self.maxDays = maxDays
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(head: head, maxDays: try row.count("max_days"))
    }

    var claim: PointClaim? { PointClaim(column: "max_days", says: ["\(maxDays)"]) }
}

/// A class that limits on how many days an entry is paid.
///
/// Days count where lines print them. Without days a stay that is no longer than the course keeps the limit; a longer
/// one asks, and without a stay nothing is said.
protocol CourseClass: RuleClass where Point == CoursePoint {}

extension CourseClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<CoursePoint>) -> [RuleFinding] {
        let limited = slip.charged.compactMap { line in points.point(for: line).map { (line, $0) } }
        return Dictionary(grouping: limited) { $0.1.head.code }.values.flatMap { group -> [RuleFinding] in
            guard let point = group.first?.1 else { return [] }
            let lines = group.map(\.0)
            let dated = lines.compactMap(\.date)
            guard dated.count == lines.count else { return undated(lines, by: point, on: slip) }
            let days = Set(dated).sorted()
            guard days.count > point.maxDays else { return [] }
            let last = days[point.maxDays - 1]
            let late = lines.filter { $0.date.map { $0 > last } ?? false }
            let numbers = lines.map(\.number)
            return late.map { line in
                RuleFinding(
                    self, line: line, code: .overCourse, severity: .definite, point: point.head,
                    chinese: "已收费\(days.count)天，限\(point.maxDays)天。",
                    english: "Charged on \(days.count) days; \(point.maxDays) are paid.",
                    clearedBy: proof, related: numbers.filter { $0 != line.number }, deduction: .line)
            }
        }
    }

    private static var proof: String { "分次疗程的病历 the record of separate courses" }

    private static func undated(
        _ lines: [JudgedLine], by point: CoursePoint, on slip: JudgedSlip
    ) -> [RuleFinding] {
        guard let stay = slip.stayDays, stay > point.maxDays, let line = lines.first else { return [] }
        return [
            RuleFinding(
                self, line: line, code: .overCourse, severity: .slight, point: point.head,
                chinese: "住院\(stay)天，明细未印日期，使用天数未知，限\(point.maxDays)天。",
                english:
                    "The stay is of \(stay) days and the lines print no days; \(point.maxDays) are paid.",
                clearedBy: "逐日清单 a list with days", related: lines.dropFirst().map(\.number))
        ]
    }
}
