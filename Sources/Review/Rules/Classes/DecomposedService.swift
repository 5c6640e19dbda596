import Slips

/// 医疗服务项目分解收费: parts of a service that are charged one by one instead of the whole.
///
/// The points name the parts of each group, and how many of them make the whole. So many parts of one day, as
/// far as the slip tells, are a suspicion; what the whole would have cost is for a person.
enum DecomposedService: RuleClass {
    typealias Point = PartPoint
    static let number = 26
    static let table: String? = "service-parts.csv"

    static func findings(on slip: JudgedSlip, by points: PointIndex<PartPoint>) -> [RuleFinding] {
        let parts = slip.charged.flatMap { line in points.points(for: line).map { (line: line, point: $0) } }
        let groups = Dictionary(grouping: parts) { "\($0.point.whole) \($0.line.date?.description ?? "")" }
        return groups.values.compactMap { group in
            guard let point = group.first?.point, let last = group.last?.line,
                Set(group.map(\.point.head.code)).count >= point.least
            else { return nil }
            return RuleFinding(
                self, line: last, code: .decomposedCharge, severity: .suspect, point: point.head,
                chinese: "应合并按“\(point.whole)”收费。", english: "They are to be charged as one service.",
                clearedBy: "检查、治疗记录 the record of what was done",
                amount: group.compactMap(\.line.amount).reduce(.zero, +),
                related: group.dropLast().map(\.line.number))
        }
    }
}
