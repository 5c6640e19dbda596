import Catalog
import Slips

/// What else must be charged where an entry is.
struct RequirementPoint: KnowledgePoint {
    static let columns = [
        PointColumn(
            "needs", "codes or their beginnings, separated by `\\|`: one of them must be charged as well")
    ]
    var head: PointHead
    /// Codes or their beginnings, one of which must be on the slip.
    var needs: [String]

    init(head: PointHead, needs: [String]) {
        self.head = head
        self.needs = needs
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        _ = try row.requiredText("needs")
        let needs = row.list("needs")
        if let wrong = needs.first(where: { !PointHead.isCode($0) }) {
            throw row.fault(
                "needs", "“\(wrong)” is no code or beginning of a code: capital letters and digits")
        }
        self.init(head: head, needs: needs)
    }

    var claim: PointClaim? { PointClaim(column: "needs", says: needs.sorted()) }

    var otherCodes: [(column: String, code: String)] { needs.map { ("needs", $0) } }
}

/// A class whose entries are charged only beside another one: it asks.
///
/// It speaks only of complete slips: every line settled and every sum proven, so that what is missing was not charged.
protocol RequirementClass: RuleClass where Point == RequirementPoint {
    static var flag: FlagCode { get }
}

extension RequirementClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<RequirementPoint>) -> [RuleFinding] {
        guard slip.isComplete else { return [] }
        return slip.charged.compactMap { line in
            guard let point = points.point(for: line) else { return nil }
            let isMet = point.needs.contains { need in
                slip.charged(with: need).contains { $0.code != line.code }
            }
            guard !isMet else { return nil }
            return RuleFinding(
                self, line: line, code: flag, severity: .suspect, point: point.head,
                chinese: "本单没有应与之同时收取的主项目。", english: "The item that it belongs to is not on the slip.",
                clearedBy: "同次就医的其他清单 the other lists of the same care")
        }
    }
}
