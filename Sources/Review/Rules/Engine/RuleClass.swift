import Catalog
import Slips

/// A class of rules that Slipway decides: one file of code each, in `Classes`.
///
/// The doc comment of the type is what `slipway rules explain` prints; `Scripts/rule-texts.sh` copies it to
/// `explanations.txt`, and a test compares the two.
protocol RuleClass: Sendable {
    associatedtype Point: KnowledgePoint

    /// The number in the national list, edition 2025, or from 101 for a class of Slipway's own.
    static var number: Int { get }
    /// The table of `catalog/rules/` that holds its knowledge points; nil where the class needs none.
    static var table: String? { get }
    /// The kind of the further entries that its points name; nil where it is that of the first.
    static var otherKind: EntryKind? { get }

    /// What the class finds on a slip.
    ///
    /// - Parameters:
    ///   - slip: As it was read and matched; only what is certain is in it.
    ///   - points: The knowledge points; empty where the catalog has none of the class.
    /// - Returns: The findings, in any order.
    static func findings(on slip: JudgedSlip, by points: PointIndex<Point>) -> [RuleFinding]
}

extension RuleClass {
    static var otherKind: EntryKind? { nil }
    static var entry: RuleEntry { RuleEntry.of(number) }
    /// Whether a finding may deduct: classes of policy may, classes of reasonable use only ask.
    static var isPolicy: Bool { entry.isPolicy }
    /// The columns of its table beside those that every table has.
    static var columns: [PointColumn] { Point.columns }
}

/// What a rule class finds.
struct RuleFinding: Hashable, Sendable {
    /// What of the line becomes self-paid.
    enum Deduction: Hashable, Sendable {
        case none
        case line
        /// Yuan.
        case part(Money)

        /// Of a line that was partly refunded, what is left: the rest offsets the refund.
        fileprivate func ofWhatIsLeft(of line: JudgedLine?) -> Deduction {
            guard self == .line, let line, line.isPartlyRefunded else { return self }
            return line.amount.map(Deduction.part) ?? .none
        }
    }

    /// The offending line; nil for a finding on the slip.
    var line: Int?
    var flag: Flag
    var deduction: Deduction

    /// A finding by a rule class.
    ///
    /// - Parameters:
    ///   - rule: The class that finds it.
    ///   - line: The offending line; nil for the slip as a whole.
    ///   - code: What kind of finding it is.
    ///   - severity: Definite only for what certain readings prove; anything else asks for a person.
    ///   - point: The knowledge point on which it rests.
    ///   - chinese: What was found, in Chinese, with its full stop.
    ///   - english: The same in English.
    ///   - clearedBy: What paper or approval would clear it: Chinese, then English.
    ///   - amount: Yuan in question; nil for the line's amount.
    ///   - related: The lines that it was judged with.
    ///   - deduction: What becomes self-paid, if the class is one of policy.
    init(
        _ rule: any RuleClass.Type, line: JudgedLine?, code: FlagCode, severity: Severity, point: PointHead?,
        chinese: String, english: String, clearedBy: String, amount: Money? = nil, related: [Int] = [],
        deduction: Deduction = .none
    ) {
        self.line = line?.number
        self.deduction = rule.isPolicy ? deduction.ofWhatIsLeft(of: line) : .none
        let limit = point.map { $0.limit.isEmpty ? "" : "\($0.limit)。" } ?? ""
        let basis = point.map(\.basis) ?? ""
        flag = Flag(
            code: code, severity: severity,
            message: "\(rule.entry.name)：\(limit)\(chinese)\(english)", rule: rule.entry.code,
            basis: basis.isEmpty ? RuleEntry.edition : "\(basis)；\(RuleEntry.edition)",
            amount: amount ?? line?.amount,
            related: related.isEmpty ? nil : related, clearedBy: clearedBy)
    }
}
