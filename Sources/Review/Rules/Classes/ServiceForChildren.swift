/// 医疗服务项目限儿童使用: a service that is paid for children only.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed.
/// Definite, and self-paid, outside the ages of the point; a question where the age was not read.
enum ServiceForChildren: AgeLimitClass {
    static let number = 19
    static let table: String? = "service-children.csv"
}
