import Slips

/// 重复开药: two drugs that act alike, given together.
///
/// The points group drugs of one pharmacological kind. Two different substances of a group on one printed
/// day, or on one outpatient slip, are a slight suspicion. A stay without printed days says nothing: one may
/// have followed the other. The same substance in two forms is no finding.
enum DuplicateDrugs: RuleClass {
    typealias Point = GroupPoint
    static let number = 69
    static let table: String? = "drug-groups.csv"

    static func findings(on slip: JudgedSlip, by points: PointIndex<GroupPoint>) -> [RuleFinding] {
        let drugs = slip.charged.compactMap { line in points.point(for: line).map { (line: line, point: $0) }
        }
        return Dictionary(grouping: drugs) { $0.point.group }.values.flatMap { group -> [RuleFinding] in
            group.indices.compactMap { index in
                let drug = group[index]
                let others = group[..<index].map(\.line).filter {
                    substance($0) != substance(drug.line) && areTogether($0, drug.line, on: slip)
                }
                guard !others.isEmpty else { return nil }
                let lines = others.map { "\($0.number)" }
                return RuleFinding(
                    self, line: drug.line, code: .duplicatePrescription, severity: .slight,
                    point: drug.point.head,
                    chinese: "与第\(lines.joined(separator: "、"))行药理作用相似（\(drug.point.group)）。",
                    english: "It acts like line \(lines.joined(separator: ", ")).",
                    clearedBy: "处方或医师说明 the prescription, or the physician's word",
                    related: others.map(\.number))
            }
        }
    }

    /// The part of a drug's code that names its substance: the salt, form, pack and maker come after it.
    private static func substance(_ line: JudgedLine) -> String { line.prefix(10) ?? line.code }

    private static func areTogether(_ a: JudgedLine, _ b: JudgedLine, on slip: JudgedSlip) -> Bool {
        if let first = a.date, let second = b.date { return first == second }
        return slip.stayDays == 1 || slip.care == .outpatient
    }
}
