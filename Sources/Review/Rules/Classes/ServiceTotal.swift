/// 医疗服务项目超限定报销总额: a service of which a slip is paid up to a sum.
///
/// Definite: what is over the sum is self-paid.
enum ServiceTotal: TotalClass {
    static let number = 28
    static let table: String? = "service-total.csv"
}
