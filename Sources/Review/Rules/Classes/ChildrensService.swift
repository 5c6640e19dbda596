/// 医疗服务项目儿童专用: a service that is meant for children only.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed. A
/// class of reasonable use: it asks when the patient is an adult.
enum ChildrensService: AgeLimitClass {
    static let number = 80
    static let table: String? = "service-childrens.csv"
}
