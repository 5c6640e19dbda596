public import Slips

/// One change of a correction, as a person makes it on a slip.
///
/// `docs/corrections.md` says how changes are written.
public enum SlipChange: Hashable, Sendable {
    /// A column of a line as printed; nil where the paper prints nothing there.
    case column(line: Int, ItemColumn, String?)
    /// A field of the slip as printed; nil where the paper has no such field.
    case field(SlipField, String?)
    /// The line charges the catalog entry with this code.
    case entry(line: Int, code: String)
    /// The line charges nothing that the catalog lists.
    case outOfCatalog(line: Int)
    /// Everything on the line was read as it is printed.
    case confirm(line: Int)
    /// What was taken for a line is none.
    case remove(line: Int)
    /// A line that was not read; it gets the next number.
    case add(page: Int, [ItemColumn: String])
    /// What is decided about a finding of a rule; on the slip as a whole where the line is nil.
    case finding(line: Int?, FindingRuling)
    /// No line is missing, and the sums are as printed.
    case complete
}

/// A column of a line, named as in the review's contract.
public enum ItemColumn: String, Codable, Sendable, CaseIterable {
    case date
    case code
    case name
    case spec
    case unit
    case quantity
    case unitPrice = "unit_price"
    case amount
    case insuranceClass = "class"

    /// Whether every line has it.
    public var isRequired: Bool { self == .name || self == .quantity || self == .amount }
}

/// Why a change cannot be made, for the person who asked for it.
public enum SlipChangeError: Error, Hashable, Sendable {
    case noSuchLine(Int)
    case noValue(column: String, text: String, wanted: String)
    case required(column: String)
    case unknownEntry(code: String, catalog: String)
    case noSuchFinding(code: String, line: Int?)
    case noReason
    case impossible(ImpossibleDays)
}

extension SlipChangeError: CustomStringConvertible {
    /// One sentence: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .noSuchLine(let line): "the slip has no line \(line)"
        case .noValue(let column, let text, let wanted): "‘\(text)’ is no \(column): write \(wanted)"
        case .required(let column): "every line has a \(column): it cannot be left out"
        case .unknownEntry(let code, let catalog):
            "the catalog \(catalog) has no entry ‘\(code)’: ‘slipway catalog find’ lists the codes"
        case .noSuchFinding(let code, let line):
            "no rule found ‘\(code)’ on \(line.map { "line \($0)" } ?? "the slip")"
        case .noReason: "a decision about a finding needs its reason"
        case .impossible(let days):
            "\(days.english): correct both days in one correction; a day that the paper prints so is no day: give null, and "
                + "say so in the reason"
        }
    }
}
