/// 超互联网医院药品支付范围: a drug that an internet hospital must not prescribe.
///
/// Found where the hospital's name says 互联网 and was read for certain. The class is one of management: it
/// asks.
enum InternetHospitalDrug: LimitClass {
    typealias Point = EntryPoint
    static let number = 47
    static let table: String? = "drug-not-online.csv"
    static let flag = FlagCode.outOfScope
    static let proof = "线下处方 a prescription that was written in person"

    static func answer(_ point: EntryPoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        guard let hospital = slip.hospital, hospital.contains("互联网") else { return .kept }
        return .broken("机构为“\(hospital)”。", "The hospital is one of the internet.")
    }
}
