/// The code of a medical receipt (票据代码): eight digits that name region, class, kind and year.
///
/// Source: Ministry of Finance, 《财政电子票据》 coding: region 2, class 2 (06 medical), kind 2 (01 outpatient,
/// 02 inpatient), year 2.
public struct ReceiptCode: Hashable, Sendable {
    /// What the receipt is for.
    public enum Kind: String, Sendable {
        case outpatient = "01"
        case inpatient = "02"
    }

    public let description: String
    /// The province's two digits of the region code.
    public let region: String
    public let kind: Kind
    /// The year of the form, four digits.
    public let year: Int
}

extension ReceiptCode: LosslessStringConvertible {
    /// The code in text; nil when it is not eight digits of a medical receipt.
    public init?(_ description: String) {
        let code = PrintedNumber.plainCharacters(description).filter { $0 != " " }
        guard code.count == 8, code.allSatisfy({ $0.isASCII && $0.isNumber }),
            code.dropFirst(2).hasPrefix("06"),
            let kind = Kind(rawValue: String(code.dropFirst(4).prefix(2))), let year = Int(code.suffix(2))
        else { return nil }
        self.description = code
        self.region = String(code.prefix(2))
        self.kind = kind
        self.year = 2000 + year
    }
}
