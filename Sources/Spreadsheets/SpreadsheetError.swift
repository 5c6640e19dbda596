/// Why a file cannot be read as a spreadsheet.
public enum SpreadsheetError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no spreadsheet, or a damaged one.
    case malformed(String)
    /// It is larger than any published table, or unpacks to more than is allowed.
    case tooLarge(String)

    public var description: String {
        switch self {
        case .malformed(let reason): "it cannot be read as a spreadsheet (.xlsx): \(reason)"
        case .tooLarge(let reason): "it is too large: \(reason)"
        }
    }
}
