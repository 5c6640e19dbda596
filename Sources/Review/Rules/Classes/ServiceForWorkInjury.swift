/// 医疗服务项目限工伤保险: a service that only the insurance against work injuries pays.
///
/// Judged as for drugs: definite, and self-paid, under another insurance; a question where the slip names
/// none.
enum ServiceForWorkInjury: InsuranceLimitClass {
    static let number = 16
    static let table: String? = "service-work-injury.csv"
    static let insurance = LimitedInsurance.workInjury
}
