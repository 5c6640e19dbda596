/// 医疗服务项目区分性别使用: a service that is meant for one sex.
///
/// Judged by the sex on the slip and in the identity number, which must agree. A class of reasonable use: it
/// asks.
enum ServiceBySex: SexLimitClass {
    static let number = 81
    static let table: String? = "service-sex.csv"
}
