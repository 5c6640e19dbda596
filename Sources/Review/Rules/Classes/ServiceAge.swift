/// 医疗服务项目限年龄: a service that is paid for some ages.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed.
/// Definite, and self-paid, outside the ages of the point; a question where the age was not read.
enum ServiceAge: AgeLimitClass {
    static let number = 29
    static let table: String? = "service-age.csv"
}
