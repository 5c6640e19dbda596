/// 医疗服务项目限新生儿使用: a service that is paid for newborns only, of 28 days at most.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed.
/// Definite, and self-paid, for an older patient; a question where the age is not known in days.
enum ServiceForNewborns: AgeLimitClass {
    static let number = 18
    static let table: String? = "service-newborns.csv"
}
