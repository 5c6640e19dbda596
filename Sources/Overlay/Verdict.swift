/// How far a person may trust what was read at a place.
public enum Verdict: String, Hashable, Codable, Sendable, CaseIterable {
    /// Proven by an identity of the slip, or certain enough to act on.
    case certain
    /// Read, but a person must look.
    case doubtful
    /// There is print, and nothing could be made of it.
    case unread
    /// Read, and no part of any field or item.
    case unused
    /// The heading of a table's column.
    case heading
    /// Print of the form itself, beside the data.
    case label

    /// What a legend calls it: Chinese, then English.
    public var caption: String {
        switch self {
        case .certain: "已证实或确定 proven or certain"
        case .doubtful: "需核对 to be checked"
        case .unread: "未读出 not read"
        case .unused: "未采用 read, not used"
        case .heading: "表头 heading"
        case .label: "表单印字 print of the form"
        }
    }
}
