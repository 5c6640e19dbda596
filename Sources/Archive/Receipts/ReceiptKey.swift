internal import Foundation
public import Slips

/// What names a receipt: its number, with its code where one is printed (票据代码 + 票据号码).
public struct ReceiptKey: Hashable, Sendable {
    /// Capital letters and digits, at least six.
    public let number: String
    /// Capital letters and digits; nil where none was read.
    public let code: String?

    /// The key of a receipt; nil where the number has fewer than six letters and digits: nothing is told by so few.
    ///
    /// - Parameters:
    ///   - number: The number as read or as a person writes it.
    ///   - code: The code likewise; nil or empty where none is known.
    public init?(number: String, code: String?) {
        let number = Self.plain(number)
        guard number.count >= 6 else { return nil }
        self.number = number
        let code = Self.plain(code ?? "")
        self.code = code.isEmpty ? nil : code
    }

    /// Full-width forms as ASCII, capital letters, nothing but letters and digits.
    static func plain(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.uppercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Whether both may name one receipt: a code that was not read contradicts none.
    public func agrees(with other: ReceiptKey) -> Bool {
        number == other.number && (code == other.code || code == nil || other.code == nil)
    }

    /// Code and number as people write them.
    public var text: String { code.map { "\($0)-\(number)" } ?? number }
}

/// What a review says of the receipt that a slip is, or belongs to.
public struct ReceiptFacts: Hashable, Sendable {
    public var key: ReceiptKey
    /// 校验码; nil where there is none, or it was not read for certain.
    public var checkCode: String?
    /// The printed total in yuan; nil where none was read.
    public var total: Money?
    /// Whether the slip is a receipt itself.
    ///
    /// A fee list bears the number of the receipt that it belongs to.
    public var isReceipt: Bool
    /// Whether number and code were read for certain.
    public var isCertain: Bool
    /// Whether the total was read for certain.
    public var isTotalCertain: Bool

    public init(
        key: ReceiptKey, checkCode: String?, total: Money?, isReceipt: Bool, isCertain: Bool,
        isTotalCertain: Bool
    ) {
        self.key = key
        self.checkCode = checkCode
        self.total = total
        self.isReceipt = isReceipt
        self.isCertain = isCertain
        self.isTotalCertain = isTotalCertain
    }
}

/// What became of the claim for a receipt.
public enum ReceiptState: String, Codable, Sendable, CaseIterable {
    /// 未报销: handed in, and nothing paid.
    case unpaid
    /// 已报销: paid.
    case claimed
    /// 已冲销: the payment was taken back, so that the receipt may be handed in anew.
    case reversed
}
