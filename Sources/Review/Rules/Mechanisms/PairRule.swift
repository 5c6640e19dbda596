import Catalog
import Slips

/// Two entries that do not go together: the first contains the other, or must not stand beside it.
struct PairPoint: KnowledgePoint {
    static let columns = [
        PointColumn(
            "other",
            "the code, or its beginning, of the other entry; which of the two is not paid, the class tells")
    ]
    /// Names the entry that contains, or the first of the pair.
    var head: PointHead
    /// The other's code, or the beginning of it.
    var other: String

    init(head: PointHead, other: String) {
        self.head = head
        self.other = other
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        let other = try PointHead.code(in: "other", row)
        guard other != head.code else { throw row.fault("other", "“\(other)” is the entry itself") }
        self.init(head: head, other: other)
    }

    var otherCodes: [(column: String, code: String)] { [("other", other)] }
}

/// Whether two lines are of one day.
enum Coincidence: Hashable, Sendable {
    /// Both lines print the same day, or the stay has only one.
    case sameDay
    /// The paper does not tell.
    case unknown
    /// The lines print different days, or the stay has days enough for both.
    case otherDays

    init(_ a: JudgedLine, _ b: JudgedLine, on slip: JudgedSlip) {
        if let first = a.date, let second = b.date {
            self = first == second ? .sameDay : .otherDays
        } else if slip.stayDays == 1 {
            self = .sameDay
        } else if let days = slip.stayDays, Self.isByDay(a), Self.isByDay(b),
            let first = a.quantity, let second = b.quantity,
            first.micros + second.micros <= Quantity(days).micros
        {
            self = .otherDays
        } else {
            self = .unknown
        }
    }

    private static func isByDay(_ line: JudgedLine) -> Bool {
        line.unit.map { ["日", "天", "床日"].contains($0) } ?? false
    }
}

extension RuleClass where Point == PairPoint {
    /// The pairs that are charged, of one day as far as the paper tells.
    static func pairs(
        on slip: JudgedSlip, by points: PointIndex<PairPoint>
    ) -> [(point: PairPoint, first: JudgedLine, other: JudgedLine, coincidence: Coincidence)] {
        var found: [(point: PairPoint, first: JudgedLine, other: JudgedLine, coincidence: Coincidence)] = []
        for line in slip.charged {
            for point in points.points(for: line) {
                for other in slip.charged(with: point.other) where other.code != line.code {
                    let coincidence = Coincidence(line, other, on: slip)
                    if coincidence != .otherDays { found.append((point, line, other, coincidence)) }
                }
            }
        }
        return found
    }
}

/// A class whose pairs are of an entry and one that it contains.
///
/// Definite where both are of one day, and then the contained one is self-paid; where the paper does not tell the
/// days it asks. Each contained line is found once, with all that contain it. Where the points say of two entries that
/// each contains the other, they exclude each other: which of the two is not paid is for a person.
protocol ContainedClass: RuleClass where Point == PairPoint {}

extension ContainedClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<PairPoint>) -> [RuleFinding] {
        let all = pairs(on: slip, by: points)
        let directions = Set(all.map { Direction(first: $0.first.number, other: $0.other.number) })
        let mutual = all.filter {
            directions.contains(Direction(first: $0.other.number, other: $0.first.number))
        }
        let directed = all.filter {
            !directions.contains(Direction(first: $0.other.number, other: $0.first.number))
        }
        let contained = Dictionary(grouping: directed) { $0.other.number }.values.compactMap {
            group -> RuleFinding? in
            guard let pair = group.first(where: { $0.coincidence == .sameDay }) ?? group.first else {
                return nil
            }
            let isSure = pair.coincidence == .sameDay
            // A quantity printed on one day may sum several: only as much as contains it is proved to be of that day.
            let covered = Self.covered(
                pair.other, by: group.filter { $0.coincidence == .sameDay }.map(\.first))
            return RuleFinding(
                self, line: pair.other, code: .mutuallyExclusive, severity: isSure ? .definite : .suspect,
                point: pair.point.head,
                chinese: "“\(pair.first.name)”（第\(pair.first.number)行）已含“\(pair.other.name)”"
                    + (isSure ? "，同日不得另收。" : "，是否同日未知。"),
                english: "Line \(pair.first.number) contains it"
                    + (isSure ? ", and both are of one day." : "; whether they are of one day is not known."),
                clearedBy: "逐日清单或手术、治疗记录 a list with days, or the record of what was done", amount: covered,
                related: Set(group.map(\.first.number)).sorted(),
                deduction: isSure ? covered.map { .part($0) } ?? .line : .none)
        }
        return contained + mutual.filter { $0.first.number < $0.other.number }.map(exclusion)
    }

    /// Yuan of a contained line that lines of the same day cover; nil where they cover the whole.
    private static func covered(_ line: JudgedLine, by containing: [JudgedLine]) -> Money? {
        guard let quantity = line.quantity, quantity.micros > 1_000_000 else { return nil }
        let lines = Dictionary(containing.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        guard !lines.isEmpty, lines.values.allSatisfy({ $0.quantity != nil }) else { return nil }
        let sum = JudgedLine.sum(Array(lines.values))
        return sum < quantity ? line.amount(of: sum) : nil
    }

    /// Two lines that exclude each other, told once, on the later.
    private static func exclusion(
        _ pair: (point: PairPoint, first: JudgedLine, other: JudgedLine, coincidence: Coincidence)
    ) -> RuleFinding {
        RuleFinding(
            self, line: pair.other, code: .mutuallyExclusive, severity: .suspect, point: pair.point.head,
            chinese: "与第\(pair.first.number)行“\(pair.first.name)”互斥"
                + (pair.coincidence == .sameDay ? "，同日只能收取一项。" : "，是否同日未知。"),
            english:
                "Line \(pair.first.number) and this one exclude each other; which is not paid is for a person.",
            clearedBy: "逐日清单或手术、治疗记录 a list with days, or the record of what was done",
            related: [pair.first.number])
    }
}

/// Which line is said to contain which.
private struct Direction: Hashable {
    var first: Int
    var other: Int
}

/// A class whose pairs should not be given together: it asks.
///
/// A stay of several days without printed days says nothing of two drugs: one may have followed the other.
protocol IncompatiblePairClass: RuleClass where Point == PairPoint {
    /// Whether entries of one slip count as given together though it prints no days.
    static var countsWithoutDays: Bool { get }
}

extension IncompatiblePairClass {
    static func findings(on slip: JudgedSlip, by points: PointIndex<PairPoint>) -> [RuleFinding] {
        var seen = Set<Set<Int>>()
        return pairs(on: slip, by: points).compactMap { pair in
            let isTogether =
                pair.coincidence == .sameDay || countsWithoutDays
                || (slip.stayDays == nil && slip.care == .outpatient)
            guard isTogether, seen.insert([pair.first.number, pair.other.number]).inserted else { return nil }
            return RuleFinding(
                self, line: pair.other, code: .incompatible, severity: .slight, point: pair.point.head,
                chinese: "与第\(pair.first.number)行“\(pair.first.name)”不宜同用。",
                english: "It should not be given together with line \(pair.first.number).",
                clearedBy: "处方或医师说明 the prescription, or the physician's word",
                related: [pair.first.number])
        }
    }
}
