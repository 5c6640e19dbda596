/// What an inspection of a batch's records came to (四性检测): authenticity, integrity, usability and safety, as far as a
/// program can check them.
///
/// The four are those of DA/T 70-2018 (文书类电子档案检测一般要求). What takes a person or other tools is listed as not checked.
public struct Inspection: Hashable, Codable, Sendable {
    /// What is inspected.
    public enum Property: String, Codable, Sendable, CaseIterable {
        case authenticity, integrity, usability, safety

        public var chinese: String {
            switch self {
            case .authenticity: "真实性"
            case .integrity: "完整性"
            case .usability: "可用性"
            case .safety: "安全性"
            }
        }
    }

    /// What a check came to.
    public enum Outcome: String, Codable, Sendable {
        case passed, failed
        /// It takes a person or another tool.
        case notChecked = "not_checked"
    }

    /// One check.
    public struct Check: Hashable, Codable, Sendable {
        public var property: Property
        /// What is checked, in Chinese and English.
        public var item: String
        public var english: String
        public var outcome: Outcome
        /// How many objects were checked.
        public var count: Int
        /// What is wrong, or why nothing was checked; at most ``Inspection/shown`` lines.
        public var notes: [String]
        /// How many objects failed.
        public var failed: Int
    }

    public var schema = "slipway.inspection.v1"
    public var batch: Int64
    public var at: Timestamp
    public var slips: Int
    public var pages: Int
    /// The checkpoint by which the log was checked, as written.
    public var checkpoint: String
    public var checks: [Check]

    /// Whether no check failed.
    public var isSound: Bool { checks.allSatisfy { $0.outcome != .failed } }

    /// As many notes are given of one check.
    public static let shown = 20
}

/// What one check finds, object by object.
struct CheckTally {
    private let property: Inspection.Property
    private let item: String
    private let english: String
    private var count = 0
    private var failed = 0
    private var notes: [String] = []

    init(_ property: Inspection.Property, _ item: String, _ english: String) {
        self.property = property
        self.item = item
        self.english = english
    }

    /// Counts an object.
    ///
    /// - Parameters:
    ///   - holds: Whether it is as it must be.
    ///   - note: Says which object it is and what is wrong, where something is.
    mutating func add(_ holds: Bool, _ note: @autoclosure () -> String) {
        count += 1
        guard !holds else { return }
        failed += 1
        if notes.count < Inspection.shown { notes.append(note()) }
    }

    var check: Inspection.Check {
        .init(
            property: property, item: item, english: english, outcome: failed > 0 ? .failed : .passed,
            count: count, notes: notes, failed: failed)
    }

    /// A check that is not made, and why.
    static func notChecked(
        _ property: Inspection.Property, _ item: String, _ english: String, _ why: String
    ) -> Inspection.Check {
        .init(
            property: property, item: item, english: english, outcome: .notChecked, count: 0, notes: [why],
            failed: 0)
    }
}
