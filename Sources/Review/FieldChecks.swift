import Slips

/// Checks of the fields of a slip's head.
enum FieldChecks {
    /// The findings on fields whose reading is certain.
    static func flags(of slip: Slip) -> [Flag] {
        [idNumber(slip.fields[.idNumber]), receiptCode(slip.fields[.receiptCode], kind: slip.kind)]
            .compactMap(\.self)
    }

    private static func idNumber(_ reading: Reading<String>?) -> Flag? {
        // Numbers that are printed with some digits starred out cannot be checked.
        guard let text = certain(reading), !text.contains("*") else { return nil }
        // E-receipts print the payer's organisation code in the same place (交款人统一社会信用代码).
        if SocialCreditCode.isMeant(by: text) { return organisationCode(text) }
        do {
            _ = try CitizenID(checking: text)
            return nil
        } catch {
            let reason =
                switch error {
                case .length: ("不是18位", "it has not 18 characters")
                case .character: ("含有不应出现的字符", "it holds a character that is no digit")
                case .birthDate: ("出生日期不存在", "its date of birth does not exist")
                case .check: ("校验码不符", "its check character is wrong")
                }
            return Flag(
                code: .badIDNumber,
                message: "身份证号\(text)\(reason.0)。The identity number is wrong: \(reason.1).",
                basis: "GB 11643-1999")
        }
    }

    private static func organisationCode(_ text: String) -> Flag? {
        guard SocialCreditCode(text) == nil else { return nil }
        return Flag(
            code: .badIDNumber,
            message: "统一社会信用代码\(text)校验码不符。The organisation code is wrong: its check character is wrong.",
            basis: "GB 32100-2015")
    }

    /// A printed e-receipt whose code breaks the published form.
    ///
    /// Old paper receipts have codes of other forms, and a code that lacks a digit is misread more likely than wrong:
    /// nothing is said of either.
    private static func receiptCode(_ reading: Reading<String>?, kind: SlipKind) -> Flag? {
        guard kind == .eReceipt, let reading, reading.confidence >= provenConfidence,
            let text = certain(reading), text.count == 8, text.allSatisfy({ $0.isASCII && $0.isNumber }),
            ReceiptCode(text) == nil
        else { return nil }
        return Flag(
            code: .badReceiptCode, severity: .slight,
            message: "票据代码\(text)不是医疗收费票据代码（8位，第3、4位为06）。"
                + "The receipt code is not one of a medical receipt: eight digits, the third and fourth 06.")
    }

    /// The confidence of a code that the QR code proves.
    private static let provenConfidence = 1.0

    private static func certain(_ reading: Reading<String>?) -> String? {
        guard let reading, !reading.needsReview else { return nil }
        return reading.value
    }
}
