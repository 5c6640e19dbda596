import Catalog
import Slips

/// What a limit says of a line, given what the slip tells.
enum LimitAnswer: Hashable, Sendable {
    case kept
    /// What certain readings show, in Chinese and in English, each with its full stop.
    case broken(String, String)
    /// What is not known, in Chinese and in English, each with its full stop.
    case unproved(String, String)
}

/// A class whose points limit who may be charged for an entry, where, or for what.
///
/// A broken limit is definite and deducts where the class is one of policy; in a class of reasonable use it asks. An
/// unproved limit of policy is `limit_unproved`: self-paid until a paper or a person proves it (field guide, “The
/// catalog”). An unproved limit of reasonable use is no finding.
protocol LimitClass: RuleClass {
    /// The kind of finding of a broken limit.
    static var flag: FlagCode { get }
    /// What would prove the limit: Chinese, then English.
    static var proof: String { get }
    static func answer(_ point: Point, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer
}

extension LimitClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<Point>) -> [RuleFinding] {
        slip.charged.compactMap { line in
            guard let point = points.point(for: line) else { return nil }
            switch answer(point, for: line, on: slip) {
            case .kept: return nil
            case .broken(let chinese, let english):
                return RuleFinding(
                    self, line: line, code: flag, severity: isPolicy ? .definite : .suspect,
                    point: point.head, chinese: chinese, english: english, clearedBy: proof, deduction: .line)
            case .unproved(let chinese, let english):
                guard isPolicy else { return nil }
                return RuleFinding(
                    self, line: line, code: .limitUnproved, severity: .suspect, point: point.head,
                    chinese: chinese, english: english, clearedBy: proof, deduction: .line)
            }
        }
    }
}

/// A point without parameters of its own: that the class holds for an entry.
struct EntryPoint: KnowledgePoint {
    static let columns: [PointColumn] = []
    var head: PointHead

    init(head: PointHead) {
        self.head = head
    }

    init(head: PointHead, row: CatalogRow) {
        self.init(head: head)
    }
}
