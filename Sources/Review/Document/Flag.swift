public import Slips

/// The name of a kind of finding, as the contract lists them.
public struct FlagCode: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    // Of items.
    public static let outOfCatalog = FlagCode(rawValue: "out_of_catalog")
    public static let overCap = FlagCode(rawValue: "over_cap")
    public static let amountMismatch = FlagCode(rawValue: "amount_mismatch")
    public static let duplicateCharge = FlagCode(rawValue: "duplicate_charge")
    public static let expiredEntry = FlagCode(rawValue: "expired_entry")

    // Of slips.
    public static let totalMismatch = FlagCode(rawValue: "total_mismatch")
    public static let capitalsMismatch = FlagCode(rawValue: "capitals_mismatch")
    public static let subtotalMismatch = FlagCode(rawValue: "subtotal_mismatch")
    public static let resubmittedScan = FlagCode(rawValue: "resubmitted_scan")
    public static let badIDNumber = FlagCode(rawValue: "bad_id_number")
    public static let badReceiptCode = FlagCode(rawValue: "bad_receipt_code")
    public static let unreadable = FlagCode(rawValue: "unreadable")
    public static let blank = FlagCode(rawValue: "blank")
}

/// How sure a finding is.
public enum Severity: String, Codable, Sendable {
    /// 明确违规: certain readings prove it.
    case definite
    /// 高度可疑.
    case suspect
    /// 轻度可疑.
    case slight
}

/// A finding on an item or on a slip.
public struct Flag: Hashable, Codable, Sendable {
    public var code: FlagCode
    public var severity: Severity
    /// For people: Simplified Chinese first, then English.
    public var message: String
    /// The class of rule that found it.
    public var rule: String?
    /// The clause and edition on which it rests.
    public var basis: String?
    /// Yuan in question.
    public var amount: Money?
    /// The line numbers that it was judged with.
    public var related: [Int]?

    public init(
        code: FlagCode, severity: Severity = .definite, message: String, rule: String? = nil,
        basis: String? = nil, amount: Money? = nil, related: [Int]? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.rule = rule
        self.basis = basis
        self.amount = amount
        self.related = related
    }
}
