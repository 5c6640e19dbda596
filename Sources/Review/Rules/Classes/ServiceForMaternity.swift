/// 医疗服务项目限生育保险: a service that only maternity insurance pays.
///
/// Judged as for drugs: definite, and self-paid, for a man; otherwise a question unless the slip names
/// maternity insurance.
enum ServiceForMaternity: InsuranceLimitClass {
    static let number = 17
    static let table: String? = "service-maternity.csv"
    static let insurance = LimitedInsurance.maternity
}
