/// One field of some slips.
public struct FieldTally: Hashable, Sendable {
    /// Slips that print it.
    public internal(set) var printed = 0
    public internal(set) var right = 0
    /// Wrong, and not marked for review.
    public internal(set) var silentlyWrong = 0
    /// Printed, and no value given.
    public internal(set) var unread = 0
    /// A value given that is not printed, and not marked for review.
    public internal(set) var invented = 0

    public init() {}

    mutating func add(_ field: ReadField) {
        if field.isPrinted { printed += 1 }
        switch field.verdict {
        case .right: right += 1
        case .silentlyWrong: silentlyWrong += 1
        case .unread: unread += 1
        case .silentlyInvented: invented += 1
        case .wrong, .invented: break
        }
    }
}

extension FieldTally: Encodable {
    private enum CodingKeys: String, CodingKey {
        case printed, right, unread, invented
        case silentlyWrong = "silently_wrong"
    }
}
