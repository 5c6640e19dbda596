import Slips

/// 计费日期与住院时间不符: a charge of a day before the admission or after the discharge.
///
/// Definite where the days of the stay and of the line were read for certain; a finding on the slip, which
/// deducts nothing. It needs no points.
enum ChargeOutsideStay: RuleClass {
    typealias Point = EntryPoint
    static let number = 42
    static let table: String? = nil

    static func findings(on slip: JudgedSlip, by points: PointIndex<EntryPoint>) -> [RuleFinding] {
        guard let admission = slip.admission, let discharge = slip.discharge, admission <= discharge else {
            return []
        }
        let outside = slip.lines.filter { line in
            line.date.map { $0 < admission || discharge < $0 } ?? false
        }
        guard !outside.isEmpty else { return [] }
        let days = Set(outside.compactMap(\.date)).sorted().map(\.description).joined(separator: "、")
        return [
            RuleFinding(
                self, line: nil, code: .outsideStay, severity: .definite, point: nil,
                chinese: "住院\(admission)至\(discharge)，收费日期\(days)不在其内。",
                english: "Charged on days outside the stay.",
                clearedBy: "住院日期证明 proof of the stay's days",
                amount: outside.compactMap(\.amount).reduce(.zero, +), related: outside.map(\.number))
        ]
    }
}
