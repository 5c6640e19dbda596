internal import Foundation
public import Review
internal import SlipGenerator
public import Slips

/// A field of a review beside what is printed.
public struct ReadField: Sendable {
    /// What a field's reading is worth.
    public enum Verdict: Sendable {
        case right
        /// Wrong, and marked for review.
        case wrong
        case silentlyWrong
        /// Printed, and no value given.
        case unread
        /// A value that is printed nowhere, marked for review or not.
        case invented
        case silentlyInvented
    }

    public var field: SlipField
    /// Nil where the paper does not print the field.
    public var printed: String?
    /// Nil where the review does not have the field.
    public var reading: ReviewReading?

    public var isPrinted: Bool { printed != nil }

    public var isRight: Bool {
        guard let printed, let value = reading?.value else { return false }
        return Self.normal(value, of: field) == Self.normal(printed, of: field)
    }

    /// What was read and what is printed, for people; nil for a field that is neither printed nor read.
    var text: String? {
        guard isPrinted || reading?.value != nil else { return nil }
        let doubt = reading?.value != nil && reading?.needsReview == true ? ", marked for review" : ""
        return "\(field.rawValue) ‘\(reading?.value ?? "")’\(doubt), printed ‘\(printed ?? "")’"
    }

    /// Nil for a field that is neither printed nor read.
    public var verdict: Verdict {
        guard let value = reading?.value, !value.isEmpty else { return .unread }
        let isSilent = reading?.needsReview == false
        guard isPrinted else { return isSilent ? .silentlyInvented : .invented }
        return isRight ? .right : isSilent ? .silentlyWrong : .wrong
    }

    /// The fields that are printed or read, in their order.
    static func all(_ review: SlipReview, _ truth: SlipTruth) -> [ReadField] {
        let printed = truth.printedFields
        // Truths of other generators do not tell what else is printed.
        let isWholePrintKnown = !truth.cells.isEmpty
        return SlipField.allCases.compactMap { field in
            let reading = review.fields[field.rawValue]
            guard printed[field] != nil || isWholePrintKnown && reading?.value != nil else { return nil }
            return ReadField(field: field, printed: printed[field], reading: reading)
        }
    }

    /// As values are compared: half-width, without spaces and case, money by its worth.
    private static func normal(_ text: String, of field: SlipField) -> String {
        let plain = text.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
        return switch field {
        case .total: Money(plain)?.description ?? plain
        case .totalCapitals: CapitalAmount(text)?.money.description ?? plain
        default: plain
        }
    }
}

extension SlipTruth {
    /// The fields that the paper prints, and what they say.
    ///
    /// Truths of other generators do not tell what is printed; for them it is what
    /// the scorer of the development slips asks for.
    var printedFields: [SlipField: String] {
        let roles: Set<String> =
            cells.isEmpty ? usualRoles : Set(cells.map(\.role)).union([SlipField.total.rawValue])
        return SlipField.allCases.reduce(into: [:]) { fields, field in
            guard roles.contains(field.rawValue), let text = text(of: field), !text.isEmpty else { return }
            fields[field] = text
        }
    }

    private var usualRoles: Set<String> {
        var fields: Set<SlipField> = [.hospital, .patient, .receiptNumber, .total]
        let isReceipt = ["preprinted", "electronic", "pharmacy", "overprint"].contains(layout)
        if !isReceipt { fields.insert(.admissionDate) }
        if layout != "pharmacy" { fields.insert(.idNumber) }
        if layout != "wide" { fields.insert(.issueDate) }
        return Set(fields.map(\.rawValue))
    }

    private func text(of field: SlipField) -> String? {
        switch field {
        case .hospital: header.hospital
        case .patient: header.patient
        case .sex: header.sex
        case .age: header.age
        case .idNumber: header.idNumber
        case .insuranceType: header.insuranceType
        case .recordNumber: header.recordNumber
        case .receiptCode: header.receiptCode
        case .receiptNumber: header.receiptNumber
        case .checkCode: header.checkCode
        case .admissionDate: header.admissionDate
        case .dischargeDate: header.dischargeDate
        case .issueDate: header.issueDate
        case .total: total
        case .totalCapitals: Money(total).flatMap { CapitalAmount($0)?.description }
        }
    }
}
