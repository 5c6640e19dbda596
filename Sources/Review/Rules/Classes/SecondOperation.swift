import Slips

/// 手术项目未按规定折价收费: a second operation through the same incision that is charged at its full price.
///
/// The points group operations that share an incision. Two of a group, of one day as far as the slip tells,
/// are a suspicion: all but the dearest should be charged at the share of the point. A line whose price is no
/// more than that share of the catalog's cap is taken to be reduced. Only the operation record shows the
/// incisions, so it asks.
enum SecondOperation: RuleClass {
    typealias Point = GroupPoint
    static let number = 15
    static let table: String? = "operation-groups.csv"

    static func findings(on slip: JudgedSlip, by points: PointIndex<GroupPoint>) -> [RuleFinding] {
        let operations = slip.charged.compactMap { line in
            line.code.hasSuffix("00") ? points.point(for: line).map { (line: line, point: $0) } : nil
        }
        return Dictionary(grouping: operations) { $0.point.group }.values.flatMap { group -> [RuleFinding] in
            let ranked = group.sorted { price($0.line) > price($1.line) }
            guard let main = ranked.first else { return [] }
            return ranked.dropFirst().compactMap { operation in
                let line = operation.line
                guard line.code != main.line.code, Coincidence(main.line, line, on: slip) != .otherDays,
                    !isReduced(line, to: operation.point.share)
                else { return nil }
                let over = operation.point.share.flatMap { share in
                    line.amount.map { $0 - $0.share(share) }
                }
                return RuleFinding(
                    self, line: line, code: .fullPriceOperation, severity: .suspect,
                    point: operation.point.head,
                    chinese: "与第\(main.line.number)行“\(main.line.name)”同组，经同一切口的次要手术应折价。",
                    english:
                        "Of one group with line \(main.line.number): through the same incision it is reduced.",
                    clearedBy: "手术记录 the operation record", amount: over, related: [main.line.number])
            }
        }
    }

    /// Whether the price is no more than the share of what the catalog pays for the operation alone.
    private static func isReduced(_ line: JudgedLine, to share: Ratio?) -> Bool {
        guard let share, let cap = line.cap, let price = line.unitPrice else { return false }
        return price <= cap.share(share)
    }

    private static func price(_ line: JudgedLine) -> Money { line.unitPrice ?? line.amount ?? .zero }
}
