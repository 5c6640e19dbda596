/// 医疗服务项目周期超频次: a service that is paid so many times in a cycle of days.
///
/// Definite, and the excess self-paid, where lines that print their days lie nearer than the cycle, or where
/// a stay is too short for what was charged. Charges on other slips are not seen.
enum ServiceCycle: FrequencyClass {
    static let number = 31
    static let table: String? = "service-cycle.csv"
}
