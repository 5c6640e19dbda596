import Catalog
import Slips

/// The care during which an entry is paid.
struct CarePoint: KnowledgePoint {
    static let columns = [
        PointColumn("care", "`inpatient` or `outpatient`: the care for which it is paid"),
        PointColumn("emergency", "`yes` or `no`: whether an emergency is an exception"),
    ]

    private enum Word: String, CaseIterable {
        case yes
        case no
    }

    var head: PointHead
    var care: CareType
    /// Whether emergency care counts too, which an outpatient slip may be.
    var allowsEmergency: Bool

    init(head: PointHead, care: CareType, allowsEmergency: Bool = false) {
        self.head = head
        self.care = care
        self.allowsEmergency = allowsEmergency
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(
            head: head, care: try row.word("care", as: CareType.self),
            allowsEmergency: try row.word("emergency", as: Word.self) == .yes)
    }

    var claim: PointClaim? { PointClaim(column: "care", says: [care.rawValue, "\(allowsEmergency)"]) }
}

/// A class that limits entries to inpatients or outpatients.
protocol CareTypeClass: LimitClass where Point == CarePoint {}

extension CareTypeClass {
    static var flag: FlagCode { .wrongCareType }
    static var proof: String { "住院或急诊病历 inpatient or emergency record" }

    static func answer(_ point: CarePoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        guard let care = slip.care else {
            return .unproved("就医方式未能确定。", "Whether it was inpatient care is not known.")
        }
        if care == point.care { return .kept }
        if point.allowsEmergency, slip.kind != .pharmacy {
            return .unproved("门诊票据，是否急诊未知。", "Outpatient care; whether an emergency is not known.")
        }
        return care == .outpatient
            ? .broken("本单为门诊或药店费用。", "The slip is of outpatient care.")
            : .broken("本单为住院费用。", "The slip is of inpatient care.")
    }
}
