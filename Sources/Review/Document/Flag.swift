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

    // Of items, by rules.
    public static let limitUnproved = FlagCode(rawValue: "limit_unproved")
    public static let mutuallyExclusive = FlagCode(rawValue: "mutually_exclusive")
    public static let overFrequency = FlagCode(rawValue: "over_frequency")
    public static let wrongSex = FlagCode(rawValue: "wrong_sex")
    public static let wrongAge = FlagCode(rawValue: "wrong_age")
    public static let wrongHospitalLevel = FlagCode(rawValue: "wrong_hospital_level")
    public static let wrongCareType = FlagCode(rawValue: "wrong_care_type")
    public static let wrongInsurance = FlagCode(rawValue: "wrong_insurance")
    public static let overCourse = FlagCode(rawValue: "over_course")
    public static let overQuantity = FlagCode(rawValue: "over_quantity")
    public static let overTotal = FlagCode(rawValue: "over_total")
    public static let outOfScope = FlagCode(rawValue: "out_of_scope")
    public static let decomposedCharge = FlagCode(rawValue: "decomposed_charge")
    public static let fullPriceOperation = FlagCode(rawValue: "full_price_operation")
    public static let missingMainItem = FlagCode(rawValue: "missing_main_item")
    public static let duplicatePrescription = FlagCode(rawValue: "duplicate_prescription")
    public static let incompatible = FlagCode(rawValue: "incompatible")
    public static let tooManyKinds = FlagCode(rawValue: "too_many_kinds")
    public static let badCode = FlagCode(rawValue: "bad_code")

    // Of slips.
    public static let totalMismatch = FlagCode(rawValue: "total_mismatch")
    public static let capitalsMismatch = FlagCode(rawValue: "capitals_mismatch")
    public static let subtotalMismatch = FlagCode(rawValue: "subtotal_mismatch")
    public static let receiptReused = FlagCode(rawValue: "receipt_reused")
    public static let receiptAltered = FlagCode(rawValue: "receipt_altered")
    public static let resubmittedScan = FlagCode(rawValue: "resubmitted_scan")
    public static let badIDNumber = FlagCode(rawValue: "bad_id_number")
    public static let badReceiptCode = FlagCode(rawValue: "bad_receipt_code")
    public static let providerNotDesignated = FlagCode(rawValue: "provider_not_designated")
    public static let outsideStay = FlagCode(rawValue: "outside_stay")
    public static let pageCountMismatch = FlagCode(rawValue: "page_count_mismatch")
    // Of claims.
    public static let claimTotalMismatch = FlagCode(rawValue: "claim_total_mismatch")
    public static let claimPatientMismatch = FlagCode(rawValue: "claim_patient_mismatch")
    public static let claimHospitalMismatch = FlagCode(rawValue: "claim_hospital_mismatch")
    public static let claimPageOrder = FlagCode(rawValue: "claim_page_order")

    // Of pages.
    public static let pagesDisagree = FlagCode(rawValue: "pages_disagree")
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
    /// The class of rule that found it, by its national code.
    public var rule: String?
    /// The clause and edition on which it rests.
    public var basis: String?
    /// Yuan in question.
    public var amount: Money?
    /// The line numbers that it was judged with.
    public var related: [Int]?
    /// What paper or approval would clear it: Chinese, then English.
    public var clearedBy: String?
    /// What a person decided about it; nil where nobody did.
    public var ruling: FindingRuling.Outcome?
    /// Why it was decided so.
    public var rulingReason: String?

    public init(
        code: FlagCode, severity: Severity = .definite, message: String, rule: String? = nil,
        basis: String? = nil, amount: Money? = nil, related: [Int]? = nil, clearedBy: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.rule = rule
        self.basis = basis
        self.amount = amount
        self.related = related
        self.clearedBy = clearedBy
    }

    /// Whether a rule asks a person to decide it.
    public var isOpen: Bool { rule != nil && severity != .definite && ruling == nil }

    private enum CodingKeys: String, CodingKey {
        case code
        case severity
        case message
        case rule
        case basis
        case amount
        case related
        case clearedBy = "cleared_by"
        case ruling
        case rulingReason = "ruling_reason"
    }
}
