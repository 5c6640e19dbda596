/// 中药饮片单方使用不予支付: a herbal slice that is not paid when it is used alone, or only with others of
/// its kind.
///
/// Definite, and self-paid, when every slice of the slip is of this kind: then no prescription on it can hold
/// another. When the slices of one printed day are all of this kind but the slip holds others, it asks.
/// Another slice in the same prescription clears it. Lines that are not settled may be that other slice: then
/// nothing is said.
enum SliceNotPaidAlone: RuleClass {
    typealias Point = EntryPoint
    static let number = 4
    static let table: String? = "slice-not-alone.csv"

    static func findings(on slip: JudgedSlip, by points: PointIndex<EntryPoint>) -> [RuleFinding] {
        guard slip.isComplete else { return [] }
        let slices = slip.charged.filter { $0.code.hasPrefix("T") }
        let judged = slices.map { ($0, points.point(for: $0)) }
        if judged.allSatisfy({ $0.1 != nil }) {
            return judged.map { finding($0.0, point: $0.1, severity: .definite) }
        }
        let days = Dictionary(grouping: judged.filter { $0.0.date != nil }) { $0.0.date }
        return days.values.filter { day in day.allSatisfy { $0.1 != nil } }.joined()
            .map { finding($0.0, point: $0.1, severity: .suspect) }
    }

    private static func finding(_ line: JudgedLine, point: EntryPoint?, severity: Severity) -> RuleFinding {
        RuleFinding(
            self, line: line, code: .outOfScope, severity: severity, point: point?.head,
            chinese: severity == .definite ? "本单饮片均属此类。" : "当日饮片均属此类。",
            english: severity == .definite
                ? "All slices of the slip are of this kind." : "All slices of the day are of this kind.",
            clearedBy: "含其他饮片的处方 a prescription with other slices",
            deduction: severity == .definite ? .line : .none)
    }
}
