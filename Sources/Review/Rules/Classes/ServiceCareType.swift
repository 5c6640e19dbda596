/// 医疗服务项目限就医方式: a service that is paid for inpatients only, or for outpatients only.
///
/// Judged as for drugs.
enum ServiceCareType: CareTypeClass {
    static let number = 22
    static let table: String? = "service-care-type.csv"
}
