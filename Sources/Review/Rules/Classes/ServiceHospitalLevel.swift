/// 医疗服务项目限医疗机构级别: a service that is paid only in hospitals of some level.
///
/// Judged as for drugs, by `providers.csv`.
enum ServiceHospitalLevel: HospitalLevelClass {
    static let number = 24
    static let table: String? = "service-hospital-level.csv"
}
