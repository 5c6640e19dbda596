public import Slips

/// What a person has settled about a slip beyond its readings; the reviewer holds to it.
public struct SlipRulings: Hashable, Codable, Sendable {
    /// What was settled about lines, by their order; a line that nothing was settled about is absent.
    public private(set) var lines: [LineRuling]
    /// Findings of rules on the slip as a whole that were decided.
    public var findings: [FindingRuling]
    /// Whether a person compared the lines and the sums with the paper: no line is missing, and what is printed was read.
    public var isComplete: Bool
    /// Fields that a person looked for on the paper, which does not print them; in their order.
    public private(set) var absentFields: [SlipField]

    public static let none = SlipRulings(lines: [], findings: [], isComplete: false)

    init(
        lines: [LineRuling], findings: [FindingRuling], isComplete: Bool, absentFields: [SlipField] = []
    ) {
        self.lines = lines
        self.findings = findings
        self.isComplete = isComplete
        self.absentFields = absentFields
    }

    /// Archives that earlier editions wrote say nothing of absent fields.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        lines = try container.decode([LineRuling].self, forKey: .lines)
        findings = try container.decode([FindingRuling].self, forKey: .findings)
        isComplete = try container.decode(Bool.self, forKey: .isComplete)
        absentFields = try container.decodeIfPresent([SlipField].self, forKey: .absentFields) ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case lines, findings, isComplete, absentFields
    }

    /// Settles whether the paper prints a field.
    mutating func settle(_ field: SlipField, isAbsent: Bool) {
        absentFields = SlipField.allCases.filter { $0 == field ? isAbsent : absentFields.contains($0) }
    }

    /// What was settled about the line with this number.
    public func ruling(on line: Int) -> LineRuling? { lines.first { $0.line == line } }

    /// Changes what is settled about a line.
    mutating func settle(_ line: Int, _ change: (inout LineRuling) -> Void) {
        if let index = lines.firstIndex(where: { $0.line == line }) {
            change(&lines[index])
        } else {
            var ruling = LineRuling(line: line)
            change(&ruling)
            lines.append(ruling)
            lines.sort { $0.line < $1.line }
        }
    }

    /// Forgets what was settled about a line that is none.
    mutating func remove(_ line: Int) { lines.removeAll { $0.line == line } }

    /// What was decided about a finding on a line, or on the slip where the line is nil.
    func ruling(on flag: Flag, line: Int?) -> FindingRuling? {
        let decided = line.map { ruling(on: $0)?.findings ?? [] } ?? findings
        return decided.first { $0.code == flag.code && $0.rule == flag.rule }
    }
}

/// What a person has settled about one line.
public struct LineRuling: Hashable, Codable, Sendable {
    public var line: Int
    /// What the line charges; nil where the matcher decides.
    public var entry: EntryRuling?
    /// Whether the line's readings were compared with the paper, and it prints nothing else.
    public var isConfirmed = false
    /// Findings of rules on the line that were decided.
    public var findings: [FindingRuling] = []

    init(line: Int) { self.line = line }
}

/// What a line charges, as a person says.
public enum EntryRuling: Hashable, Codable, Sendable {
    /// The catalog entry with this code.
    case entry(String)
    /// Nothing that the catalog lists.
    case outOfCatalog
}

/// What a person decided about a finding of a rule, and why.
public struct FindingRuling: Hashable, Codable, Sendable {
    public enum Outcome: String, Codable, Sendable {
        /// What the rule asks for was shown: nothing is deducted.
        case approved
        /// The finding stands: the line is self-paid as far as the rule says.
        case upheld
    }

    public var outcome: Outcome
    public var code: FlagCode
    /// The class of rule, by its national code.
    public var rule: String?
    /// The paper or the thought that it rests on.
    public var reason: String

    public init(outcome: Outcome, code: FlagCode, rule: String?, reason: String) {
        self.outcome = outcome
        self.code = code
        self.rule = rule
        self.reason = reason
    }
}
